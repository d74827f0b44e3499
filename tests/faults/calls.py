"""What a run asks of the system: what it writes, syncs and renames, which programs it starts, whom it calls.

Run it as a script for every way of writing: `python -m tests.faults.calls`.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..tools import write_toy
from .changes import SCENES as CHANGES
from .changes import make_scene
from .matrix import SCENES, Scene
from .removals import make_removal

TRACED = (
    "trace=openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,link,linkat,"
    "execve,socket,connect,sendto,sendmsg"
)
# The programs that apigen starts, and what git is made of.
PROGRAMS = re.compile(r"(?:python[\d.]*|git|git-[a-z-]+|ruff|uv|strace)")
_LINE = re.compile(r"(?P<process>\d+)\s+(?P<call>\w+)\((?P<rest>.*)")
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_DESCRIPTOR = re.compile(r"(?:AT_FDCWD|\d+)<([^>]*)>")


@dataclass
class Calls:
    """What was seen: `faults` are things that may not be."""

    programs: set[str] = field(default_factory=set)
    renames: int = 0
    synced: int = 0
    faults: list[str] = field(default_factory=list)


def watch(scene: Scene) -> Calls:
    """Run a scene once, and look at all its calls."""
    scene.prepare()
    trace = scene.root / "calls"
    done = scene.run("-y", "-s", "4096", "-e", TRACED, "-o", str(trace))
    assert done.returncode == 0, done.stderr
    return read_calls(trace.read_text(encoding="utf-8", errors="replace").splitlines(), scene.place)


def read_calls(lines: list[str], place: Path) -> Calls:
    """Look at the calls of a run that works in `place`; git's own files are git's."""
    calls, unsynced = Calls(), set[str]()
    for name, rest in _find_done(lines):
        if name in {"write", "pwrite64"}:
            path = _find_descriptor(rest)
            if path.startswith(str(place)) and "/.git/" not in path:
                unsynced.add(path)
        elif name in {"fsync", "fdatasync"}:
            path = _find_descriptor(rest)
            calls.synced += path in unsynced
            unsynced.discard(path)
        elif name.startswith(("rename", "link")):
            calls.renames += 1
            source = _find_source(rest)
            late = [path for path in unsynced if f"{path}/".startswith(f"{source}/")]
            if late and "/.git/" not in source:
                calls.faults.append(f"{name} of {source} before {late} was synced")
        elif name == "execve":
            program = _TEXT.findall(rest)[0].rpartition("/")[2]
            calls.programs.add(program)
            if not PROGRAMS.fullmatch(program):
                calls.faults.append(f"{program} was started")
        elif re.search(r"AF_(?!UNIX)\w+|sin6?_port", rest):
            calls.faults.append(f"{name}({rest}")
    return calls


def _find_done(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Give the calls that succeeded, those that were interrupted put together."""
    waiting: dict[tuple[str, str], str] = {}
    for line in lines:
        if resumed := re.match(r"(\d+)\s+<\.\.\. (\w+) resumed>(.*)", line):
            process, name, end = resumed.groups()
            rest = waiting.pop((process, name), "") + end
        elif match := _LINE.match(line):
            process, name, rest = match["process"], match["call"], match["rest"]
            if rest.endswith("<unfinished ...>"):
                waiting[process, name] = rest.removesuffix("<unfinished ...>")
                continue
        else:
            continue
        if not re.search(r"= -1 \w+", rest) or name in {"connect", "socket"}:
            yield name, rest


def _find_descriptor(rest: str) -> str:
    found = _DESCRIPTOR.match(rest)
    return found[1] if found else ""


def _find_source(rest: str) -> str:
    """Give the path that a rename or link starts from."""
    folder = _find_descriptor(rest)
    [path, *_] = _TEXT.findall(rest)
    return path if path.startswith("/") or not folder else f"{folder}/{path}"


def main() -> int:
    """Watch every scene; 1 when one of them does what may not be."""
    wrong = 0
    for name in (*SCENES, "removal", *CHANGES):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            write_toy(root / "toy")
            if name in CHANGES:
                scene: Scene = make_scene(name, root)
            else:
                scene = make_removal(root) if name == "removal" else Scene(name, root)
            calls = watch(scene)
            started = ", ".join(sorted(calls.programs))
            print(f"{name}: {calls.synced} synced, {calls.renames} renamed; {started}")
            print("".join(f"  {fault}\n" for fault in calls.faults), end="", flush=True)
            wrong += len(calls.faults)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
