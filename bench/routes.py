"""What adding a route costs, in small projects and in large ones, and how those start.

Run it with `uv run python -m bench.routes`. It exits 1 when a limit is not held.
"""

import argparse
import tempfile
from pathlib import Path

from bench.cli import BIN, show
from bench.measure import Command, measure, report
from bench.thousand import FIELDS, grow, write_by_hand

APIGEN = str(BIN / "apigen")
MANY = 1000


def main() -> None:
    """Measure everything and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each command")
    runs = parser.parse_args().runs
    held = []
    with tempfile.TemporaryDirectory() as name:
        for framework in ("fastapi", "flask"):
            folder = Path(name) / framework
            folder.mkdir()
            words = (APIGEN, "new", "shop", "--yes", "--no-git", "--framework", framework)
            measure({"new": Command(words, folder, ("shop",))}, 1)
            few = grow(folder / "shop", folder / "few" / "shop", 10)
            many = grow(folder / "shop", folder / "many" / "shop", MANY)
            held += compare_adding(folder, few, many, runs)
            held += compare_starting(folder, many, framework, max(runs // 2, 3))
    raise SystemExit(0 if all(held) else 1)


def compare_adding(folder: Path, few: Path, many: Path, runs: int) -> list[bool]:
    """Compare the 1,001st route with the 11th, and both with Cookiecutter's help."""
    words = (APIGEN, "add-route", "orders", *FIELDS, "--project")
    costs = measure(
        {
            "the 11th route": Command((*words, "small"), folder, ("small",), few),
            "the 1,001st route": Command((*words, "large"), folder, ("large",), many),
            "cookiecutter help": Command([str(BIN / "cookiecutter"), "--help"], folder),
        },
        runs,
    )
    show(costs, f"{folder.name}: median of {runs} runs")
    few_cpu, many_cpu = costs["the 11th route"].cpu, costs["the 1,001st route"].cpu
    allowed = costs["cookiecutter help"].cpu + 0.15
    return [
        report("1,001st route : 11th route", many_cpu / few_cpu, 2.0),
        report("add-route : cookiecutter --help + 0.15 s", few_cpu / allowed, 1.0),
    ]


def compare_starting(folder: Path, many: Path, framework: str, runs: int) -> list[bool]:
    """Compare how a project with 1,000 routes starts with one that was written by hand."""
    python = str(folder / "shop/.venv/bin/python")
    hand = write_by_hand(folder / "by-hand", framework, MANY)
    words = (python, "-c")
    costs = measure(
        {
            "made by add-route": Command(
                (*words, "import sys; sys.path.insert(0, 'src'); import shop.main"), many
            ),
            "written by hand": Command((*words, "import hand.main"), hand),
        },
        runs,
    )
    show(costs, f"{framework}: start with {MANY} routes, median of {runs} runs")
    ratio = costs["made by add-route"].cpu / costs["written by hand"].cpu
    return [report("start : start of one written by hand", ratio, 1.3)]


if __name__ == "__main__":
    main()
