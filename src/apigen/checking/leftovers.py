"""Finds what runs have left: texts beside files that they could not merge, and staging folders."""

import os
import shlex
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ..change.trees import BESIDE
from ..destination import Destination
from ..staging import is_staging_name, try_lock
from .finding import Finding
from .subject import Subject

_REJECTED = ".rej"


def check_texts_beside(subject: Subject) -> Iterator[Finding]:
    """Find new texts that an update has put beside a file."""
    known = {*subject.recorded, *subject.today}
    beside = {f"{path}{BESIDE}" for path in known}
    beside |= {path for path in (*subject.files.paths(), *subject.tracked) if path.endswith(BESIDE)}
    for path in sorted(beside):
        if subject.places.read(path) is not None:
            file = path.removesuffix(BESIDE)
            message = f"An update could not merge it into {file}."
            show = shlex.join(["git", "diff", "--no-index", file, path])
            action = f"Take over what you want of it and delete it: {show}"
            yield Finding("beside", message, path, action=action, needs_work=True)


def check_rejected(subject: Subject) -> Iterator[Finding]:
    """Find what Copier could not apply, in a project of a template of its."""
    for path in subject.files.paths() if subject.stored is None else ():
        if path.endswith(_REJECTED):
            message = "An update could not apply these lines."
            action = "Take over what you want of them, and delete it."
            yield Finding("beside", message, path, action=action, needs_work=True)


def check_staging(subject: Subject) -> Iterator[Finding]:
    """Find the folders of runs that were killed, in the project and beside it; and of those at work."""
    prefix = Destination(subject.root, exists=True).staging_prefix
    for folder in (subject.root, subject.root.parent):
        for path in _list_staging(folder, prefix):
            name = path.name if folder == subject.root else f"../{path.name}"
            if (lock := try_lock(path)) is None:
                message = "Another run of apigen is at work here, or somebody else's has left this."
                yield Finding("at-work", message, name)
                continue
            os.close(lock)
            message = (
                "A run that was killed has left it; the next one takes back, or ends, what it did."
            )
            yield Finding("interrupted", message, name, action="apigen update", needs_work=True)


def _list_staging(folder: Path, prefix: str) -> Iterator[Path]:
    with suppress(OSError):
        for name in sorted(os.listdir(folder)):
            path = folder / name
            if is_staging_name(name, prefix) and path.is_dir() and not path.is_symlink():
                yield path
