"""What updating a project of 300 files costs, beside Copier updating as many.

Run it with `uv run python -m bench.updates`. It exits 1 when a limit is not held.
"""

import argparse
import subprocess
import tempfile
from pathlib import Path

from apigen import __version__
from apigen.repository import make_repository
from apigen.state import write_file_line
from bench.cli import BIN, show, write_copier_template
from bench.measure import Command, measure, report
from bench.thousand import grow
from tests.change.former import VERSION, write_former
from tests.generated.projects import write_new_project

RESOURCES = 43
CHANGED = 60


def main() -> None:
    """Measure both and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each command")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few = write_former(folder / "few", "fastapi")
        small = len(list_files(few))
        change(few)
        many = make_many(folder / "many")
        files = list_files(many)
        copied = make_copied(folder / "copied", many, files)
        update = (str(BIN / "apigen"), "update", "--offline", "--yes", "--no-install", "--force")
        copier = (str(BIN / "copier"), "update", "--defaults", "--quiet")
        costs = measure(
            {
                "few": Command((*update, "--project", "small"), folder, ("small",), few),
                "many": Command((*update, "--project", "large"), folder, ("large",), many),
                "copier": Command((*copier, "twin"), folder, ("twin",), copied),
                "copier help": Command([str(BIN / "copier"), "--help"], folder),
            },
            runs,
        )
    show(costs, f"{len(files)} files, and {small} in few: median of {runs} runs")
    held = [
        report("update : copier update", costs["many"].cpu / costs["copier"].cpu, 1.0),
        report("update of few : copier --help", costs["few"].cpu / costs["copier help"].cpu, 1.5),
    ]
    raise SystemExit(0 if all(held) else 1)


def make_many(folder: Path) -> Path:
    """Make a project with so many resources that an older apigen wrote another way, and its owner edited."""
    folder.mkdir()
    root = grow(write_new_project(folder / "new"), folder / "shop", RESOURCES)
    for path in list_changed(root):
        path.write_text(f"# Old.\n{path.read_text()}")
    state = root / ".apigen.toml"
    head, _, lines = state.read_text().partition("\n[files]\n")
    paths = [line.split('"')[1] for line in lines.splitlines()]
    records = [write_file_line(path, (root / path).read_bytes()) for path in paths]
    head = head.replace(f'"{__version__}"', f'"{VERSION}"', 1)
    state.write_text(f"{head}\n[files]\n{''.join(records)}")
    make_repository(root, tuple(str(path.relative_to(root)) for path in list_files(root)))
    change(root)
    return root


def make_copied(folder: Path, project: Path, files: list[Path]) -> Path:
    """Make a project that Copier made of the same files, where some have changed on each side."""
    template = folder / "template"
    folder.mkdir()
    write_copier_template(template, project, files)
    names = "{{ _copier_conf.answers_file }}.jinja"
    (template / names).write_text("{{ _copier_answers|to_nice_yaml }}")
    git(template, "init", "--quiet")
    commit(template, "One")
    git(template, "tag", "1.0.0")
    copier = [
        str(BIN / "copier"),
        "copy",
        "--defaults",
        "--quiet",
        f"git+file://{template}",
        "shop",
    ]
    subprocess.run(copier, cwd=folder, check=True)
    for path in sorted((template / "src/shop").glob("s*/*.py.jinja"))[:CHANGED]:
        path.write_text(f"# New.\n{path.read_text()}")
    commit(template, "Two")
    git(template, "tag", "2.0.0")
    git(folder / "shop", "init", "--quiet")
    change(folder / "shop")
    commit(folder / "shop", "Start")
    return folder / "shop"


def list_changed(root: Path) -> list[Path]:
    """Give the files that change on both sides."""
    return sorted((root / "src/shop").glob("s*/*.py"))[:CHANGED]


def change(root: Path) -> None:
    """Edit some files as their owner."""
    for path in list_changed(root):
        path.write_text(f"{path.read_text()}# Ours.\n")


def list_files(root: Path) -> list[Path]:
    """Give the files of a project, git's own left out."""
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    return [path for path in paths if ".git" not in path.relative_to(root).parts]


def commit(folder: Path, message: str) -> None:
    """Commit everything in the folder."""
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=bench", "-c", "user.email=@", "commit", "--quiet", "-m", message)


def git(folder: Path, *words: str) -> None:
    """Run git in the folder."""
    subprocess.run(["git", *words], cwd=folder, check=True)


if __name__ == "__main__":
    main()
