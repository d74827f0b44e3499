"""Breaks one system call of `apigen update` at a time, as `matrix` does for what adds.

The project is one that an older apigen wrote and its owner has edited. After a kill the same command
has to come to the same end.
Run it as a script for every point: `python -m tests.faults.updates`.
"""

import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from apigen.catalog import find_templates
from apigen.repository import commit

from ..change.former import write_former
from ..change.former_edits import edit
from ..tools import make_command, read_tree
from .matrix import WITHOUT_RUFF, Scene, break_everywhere


class Update(Scene):
    """Updating a project in its repository, in which everything that was written is found."""

    @property
    def command(self) -> list[str]:
        """The command that updates it."""
        options = ("--offline", "--yes", "--no-install", "--project", str(self.place / "shop"))
        return make_command(find_templates(), "update", *options, patch=WITHOUT_RUFF)

    def prepare(self) -> None:
        """Bring everything to how it is before the run."""
        former = self.root / "former"
        if not former.exists():
            root = write_former(former, "fastapi")
            before = tuple(read_tree(root))
            edit(root, "fastapi")
            commit(root, tuple({*before, *read_tree(root)}), "Make it ours")
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(former, self.place)


def make_update(root: Path) -> Update:
    """Give the scene: one of the kind that looks at what the code imports after a kill."""
    return Update("route", root)


def main() -> int:
    """Break every point and count what is left; 1 when anything is wrong."""
    counts: Counter[str] = Counter()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for point, fault, state, complaint in break_everywhere(make_update(Path(folder))):
            counts[f"{fault:<15} {state}"] += 1
            if complaint:
                wrong += 1
                print(f"{point.call} {point.number} {fault}: {state}: {complaint}", flush=True)
    for line, count in sorted(counts.items()):
        print(f"{count:>5} {line}")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
