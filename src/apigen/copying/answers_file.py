"""Finds the file by which a project remembers the template that it was made from."""

import re
from contextlib import suppress
from pathlib import Path

from ..errors import UsageError, list_words, show

# Some templates keep theirs there.
_FOLDER = ".copier"
_NAME = re.compile(r"\.copier-answers(?:[.-].+)?\.ya?ml")


def list_answers_files(root: Path) -> tuple[str, ...]:
    """Give the paths of the answers files of the project at `root`; none where no template made it."""
    found: list[str] = []
    for folder in (root, root / _FOLDER):
        with suppress(OSError):  # one that is not there, or may not be read
            paths = [path for path in folder.iterdir() if _NAME.fullmatch(path.name)]
            found += [path.relative_to(root).as_posix() for path in paths if path.is_file()]
    return tuple(sorted(found))


def choose_answers_file(root: Path, wanted: str | None) -> str:
    """Give the answers file to go by. Raises UsageError where there is none, or several and no word."""
    known = list_answers_files(root)
    if wanted is not None and wanted in known:
        return wanted
    if not known or wanted is not None:
        raise UsageError(
            f"There is no answers file {show(wanted or '.copier-answers.yml')} in {show(str(root))}.",
            hint=f"There is {list_words(known, 'and')}." if known else "",
        )
    if len(known) > 1:
        raise UsageError(
            f"The project is made from {len(known)} templates, which are updated one by one.",
            hint=f"Say which: --answers-file {list_words(known)}.",
        )
    return known[0]
