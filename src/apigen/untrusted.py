"""Reads TOML and JSON that anybody may have written: in little time and memory, or not at all."""

import json
import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any

LARGEST = 1_000_000
_MOST_DIGITS = 1000
_DEEPEST_KEY = 50
_LONGEST_REASON = 300
_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
# tomllib takes memory by the square of how many parts a key has.
_DEEP_KEY = re.compile(rf"""(?<![\w\-"']){_PART}(?:[ \t]*\.[ \t]*{_PART}){{{_DEEPEST_KEY}}}""")
# What is written in base 16 may have more digits than Python prints.
_LONG_NUMBER = re.compile(rf"0[xob][0-9a-fA-F_]{{{_MOST_DIGITS}}}")
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def parse_toml(text: str) -> dict[str, Any]:
    """Give the table that `text` is. Raises ValueError, saying why, for whatever is none."""
    _check_size(len(text))
    if text.count(".") > _DEEPEST_KEY and _DEEP_KEY.search(text):
        raise ValueError(f"it has a key of more than {_DEEPEST_KEY} parts")
    if _LONG_NUMBER.search(text):
        raise ValueError(f"it has a number of more than {_MOST_DIGITS} digits")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(str(error)[:_LONGEST_REASON]) from error
    except RecursionError:
        raise _make_depth_error() from None


def parse_json(text: str) -> Any:
    """Give the value that `text` is. Raises ValueError, saying why, for whatever is none."""
    _check_size(len(text))
    try:
        return json.loads(text)
    except RecursionError:
        raise _make_depth_error() from None


def read_plain_file(path: Path, largest: int = LARGEST) -> bytes:
    """Give what a file holds. Raises OSError, and ValueError for one that is too large or not plain."""
    descriptor = os.open(path, _READ)
    with open(descriptor, "rb") as stream:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise ValueError("it is not a plain file")
        _check_size(status.st_size, largest)
        data = stream.read(largest + 1)
        _check_size(len(data), largest)
        return data


def _check_size(size: int, largest: int = LARGEST) -> None:
    if size > largest:
        raise ValueError(f"it is larger than {largest:,} bytes")


def _make_depth_error() -> ValueError:
    return ValueError("it is nested too deeply")
