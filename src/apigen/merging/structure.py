"""Merges the texts of one file by its lines or its structure: whichever is certain first."""

from .blocks import UnclearError
from .formats import PYTHON, Format, find_format
from .imports import drop_imports
from .soundness import count_twice, find_undefined, is_complete
from .text import OURS, Merged, mark_all, merge_text
from .tree import merge_trees

UNPARSABLE = "unparsable"
Texts = tuple[str, str, str]


def merge_texts(path: str, texts: Texts) -> tuple[Merged, str]:
    """Merge base, ours and theirs. Gives the text, and what is wrong with it besides conflicts."""
    by_lines = merge_text(*texts)
    format_ = find_format(path)
    if format_ is None:
        return by_lines, ""
    if format_ is PYTHON and _is_sound(by_lines, texts):
        return by_lines, ""
    by_blocks = _merge_blocks(format_, texts)
    if format_ is PYTHON:
        return _merge_python(texts, by_blocks, by_lines)
    return _choose(format_, texts, by_blocks, by_lines)


def _choose(
    format_: Format, texts: Texts, by_blocks: Merged | None, by_lines: Merged
) -> tuple[Merged, str]:
    """Give the first merge that is clean and whole, else the one with the fewest conflicts."""
    found = [by_blocks, by_lines] if by_blocks else [by_lines]
    for merged in found:
        if not merged.conflicts and _is_whole(format_, merged.text):
            return merged, ""
    marked = [merged for merged in found if merged.conflicts]
    if marked:
        return min(marked, key=lambda merged: merged.conflicts), ""
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


def _merge_python(texts: Texts, by_blocks: Merged | None, by_lines: Merged) -> tuple[Merged, str]:
    if by_blocks and _is_sound(by_blocks, texts):
        return by_blocks, ""
    best, reason = _choose(PYTHON, texts, by_blocks, by_lines)
    if best.conflicts:
        return best, reason
    lost = _find_lost(best.text, texts)
    if not lost:
        return best, ""
    # What apigen no longer imports and the owner uses is the owner's import.
    if base := drop_imports(texts[0], lost):
        by_blocks = _merge_blocks(PYTHON, (base, *texts[1:]))
        if by_blocks and _is_sound(by_blocks, texts):
            return by_blocks, ""
    return best, f"undefined: {', '.join(sorted(lost))}"


def _is_sound(merged: Merged, texts: Texts) -> bool:
    """Whether the merged source has no conflict, and knows all its names once."""
    if merged.conflicts or not _is_whole(PYTHON, merged.text) or _find_lost(merged.text, texts):
        return False
    twice = count_twice(merged.text)
    return not (twice and twice - (count_twice(texts[1]) | count_twice(texts[2])))


def _find_lost(text: str, texts: Texts) -> frozenset[str]:
    """Give the names that are unknown by the merge."""
    lost = find_undefined(text)
    return lost and lost - find_undefined(texts[1]) - find_undefined(texts[2])
