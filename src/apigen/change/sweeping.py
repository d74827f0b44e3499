"""Removes what Python has compiled of modules that went, which would keep their folders alive as packages."""

import os
from contextlib import suppress
from pathlib import Path

from ..tree import list_folders

_CACHE = "__pycache__"


def sweep_caches(root: Path, removed: tuple[str, ...]) -> None:
    """Remove the folders of the files `removed` in which nothing but compiled code is left."""
    for name in reversed(list_folders(removed)):
        folder = root / name
        with suppress(OSError):
            if os.path.realpath(folder) != str(folder) or os.listdir(folder) not in ([_CACHE], []):
                continue
            _remove_cache(folder / _CACHE)
            os.rmdir(folder)


def _remove_cache(cache: Path) -> None:
    if cache.is_symlink() or not cache.is_dir():
        return
    names = os.listdir(cache)
    if all(name.endswith(".pyc") for name in names):
        for name in names:
            os.unlink(cache / name)
        os.rmdir(cache)
