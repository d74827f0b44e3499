"""Lets one apigen at a time change a project; the next waits for it to end."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC


@contextmanager
def take_turn(root: Path) -> Iterator[None]:
    """Hold the project at `root` until the end of the block, after whoever holds it now."""
    descriptor = os.open(root, _FOLDER)
    try:
        with suppress(OSError):  # a file system without locks; what was read is checked at the end
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
