"""Finds the edits that stand in no commit, which a change would mix with its own."""

from collections.abc import Collection
from pathlib import Path

from ..errors import Refused, list_words
from ..tracking import has_repository, is_tracked, list_uncommitted

_SHOWN = 10
NO_HISTORY = (
    "git does not keep this project, so only `apigen undo` can bring back what was there before."
)


def has_history(root: Path) -> bool:
    """Whether git keeps the project at `root`; one that no file of it is added to does not."""
    return has_repository(root) and is_tracked(root, ".")


def find_unclean(root: Path, touched: Collection[str] = ()) -> tuple[str, ...]:
    """Give the project's files that differ from the last commit, by their paths in it.

    A file that git does not know is among them only if it is one of `touched`, which the change
    would write: any other is neither changed nor mixed with anything. Ignored files never are.
    Nothing where git does not keep the project. Raises GitFailed when git cannot tell.
    """
    if not has_repository(root):
        return ()
    unclean = list_uncommitted(root, touched)
    return unclean if is_tracked(root, ".") else ()


def refuse_unclean(unclean: tuple[str, ...]) -> None:
    """Raise Refused naming the files in `unclean`, if there are any."""
    if unclean:
        error = Refused(
            f"{list_words(_shorten(unclean), 'and')} {'has' if len(unclean) == 1 else 'have'} edits "
            "that are in no commit. Nothing was changed.",
            hint="Commit or stash them, so that git tells yours from apigen's; or pass --force.",
        )
        error.details = {"unclean": list(unclean)}
        raise error


def _shorten(paths: tuple[str, ...]) -> tuple[str, ...]:
    rest = len(paths) - _SHOWN
    return (*paths[:_SHOWN], f"{rest} more") if rest > 0 else paths
