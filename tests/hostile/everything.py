"""Tries every harm of strangers on every command: `python -m tests.hostile.everything [add-route ...]`."""

import sys
import tempfile
import time
from pathlib import Path

from .cases import REFUSED, TRESPASSING, UNREADABLE, Spoil
from .projects import make_place, read_all, read_outside, remember
from .runs import run

COMMANDS = (
    ("routes",),
    ("add-route", "orders", "customer:str"),
    ("add-route", "orders", "customer:str", "--diff"),
    ("remove-route", "items", "--drop-table"),
    ("add", "kubernetes", "--no-install"),
    ("remove", "docker", "--no-install"),
    ("switch", "flask", "--no-install"),
    ("update", "--no-install"),
    ("undo", "--no-install"),
    ("check",),
)


def try_all(names: list[str]) -> list[str]:
    """Give a line about each of the commands, or of all, that did not do as it should."""
    wrong, slowest, count = [], 0.0, 0
    refused: dict[str, Spoil] = {name: remember(text) for name, text in REFUSED.items()}
    for name, spoil in {**refused, **UNREADABLE, **TRESPASSING}.items():
        for words in (each for each in COMMANDS if not names or each[0] in names):
            with tempfile.TemporaryDirectory() as folder:
                root = make_place(Path(folder))
                spoil(root)
                before, hooks = read_outside(Path(folder)), read_all(root / ".git" / "hooks")
                start = time.monotonic()
                done = run(root, *words)
                slowest, count = max(slowest, time.monotonic() - start), count + 1
                is_right = done.is_clean() and (
                    done.code in {0, 1, 2, 3}
                    if name in TRESPASSING or words == ("check",)
                    else done.is_refusal()
                )
                is_same = read_outside(Path(folder)) == before
                if not is_right or not is_same or read_all(root / ".git" / "hooks") != hooks:
                    wrong.append(
                        f"{name}: {' '.join(words)}: {done.code} {is_same} {done.said[:300]}"
                    )
    print(f"{count} runs, {len(wrong)} wrong, the slowest took {slowest:.2f} s")
    return wrong


def main(names: list[str]) -> int:
    """Try all; 1 when anything is wrong."""
    wrong = try_all(names)
    print("\n".join(wrong))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
