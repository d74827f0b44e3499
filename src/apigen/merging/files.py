"""Merges one file: three versions of its bytes in, one out, with nothing lost on the way."""

import re

from .result import FileMerge
from .structure import compare_texts, merge_texts
from .text import OURS

_BOM = "\ufeff"


def merge_file(
    path: str, base: bytes | None, ours: bytes | None, theirs: bytes | None
) -> FileMerge:
    """Merge what apigen wrote before, what is there, and what apigen writes now; None is no file."""
    if ours == theirs:
        return FileMerge(path, ours, "same")
    if ours == base:
        return FileMerge(path, theirs, "follows")
    if theirs == base:
        return FileMerge(path, ours, "same")
    if ours is None:
        return FileMerge(path, None, "kept", reason="you deleted it")
    if theirs is None:
        return FileMerge(path, ours, "conflict", 1, "changed-and-removed")
    if any(b"\0" in data for data in (base or b"", ours, theirs)):
        return FileMerge(path, ours, "conflict", 1, "binary")
    if find_markers(ours):
        return FileMerge(path, ours, "conflict", 1, "unresolved", find_markers(ours))
    data, conflicts, reason = _merge_bytes(path, base, ours, theirs)
    if conflicts or reason:
        reason = reason or ("both-added" if base is None else "")
        lines = find_markers(data) or _find_uses(reason, data, theirs)
        return FileMerge(path, data, "conflict", conflicts, reason, lines)
    return FileMerge(path, data, "same" if data == ours else "merged")


def find_markers(data: bytes) -> tuple[int, ...]:
    """Give the numbers of the lines at which a conflict of apigen's begins, from 1."""
    if OURS.strip().encode() not in data:
        return ()
    lines = data.split(b"\n")
    return tuple(
        n for n, line in enumerate(lines, 1) if line.rstrip(b"\r") == OURS.strip().encode()
    )


def _find_uses(reason: str, data: bytes, theirs: bytes) -> tuple[int, ...]:
    """Give the numbers of the owner's lines that have one of the names that a reason ends with."""
    names = reason.partition(": ")[2].replace(", ", "|")
    pattern = re.compile(rb"\b(?:%s)\b" % names.encode())
    new = set(theirs.split(b"\n"))
    lines = enumerate(data.split(b"\n"), 1) if names else ()
    return tuple(n for n, line in lines if line not in new and pattern.search(line))


def _merge_bytes(
    path: str, base: bytes | None, ours: bytes, theirs: bytes
) -> tuple[bytes, int, str]:
    """Merge by the owner's way to end lines and to begin and end the file."""
    encoding = "utf-8"
    try:
        texts = [data.decode(encoding) for data in (base or b"", ours, theirs)]
    except UnicodeDecodeError:
        encoding = "latin-1"  # where every byte is a character, and stays one
        texts = [data.decode(encoding) for data in (base or b"", ours, theirs)]
    is_marked = texts[1].startswith(_BOM)
    is_crlf = texts[1].count("\n") == texts[1].count("\r\n") > 0
    is_open = bool(texts[1]) and not texts[1].endswith("\n")
    before, own, now = (_normalize(text, is_crlf=is_crlf) for text in texts)
    if base is None:
        merged, reason = compare_texts(path, own, now)
    else:
        merged, reason = merge_texts(path, (before, own, now))
    text = merged.text
    if is_open and text.endswith("\n") and not text.endswith(">>>>>>> apigen\n"):
        text = text[:-1]
    if is_crlf:
        text = text.replace("\n", "\r\n")
    return f"{_BOM if is_marked else ''}{text}".encode(encoding), merged.conflicts, reason


def _normalize(text: str, *, is_crlf: bool) -> str:
    text = text.removeprefix(_BOM)
    if is_crlf:
        text = text.replace("\r\n", "\n")
    return text if not text or text.endswith("\n") else f"{text}\n"
