"""The table of a resource: its model's keys and constraints, and what the migration makes."""

from dataclasses import dataclass

from .fields import FieldView
from .ownership import OWNER
from .resource import ResourceView

_USERS = "users"


@dataclass(frozen=True)
class Table:
    """The keys, constraints and indexes of a table. Everything is Python source.

    `key_type` is what the migration writes for columns that hold ids.
    """

    route: ResourceView
    key_type: str

    @property
    def _keys(self) -> tuple[tuple[str, str], ...]:
        """The columns that say whose a row is, with the tables that they refer to."""
        owner = ((OWNER, _USERS),) if self.route.owner.has_column else ()
        parents = self.route.parents
        return (*owner, (self.route.parent_key, self.route.parent.table)) if parents else owner

    @property
    def _scoped(self) -> tuple[FieldView, ...]:
        """The fields whose values are unique among some of the rows only."""
        return tuple(f for f in self.route.fields if f.is_unique and self.route.owner.scope)

    @property
    def key_lines(self) -> tuple[str, ...]:
        """The lines of the model for those columns."""
        return tuple(
            f'{column}: Mapped[int] = mapped_column(ForeignKey("{table}.id", ondelete="CASCADE"), '
            "index=True)"
            for column, table in self._keys
        )

    @property
    def unique_lines(self) -> tuple[str, ...]:
        """The constraints of the model, where a column alone is not unique."""
        scope = self.route.owner.scope
        return tuple(f'UniqueConstraint("{scope}", "{field.name}")' for field in self._scoped)

    @property
    def imports(self) -> list[str]:
        """What the model imports for its columns and constraints."""
        names = [name for field in self.route.fields for name in field.model_imports]
        if self._keys or any(field.target for field in self.route.fields):
            names.append("sqlalchemy:ForeignKey")
        return [*names, "sqlalchemy:UniqueConstraint"] if self._scoped else names

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns but the id, as the migration makes them."""
        keys = tuple(
            f'sa.Column("{name}", {self.key_type}, nullable=False)' for name, _ in self._keys
        )
        return (*keys, *(field.stored_column for field in self.route.fields))

    @property
    def constraints(self) -> tuple[str, ...]:
        """The foreign keys and unique constraints, as the migration makes them."""
        lines = [self._write_key(name, table, cascades=True) for name, table in self._keys]
        for field in self.route.fields:
            if field.target:
                lines.append(self._write_key(field.name, field.target.table))
        for field in self.route.fields:
            if field.is_unique:
                columns = [field.name]
                if field in self._scoped:
                    columns.insert(0, self.route.owner.scope)
                name = "_".join(["uq", self.route.table, *columns])
                quoted = ", ".join(f'"{column}"' for column in columns)
                lines.append(f'sa.UniqueConstraint({quoted}, name=op.f("{name}"))')
        return tuple(lines)

    @property
    def indexed(self) -> tuple[str, ...]:
        """The columns with an index of their own."""
        own = (field.name for field in self.route.fields if field.is_indexed)
        return (*(name for name, _ in self._keys), *own)

    def _write_key(self, column: str, target: str, *, cascades: bool = False) -> str:
        name = f"fk_{self.route.table}_{column}_{target}"
        cascade = ', ondelete="CASCADE"' if cascades else ""
        return (
            f'sa.ForeignKeyConstraint(["{column}"], ["{target}.id"], name=op.f("{name}"){cascade})'
        )
