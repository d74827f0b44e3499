"""Decides what a project may be called and what its package is called then."""

import keyword
import re
import sys
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from .errors import NameRefused, UsageError, WorkFailed, show

# With a longer package name, import lines of the projects would have to be broken.
LONGEST = 60
FALLBACK = "my-api"

_PEP_508 = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_SEPARATORS = re.compile(r"[-_.]+")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
OWN_FOLDERS = frozenset({"migrations", "src", "tests"})
_OWN_MODULE = re.compile(r"conftest|env|test_.*")
_OVERLOOKED = frozenset({"dist", "node_modules"})
ACRONYMS = frozenset({"api", "cms", "crm", "http", "id", "io", "sql", "ui", "url"})


@dataclass(frozen=True)
class Identity:
    """What a project is called: as a distribution, as an import and for people."""

    project: str
    package: str
    title: str


def identify(path: str, reserved: Collection[str] = ()) -> Identity:
    """Take the project's name from the last part of `path`.

    `reserved` are distribution and import names that the project itself will need.
    Raises NameRefused, which carries a name that would do.
    """
    name = last_part(path)
    taken = frozenset(normalize(word) for word in reserved)
    if reason := refuse(name, taken):
        raise NameRefused(
            f"The project cannot be called {show(name)}: {reason}.",
            suggestion=suggest(name, taken),
        )
    return Identity(project=name, package=package_name(name), title=title_of(name))


def last_part(path: str) -> str:
    """Give the part of `path` that names the project; for `.` the current folder's name.

    Raises UsageError for an empty path, or one that no file system takes or that ends in `..`.
    """
    if not path.strip():
        raise UsageError("The path of the project is empty.", hint="Pass one, such as my-api.")
    if any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in path):
        raise NameRefused(
            f"The path {show(path)} holds a control character.",
            suggestion=suggest(path.rsplit("/", 1)[-1]),
        )
    parts = [part for part in Path(path).parts if part != "."]
    if not parts or path.rstrip("/") in {"", "."}:
        return find_current_folder().name if not parts else parts[-1]
    if parts[-1] == "..":
        raise UsageError(
            f"The path {show(path)} ends in '..', which names no project.",
            hint="Write out the folder that you mean.",
        )
    return parts[-1]


def find_current_folder() -> Path:
    """Give the current folder. Raises WorkFailed when it was removed."""
    try:
        return Path.cwd()
    except FileNotFoundError as error:
        raise WorkFailed("The current folder was removed.", hint="Go to another one.") from error


def normalize(name: str) -> str:
    """Bring a distribution or import name into the form in which names are compared."""
    return _SEPARATORS.sub("-", name).lower()


def package_name(name: str) -> str:
    """Derive the import name of the project called `name`."""
    return _SEPARATORS.sub("_", name).lower()


def title_of(name: str) -> str:
    """Write `name` as a heading: `my-api` becomes `My API`."""
    words = [word for word in _SEPARATORS.split(name) if word]
    return " ".join(
        word.upper() if word.lower() in ACRONYMS else word[:1].upper() + word[1:] for word in words
    )


def refuse(name: str, taken: frozenset[str] = frozenset()) -> str:
    """Say why `name` cannot name a project, or nothing when it can.

    `taken` are names in the form that `normalize` gives.
    """
    package = package_name(name)
    if name.startswith("-"):
        return "a leading dash would be read as a flag"
    if len(name) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    if _DEVICE.fullmatch(name):
        return "Windows keeps that name for a device"
    if not _PEP_508.fullmatch(name):
        return (
            "a name is made of ASCII letters, digits, '-', '_' and '.', "
            "and begins and ends with a letter or digit"
        )
    if package[0].isdigit():
        return f"its package would be {package!r}, and a Python name cannot begin with a digit"
    if package in _KEYWORDS:
        return f"{package!r} is a keyword of Python"
    if package in _STANDARD_LIBRARY:
        return f"{package!r} is a module of Python's standard library"
    if package in OWN_FOLDERS:
        return f"projects have a folder of their own called {package!r}"
    if _OWN_MODULE.fullmatch(package):
        return f"mypy would take {package!r} for a module among the tests or migrations"
    if package in _OVERLOOKED:
        return f"linters and type checkers overlook every folder called {package!r}"
    if normalize(name) in taken:
        return f"the project would depend on a package called {normalize(name)!r}"
    return ""


def suggest(name: str, taken: frozenset[str] = frozenset()) -> str:
    """Find an acceptable name as near to `name` as can be."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", plain)
    plain = re.sub(r"-{2,}", "-", plain).strip("-_.")[: LONGEST - 4].rstrip("-_.")
    stem = plain.split(".")[0] if _DEVICE.fullmatch(plain) else plain
    if not stem:
        return FALLBACK
    for attempt in (plain, f"{stem}-app", f"api-{stem}", f"my-{stem}-app"):
        if not refuse(attempt, taken):
            return attempt
    return FALLBACK


_KEYWORDS = frozenset(word.lower() for word in (*keyword.kwlist, *keyword.softkwlist))
# `test` is Python's too, though the list leaves it out.
_STANDARD_LIBRARY = frozenset({"test", *(name.lower() for name in sys.stdlib_module_names)})
