"""Writes and reads .apigen.toml, the memory that every generated project carries."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from . import __version__
from .answers import Answers
from .names import Identity
from .plan import Plan
from .recommendation import Decision
from .routes.record import Record

FILE_NAME = ".apigen.toml"
SCHEMA = 1
_HEADER = "# What apigen made this project from. Commit it; `apigen` reads it later.\n"


@dataclass(frozen=True)
class State:
    """Everything about a project that a later command of apigen needs."""

    identity: Identity
    answers: Answers
    decision: Decision
    routes: tuple[Record, ...]
    plan: Plan


def write_state(state: State) -> str:
    """Give the text of .apigen.toml: the same state gives the same bytes.

    Private files are left out. A file that was there before and was kept is its project's own; a
    link or a folder in the place of one has no blob.
    """
    head = {
        "schema": SCHEMA,
        "generator": __version__,
        "project": state.identity.project,
        "package": state.identity.package,
        "framework": state.decision.framework,
    }
    parts = [_HEADER, _lines(head.items())]
    parts += ["\n[answers]\n", _lines(state.answers.values)]
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
    for entry in state.plan.entries:
        if not entry.file.is_private:
            is_ours = entry.action in {"create", "update"} or entry.is_identical
            data = entry.file.data if is_ours or entry.found is None else entry.found.data
            is_file = is_ours or entry.found is None or not entry.found.obstacle
            owner = "apigen" if is_ours else "project"
            parts.append(write_file_line(entry.file.path, data if is_file else None, owner))
    return "".join(parts)


def write_file_line(path: str, data: bytes | None, owner: str = "apigen") -> str:
    """Give the line that remembers one file, by the id under which git keeps these bytes."""
    blob = "" if data is None else f'blob = "{blob_id(data)}", '
    return f'{_quote(path)} = {{ {blob}owner = "{owner}" }}\n'


def write_record(record: Record) -> str:
    """Give the lines that remember one route."""
    return f"\n[[routes]]\n{_lines(record.items())}"


def blob_id(data: bytes) -> str:
    """Give the id under which git keeps a file of these bytes."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


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
