"""The files of a project as the others read them: lazily, once, and nothing that is not a plain file."""

import ast
import warnings
from collections.abc import Iterator, Mapping
from functools import cached_property

_HURDLES = (SyntaxError, ValueError, LookupError, RecursionError, MemoryError)


class Files:
    """What a project holds; this one holds nothing. Paths are relative, with forward slashes."""

    def __init__(self) -> None:
        self._data: dict[str, bytes | None] = {}
        self._trees: dict[str, ast.Module | None] = {}

    def paths(self) -> tuple[str, ...]:
        """Give the path of every plain file that a person may have written, sorted."""
        return self._paths

    def __contains__(self, path: object) -> bool:
        return path in self._known

    def read(self, path: str) -> bytes | None:
        """Give what a file holds; None when it is none of `paths`, too large or not readable."""
        if path not in self._data:
            self._data[path] = self._load(path) if path in self._known else None
        return self._data[path]

    def parse(self, path: str) -> ast.Module | None:
        """Give the syntax tree of a file; None when it has none, whatever the reason."""
        if path not in self._trees:
            self._trees[path] = parse_python(self.read(path))
        return self._trees[path]

    @cached_property
    def modules(self) -> tuple[str, ...]:
        """The paths of the Python files that are neither tests nor migrations."""
        return tuple(p for p in self._paths if p.endswith(".py") and not self._is_aside(p))

    @cached_property
    def _paths(self) -> tuple[str, ...]:
        return tuple(sorted(self._list()))

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self._paths)

    def _is_aside(self, path: str) -> bool:
        *folders, name = path.split("/")
        if name == "conftest.py" or name.startswith("test_") or name.endswith("_test.py"):
            return True
        if "versions" in folders:
            above = folders[: folders.index("versions")]
            if "/".join((*above, "env.py")) in self._known:
                return True
        return not {"tests", "test"}.isdisjoint(folders)

    def _list(self) -> Iterator[str]:
        yield from ()

    def _load(self, path: str) -> bytes | None:
        raise NotImplementedError


class MemoryFiles(Files):
    """Files that are given."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        super().__init__()
        self._files = files

    def _list(self) -> Iterator[str]:
        yield from self._files

    def _load(self, path: str) -> bytes | None:
        held = self._files[path]
        return held.encode() if isinstance(held, str) else held


def parse_python(data: bytes | None) -> ast.Module | None:
    """Give the syntax tree of a Python file's bytes, None when Python would not read them."""
    if data is None:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(data)
    except _HURDLES:
        return None
