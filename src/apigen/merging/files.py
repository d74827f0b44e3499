"""Merges one file: three versions of its bytes in, one out, with nothing lost on the way."""

from .result import FileMerge
from .text import OURS, Merged, merge_text

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
    data, conflicts = _merge_bytes(base or b"", ours, theirs)
    if conflicts:
        reason = "both-added" if base is None else ""
        return FileMerge(path, data, "conflict", conflicts, reason, find_markers(data))
    return FileMerge(path, data, "same" if data == ours else "merged")


def find_markers(data: bytes) -> tuple[int, ...]:
    """Give the numbers of the lines at which a conflict of apigen's begins, from 1."""
    if OURS.strip().encode() not in data:
        return ()
    lines = data.split(b"\n")
    return tuple(
        n for n, line in enumerate(lines, 1) if line.rstrip(b"\r") == OURS.strip().encode()
    )


def _merge_bytes(base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, int]:
    """Merge by the owner's way to end lines and to begin and end the file."""
    encoding = "utf-8"
    try:
        texts = [data.decode(encoding) for data in (base, ours, theirs)]
    except UnicodeDecodeError:
        encoding = "latin-1"  # where every byte is a character, and stays one
        texts = [data.decode(encoding) for data in (base, ours, theirs)]
    own = texts[1]
    is_marked = own.startswith(_BOM)
    is_crlf = own.count("\n") == own.count("\r\n") > 0
    is_open = bool(own) and not own.endswith("\n")
    merged = _merge(*(_normalize(text, is_crlf=is_crlf) for text in texts))
    text = merged.text
    if is_open and text.endswith("\n") and not text.endswith(">>>>>>> apigen\n"):
        text = text[:-1]
    if is_crlf:
        text = text.replace("\n", "\r\n")
    return f"{_BOM if is_marked else ''}{text}".encode(encoding), merged.conflicts


def _normalize(text: str, *, is_crlf: bool) -> str:
    text = text.removeprefix(_BOM)
    if is_crlf:
        text = text.replace("\r\n", "\n")
    return text if not text or text.endswith("\n") else f"{text}\n"


def _merge(base: str, ours: str, theirs: str) -> Merged:
    return merge_text(base, ours, theirs)
