"""What a checkpoint says of a change: every file it touches, before and after, and how far it came."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

from .. import __version__
from ..draft import MadeFile

# prepared: nothing has landed, unless the files say otherwise. landed: the files are there, and the
# environment may not be. conflicts: somebody has to decide first. done: nothing is left to do.
State = Literal["prepared", "landed", "conflicts", "done"]

FORMAT = 1
_STATES = ("prepared", "landed", "conflicts", "done")
_COMMAND = re.compile(r"[A-Za-z0-9][\w.-]*")


@dataclass(frozen=True)
class Version:
    """The bytes of a file, by the id that git would give them, and its permissions; 0 for any."""

    blob: str
    mode: int


@dataclass(frozen=True)
class Touched:
    """A file that a change touches, as it was and as it becomes; None where there is none.

    Where `is_open`, commands that have not run yet make it, as they do a lock file, and `after` says
    nothing.
    """

    path: str
    before: Version | None
    after: Version | None
    is_private: bool = False
    is_open: bool = False


@dataclass(frozen=True)
class Undecided:
    """A file to decide about; whether it could be parsed before, and what it uses that has gone."""

    path: str
    reason: str
    is_parsable: bool
    undefined: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """One change, or the undoing of one: `is_undo`. `label` is the change's in both cases.

    An undoing is undone by bringing the change back: with its `conflicts`, or what else was left to
    do, unless `was_finished`. What `is_exact` has every file as it was, so no command makes any.
    """

    label: str
    state: State
    files: tuple[Touched, ...]
    conflicts: tuple[Undecided, ...] = ()
    made_files: tuple[MadeFile, ...] = ()
    notes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    is_undo: bool = False
    is_exact: bool = False
    was_finished: bool = False
    is_install_wanted: bool = True
    generator: str = __version__
    time: str = ""

    @property
    def title(self) -> str:
        """What was done, for a sentence."""
        return f"undo of `{self.label}`" if self.is_undo else f"`{self.label}`"


def write_manifest(manifest: Manifest) -> str:
    """Give the text of a manifest."""
    return json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1) + "\n"


def read_manifest(text: str) -> Manifest:
    """Read the text of a manifest. Raises ValueError for any that apigen does not write."""
    try:
        table = json.loads(text)
        if table["format"] != FORMAT:
            raise ValueError(f"it is of format {table['format']!r}")
        if table["state"] not in _STATES:
            raise ValueError(f"its state is {table['state']!r}")
        return Manifest(
            label=str(table["label"]),
            state=table["state"],
            files=tuple(_read_touched(each) for each in table["files"]),
            conflicts=tuple(map(_read_undecided, table["conflicts"])),
            made_files=tuple(
                MadeFile(_check_path(each["path"]), _check_command(each["command"]))
                for each in table["made_files"]
            ),
            notes=tuple(map(str, table["notes"])),
            steps=tuple(map(str, table["steps"])),
            is_undo=bool(table["is_undo"]),
            is_exact=bool(table["is_exact"]),
            was_finished=bool(table["was_finished"]),
            is_install_wanted=bool(table["is_install_wanted"]),
            generator=str(table["generator"]),
            time=str(table["time"]),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("it is not as apigen writes it") from error


def _read_undecided(table: Mapping[str, Any]) -> Undecided:
    path, reason = _check_path(table["path"]), str(table["reason"])
    return Undecided(path, reason, bool(table["is_parsable"]), tuple(map(str, table["undefined"])))


def _read_touched(table: Mapping[str, Any]) -> Touched:
    return Touched(
        path=_check_path(table["path"]),
        before=_read_version(table["before"]),
        after=_read_version(table["after"]),
        is_private=bool(table["is_private"]),
        is_open=bool(table["is_open"]),
    )


def _read_version(table: Mapping[str, Any] | None) -> Version | None:
    return None if table is None else Version(str(table["blob"]), int(table["mode"]) & 0o777)


def _check_path(text: str) -> str:
    """Refuse what is outside of the project or git's, for in a folder a stranger may have put it there."""
    path = PurePosixPath(text)
    parts = [part.casefold() for part in path.parts]
    if path.is_absolute() or not parts or ".." in parts or ".git" in parts or str(path) != text:
        raise ValueError(f"{text!r} is no path in the project")
    return text


def _check_command(text: str) -> str:
    if not _COMMAND.fullmatch(text):
        raise ValueError(f"{text!r} is no command of the project")
    return text
