"""A route as it would be in its project: what `writing` decides and `addition` plans."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..editing.edits import ByHand
from ..formatting import format_file
from ..routes.record import Record, make_record
from ..routes.spec import Route
from ..tree import File
from .placing import read_settings
from .project import Project
from .registering import Edit


@dataclass(frozen=True)
class Draft:
    """A route as it would be: new files, edits, and what has to be done by hand first.

    `prefix` and `page_prefix` are None when what the project puts before its paths cannot be told.
    """

    files: tuple[File, ...]
    edits: tuple[Edit, ...]
    by_hand: tuple[ByHand, ...]
    prefix: str | None
    record: Record
    page_prefix: str | None = ""
    notes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    def rank(self, path: str) -> tuple[int, str]:
        """The order of writing: what nobody imports yet, then what imports it, then the tests."""
        edited = [edit.path for edit in self.edits]
        is_migration = "/versions/" in f"/{path}"
        is_test = path.startswith("tests/")
        if path in edited:
            return (2 if path.endswith("models/__init__.py") else 3, path)
        return (5 if path.startswith(".") else 4 if is_test else 1 if is_migration else 0, path)


def make_draft(
    project: Project,
    route: Route,
    own: Iterable[File],
    shared: Iterable[File],
    edits: Iterable[Edit | ByHand],
    *,
    prefix: str | None,
    page_prefix: str | None = "",
    notes: tuple[str, ...] = (),
    steps: tuple[str, ...] = (),
) -> Draft:
    """Give the route, and sort the edits by who does them."""
    own, edits = tuple(own), tuple(edits)
    return Draft(
        files=(*own, *shared),
        edits=tuple(edit for edit in edits if isinstance(edit, Edit)),
        by_hand=tuple(edit for edit in edits if isinstance(edit, ByHand)),
        prefix=prefix,
        page_prefix=page_prefix,
        record=make_record(route, (file.path for file in own)),
        notes=notes,
        steps=steps,
    )


def format_draft(project: Project, draft: Draft) -> Draft:
    """Bring the files into the project's form."""
    settings = read_settings(project)
    length = project.line_length
    files = (format_file(file, project.root, length, settings) for file in draft.files)
    return replace(draft, files=tuple(files))
