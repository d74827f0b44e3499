"""Finds files of which apigen writes another text today than the one that is recorded."""

import re
from collections.abc import Iterator, Mapping

from .. import __version__
from ..change.foundation import VERSIONS
from ..change.private_files import STAND_IN
from ..names import package_name
from ..project_tree import render_project
from ..state import FILE_NAME, blob_id
from ..tree import File
from .finding import Finding
from .subject import Subject

# The index of a package's folder, such as routes or models.
_INDEX = re.compile(r"src/[^/]+/[^/]+/__init__\.py")


def check_outdated(subject: Subject) -> Iterator[Finding]:
    """Compare what is recorded with what this apigen writes, whatever has become of the files since."""
    if subject.stored is None or subject.draft is None or not subject.is_package_there:
        return
    recorded = {subject.find_place(path): blob for path, blob in subject.recorded.items()}
    other = _list_other(subject, recorded)
    generator = subject.stored.generator
    if subject.is_of_this_version:
        # What was recorded before a package was renamed has its former name in it.
        is_renamed = subject.stored.package != package_name(subject.stored.project)
        for path in other:
            if path in recorded:
                if not is_renamed:
                    yield _find_altered(path)
            elif subject.places.read(path) == subject.today[path].data:
                yield _find_unrecorded(path)
        return
    for path in other:
        word = "writes another text today" if path in recorded else "writes it today"
        message = f"apigen {generator} wrote the project, and {__version__} {word}."
        yield Finding("outdated", message, path, action="apigen update", needs_work=True)


def _list_other(subject: Subject, recorded: Mapping[str, str]) -> list[str]:
    """Give the files that are written otherwise today.

    Left out are files that register routes, and migrations, which are history: what is recorded of them
    depends on when routes and features came and went.
    """
    assert subject.stored is not None
    files = _list_routes(subject, recorded) | {
        path: file for path, file in subject.today.items() if path not in subject.routed
    }
    return [
        path
        for path, file in sorted(files.items())
        if path not in subject.stored.kept
        and not path.startswith(VERSIONS)
        and not _INDEX.fullmatch(path)
        and recorded.get(path) != blob_id(file.data)
    ]


def _list_routes(subject: Subject, recorded: Mapping[str, str]) -> dict[str, File]:
    """Give the files of the routes that such a project begins with, as far as it has them.

    The same version writes them as it did; what the project's own settings make of them is no matter then.
    """
    if subject.draft is None or subject.is_of_this_version:
        return {}
    tree, _ = render_project(subject.draft, lambda: STAND_IN)
    files = (file for file in tree.files if file.path in subject.routed)
    return {file.path: file for file in files if file.path in recorded}


def _find_altered(path: str) -> Finding:
    return Finding(
        "altered",
        f"For the answers in {FILE_NAME}, apigen {__version__} writes another text than is recorded: "
        "they, or the record, were changed by hand.",
        path,
        action=f"See what changed them, git log -p {FILE_NAME}, and take that back; then say what you "
        "want by apigen add or remove.",
        needs_work=True,
    )


def _find_unrecorded(path: str) -> Finding:
    return Finding(
        "unrecorded",
        f"apigen writes it, and {FILE_NAME} does not have it: its line was lost.",
        path,
        action=f"Take the line from the history, git log -p {FILE_NAME}",
        needs_work=True,
    )
