"""What apigen's commands cost, beside Copier, Cookiecutter and uv doing the like.

Run it with `uv run python -m bench.cli`. It exits 1 when a limit is not held.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from bench.measure import Command, Cost, measure, report

BIN = Path(sys.executable).parent
# Needs whose verdict takes four other answers to flip.
HARD = (
    *("--templates", "--async", "--auth", "oidc", "--purpose", "serverless", "--size", "small"),
    *("--direction", "unsure", "--experience", "both", "--security"),
)


def main() -> None:
    """Measure everything and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="counted runs of each command")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        held = [*compare_new(folder, runs), *compare_install(folder, max(runs // 2, 3))]
    raise SystemExit(0 if all(held) else 1)


def compare_new(folder: Path, runs: int) -> list[bool]:
    """Compare making a project without installing it, and the help, by CPU time."""
    apigen = str(BIN / "apigen")
    quick = ("--yes", "--no-install")
    new = Command([apigen, "new", "shop", *quick], folder, ("shop",))
    measure({"new": new}, 1)
    files = sorted(
        path
        for path in (folder / "shop").rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder / "shop").parts
    )
    copier = write_copier_template(folder / "copier-template", folder / "shop", files)
    cookiecutter = write_cookiecutter_template(folder / "cookie-template", folder / "shop", files)
    costs = measure(
        {
            "new": new,
            "new without git": Command(
                [apigen, "new", "bare", *quick, "--no-git"], folder, ("bare",)
            ),
            "copier": Command(
                [str(BIN / "copier"), "copy", "--defaults", "--quiet", str(copier), "copied"],
                folder,
                ("copied",),
            ),
            "cookiecutter": Command(
                [str(BIN / "cookiecutter"), "--no-input", str(cookiecutter)], folder, ("baked",)
            ),
            "help": Command([apigen, "--help"], folder),
            "recommend": Command([apigen, "recommend", "--docs", "--purpose", "api"], folder),
            "recommend, hard": Command([apigen, "recommend", *HARD], folder),
            "cookiecutter help": Command([str(BIN / "cookiecutter"), "--help"], folder),
        },
        runs,
    )
    show(costs, f"median of {runs} runs, {len(files)} files")
    return [
        report("new : copier copy", costs["new"].cpu / costs["copier"].cpu, 0.60, 0.45),
        report("new : cookiecutter", costs["new"].cpu / costs["cookiecutter"].cpu, 0.95),
        report("help : help", costs["help"].cpu / costs["cookiecutter help"].cpu, 0.85),
        report(
            "recommend : cookiecutter --help",
            costs["recommend"].cpu / costs["cookiecutter help"].cpu,
            1.0,
            0.75,
        ),
        report(
            "recommend, hard : cookiecutter --help",
            costs["recommend, hard"].cpu / costs["cookiecutter help"].cpu,
            1.0,
        ),
    ]


def compare_install(folder: Path, runs: int) -> list[bool]:
    """Compare making a project with its environment to doing by hand what follows, caches warm.

    That is `uv sync`, and then the project's own command that makes openapi.json.
    """
    apigen, uv = str(BIN / "apigen"), str(BIN / "uv")
    measure({"new": Command([apigen, "new", "shop", "--yes"], folder, ("shop",))}, 1)
    bare = folder / "shop"
    by_hand = f"{uv} sync --quiet && {uv} run --quiet make-openapi"
    costs = measure(
        {
            "new": Command([apigen, "new", "full", "--yes"], folder, ("full",)),
            "by hand": Command(["sh", "-c", by_hand], bare, ("uv.lock", ".venv", "openapi.json")),
            "uv sync": Command([uv, "sync", "--quiet"], bare, ("uv.lock", ".venv")),
        },
        runs,
    )
    show(costs, f"median of {runs} runs, caches warm")
    alone, both = (1.3 * costs[name].wall + 0.5 for name in ("uv sync", "by hand"))
    new = costs["new"].wall
    print(f"      {new / alone:5.2f}  (no openapi.json is made there)  new : 1.3 x uv sync + 0.5 s")
    return [report("new : 1.3 x (uv sync, uv run make-openapi) + 0.5 s", new / both, 1.0)]


def write_copier_template(template: Path, project: Path, files: list[Path]) -> Path:
    """Make a Copier template of the same files, each with a name to fill in."""
    template.mkdir()
    (template / "copier.yml").write_text("name:\n  type: str\n  default: shop\n")
    for path in files:
        target = template / f"{path.relative_to(project)}.jinja"
        target.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        target.write_text("{% raw %}" + text + "{% endraw %}\n{# {{ name }} #}{{ name }}\n")
    return template


def write_cookiecutter_template(template: Path, project: Path, files: list[Path]) -> Path:
    """Make a Cookiecutter template of the same files, each with a name to fill in."""
    root = template / "{{ cookiecutter.name }}"
    root.mkdir(parents=True)
    (template / "cookiecutter.json").write_text(json.dumps({"name": "baked"}))
    for path in files:
        target = root / path.relative_to(project)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        target.write_text("{% raw %}" + text + "{% endraw %}\n{{ cookiecutter.name }}\n")
    return template


def show(costs: dict[str, Cost], title: str) -> None:
    """Print what every command cost."""
    print(f"\n{title}")
    for name, cost in costs.items():
        print(f"      {cost.cpu:6.3f} s CPU  {cost.wall:6.3f} s  {name}")


if __name__ == "__main__":
    main()
