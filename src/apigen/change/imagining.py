"""Gives a project that is in memory only, as commands read one from the disk."""

from collections.abc import Mapping
from dataclasses import replace

from ..draft import Draft
from ..existing.project import Project
from ..existing.whereabouts import Framework, find_seam
from ..reading.files import MemoryFiles
from ..routes.record import Record
from ..state import blob_id, write_file_line, write_record
from ..tree import File


def imagine(
    like: Project, draft: Draft, files: Mapping[str, File], records: tuple[Record, ...]
) -> Project:
    """Give the project that `draft` makes of `files`; its own settings are those of `like`.

    It remembers its answers and routes, and none of its files.
    """
    assert like.stored is not None
    data = {path: file.data for path, file in files.items()}
    answers = dict(draft.answers.values)
    framework: Framework = "flask" if draft.decision.framework == "flask" else "fastapi"
    stored = replace(
        like.stored, text="", framework=framework, answers=answers, routes=records, blobs={}
    )
    there = MemoryFiles(data)
    return replace(
        like,
        files=there,
        framework=framework,
        folder=f"src/{stored.package}",
        package=stored.package,
        seam=find_seam(there, framework, stored),
        stored=stored,
    )


def remember(imagined: Project) -> Project:
    """Give the project with what it would remember of its files."""
    assert imagined.stored is not None
    data = {path: imagined.files.read(path) or b"" for path in imagined.files.paths()}
    routes = "".join(map(write_record, imagined.stored.routes))
    lines = "".join(write_file_line(path, text) for path, text in data.items())
    blobs = {path: blob_id(text) for path, text in data.items()}
    text = f"{routes}\n[files]\n{lines}"
    return replace(imagined, stored=replace(imagined.stored, text=text, blobs=blobs))
