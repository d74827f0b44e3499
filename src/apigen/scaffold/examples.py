"""What the tests of a resource send and expect."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..routes.spec import Operation
from .fields import FieldView
from .ownership import OWNER
from .rows import Rows

_WITH_BODY: dict[Operation, str] = {"create": "post", "replace": "put", "update": "patch"}
_ON_ROWS: dict[Operation, str] = {
    "read": "get",
    "delete": "delete",
    "replace": "put",
    "update": "patch",
}


@dataclass(frozen=True)
class Examples(Rows):
    """The rows, values and fixtures of a resource's tests. Everything is Python source."""

    @property
    def url_path(self) -> str:
        """The path of all of them; the parents' ids are in braces."""
        return self.route.prefix + self.route.write_path("{", "}")

    @property
    def sample(self) -> str:
        """What a client sends for a new one."""
        return _write_dict((field.name, field.sample) for field in self.route.fields)

    @property
    def example(self) -> str:
        """The same as the OpenAPI document shows it: what it refers to is the first of its kind."""
        return _write_dict((f.name, "1" if f.target else f.sample) for f in self.route.fields)

    @property
    def required_sample(self) -> str:
        """As much as must be sent, with other values."""
        needed = [field for field in self.route.fields if field.is_required]
        return _write_dict(
            (f.name, f'body["{f.name}"]' if f.target else f.other_sample) for f in needed
        )

    @property
    def reset_values(self) -> str:
        """What the rest falls back to."""
        rest = [field for field in self.route.fields if not field.is_required]
        return _write_dict((field.name, field.reset) for field in rest) if rest else ""

    @property
    def change(self) -> str:
        """A change of one field."""
        plain = [field for field in self.route.fields if not field.target]
        field = ([f for f in plain if not f.is_unique] or plain or list(self.route.fields))[-1]
        value = field.other_sample if not field.target else f'{self.route.singular}["{field.name}"]'
        return _write_dict([(field.name, value)])

    @property
    def varied(self) -> str:
        """What differs from row to row by the variable `number`, as pairs of a dict."""
        return ", ".join(f'"{f.name}": {f.varied}' for f in self.route.fields if f.varied)

    @property
    def is_only_one(self) -> bool:
        """Whether the tests can make no second row, since each needs another row to refer to."""
        return any(field.target and field.is_unique for field in self.route.fields)

    @property
    def refused(self) -> tuple[tuple[str, str], ...]:
        """Fields with values that they refuse."""
        own = tuple((field.name, value) for field in self.route.fields for value in field.refused)
        return (*own, (OWNER, "1")) if self.route.owner.has_column else own

    @property
    def whole_number(self) -> FieldView | None:
        """A field for whole numbers, if there is one."""
        return next((f for f in self.route.fields if f.plain.name == "int" and not f.target), None)

    @property
    def body_methods(self) -> tuple[str, ...]:
        """The HTTP methods, as the test client calls them, that come with a body."""
        return tuple(v for k, v in _WITH_BODY.items() if k in self.route.operations)

    @property
    def row_methods(self) -> tuple[str, ...]:
        """The methods for one that is there."""
        return tuple(v for k, v in _ON_ROWS.items() if k in self.route.operations)

    @property
    def requests(self) -> tuple[tuple[str, str], ...]:
        """Each operation's method, with what its path has after that of all."""
        names = {"list": ("get", ""), "create": ("post", "")}
        return tuple(
            names.get(operation) or (_ON_ROWS[operation], "/1")
            for operation in self.route.operations
        )

    @property
    def changes_rows(self) -> bool:
        """Whether any method sends a body for one that is there."""
        return bool({"put", "patch"} & set(self.body_methods))

    @property
    def reference_parameters(self) -> str:
        """The fixtures that `sample` uses, as parameters."""
        return ", ".join(f"{field.name}: int" for field in self.parts.references)


def _write_dict(pairs: Iterable[tuple[str, str]]) -> str:
    return "{" + ", ".join(f'"{name}": {value}' for name, value in pairs) + "}"
