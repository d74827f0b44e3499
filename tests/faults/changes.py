"""Breaks one system call of `apigen add`, `add --continue` or `undo` at a time, as `matrix` does for `new`.

After each fault the project is as it was before, or the change is there as a whole; only a kill may
leave something in between. Then `undo` must bring back what was there before the change, and, where
the run was killed, the same command once more must get to its end as well. What the owner wrote
stays, whatever happens.

Run it as a script for every point: `python -m tests.faults.changes [add|conflict|continue|undo|bare]`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ..change.changes import commit, run_git
from ..quick import make_quick
from ..tools import make_command, write_toy
from .matrix import FAULTS, Point, Scene, Tree, find_points

SCENES = ("add", "conflict", "continue", "undo", "bare")
_KILL = "signal=SIGKILL"
_TEMPORARY = ".apigen-tmp-"
_STORE = "shop/.apigen-undo"
_MORE = {
    "fastapi/src/package/app.py.jinja": "from fastapi import FastAPI\n\napp = FastAPI()\n",
    "common/.env.jinja": "SECRET={{ secret() }}\n{% for line in slot('readme') %}# {{ line }}\n{% endfor %}",
    "common/NOTES.md.jinja": "# Notes\n{% for line in slot('readme') %}\n{{ line }}\n{% endfor %}",
    "features/boat/slots/readme.jinja": "By sea.\n",
    "features/boat/common/src/package/boats/sail.py.jinja": "sail = 1\n",
}
_CONTINUE = ("add", "--continue")


class Changing(Scene):
    """A change of a project that its owner has edited, or what is done with it afterwards."""

    @property
    def shop(self) -> Path:
        """The project."""
        return self.place / "shop"

    @property
    def words(self) -> tuple[str, ...]:
        """What the command is asked to do."""
        return {"undo": ("undo",), "continue": _CONTINUE}.get(self.name, ("add", "boat"))

    @property
    def command(self) -> list[str]:
        """The command that is broken."""
        return self.make_command(*self.words)

    @property
    def is_torn(self) -> bool:
        """Whether the change has a conflict."""
        return self.name in {"conflict", "continue"}

    def make_command(self, *words: str) -> list[str]:
        """Give the command line of apigen with these words."""
        options = ("--yes", "--no-install", "--project", str(self.shop))
        return make_command(self.root / "toy", *words, *options)

    def call(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run apigen with nothing that breaks."""
        return subprocess.run(
            self.make_command(*words),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def run(self, *tracing: str) -> "subprocess.CompletedProcess[str]":
        """Run the command under strace; that conflicts are left is no fault."""
        done = super().run(*tracing)
        if self.name == "conflict" and done.returncode == 3 and "to decide about" in done.stderr:
            done.returncode = 0
        return done

    def prepare(self) -> None:
        """Bring everything to how it is before the run."""
        made = self.root / "made" / self.name
        if not made.exists():
            self._make()
            shutil.copytree(self.place, made, symlinks=True)
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(made, self.place, symlinks=True)

    def _make(self) -> None:
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir(parents=True)
        words = ("new", str(self.shop), "--yes", "--no-install", "--no-git", "--deploy", "none")
        subprocess.run(
            make_command(self.root / "toy", *words), check=True, capture_output=True, text=True
        )
        (self.shop / "own.py").write_text("own = 1\n", encoding="utf-8")
        if self.is_torn:
            (self.shop / "NOTES.md").write_text("# Notes\n\nMine.\n", encoding="utf-8")
        if self.name != "bare":
            run_git(self.shop, "init", "--quiet")
            commit(self.shop)
        self.start = self.look()
        if self.name in {"undo", "continue"}:
            done = self.call("add", "boat")
            assert ("to decide about" in done.stderr) == self.is_torn, done.stderr
        if self.name == "continue":
            (self.shop / "NOTES.md").write_text("# Notes\n\nMine. By sea.\n", encoding="utf-8")

    def look(self) -> Tree:
        """Give what is there, apart from checkpoints, and whether secrets are kept from others."""
        found = {name: text for name, text in super().look().items() if _STORE not in name}
        for name in found:
            if name.endswith("/.env"):
                found[name] += oct((self.place / name).stat().st_mode)
        return found


def judge(scene: Changing, point: Point, fault: str, before: Tree, after: Tree) -> tuple[str, str]:
    """Run with one fault; gives the state of what is left, and what is wrong or nothing."""
    state, complaint = _break(scene, point, fault, before, after)
    if complaint:
        return state, complaint
    taken_back = scene.call("undo")
    if scene.name == "undo":
        # A run that had come to its end is taken back itself.
        if scene.look() not in (before, after):
            return state, f"undo: {taken_back.stderr}"
    elif scene.look() != scene.start:
        return state, f"undo: {taken_back.stdout} {taken_back.stderr}"
    if fault == _KILL:
        _break(scene, point, fault, before, after)
        again = scene.call(*scene.words)
        ends = (before, after) if scene.name == "undo" and state == "complete" else (after,)
        if scene.look() not in ends:
            return state, f"again: {again.stdout} {again.stderr}"
    return state, ""


def _break(scene: Changing, point: Point, fault: str, before: Tree, after: Tree) -> tuple[str, str]:
    scene.prepare()
    done = scene.run("-o", os.devnull, "-e", f"inject={point.call}:{fault}:when={point.number}")
    found = scene.look()
    rest = {name: text for name, text in found.items() if _TEMPORARY not in name}
    state = "complete" if rest == after else "untouched" if rest == before else "partial"
    if "Traceback" in done.stderr or "bug in apigen" in done.stderr:
        return state, f"traceback: {done.stderr}"
    if fault == _KILL:
        mixed = [name for name in rest if rest[name] not in {before.get(name), after.get(name)}]
        return state, f"neither old nor new: {mixed}" if mixed else ""
    if state == "partial":
        return state, f"{sorted(rest.items() ^ after.items())}: {done.stderr}"
    if state == "untouched" and before != after and done.returncode == 0:
        return state, "success was reported"
    if rest != found and not point.call.startswith(("unlink", "rmdir")):
        return state, "a temporary folder is left"
    return state, ""


def make_scene(name: str, root: Path) -> Changing:
    """Give the scene, with its templates in `root`."""
    write_toy(root / "toy", _MORE)
    return Changing(name, root)


def break_everywhere(scene: Changing, step: int = 1) -> Iterator[tuple[Point, str, str, str]]:
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
            scene = make_scene(name, Path(folder))
            for point, fault, state, complaint in break_everywhere(scene):
                counts[f"{name:<8} {fault:<15} {state}"] += 1
                if complaint:
                    wrong += 1
                    text = f"{name} {point.call} {point.number} {fault}: {state}: {complaint}"
                    print(text, flush=True)
    for line, count in sorted(counts.items()):
        print(f"{count:>5} {line}")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
