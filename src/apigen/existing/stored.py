"""Changes what .apigen.toml says of routes, leaving all else of its text alone."""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ..errors import Refused
from ..routes.record import Record
from ..state import FILE_NAME, write_file_line, write_record

FILES_HEADER = re.compile(r"(?m)^\[files\][ \t]*(?:#.*)?\r?\n")
_FILE_LINE = re.compile(r'(?m)^("(?:[^"\\\n]|\\.)*") = .*\n')


@dataclass(frozen=True)
class Stored:
    """What .apigen.toml says, as far as later commands need it.

    `blobs` has the id of each file as it was written, `kept` the paths of those that were there
    before and are the project's own. `generator` is the version of apigen that wrote them; `said` and
    `without_implied` are as in `State`.
    """

    text: str
    framework: str
    package: str
    project: str
    answers: Mapping[str, object]
    routes: tuple[Record, ...]
    blobs: Mapping[str, str]
    generator: str = ""
    kept: frozenset[str] = frozenset()
    said: Mapping[str, object] = field(default_factory=dict)
    without_implied: Mapping[str, object] = field(default_factory=dict)

    def find_route(self, path: str) -> Record | None:
        """Give what is remembered of the route at `path`."""
        return next((route for route in self.routes if route["path"] == path), None)

    def add_route(self, record: Record | None, files: Iterable[tuple[str, bytes]]) -> str:
        """Give the text of .apigen.toml with one more route, if one is given, and these files."""
        text = self.text if self.text.endswith("\n") else f"{self.text}\n"
        header = FILES_HEADER.search(text)
        if header is None:
            text += "\n[files]\n"
            header = FILES_HEADER.search(text)
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
        if header := FILES_HEADER.search(text):
            start, end = header.end(), _end_of_lines(text, header.end())
            lines = text[start:end].splitlines(keepends=True)
            kept = [line for line in lines if _path_of(line) not in gone]
            text = f"{text[:start]}{''.join(kept)}{text[end:]}"
        routes = tuple(route for route in self.routes if route is not record)
        return replace(self, text=text, routes=routes)


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
