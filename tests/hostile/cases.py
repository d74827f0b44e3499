"""Everything that is tried on projects of strangers, each by the name of what it does."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from apigen.state import FILE_NAME

from .projects import MINE, claim, lead_out, remember, usual_memory

Spoil = Callable[[Path], object]

ESCAPE = "\\u001b]0;owned\\u0007\\u001b[31m[bold]red[/bold]\\u202e"
# What any command of apigen must refuse that reads the memory of a project.
REFUSED: Mapping[str, str] = {
    "nothing": "",
    "no TOML": "schema = 1\0",
    "no UTF-8": "schema = 1 # \udcff\udcfe",
    "deep lists": f"a = {'[' * 100_000}",
    "deep tables": f"a = {'{a=' * 100_000}",
    "a key of many parts": f"schema.{'.'.join(['a'] * 50_000)} = 1",
    "many keys of many parts": "".join(f"{'a.' * 60}k{n} = 1\n" for n in range(5_000)),
    "a table of many parts": f"[{'.'.join(['a'] * 50_000)}]",
    "a key of quoted parts": " . ".join(['"a"'] * 50_000) + " = 1",
    "a number of many digits": f"schema = {'9' * 100_000}",
    "a number of base 16": f"schema = 0x{'f' * 900_000}",
    "a string that does not end": f'schema = "{"a" * 900_000}',
    "backslashes": '[files]\n"' + "\\\\" * 200_000,
    "too much": "# " + "a" * 2_000_000,
    "a long word": f'schema = "{"a" * 500_000}"',
    "a long key": f"{'a' * 500_000} = 1\n{'a' * 500_000} = 2",
    "an escape": f'schema = "{ESCAPE}"',
    "answers that are none": usual_memory().replace("[answers]", "answers = 3\n[other]"),
    "routes that are none": f"routes = 3\n{usual_memory().replace('[[routes]]', '[[other]]')}",
    "a package outside": usual_memory().replace('package = "shop"', 'package = "../own"'),
}


def spoil_by_pipe(root: Path) -> None:
    """Put a pipe that nobody writes to in the place of the memory."""
    (root / FILE_NAME).unlink()
    os.mkfifo(root / FILE_NAME)


def spoil_by_folder(root: Path) -> None:
    """Put a folder in the place of the memory."""
    (root / FILE_NAME).unlink()
    (root / FILE_NAME).mkdir()


def spoil_by_size(root: Path) -> None:
    """Make the memory larger than this machine's, though it takes no room."""
    with (root / FILE_NAME).open("wb") as stream:
        stream.truncate(2**40)


def spoil_by_device(root: Path) -> None:
    """Put a link to a device without end in the place of the memory."""
    (root / FILE_NAME).unlink()
    (root / FILE_NAME).symlink_to("/dev/zero")


UNREADABLE: Mapping[str, Spoil] = {
    "a pipe": spoil_by_pipe,
    "a folder": spoil_by_folder,
    "a file without end": spoil_by_size,
    "a device": spoil_by_device,
}


def leave_run(root: Path) -> Path:
    """Make what a killed run of apigen would have left in the project."""
    stage = root / f".{root.name}.apigen-tmp-01234567"
    for name in ("new", "old", "gone"):
        (stage / name).mkdir(parents=True)
    (stage / "gone" / "0").write_text("#!/bin/sh\n")
    return stage


def leave_removal(*paths: str) -> Spoil:
    """Give what leaves a run in the project that says that it has removed files."""

    def make(root: Path) -> None:
        stage = leave_run(root)
        (stage / "removed").write_text("\0".join(paths))
        (stage / "folders").write_text("../own/empty")

    return make


def leave_success(root: Path) -> None:
    """Leave a run in the project that has succeeded, and folders to remove."""
    stage = leave_run(root)
    (stage / "new").rename(stage / "done")
    (stage / "emptied").write_text(f"../own/empty\0{root.parent}/own/empty")


def leave_links(root: Path) -> None:
    """Leave a run in the project whose folders are links, and whose files are those of the project."""
    stage = leave_run(root)
    (stage / "old").rmdir()
    (stage / "old").symlink_to(root.parent)
    os.link(root / "pyproject.toml", stage / "new" / "mine.py")
    os.link(root / "pyproject.toml", root / "mine.py")
    shutil.rmtree(stage / "gone")
    (stage / "gone").symlink_to(root.parent / "own")
    (stage / "removed").write_text("manifest-of-mine\0other")
    (root.parent / "own" / "0").write_text(MINE)


def make_repository(root: Path) -> None:
    """Make a repository of the project, with all that is in it in one commit."""
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@localhost", *words],
            cwd=root,
            check=True,
        )


def lead_store_out(way: str) -> Spoil:
    """Give what makes a repository whose place for checkpoints is a link to the person's own folder."""

    def make(root: Path) -> None:
        make_repository(root)
        (root / ".git" / way).parent.mkdir(parents=True, exist_ok=True)
        (root / ".git" / way).symlink_to(root.parent / "own")

    return make


# Nothing of the person's may change, whatever becomes of the command.
TRESPASSING: Mapping[str, Spoil] = {
    "a file above": claim("../mine.py"),
    "a file above from inside": claim("src/../../mine.py"),
    "a run that removed what is above": leave_removal("../evil.py"),
    "a run that removed a hook": leave_removal(".git/hooks/pre-commit", "src/.GIT/x"),
    "a run that succeeded": leave_success,
    "a run of links": leave_links,
    "checkpoints behind a link": lead_store_out("apigen"),
    "checkpoints behind a deeper link": lead_store_out("apigen/root"),
    "a checkpoint behind a link": lead_store_out("apigen/root/1"),
    "sources behind a link": lead_out("src"),
    "routes behind a link": lead_out("src/shop/routes"),
    "tests behind a link": lead_out("tests"),
    "migrations behind a link": lead_out("migrations"),
    "words for terminals": remember(
        usual_memory()
        .replace('path = "/items"', f'path = "/items{ESCAPE}"', 1)
        .replace('project = "shop"', f'project = "{ESCAPE}"')
        .replace('generator = "', f'generator = "{ESCAPE}')
    ),
    "many files": remember(
        usual_memory() + "".join(f'"f{n}" = {{ owner = "apigen" }}\n' for n in range(25_000))
    ),
    "many routes": remember(
        usual_memory().replace(
            "\n[files]",
            "".join(
                f'\n[[routes]]\npath = "/r{n}"\nfields = []\nfiles = []\n' for n in range(15_000)
            )
            + "\n[files]",
        )
    ),
}
