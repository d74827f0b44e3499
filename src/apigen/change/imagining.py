"""Gives a project that is in memory only, as commands read one from the disk."""

from collections.abc import Mapping
from dataclasses import replace

from ..draft import Draft
from ..existing.project import Project
from ..existing.whereabouts import find_seam
from ..reading.files import MemoryFiles
from ..routes.record import Record
from ..state import blob_id, write_file_line, write_record
from ..tree import File


def imagine(
    like: Project, draft: Draft, files: Mapping[str, File], records: tuple[Record, ...]
) -> Project:
    """Give the project that `draft` makes of `files`; its own settings are those of `like`."""
    assert like.stored is not None
    data = {path: file.data for path, file in files.items()}
    routes = "".join(map(write_record, records))
    lines = (write_file_line(path, text) for path, text in data.items())
    stored = replace(
        like.stored,
        text=f"{routes}\n[files]\n{''.join(lines)}",
        answers=dict(draft.answers.values),
        routes=records,
        blobs={path: blob_id(text) for path, text in data.items()},
    )
    there = MemoryFiles(data)
    return replace(
        like,
        files=there,
        folder=f"src/{stored.package}",
        package=stored.package,
        seam=find_seam(there, like.framework, stored),
        stored=stored,
    )
