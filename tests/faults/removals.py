"""Breaks one system call of `apigen remove-route` at a time, as `matrix` does for what adds.

Run it as a script for every point: `python -m tests.faults.removals`.
"""

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from apigen.catalog import find_templates

from ..tools import make_command
from .matrix import ROUTE, Scene, break_everywhere


class Removal(Scene):
    """Taking a route away, with its table, from a project that has been given one."""

    @property
    def command(self) -> list[str]:
        """The command that takes it away."""
        words = ("remove-route", "orders", "--drop-table", "--project", str(self.place / "shop"))
        return make_command(find_templates(), *words)

    def prepare(self) -> None:
        """Bring everything to how it is before the run."""
        made = self.root / "with-orders"
        if not made.exists():
            super().prepare()
            shutil.copytree(self.place / "shop", made)
            words = (*ROUTE, "--project", str(made))
            subprocess.run(make_command(find_templates(), *words), check=True, capture_output=True)
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir(parents=True)
        shutil.copytree(made, self.place / "shop")


def make_removal(root: Path) -> Removal:
    """Give the scene: one of the kind that looks at what the code imports after a kill."""
    return Removal("route", root)


def main() -> int:
    """Break every point and count what is left; 1 when anything is wrong."""
    counts: Counter[str] = Counter()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for point, fault, state, complaint in break_everywhere(make_removal(Path(folder))):
            counts[f"{fault:<15} {state}"] += 1
            if complaint:
                wrong += 1
                print(f"{point.call} {point.number} {fault}: {state}: {complaint}", flush=True)
    for line, count in sorted(counts.items()):
        print(f"{count:>5} {line}")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
