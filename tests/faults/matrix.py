"""Breaks one system call of `apigen new` or `add-route` at a time, and looks at what is left behind.

A first run under strace finds every call that touches the place where the project is made. Then,
for each of them and each kind of fault, the place is prepared anew and the run repeated with that
one call failing, or with the process hit by a signal there. Afterwards the place must be as it
was before, or hold the whole project; only a kill may leave a temporary folder as well, and the
next run must clear it away. A kill while files land one by one in a folder that is in use may leave
some of them: each is then wholly old or wholly new, and what the code imports is there.

Run it as a script for every point: `python -m tests.faults.matrix [new|empty|force|git|route]`.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from apigen.catalog import find_templates

from ..generated.projects import write_new_project
from ..imports import find_missing
from ..quick import make_quick
from ..tools import make_command, write_toy, write_tree

CALLS = (
    "openat,write,mkdir,mkdirat,rename,renameat,renameat2,fsync,link,linkat,"
    "chmod,fchmod,unlink,unlinkat,rmdir,flock"
)
FAULTS = (
    "error=ENOSPC",
    "error=EIO",
    "error=EACCES",
    "signal=SIGINT",
    "signal=SIGTERM",
    "signal=SIGKILL",
)
SCENES = ("new", "empty", "force", "git", "route")
ROUTE = ("add-route", "orders", "customer:str", "total:decimal", "at:datetime?")
# The formatter only makes the same files prettier, and is a process of its own.
WITHOUT_RUFF = "import apigen.formatting; apigen.formatting._run = lambda c, text, p, r: text"
_TEMPORARY = ".shop.apigen-tmp-"
_SECRET = re.compile(r"(?m)^SECRET=.+$")

Tree = dict[str, str]


@dataclass(frozen=True)
class Point:
    """The `number`th use of `call` by a process."""

    call: str
    number: int


@dataclass(frozen=True)
class Scene:
    """One way of making a project, in a folder of its own."""

    name: str
    root: Path

    @property
    def place(self) -> Path:
        """Where the project is made."""
        return self.root / "place"

    @property
    def command(self) -> list[str]:
        """The command that makes it."""
        if self.name == "route":
            words = (*ROUTE, "--project", str(self.place / "shop"))
            return make_command(find_templates(), *words, patch=WITHOUT_RUFF)
        flags = ["--yes", "--no-install"]
        flags += [] if self.name == "git" else ["--no-git"]
        flags += ["--force", "--overwrite"] if self.name == "force" else []
        return make_command(self.root / "toy", "new", str(self.place / "shop"), *flags)

    def prepare(self) -> None:
        """Bring everything to how it is before the run."""
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir(parents=True)
        if self.name == "empty":
            (self.place / "shop").mkdir()
        if self.name == "route":
            if not (self.root / "made").exists():
                write_new_project(self.root / "made")
            shutil.copytree(self.root / "made", self.place / "shop")
        if self.name == "force":
            files = {"shop/README.md": "mine", "shop/src/own.py": "own"}
            write_tree(self.place, files)

    def run(self, *tracing: str) -> "subprocess.CompletedProcess[str]":
        """Run the command under strace."""
        return subprocess.run(
            ["strace", "-f", "-qq", "-e", f"trace={CALLS}", *tracing, *self.command],
            env={**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    def look(self) -> Tree:
        """Give what is there, with the random secret made the same for all."""
        found = {}
        for path in sorted(self.place.rglob("*")):
            name = path.relative_to(self.place).as_posix()
            if path.is_dir() and "/.git/" in name:
                continue
            if path.is_dir():
                found[name] = "a folder"
            elif "/.git/" not in name:
                found[name] = _SECRET.sub("SECRET=", path.read_text(encoding="utf-8"))
            elif name.endswith("/.git/HEAD"):
                found[name] = "a repository"
        return found


def find_points(scene: Scene) -> tuple[list[Point], Tree]:
    """Run once without a fault; gives the points to break and the whole project."""
    scene.prepare()
    trace = scene.root / "trace"
    done = scene.run("-y", "-o", str(trace))
    assert done.returncode == 0, done.stderr
    seen: Counter[tuple[str, str]] = Counter()
    points: dict[Point, None] = {}
    started: Counter[tuple[str, str]] = Counter()
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        if match := re.match(r"(\d+)\s+(\w+)\((.*)", line):
            process, call, rest = match.groups()
            seen[process, call] += 1
            is_reading = call == "openat" and not re.search(r"O_WRONLY|O_RDWR", rest)
            if str(scene.place) in rest and not is_reading:
                started = started or seen.copy()
                points[Point(call, seen[process, call])] = None
    return [p for p in points if p.number >= _first(started, p.call)], scene.look()


def _first(started: Counter[tuple[str, str]], call: str) -> int:
    """Give the use of `call` from which on it is apigen that runs, and not Python's own start.

    strace counts for each process by itself, so the third write of a child is also the third of
    ours.
    """
    return max((count for (_, name), count in started.items() if name == call), default=0)


def judge(scene: Scene, point: Point, fault: str, before: Tree, after: Tree) -> tuple[str, str]:
    """Run with one fault; gives the state of what is left, and what is wrong or nothing."""
    scene.prepare()
    inject = f"inject={point.call}:{fault}:when={point.number}"
    done = scene.run("-o", os.devnull, "-e", inject)
    found = scene.look()
    rest = {name: text for name, text in found.items() if _TEMPORARY not in name}
    is_killed = fault == "signal=SIGKILL"
    state = "complete" if rest == after else "untouched" if rest == before else "partial"
    if "Traceback" in done.stderr or "bug in apigen" in done.stderr:
        return state, f"traceback: {done.stderr}"
    if not is_killed and state == "untouched" and done.returncode == 0:
        return state, "success was reported"
    if rest != found and not is_killed and not point.call.startswith(("unlink", "rmdir")):
        return state, "a temporary folder is left"
    if is_killed and scene.name == "route":
        mixed = [name for name in rest if rest[name] not in {before.get(name), after.get(name)}]
        missing = find_missing(rest, start="shop/main.py")
        if mixed or missing:
            return "broken", f"{mixed} {missing}"
    if is_killed and state != "complete":
        again = scene.run("-o", os.devnull)
        if scene.look() != after:
            return "not recovered", again.stderr
        return "recovered", ""
    return state, "" if state != "partial" else f"{sorted(rest)}: {done.stderr}"


def break_everywhere(scene: Scene, step: int = 1) -> Iterator[tuple[Point, str, str, str]]:
    """Judge every `step`th pair of point and fault."""
    scene.prepare()
    before = scene.look()
    points, after = find_points(scene)
    pairs = [(point, fault) for point in points for fault in FAULTS]
    for point, fault in pairs[::step]:
        yield point, fault, *judge(scene, point, fault, before, after)


def main(names: list[str]) -> int:
    """Break every point of the scenes and count what is left; 1 when anything is wrong."""
    make_quick()
    counts: Counter[str] = Counter()
    wrong = 0
    for name in names or SCENES:
        with tempfile.TemporaryDirectory() as folder:
            scene = Scene(name, Path(folder))
            write_toy(scene.root / "toy")
            for point, fault, state, complaint in break_everywhere(scene):
                counts[f"{name:<6} {fault:<15} {state}"] += 1
                if complaint:
                    wrong += 1
                    print(f"{name} {point.call} {point.number} {fault}: {state}: {complaint}")
    for line, count in sorted(counts.items()):
        print(f"{count:>5} {line}")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
