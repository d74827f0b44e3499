"""Finds files that are not as apigen wrote them, or not there any more: both are their owner's right."""

from collections.abc import Iterator

from ..state import FILE_NAME, blob_id
from .finding import Finding
from .subject import Subject


def check_files(subject: Subject) -> Iterator[Finding]:
    """Tell which files were changed, deleted, or replaced by something else than a file."""
    renamed: dict[str, str] = {}
    for path, blob in subject.recorded.items():
        place = subject.find_place(path)
        if place.startswith(f"{subject.package_folder}/") and not subject.is_package_there:
            continue
        if place != path and subject.places.look(place):
            renamed.setdefault(path.split("/")[1], place.split("/")[1])
        yield from _check_file(subject, path, place, blob)
    for old, new in renamed.items():
        message = (
            f"The files of src/{old} are in src/{new} now, and recorded under their old names."
        )
        action = f"sed -i 's|^\"src/{old}/|\"src/{new}/|' {FILE_NAME}"
        yield Finding("renamed", message, FILE_NAME, action=action)


def _check_file(subject: Subject, path: str, place: str, blob: str) -> Iterator[Finding]:
    found = subject.places.look(place)
    if found is None:
        yield Finding("missing", "It is gone, and stays away in every update.", path)
    elif found.obstacle:
        yield Finding("blocked", f"It is left alone: {found.obstacle}.", place)
    elif blob_id(found.data) != blob:
        yield Finding("changed", "It was changed; updates keep that.", place)


def check_made_files(subject: Subject) -> Iterator[Finding]:
    """Tell which files that the project's own commands make are not there."""
    for made in subject.draft.made_files if subject.draft else ():
        if subject.places.look(made.path) is None:
            message = "It is not there; a command of the project makes it."
            yield Finding("not-made", message, made.path, action=f"uv run {made.command}")
