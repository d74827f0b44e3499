"""Puts new migrations on top of those of a project."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ..errors import Refused, list_words, show
from ..reading.migrations import Migrations, next_revision
from ..reading.revisions import Revision
from ..tree import File


@dataclass
class Stack:
    """The migrations of a project, and in `files` those that have come on top."""

    migrations: Migrations
    files: list[File] = field(default_factory=list)

    def put(self, slug: str, write: Callable[[str, str], str]) -> None:
        """Add one, which `write` makes from its revision and the one below.

        Raises Refused where it would have no certain place.
        """
        there = self.migrations
        if there.problem:
            raise Refused(there.problem, hint="Mend the migrations first.")
        if len(there.heads) > 1:
            raise Refused(
                f"The migrations have {len(there.heads)} heads: "
                f"{list_words(map(show, there.heads), 'and')}.",
                hint="Bring them together first: alembic merge heads",
            )
        revision, name = next_revision(there, slug)
        path = f"{there.folder}/{name}"
        self.files.append(File(path, write(revision, there.heads[0] if there.heads else "")))
        step = Revision(revision, there.heads, path)
        self.migrations = replace(there, steps=(*there.steps, step), heads=(revision,))
