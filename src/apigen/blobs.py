"""Reads files' former texts from a repository, by the ids under which git keeps them."""

import shutil
import subprocess
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from .errors import GitFailed
from .repository import call_git
from .tracking import has_repository

LARGEST = 1_000_000
# Nothing is fetched: of a clone that is not whole, only what is there is read.
_OFFLINE = {"protocol.allow": "never"}
_VARIABLES = {"GIT_NO_LAZY_FETCH": "1", "GIT_NO_REPLACE_OBJECTS": "1"}


def read_blobs(folder: Path, ids: Collection[str]) -> Mapping[str, bytes]:
    """Give those of the files with these ids that the repository of `folder` holds.

    What git gives is not yet checked by its id. Without git or a repository there are none, and
    none is larger than a text that apigen writes. Raises GitFailed where git cannot tell.
    """
    if not ids or not shutil.which("git") or not has_repository(folder):
        return {}
    present = list(_list_present(folder, sorted(set(ids))))
    return dict(_read(folder, present)) if present else {}


def _list_present(folder: Path, ids: list[str]) -> Iterator[str]:
    while ids:
        done = _cat_file(folder, "--batch-check", ids)
        # git ends at the first that a partial clone has left at its origin.
        if done.returncode and b"promisor remote" not in done.stderr:
            raise _fault(done)
        lines = done.stdout.decode("ascii", "replace").splitlines()
        for line in lines:
            name, kind, size = (*line.split(), "", "")[:3]
            if kind == "blob" and int(size) <= LARGEST:
                yield name
        ids = ids[len(lines) + 1 :] if done.returncode else []


def _read(folder: Path, ids: list[str]) -> Iterator[tuple[str, bytes]]:
    done = _cat_file(folder, "--batch", ids)
    if done.returncode:
        raise _fault(done)
    output, start = done.stdout, 0
    while (end := output.find(b"\n", start)) >= 0:
        name, _, size = output[start:end].decode("ascii", "replace").partition(" blob ")
        if not size.isdigit():
            return
        start = end + 1 + int(size) + 1
        yield name, output[end + 1 : start - 1]


def _cat_file(folder: Path, how: str, ids: list[str]) -> "subprocess.CompletedProcess[bytes]":
    given = "".join(f"{each}\n" for each in ids).encode("ascii", "replace")
    words = ("cat-file", how)
    return call_git(folder, *words, given=given, settings=_OFFLINE, variables=_VARIABLES)


def _fault(done: "subprocess.CompletedProcess[bytes]") -> GitFailed:
    said = " ".join(done.stderr.decode("utf-8", "replace").split())
    return GitFailed(
        f"What was written once could not be read from the project's history: "
        f"{said or f'git ended with status {done.returncode}'}.",
        hint="Nothing was changed. Mend that, and run the same command again.",
    )
