"""Keeps texts as apigen wrote them where they are in no file and no commit: merged and conflicting ones.

They lie beside the checkpoints, named by their blob ids: a clone does without them.
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from ..blobs import LARGEST
from ..errors import GitFailed, WorkFailed, show
from ..repository import call_git
from ..state import blob_id
from ..tracking import has_repository
from ..tree import File
from .bases import Source
from .store import OWN, make_store, refuse_link

_NAME = "pristine"


def look_in_store(root: Path) -> Source:
    """Take what `keep_pristine` has kept."""

    def look(wanted: Mapping[str, str]) -> Mapping[str, bytes]:
        folder = _find_folder(root)
        found: dict[str, bytes] = {}
        for path, blob in wanted.items():
            if folder is not None and len(blob) == 40 and blob.isalnum():
                with suppress(OSError), (folder / blob).open("rb") as stream:
                    found[path] = stream.read(LARGEST + 1)
        return found

    return look


def keep_pristine(root: Path, files: Iterable[File]) -> None:
    """Keep the texts of these files, private ones apart.

    Each is there wholly or not at all, and one that is there is not written again. Raises WorkFailed
    when the disk does not take it, and Refused where a link leads elsewhere.
    """
    texts = {blob_id(file.data): file.data for file in files if not file.is_private}
    folder = _find_folder(root) if texts else None
    if folder is None:
        return
    refuse_link(folder.parent)
    refuse_link(folder)
    try:
        make_store(root, folder.parent)
        folder.mkdir(exist_ok=True)
        for blob, data in texts.items():
            if not (folder / blob).exists():
                _write(folder / blob, data)
    except OSError as error:
        raise WorkFailed(
            f"{show(str(folder))} could not be written to: {error.strerror}.",
            hint="Nothing was changed. Free some space there, or see to whom it belongs.",
        ) from error


def _find_folder(root: Path) -> Path | None:
    """Give the folder of the texts: one for all work trees of a repository, which need not be there.

    None where there is a repository that git cannot use.
    """
    if not has_repository(root):
        return root / OWN / _NAME
    with suppress(GitFailed):
        done = call_git(root, "rev-parse", "--git-common-dir")
        if not done.returncode:
            return root / os.fsdecode(done.stdout).rstrip("\n") / "apigen" / _NAME
    return None


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
