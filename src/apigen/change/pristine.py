"""Keeps texts as apigen wrote them where they are in no file and no commit: merged and conflicting ones.

They lie under `.git`, named by their blob ids, on this machine only: a clone does without them.
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from ..blobs import LARGEST
from ..errors import GitFailed, WorkFailed, show
from ..repository import call_git
from ..state import blob_id
from ..tree import File
from .bases import Source

_FOLDER = "apigen/pristine"


def find_store(root: Path) -> Path | None:
    """Give the folder of the texts, which may not be there; None without a repository."""
    with suppress(GitFailed):
        done = call_git(root, "rev-parse", "--git-common-dir")
        if not done.returncode:
            return root / os.fsdecode(done.stdout).rstrip("\n") / _FOLDER
    return None


def look_in_store(store: Path | None) -> Source:
    """Take what `keep_pristine` has kept."""

    def look(wanted: Mapping[str, str]) -> Mapping[str, bytes]:
        found: dict[str, bytes] = {}
        for path, blob in wanted.items():
            if store is not None and len(blob) == 40 and blob.isalnum():
                with suppress(OSError), (store / blob).open("rb") as stream:
                    found[path] = stream.read(LARGEST + 1)
        return found

    return look


def keep_pristine(store: Path | None, files: Iterable[File]) -> None:
    """Keep the texts of these files, private ones apart. Raises WorkFailed when the disk does not.

    Each is there wholly or not at all, and one that is there is not written again.
    """
    texts = {blob_id(file.data): file.data for file in files if not file.is_private}
    if store is None or not texts:
        return
    try:
        store.mkdir(parents=True, exist_ok=True)
        for blob, data in texts.items():
            if not (store / blob).exists():
                _write(store / blob, data)
    except OSError as error:
        raise WorkFailed(
            f"{show(str(store))} could not be written to: {error.strerror}.",
            hint="Nothing was changed. Free some space there, or see to whom it belongs.",
        ) from error


def _write(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
