"""The project as a value: every file's path, text and mode, before anything is on disk."""

from dataclasses import dataclass
from pathlib import PurePosixPath

PLAIN = 0o666
EXECUTABLE = 0o777
PRIVATE = 0o600


@dataclass(frozen=True)
class File:
    """One file of a project. `path` is relative, with forward slashes; the umask still applies."""

    path: str
    text: str
    mode: int = PLAIN

    @property
    def is_private(self) -> bool:
        """Whether the file holds a secret, which is shown, committed and recorded nowhere."""
        return self.mode == PRIVATE

    @property
    def data(self) -> bytes:
        """The bytes on disk. `text` may hold what is no UTF-8 as `from_bytes` reads it."""
        return self.text.encode("utf-8", "surrogateescape")

    @classmethod
    def from_bytes(cls, path: str, data: bytes, mode: int = PLAIN) -> "File":
        """Give the file that has exactly these bytes."""
        return cls(path, data.decode("utf-8", "surrogateescape"), mode)


@dataclass(frozen=True)
class Tree:
    """Files in the order of their paths; no path is there twice or leaves the project."""

    files: tuple[File, ...]

    def __post_init__(self) -> None:
        """Refuse a path that would be written outside of the project."""
        for file in self.files:
            path = PurePosixPath(file.path)
            if path.is_absolute() or ".." in path.parts or not path.parts:
                raise ValueError(file.path)

    def merge(self, *others: "Tree") -> "Tree":
        """Give one tree with the files of all, which have no path in common."""
        files = [*self.files, *(file for other in others for file in other.files)]
        return Tree(tuple(sorted(files, key=lambda file: file.path)))

    @property
    def folders(self) -> tuple[str, ...]:
        """Every folder that the files need, parents before children."""
        return list_folders(tuple(file.path for file in self.files))


def list_folders(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Give the folders that hold `paths`, parents before children."""
    parents = {str(p) for path in paths for p in PurePosixPath(path).parents}
    return tuple(sorted(parents - {"."}))
