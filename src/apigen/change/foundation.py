"""Finds the migrations of tables that no route has, those of the users, and what is in their way."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..errors import Refused, show
from ..existing.project import Project
from ..reading.migrations import Migrations
from ..reading.operations import list_columns, list_operations
from ..routes.record import FILES
from .rebuilding import Rebuilt

VERSIONS = "migrations/versions/"


@dataclass(frozen=True)
class Foundation:
    """The migrations that belong to no route, by what they are called after their number."""

    texts: Mapping[str, str]

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that they make, in order."""
        made = (op.table for text in self.texts.values() for op in list_operations(text, "upgrade"))
        return tuple(dict.fromkeys(table for table in made if table))

    def list_statements(self, function: str, tables: Collection[str]) -> tuple[str, ...]:
        """Give what `upgrade` or `downgrade` does to some of the tables."""
        return tuple(
            operation.source
            for text in self.texts.values()
            for operation in list_operations(text, function)
            if operation.table in tables
        )


def find_foundation(rebuilt: Rebuilt) -> Foundation:
    """Find them among the files of a project as apigen would have written it."""
    own = {path for record in rebuilt.records for path in record[FILES]}
    return Foundation(
        {
            path.partition("_")[2].removesuffix(".py"): file.text
            for path, file in rebuilt.files.items()
            if path.startswith(VERSIONS) and path not in own
        }
    )


def check_tables(old: Foundation, new: Foundation, there: Collection[str]) -> None:
    """Raise Refused when tables `there` are in the way, or cannot become what they would have to be."""
    for table in new.tables:
        if table not in old.tables and table in there:
            raise Refused(
                f"There is a table {show(table)} already, made by a migration.",
                hint="Give it another name first, by a migration and in its model.",
            )
        if table in old.tables and _sign(old, table) != _sign(new, table):
            raise Refused(
                f"The rows of {show(table)} cannot become what the other kind keeps there.",
                hint="Remove the one kind first, then add the other; what is in its tables goes.",
            )


def check_references(
    project: Project, migrations: Migrations, gone: Collection[str], aside: Collection[str]
) -> None:
    """Raise Refused when a table of the owner's refers to one that is to go.

    What happened to the tables `aside` is known.
    """
    written = project.stored.blobs if project.stored else {}
    for step in migrations.steps:
        text = (project.files.read(step.file) or b"").decode(errors="replace")
        for operation in list_operations(text, "upgrade"):
            for table in gone:
                is_key = re.search(rf"[\"']{re.escape(table)}\.", operation.source) is not None
                if "create_foreign_key" in operation.source and step.file not in written:
                    is_key = is_key or f'"{table}"' in operation.source
                if is_key and operation.table not in {*gone, *aside}:
                    raise Refused(
                        f"{show(operation.table or 'A table')} refers to {show(table)}, which "
                        f"would go: see {show(step.file)}.",
                        hint="Take that reference away first, by a migration.",
                    )


def _sign(foundation: Foundation, table: str) -> frozenset[str]:
    """Tell a table from others of its name by its columns, whatever their types are."""
    made = "".join(foundation.list_statements("upgrade", [table]))
    return list_columns(f"def upgrade() -> None:\n{made}")
