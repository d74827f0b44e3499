"""Hand-made changes of small projects."""

import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from apigen.change.checkpoint import find_last
from apigen.change.finishing import carry_out, carry_out_undo
from apigen.change.landed import Landed
from apigen.change.proposal import Change
from apigen.change.undoing import plan_undo
from apigen.change.unfinished import settle_last
from apigen.destination import open_project
from apigen.draft import MadeFile
from apigen.merging.result import FileMerge
from apigen.plan import Action, Entry, Found, Plan
from apigen.tree import PRIVATE, File

from ..tools import write_tree

BEFORE: Mapping[str, str] = {
    ".apigen.toml": "schema = 1\n",
    ".env": "SECRET=1\n",
    ".gitignore": ".env\n.venv/\n",
    "README.md": "# Shop\n",
    "src/shop/app.py": "app = 1\n",
    "src/shop/old/plain.py": "old = 1\n",
}
AFTER: Mapping[str, str | None] = {
    ".apigen.toml": "schema = 1\nauth = 1\n",
    ".env": "SECRET=1\nKEY=2\n",
    "README.md": "# Shop\n\nWith users.\n",
    "src/shop/auth/users.py": "users = 1\n",
    "src/shop/old/plain.py": None,
}
MARKED = "<<<<<<< yours\na\n||||||| before\n=======\nb\n>>>>>>> apigen\n"


def write_shop(folder: Path, *, with_git: bool = True) -> Path:
    """Write a small project, committed."""
    write_tree(folder, BEFORE)
    (folder / ".env").chmod(0o600)
    if with_git:
        run_git(folder, "init", "--quiet")
        commit(folder)
    return folder


def commit(folder: Path) -> None:
    """Commit everything."""
    run_git(folder, "add", "--all")
    who = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    run_git(folder, *who, "commit", "--quiet", "--message", "All")


def run_git(folder: Path, *words: str) -> str:
    """Run git, which must succeed."""
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def make_change(
    root: Path,
    after: Mapping[str, str | None] = AFTER,
    conflicts: tuple[FileMerge, ...] = (),
    *,
    label: str = "add auth=jwt",
    made_files: tuple[MadeFile, ...] = (),
) -> Change:
    """Give the change of the project at `root` that writes `after`, where None is for what goes."""
    entries = []
    for path, text in after.items():
        there = root / path
        found = Found(there.read_bytes()) if there.exists() else None
        mode = PRIVATE if path == ".env" else 0o777 if path.endswith(".sh") else 0o666
        data = text.encode() if text is not None else found.data if found else b""
        action: Action = "delete" if text is None else "update" if found else "create"
        entries.append(Entry(File.from_bytes(path, data, mode), action, found))
    plan = Plan(tuple(entries))
    return Change(root, label, plan, conflicts, steps=("uv run pytest",), made_files=made_files)


@contextmanager
def watch() -> Iterator[Callable[[str], None]]:
    """Show nothing."""
    yield lambda line: None


def mark(path: str, text: str = MARKED) -> FileMerge:
    """Give a merge with one marked place."""
    return FileMerge(path, text.encode(), "conflict", 1, lines=(1,))


def land(change: Change, *, install: bool = False) -> Landed:
    """Carry the change out, by default without installing anything."""
    destination = open_project(change.root)
    return carry_out(destination, change, install=install, watch=watch)


def undo(root: Path, *, is_forced: bool = False, install: bool = False) -> Landed:
    """Take the last change back."""
    undoing = plan_undo(root, settle_last(root), is_forced=is_forced)
    destination = open_project(root)
    return carry_out_undo(destination, undoing, install=install, watch=watch)


def find_state(root: Path) -> str:
    """Give the state of the last checkpoint; nothing when there is none."""
    last = find_last(root)
    return last.manifest.state if last else ""


def read_all(root: Path) -> dict[str, tuple[bytes, int]]:
    """Give the bytes and permissions of every file, git's and apigen's own left out, and every folder."""
    found = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        if name.parts[0] not in {".git", ".apigen-undo", ".venv"}:
            data = path.read_bytes() if path.is_file() else b""
            found[name.as_posix()] = (data, path.stat().st_mode)
    return found
