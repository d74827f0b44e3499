"""The files under a folder, looked at without trust: they may be links, pipes, huge or too many."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from ..errors import UsageError, show
from .files import Files

LARGEST_FILE = 1_000_000
MOST_ENTRIES = 50_000
DEEPEST = 60

_LEFT_OUT = {"node_modules", "__pycache__", "build", "dist", "site-packages"}
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class ProjectFiles(Files):
    """The files under a folder. Symbolic links are not followed, devices and pipes not opened.

    Hidden folders, environments and what tools make are left out. Raises UsageError when the folder
    cannot be listed or holds more than a project does.
    """

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.root = root
        self._start = f"{root}/"

    def _list(self) -> Iterator[str]:
        pending, seen = [("", 0)], 0
        while pending:
            prefix, depth = pending.pop()
            folders: list[str] = []
            names: list[str] = []
            try:
                with os.scandir(self.root / prefix) as entries:
                    for entry in entries:
                        seen += 1
                        if entry.is_dir(follow_symlinks=False):
                            folders.append(entry.name)
                        elif entry.is_file(follow_symlinks=False):
                            names.append(entry.name)
                        if seen > MOST_ENTRIES:
                            raise UsageError(
                                f"{show(str(self.root))} holds more than {MOST_ENTRIES} files, "
                                "which is no project that apigen can look through.",
                                hint="Say --project DIR with the folder of the project itself.",
                            )
            except OSError as error:
                if not prefix:
                    raise UsageError(
                        f"The folder {show(str(self.root))} cannot be read: {error.strerror}.",
                        hint="Say --project DIR with the folder of the project.",
                    ) from error
                continue
            if prefix and "pyvenv.cfg" in names:
                continue
            yield from (prefix + name for name in names)
            wanted = (f for f in folders if f not in _LEFT_OUT and not f.startswith("."))
            pending += [(f"{prefix}{f}/", depth + 1) for f in wanted if depth < DEEPEST]

    def _load(self, path: str) -> bytes | None:
        try:
            descriptor = os.open(self._start + path, _READ)
        except (OSError, ValueError):
            return None
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_FILE:
                return None
            data = os.read(descriptor, status.st_size + 1)
        except OSError:
            return None
        finally:
            os.close(descriptor)
        return data if len(data) <= LARGEST_FILE else None
