"""One field as the templates see it: the lines of code that speak of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..routes.field import Field
from .columns import find_column
from .literals import write_literal
from .neighbours import Neighbour
from .samples import list_refused, make_sample, vary_sample
from .schemas import SchemaType, plain_type, taken_type
from .values import write_default, write_reset, write_value


@dataclass(frozen=True)
class FieldView:
    """What templates may say of a field. Lines are without indentation."""

    name: str
    is_choice: bool
    is_optional: bool
    is_required: bool
    is_unique: bool
    is_indexed: bool
    taken: SchemaType
    plain: SchemaType
    create_line: str
    update_line: str
    read_line: str
    model_line: str
    plain_line: str
    stored_column: str
    model_imports: tuple[str, ...]
    plain_imports: tuple[str, ...]
    default_imports: tuple[str, ...]
    sample: str
    other_sample: str
    varied: str
    refused: tuple[str, ...]
    reset: str
    row_value: str
    row_imports: tuple[str, ...]
    target: Neighbour | None

    @property
    def label(self) -> str:
        """What people call the field."""
        return self.name.replace("_", " ")


def view_field(
    field: Field,
    class_name: str,
    kinds: Iterable[object],
    target: Neighbour | None,
    *,
    is_scoped: bool = False,
) -> FieldView:
    """Write every line about `field`, a field of `class_name`. `kinds` are the columns there are.

    A scoped field's values are unique among some of the rows, by a constraint of the table.
    """
    is_unique = field.is_unique and not is_scoped
    taken = taken_type(field, class_name)
    plain = plain_type(field)
    column = find_column(field, kinds)
    default, default_imports = write_default(field)
    row_value, row_imports = write_value(field, make_sample(field))
    none = " | None" if field.is_optional else ""
    kept = "Any" if field.type == "json" else plain.name
    kept_imports = ("typing:Any",) if field.type == "json" else plain.imports
    sample = field.name if target else write_literal(make_sample(field))
    return FieldView(
        name=field.name,
        is_choice=field.type == "enum",
        is_optional=field.is_optional,
        is_required=field.is_required,
        is_unique=field.is_unique,
        is_indexed=not is_unique and (field.is_indexed or target is not None),
        taken=taken,
        plain=plain,
        create_line=f"{field.name}: {taken.name}{none}{default}",
        update_line=f"{field.name}: {taken.name}{none} = LEFT_OUT",
        read_line=f"{field.name}: {(taken if field.type == 'enum' else plain).name}{none}",
        model_line=f"{field.name}: Mapped[{kept}{none}]{_assign(field, column.model, target, is_unique=is_unique)}",
        plain_line=f"{field.name}: {kept}{none}",
        stored_column=f'sa.Column("{field.name}", {column.stored}, nullable={field.is_optional})',
        model_imports=(*column.imports, *kept_imports),
        plain_imports=kept_imports,
        default_imports=default_imports,
        sample=sample,
        other_sample=sample if target else write_literal(make_sample(field, 2)),
        varied=vary_sample(field) if field.is_unique and not target else "",
        refused=list_refused(field),
        reset=write_reset(field),
        row_value=sample if target else row_value,
        row_imports=() if target else row_imports,
        target=target,
    )


def _assign(field: Field, column: str, target: Neighbour | None, *, is_unique: bool) -> str:
    parts = [column] if column else []
    if target:
        parts.append(f'ForeignKey("{target.table}.id")')
    if is_unique:
        parts.append("unique=True")
    elif field.is_indexed or target:
        parts.append("index=True")
    return f" = mapped_column({', '.join(parts)})" if parts else ""
