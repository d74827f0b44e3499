"""Writes and reads .apigen.toml, the memory that every generated project carries."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from . import __version__
from .answers import Answers
from .names import Identity
from .plan import Entry, Plan
from .question import Value
from .recommendation import Decision
from .routes.record import Record

FILE_NAME = ".apigen.toml"
SCHEMA = 1
# Who wrote a file that a project has: apigen, or somebody before it came.
BY_APIGEN = "apigen"
BY_OWNER = "project"
_HEADER = "# What apigen made this project from. Commit it; `apigen` reads it later.\n"


@dataclass(frozen=True)
class FileRecord:
    """One file as it was written: the id under which git keeps these bytes, and whose it is.

    A link or a folder in its place has no blob.
    """

    path: str
    blob: str
    owner: str = BY_APIGEN


@dataclass(frozen=True)
class State:
    """Everything about a project that a later command of apigen needs.

    `said` are the answers and needs that a person gave, `without_implied` the answers that a
    feature has changed, as they were before that.
    """

    identity: Identity
    answers: Answers
    said: Mapping[str, Value]
    without_implied: Mapping[str, Value]
    decision: Decision
    routes: tuple[Record, ...]
    files: tuple[FileRecord, ...]


def write_state(state: State) -> str:
    """Give the text of .apigen.toml: the same state gives the same bytes."""
    head = {
        "schema": SCHEMA,
        "generator": __version__,
        "project": state.identity.project,
        "package": state.identity.package,
        "framework": state.decision.framework,
    }
    parts = [_HEADER, _lines(head.items())]
    parts += ["\n[answers]\n", _lines(state.answers.values)]
    for name, table in (("said", state.said), ("without_implied", state.without_implied)):
        if table:
            parts += [f"\n[{name}]\n", _lines(sorted(table.items()))]
    parts += ["\n[recommendation]\n"]
    verdict = state.decision.verdict
    recommendation = {
        "framework": verdict.framework,
        "strength": verdict.strength,
        "overruled": state.decision.is_overruled,
        "flask": verdict.scores["flask"],
        "fastapi": verdict.scores["fastapi"],
        "criteria": [reason.criterion.id for reason in verdict.reasons if reason.weight],
        "refuted": [reason.criterion.id for reason in verdict.refuted],
    }
    parts += [_lines(recommendation.items())]
    parts += ["\n[needs]\n", _lines(verdict.needs.values)]
    parts += [write_record(record) for record in state.routes]
    parts += ["\n[files]\n"]
    parts += [_file_line(record) for record in state.files]
    return "".join(parts)


def remember_plan(plan: Plan) -> tuple[FileRecord, ...]:
    """Give what is remembered of the files of a plan that is carried out.

    Private files are left out. A file that was there before and was kept is its project's own.
    """
    return tuple(_remember(entry) for entry in plan.entries if not entry.file.is_private)


def _remember(entry: Entry) -> FileRecord:
    is_ours = entry.action in {"create", "update"} or entry.is_identical
    if is_ours or entry.found is None:
        return FileRecord(
            entry.file.path, blob_id(entry.file.data), BY_APIGEN if is_ours else BY_OWNER
        )
    blob = "" if entry.found.obstacle else blob_id(entry.found.data)
    return FileRecord(entry.file.path, blob, BY_OWNER)


def write_file_line(path: str, data: bytes) -> str:
    """Give the line that remembers a file that apigen wrote."""
    return _file_line(FileRecord(path, blob_id(data)))


def write_record(record: Record) -> str:
    """Give the lines that remember one route."""
    return f"\n[[routes]]\n{_lines(record.items())}"


def blob_id(data: bytes) -> str:
    """Give the id under which git keeps a file of these bytes."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _file_line(record: FileRecord) -> str:
    blob = f'blob = "{record.blob}", ' if record.blob else ""
    return f'{_quote(record.path)} = {{ {blob}owner = "{record.owner}" }}\n'


def _lines(items: Iterable[tuple[str, object]]) -> str:
    return "".join(f"{key} = {_write(value)}\n" for key, value in items)


def _write(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_write, value))}]"
    return _quote(str(value))


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
