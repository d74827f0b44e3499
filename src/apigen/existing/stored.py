"""Reads .apigen.toml, and changes what it says of routes, leaving all else of its text alone."""

import json
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from ..errors import Refused, UsageError, show
from ..routes.record import FILES, Record
from ..state import FILE_NAME, SCHEMA, write_file_line, write_record

_FILES_HEADER = re.compile(r"(?m)^\[files\][ \t]*(?:#.*)?\r?\n")
_FILE_LINE = re.compile(r'(?m)^("(?:[^"\\\n]|\\.)*") = .*\n')


@dataclass(frozen=True)
class Stored:
    """What .apigen.toml says, as far as later commands need it."""

    text: str
    framework: str
    package: str
    project: str
    answers: Mapping[str, object]
    routes: tuple[Record, ...]
    blobs: Mapping[str, str]

    def find_route(self, path: str) -> Record | None:
        """Give what is remembered of the route at `path`."""
        return next((route for route in self.routes if route["path"] == path), None)

    def add_route(self, record: Record | None, files: Iterable[tuple[str, bytes]]) -> str:
        """Give the text of .apigen.toml with one more route, if one is given, and these files."""
        text = self.text if self.text.endswith("\n") else f"{self.text}\n"
        header = _FILES_HEADER.search(text)
        if header is None:
            text += "\n[files]\n"
            header = _FILES_HEADER.search(text)
        if header is None:
            raise Refused(f"{FILE_NAME} cannot be changed.")
        start = header.start()
        before = text[: start - 1] if text[:start].endswith("\n\n") else text[:start]
        lines = _FILE_LINE.findall(text, header.end())
        end = _end_of_lines(text, header.end())
        kept = text[header.end() : end].splitlines(keepends=True) if lines else []
        written = {path: write_file_line(path, data) for path, data in files}
        merged = _merge(kept, list(written.values()))
        after = "".join(merged) + text[end:]
        block = write_record(record) if record else ""
        return f"{before}{block}\n{text[start : header.end()]}{after}"

    def remove_route(self, record: Record | None, gone: Collection[str]) -> "Stored":
        """Give what is left without the route, and without the lines of the files in `gone`.

        Raises Refused when the text is not as apigen wrote it.
        """
        text = self.text
        if record is not None:
            block = write_record(record)
            if text.count(block) != 1:
                raise Refused(
                    f"The lines about {record['path']} in {FILE_NAME} are not as apigen wrote them.",
                    hint="Take them out by hand, and run this again.",
                )
            text = text.replace(block, "")
        if header := _FILES_HEADER.search(text):
            start, end = header.end(), _end_of_lines(text, header.end())
            lines = text[start:end].splitlines(keepends=True)
            kept = [line for line in lines if _path_of(line) not in gone]
            text = f"{text[:start]}{''.join(kept)}{text[end:]}"
        routes = tuple(route for route in self.routes if route is not record)
        return replace(self, text=text, routes=routes)


def read_stored(data: bytes, where: str) -> Stored:
    """Read the bytes of a .apigen.toml. Raises UsageError saying what is wrong with it."""
    hint = "Take it from the project's history, or mend it."
    try:
        text = data.decode("utf-8")
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{show(where)} cannot be read: {error}.", hint=hint) from error
    schema = table.get("schema")
    if schema != SCHEMA:
        raise UsageError(
            f"{show(where)} is of schema {schema!r}, and this apigen knows {SCHEMA}.",
            hint="Use the apigen that made the project, or a newer one.",
        )
    words = {key: table.get(key) for key in ("framework", "package", "project")}
    answers, files, routes = (
        table.get(k, d) for k, d in (("answers", {}), ("files", {}), ("routes", []))
    )
    is_whole = all(isinstance(word, str) for word in words.values())
    if not is_whole or not isinstance(answers, dict) or not isinstance(files, dict):
        raise UsageError(f"{show(where)} is not as apigen writes it.", hint=hint)
    if not isinstance(routes, list) or not all(map(_is_record, routes)):
        raise UsageError(f"The routes in {show(where)} are not as apigen writes them.", hint=hint)
    blobs = {
        path: entry["blob"]
        for path, entry in files.items()
        if isinstance(entry, dict) and isinstance(entry.get("blob"), str)
    }
    return Stored(
        text=text,
        framework=str(words["framework"]),
        package=str(words["package"]),
        project=str(words["project"]),
        answers=answers,
        routes=tuple({key: _freeze(value) for key, value in route.items()} for route in routes),
        blobs=blobs,
    )


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


def _end_of_lines(text: str, start: int) -> int:
    end = start
    while found := _FILE_LINE.match(text, end):
        end = found.end()
    return end


def _merge(kept: list[str], added: list[str]) -> list[str]:
    new = {_path_of(line): line for line in added}
    lines = [(path, line) for line in kept if (path := _path_of(line)) not in new]
    is_sorted = all(a <= b for (a, _), (b, _) in pairwise(lines))
    lines += new.items()
    return [line for _, line in (sorted(lines) if is_sorted else lines)]


def _path_of(line: str) -> str:
    found = _FILE_LINE.match(line if line.endswith("\n") else f"{line}\n")
    return str(json.loads(found[1])) if found else ""
