"""Reads .apigen.toml: what later commands need of it."""

import json
import re
from collections.abc import Mapping

from ..errors import UsageError, show
from ..routes.record import FILES
from ..state import BY_OWNER, SCHEMA
from ..untrusted import parse_toml
from .stored import FILES_HEADER, Stored

# The lines as apigen writes them, of which there may be thousands.
_LINE = r'("(?:[^"\\\n]|\\.)*") = \{ (?:blob = "([0-9a-f]{40})", )?owner = "(apigen|project)" \}\n'
_OWN_LINES = re.compile(f"(?:{_LINE})*")
_OWN_LINE = re.compile(_LINE)


def read_stored(data: bytes, where: str) -> Stored:
    """Read the bytes of a .apigen.toml. Raises UsageError saying what is wrong with it."""
    hint = "Take it from the project's history, or mend it."
    try:
        text = data.decode("utf-8")
        table, blobs, kept = _load(text)
    except ValueError as error:
        raise UsageError(f"{show(where)} cannot be read: {error}.", hint=hint) from error
    schema = table.get("schema")
    if schema != SCHEMA:
        raise UsageError(
            f"{show(where)} is of schema {show(str(schema))}, and this apigen knows {SCHEMA}.",
            hint="Use the apigen that made the project, or a newer one.",
        )
    words = {key: table.get(key) for key in ("framework", "package", "project")}
    routes = table.get("routes", [])
    answers, said, before = (
        _get_table(table, key) for key in ("answers", "said", "without_implied")
    )
    is_whole = all(isinstance(word, str) for word in words.values())
    is_whole = is_whole and str(words["package"]).isidentifier()
    if not is_whole or answers is None or said is None or before is None:
        raise UsageError(f"{show(where)} is not as apigen writes it.", hint=hint)
    if not isinstance(routes, list) or not all(map(_is_record, routes)):
        raise UsageError(f"The routes in {show(where)} are not as apigen writes them.", hint=hint)
    return Stored(
        text=text,
        framework=str(words["framework"]),
        package=str(words["package"]),
        project=str(words["project"]),
        answers=answers,
        said=said,
        without_implied=before,
        routes=tuple({key: _freeze(value) for key, value in route.items()} for route in routes),
        blobs=blobs,
        generator=str(table.get("generator", "")),
        kept=kept,
    )


def _load(text: str) -> tuple[Mapping[str, object], dict[str, str], frozenset[str]]:
    """Parse the text, and give the blob ids of its files apart, and which are the project's own."""
    header = FILES_HEADER.search(text)
    if header and _OWN_LINES.fullmatch(text, header.end()):
        lines = [
            (str(json.loads(path)), blob, owner)
            for path, blob, owner in _OWN_LINE.findall(text, header.end())
        ]
        table = parse_toml(text[: header.start()])
    else:
        table = parse_toml(text)
        files = table.get("files", {})
        entries = files.items() if isinstance(files, dict) else ()
        lines = [
            (path, entry.get("blob", ""), entry.get("owner", ""))
            for path, entry in entries
            if isinstance(entry, dict)
        ]
    blobs = {path: blob for path, blob, _ in lines if isinstance(blob, str) and blob}
    return table, blobs, frozenset(path for path, _, owner in lines if owner == BY_OWNER)


def _get_table(table: Mapping[str, object], key: str) -> Mapping[str, object] | None:
    value = table.get(key, {})
    return value if isinstance(value, dict) else None


def _is_record(route: object) -> bool:
    if not isinstance(route, dict) or not isinstance(route.get("path"), str):
        return False
    lists = (route.get("fields"), route.get(FILES))
    return all(isinstance(each, list) for each in lists) and all(
        isinstance(value, str)
        or (isinstance(value, list) and all(isinstance(one, str) for one in value))
        for value in route.values()
    )


def _freeze(value: object) -> str | tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else str(value)
