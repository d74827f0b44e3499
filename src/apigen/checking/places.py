"""Looks at what stands at a path of a project, hidden files too, and never through a link."""

import os
import stat
from functools import cache
from pathlib import Path, PurePosixPath

from ..blobs import LARGEST
from ..plan import Found

_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Places:
    """The files of the project at `root` by their paths."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._look = cache(self._find)
        self._stat = cache(self._find_mode)

    def look(self, path: str) -> Found | None:
        """Give what stands at `path`, which is inside; None where nothing does.

        Of what is larger than any text of apigen's, only as much as shows that.
        """
        return self._look(path)

    def read(self, path: str) -> bytes | None:
        """Give the bytes of a plain file; None for anything else."""
        found = self.look(path)
        return None if found is None or found.obstacle else found.data

    def is_folder(self, path: str) -> bool:
        """Whether a folder of the project, and no link, is at `path`."""
        if path in {"", "."}:
            return True
        return self.is_folder(str(PurePosixPath(path).parent)) and stat.S_ISDIR(self._stat(path))

    def _find(self, path: str) -> Found | None:
        for parent in reversed(PurePosixPath(path).parents[:-1]):
            mode = self._stat(str(parent))
            if not mode:
                return None
            if stat.S_ISLNK(mode):
                return Found(obstacle=f"its folder {parent} is a symbolic link")
            if not stat.S_ISDIR(mode):
                return Found(obstacle=f"{parent} is no folder")
        mode = self._stat(path)
        if not mode:
            return None
        if stat.S_ISLNK(mode):
            return Found(obstacle="a symbolic link is in its place")
        if not stat.S_ISREG(mode):
            return Found(obstacle="what is in its place is no plain file")
        try:
            with open(os.open(self.root / path, _READ), "rb") as stream:
                return Found(data=stream.read(LARGEST + 1))
        except OSError as error:
            return Found(obstacle=f"it cannot be read: {error.strerror}")

    def _find_mode(self, path: str) -> int:
        """Give the mode, 0 where there is nothing."""
        try:
            return os.lstat(self.root / path).st_mode
        except (OSError, ValueError):
            return 0
