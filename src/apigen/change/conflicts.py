"""Says what there is to decide about a file whose two sides could not be brought together."""

from collections.abc import Iterable

from ..errors import list_words
from ..merging.result import FileMerge

_REASONS = {
    "both-added": "you and apigen have both made it",
    "changed-and-removed": "apigen would remove it, and you have changed it: keep or delete it",
    "binary": "it is no text, so it stays as you have it: take over by hand what apigen writes",
    "unresolved": "conflict markers of an earlier change are in it, so it stays as it is",
    "unparsable": "what came of both sides cannot be parsed: mend it",
}
_UNDEFINED = "undefined: "


def list_undefined(merge: FileMerge) -> tuple[str, ...]:
    """Give the names that the merged source uses and nothing defines any more."""
    if not merge.reason.startswith(_UNDEFINED):
        return ()
    return tuple(merge.reason.removeprefix(_UNDEFINED).split(", "))


def tell_undefined(names: Iterable[str]) -> str:
    """Say what is to be done about names that nothing defines."""
    return f"it uses {', '.join(names)}, which nothing in it defines any more: mend it"


def describe(merge: FileMerge) -> str:
    """Give what is to be decided, with the lines at which conflict markers begin."""
    reason = _REASONS.get(merge.reason, merge.reason)
    if names := list_undefined(merge):
        reason = tell_undefined(names)
    if not merge.lines:
        return reason
    word = "line" if len(merge.lines) == 1 else "lines"
    where = f"{'marked at' if merge.conflicts else 'at'} {word} {list_words(merge.lines, 'and')}"
    return f"{where}; {reason}" if reason else where
