"""Compares the Python that the project requires with those that its other files name."""

import re
from collections.abc import Iterator

from ..change.versions import Version
from .finding import Finding
from .requirements import read_clauses, read_release
from .subject import Subject

Patterns = tuple[re.Pattern[bytes], ...]

_PINNED = re.compile(rb"^(?:cpython[-@])?(\d+\.\d+(?:\.\d+)?)\s*$", re.MULTILINE)
_IMAGE = re.compile(rb"(?<![\w./-])python:(\d+\.\d+(?:\.\d+)?)")
_STEP = re.compile(rb"^\s*-?\s*python(?:-version)?:\s*(\[[^\]\n]*\]|[\"']?\d[^\s#]*)", re.MULTILINE)
_VERSION = re.compile(rb"(?<![\w.])\d+\.\d+(?:\.\d+)?(?![\w.])")
_NAMED: dict[str, Patterns] = {
    ".python-version": (_PINNED,),
    "Dockerfile": (_IMAGE,),
}


def check_pythons(subject: Subject) -> Iterator[Finding]:
    """Find a Python that is named somewhere, and which the project does not take."""
    project = subject.pyproject.get("project")
    text = project.get("requires-python") if isinstance(project, dict) else None
    clauses = read_clauses(text) if isinstance(text, str) else None
    if not clauses:
        return
    for path in sorted({*subject.tracked, *subject.recorded, *_NAMED}):
        for line, name in _find_versions(subject, path):
            if not all(_is_met(clause, name) for clause in clauses):
                message = f"It names Python {name}, and pyproject.toml requires {text}."
                action = "Bring one in line with the other."
                yield Finding("python", message, path, line, action, needs_work=True)


def _find_versions(subject: Subject, path: str) -> Iterator[tuple[int, str]]:
    """Give each version of Python that a file names, with its line."""
    patterns = _NAMED.get(path, ())
    if path.endswith((".yml", ".yaml")) and any(part[0] == "." for part in path.split("/")):
        patterns = (_STEP, _IMAGE)  # hidden YAML is what CI reads
    data = subject.places.read(path) if patterns else None
    for found in (found for each in patterns for found in each.finditer(data or b"")):
        for version in _VERSION.findall(found[1]):
            yield (data or b"").count(b"\n", 0, found.start(1)) + 1, version.decode()


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
