"""Compares the Python and uv that the project requires with those that its other files name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..change.versions import Version
from .finding import Finding
from .requirements import read_clauses, read_release
from .subject import Subject

_STEP = re.compile(rb"^\s*-?\s*python(?:-version)?:\s*(\[[^\]\n]*\]|[\"']?\d[^\s#]*)", re.MULTILINE)
_VERSION = re.compile(rb"(?<![\w.])\d+\.\d+(?:\.\d+)?(?![\w.])")
_HIDDEN_YAML = re.compile(r"(?:.*/)?\..+\.ya?ml")


@dataclass(frozen=True)
class Tool:
    """A tool, by what of pyproject.toml its versions are bounded, and how other files name one."""

    name: str
    tables: tuple[str, ...]
    key: str
    image: re.Pattern[bytes]


_TOOLS = (
    Tool(
        "Python",
        ("project",),
        "requires-python",
        re.compile(rb"(?<![\w./-])python:(\d+\.\d+(?:\.\d+)?)"),
    ),
    Tool(
        "uv",
        ("tool", "uv"),
        "required-version",
        re.compile(rb"\bastral-sh/uv:(\d+\.\d+(?:\.\d+)?)"),
    ),
)
_PINNED = re.compile(rb"^(?:cpython[-@])?(\d+\.\d+(?:\.\d+)?)\s*$", re.MULTILINE)
_PIN_FILE = ".python-version"
_IMAGE_FILE = "Dockerfile"


def check_tools(subject: Subject) -> Iterator[Finding]:
    """Find a version that is named somewhere, and which the project does not take."""
    paths = sorted({*subject.tracked, *subject.recorded, _PIN_FILE, _IMAGE_FILE})
    for tool in _TOOLS:
        text = _find_bounds(subject, tool)
        clauses = read_clauses(text) if text else None
        for path in paths if clauses else ():
            for line, version in _find_versions(subject, path, tool):
                if not all(_is_met(clause, version) for clause in clauses or ()):
                    message = f"It names {tool.name} {version}; pyproject.toml requires {text}."
                    action = "Bring one in line with the other."
                    yield Finding("tool", message, path, line, action, needs_work=True)


def _find_bounds(subject: Subject, tool: Tool) -> str:
    table: object = subject.pyproject
    for name in tool.tables:
        table = table.get(name) if isinstance(table, dict) else None
    text = table.get(tool.key) if isinstance(table, dict) else None
    return text if isinstance(text, str) else ""


def _find_versions(subject: Subject, path: str, tool: Tool) -> Iterator[tuple[int, str]]:
    """Give each version of the tool that a file names, with its line."""
    is_python = tool.key == "requires-python"
    patterns: tuple[re.Pattern[bytes], ...] = ()
    if path == _PIN_FILE and is_python:
        patterns = (_PINNED,)
    elif path == _IMAGE_FILE:
        patterns = (tool.image,)
    elif _HIDDEN_YAML.fullmatch(path):  # which is what CI reads
        patterns = (tool.image, _STEP) if is_python else (tool.image,)
    data = (subject.places.read(path) or b"") if patterns else b""
    for found in (found for each in patterns for found in each.finditer(data)):
        for version in _VERSION.findall(found[1]):
            yield data.count(b"\n", 0, found.start(1)) + 1, version.decode()


def _is_met(clause: str, name: str) -> bool:
    """Whether some version that `name`, such as 3.12, stands for meets a clause."""
    sign = re.match(r"[<>=~!]+", clause)
    bound = read_release(clause[sign.end() :]) if sign else None
    version = read_release(name)
    if sign is None or bound is None or version is None:
        return True
    own, limit = _cut(version, bound), _cut(bound, version)
    if sign[0] in {">=", "~="}:
        return own >= limit and (sign[0] == ">=" or own[:1] == limit[:1])
    if sign[0] == "<":
        return own < limit or (own == limit and len(bound[0]) > len(version[0]))
    if sign[0] == "<=":
        return own <= limit
    return True


def _cut(version: Version, other: Version) -> tuple[int, ...]:
    """Give the parts of a version that the other has, too."""
    return version[0][: len(other[0])]
