"""Finds the texts that apigen once wrote, which what a project has now is compared with.

Whatever a text comes from, it is taken only if its blob id is the one that .apigen.toml records.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..blobs import read_blobs
from ..destination import open_project, survey
from ..existing.stored import Stored
from ..state import blob_id
from ..tree import File, Tree

# Gives texts for paths that have the blob ids recorded for them; some, all or other ones.
Source = Callable[[Mapping[str, str]], Mapping[str, bytes]]


@dataclass(frozen=True)
class Base:
    """What apigen wrote: the files that could be had again, and the paths of those that could not."""

    files: Mapping[str, bytes]
    missing: tuple[str, ...] = ()


def recover_base(stored: Stored, sources: Iterable[Source]) -> Base:
    """Ask the sources, one after the other, for what those before did not have.

    Files that were there before apigen came, and names that are not a project's, are left out.
    """
    wanted = {
        path: blob
        for path, blob in stored.blobs.items()
        if path not in stored.kept and is_inside(path)
    }
    found: dict[str, bytes] = {}
    for source in sources:
        rest = {path: blob for path, blob in wanted.items() if path not in found}
        if not rest:
            break
        for path, data in source(rest).items():
            if path in rest and blob_id(data) == rest[path]:
                found[path] = data
    return Base(found, tuple(path for path in wanted if path not in found))


def is_inside(path: str) -> bool:
    """Whether a path that somebody wrote into .apigen.toml is one of a file that apigen may write."""
    parts = PurePosixPath(path).parts
    is_plain = bool(parts) and not path.startswith("/") and path.isprintable()
    return is_plain and not {part.lower() for part in parts} & {"..", ".git"}


def look_on_disk(root: Path) -> Source:
    """Take files that nobody has changed since. Raises Refused where a folder is a link."""

    def look(wanted: Mapping[str, str]) -> Mapping[str, bytes]:
        tree = Tree(tuple(File(path, "") for path in wanted))
        return {path: found.data for path, found in survey(open_project(root), tree).items()}

    return look


def look_in_history(root: Path) -> Source:
    """Take what the project's repository keeps, as far as this clone of it goes."""

    def look(wanted: Mapping[str, str]) -> Mapping[str, bytes]:
        blobs = read_blobs(root, set(wanted.values()))
        return {path: blobs[blob] for path, blob in wanted.items() if blob in blobs}

    return look
