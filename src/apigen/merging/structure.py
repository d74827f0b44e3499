"""Merges the texts of one file by its lines or its structure: whichever is certain first."""

from .blocks import UnclearError
from .formats import PYTHON, Format, find_format
from .imports import drop_imports
from .soundness import count_twice, find_undefined, is_complete, starts_alike
from .text import OURS, Merged, mark_all, mark_both, merge_text
from .tree import merge_trees

UNPARSABLE = "unparsable"
Texts = tuple[str, str, str]


def merge_texts(path: str, texts: Texts) -> tuple[Merged, str]:
    """Merge base, ours and theirs. Gives the text, and what is wrong with it besides conflicts."""
    by_lines = merge_text(*texts)
    format_ = find_format(path)
    if format_ is None:
        return by_lines, ""
    if format_ is PYTHON:
        return _merge_python(texts, by_lines)
    return _choose(format_, texts, _merge_blocks(format_, texts), by_lines)


def compare_texts(path: str, ours: str, theirs: str) -> tuple[Merged, str]:
    """Bring two files together that nothing came before; only lists are merged."""
    format_ = find_format(path)
    if format_ and format_.is_list:
        return merge_texts(path, ("", ours, theirs))
    return mark_both(ours, theirs), ""


def _choose(
    format_: Format, texts: Texts, by_blocks: Merged | None, by_lines: Merged
) -> tuple[Merged, str]:
    """Give the merge by blocks where there is one; of two with conflicts, the one with fewer."""
    if by_blocks and not by_blocks.conflicts and _is_whole(format_, by_blocks.text):
        return by_blocks, ""
    if by_blocks and by_blocks.conflicts:
        is_less = 0 < by_lines.conflicts < by_blocks.conflicts
        return by_lines if is_less else by_blocks, ""
    if by_lines.conflicts or _is_whole(format_, by_lines.text):
        return by_lines, ""
    if not _is_whole(format_, texts[1]):
        return by_lines, ""
    return mark_all(*texts), UNPARSABLE


def _merge_blocks(format_: Format, texts: Texts) -> Merged | None:
    try:
        text = merge_trees(format_.split, *texts)
    except (UnclearError, RecursionError):
        return None
    return Merged(text, text.count(OURS)) if is_complete(*texts, text) else None


def _is_whole(format_: Format, text: str) -> bool:
    try:
        format_.check(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _merge_python(texts: Texts, by_lines: Merged) -> tuple[Merged, str]:
    """Merge by lines as git does, unless that is not sound or the same thing may be there twice."""
    is_clear = not starts_alike(*texts)
    if is_clear and _is_sound(by_lines, texts):
        return by_lines, ""
    by_blocks = _merge_blocks(PYTHON, texts)
    if by_blocks and _is_sound(by_blocks, texts):
        return by_blocks, ""
    if not is_clear and _is_sound(by_lines, texts) and not _has_twice(by_lines.text, texts):
        return by_lines, ""
    best, reason = _choose(PYTHON, texts, by_blocks, by_lines)
    if best.conflicts or reason or not _is_whole(PYTHON, best.text):
        return best, reason
    lost = _find_lost(best.text, texts)
    # What apigen no longer imports and the owner uses is the owner's import.
    if lost and (base := drop_imports(texts[0], lost)):
        by_blocks = _merge_blocks(PYTHON, (base, *texts[1:]))
        if by_blocks and _is_sound(by_blocks, texts):
            return by_blocks, ""
    return best, f"undefined: {', '.join(sorted(lost))}" if lost else ""


def _is_sound(merged: Merged, texts: Texts) -> bool:
    """Whether the merged source has no conflict, and all its names are known."""
    if merged.conflicts or not _is_whole(PYTHON, merged.text):
        return False
    return not _find_lost(merged.text, texts)


def _has_twice(text: str, texts: Texts) -> bool:
    twice = count_twice(text)
    return bool(twice and twice - (count_twice(texts[1]) | count_twice(texts[2])))


def _find_lost(text: str, texts: Texts) -> frozenset[str]:
    """Give the names that are unknown by the merge."""
    lost = find_undefined(text)
    for side in texts[1:]:
        if lost and _is_whole(PYTHON, side):
            lost -= find_undefined(side)
    return lost
