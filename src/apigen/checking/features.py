"""Finds features that were taken away, or brought in, by hand and not as a whole."""

import re
from collections.abc import Iterator, Sequence

from ..errors import list_words
from ..state import FILE_NAME
from .finding import Finding
from .parts import Part, list_other_parts, list_parts, list_requirements, list_settings
from .requirements import list_declared, list_grouped
from .subject import Subject
from .unasked import list_unasked_parts

_SHOWN = 4


def check_features(subject: Subject) -> Iterator[Finding]:
    """Compare what the answers bring into a project with what is there, and with what is recorded."""
    draft = subject.draft
    if subject.stored is None or draft is None or not subject.is_package_there:
        return
    recorded = {subject.find_place(path) for path in subject.recorded}
    for part in list_parts(draft):
        own = [path for path in part.files if path in subject.today and path not in subject.routed]
        written = [path for path in own if path in recorded]
        gone = [path for path in written if not _is_there(subject, path)]
        if subject.is_of_this_version and own and not written and not _list_there(subject, own):
            yield _find_unwritten(part, own)
        elif gone and 2 * len(gone) > len(written):
            yield _find_half_gone(subject, part, gone, len(written))
        else:
            yield from _find_unrequired(subject, part)
    yield from _find_unasked(subject)
    if not subject.is_of_this_version:  # an update takes away what went with the older one
        return
    strange = recorded - subject.today.keys() - subject.routed
    for part in list_other_parts(draft, strange):
        if left := _list_there(subject, part.files):
            yield _find_half_there(subject, part, left)


def _list_there(subject: Subject, paths: Sequence[str]) -> list[str]:
    return [path for path in paths if subject.places.look(path)]


def _is_there(subject: Subject, path: str) -> bool:
    """Whether a file is where it was, or one of its name, which apigen did not write, is elsewhere."""
    if subject.places.look(path):
        return True
    name = path.rpartition("/")[2]
    known = {*subject.recorded, *subject.today}
    return name != "__init__.py" and any(
        other.rpartition("/")[2] == name and other not in known and subject.places.look(other)
        for other in (*subject.files.paths(), *subject.tracked)
    )


def _find_unwritten(part: Part, own: Sequence[str]) -> Finding:
    return Finding(
        "half-added",
        f"The answers have {part.name}, and apigen has written nothing of it: {_list(own)}.",
        FILE_NAME,
        action=f"Take that out of [answers] in {FILE_NAME}; then: apigen add {part.name}",
        needs_work=True,
    )


def _find_half_gone(subject: Subject, part: Part, gone: Sequence[str], all_of: int) -> Finding:
    count = "All" if len(gone) == all_of else f"{len(gone)} of the"
    message = f"{count} {all_of} files of {part.name} are gone: {_list(gone)}."
    if all_of == 1:
        message = f"The only file of {part.name} is gone."
    message += _tell_of_rest(subject, part)
    action = (
        f"To be rid of the rest: apigen remove {part.name}; or take the files from the history."
    )
    return Finding("half-removed", message, gone[0], action=action, needs_work=True)


def _find_half_there(subject: Subject, part: Part, left: Sequence[str]) -> Finding:
    number = "1 file is" if len(left) == 1 else f"{len(left)} files are"
    return Finding(
        "half-added",
        f"The answers do not have {part.name}, of which {number} there: {_list(left)}."
        + _tell_of_rest(subject, part),
        left[0],
        action=f"Say it in [answers] of {FILE_NAME} again; then, to be rid of it: apigen remove "
        f"{part.name}",
        needs_work=True,
    )


def _find_unasked(subject: Subject) -> Iterator[Finding]:
    """Find files that apigen would write for an answer that the project does not have, word for word."""
    for part in list_unasked_parts(subject):
        yield Finding(
            "half-added",
            f"The answers do not have {part.name}, and apigen wrote this for it: {_list(part.files)}.",
            part.files[0],
            action=f"apigen add {part.name}, or delete it",
            needs_work=True,
        )


def _find_unrequired(subject: Subject, part: Part) -> Iterator[Finding]:
    assert subject.draft is not None
    if not subject.pyproject:
        return
    declared = _list_declared(subject)
    if gone := [n for n in list_requirements(subject.draft, part) if n not in declared]:
        message = (
            f"It does not require {list_words(gone, 'and')} any more, which came with {part.name}."
        )
        yield Finding("unrequired", message, "pyproject.toml")


def _tell_of_rest(subject: Subject, part: Part) -> str:
    """Say what of a part is left in files that it shares with others."""
    assert subject.draft is not None
    declared = _list_declared(subject)
    names = [name for name in list_requirements(subject.draft, part) if name in declared]
    text = (subject.places.read(f"{subject.package_folder}/settings.py") or b"").decode(
        errors="replace"
    )
    settings = [
        name
        for name in list_settings(subject.draft, part)
        if re.search(rf"^\s+{re.escape(name)}\s*[:=]", text, re.MULTILINE)
    ]
    said = f" pyproject.toml still requires {list_words(names, 'and')}." if names else ""
    if settings:
        word = "setting" if len(settings) == 1 else "settings"
        said += f" The {word} {list_words(settings, 'and')} {'is' if len(settings) == 1 else 'are'} left."
    return said


def _list_declared(subject: Subject) -> set[str]:
    grouped = list_grouped(subject.pyproject).values()
    several = (list_declared(subject.pyproject), *grouped)
    return {each.name for requirements in several for each in requirements}


def _list(paths: Sequence[str]) -> str:
    rest = len(paths) - _SHOWN
    return list_words([*paths[:_SHOWN], *([f"{rest} more"] if rest > 0 else [])], "and")
