"""What the tests of an endpoint send and expect."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..routes.spec import Parameter
from .endpoint import EndpointView
from .handlers import Handler

_SAMPLES = {"int": "1", "float": "1.5", "str": "first"}
_SAMPLES["uuid"] = "8f14e45f-ceea-467f-9575-2d8f1e1a1b11"
_IMPOSSIBLE = {"int": ("0", "9223372036854775808", "x"), "float": ("x", "nan"), "uuid": ("x",)}


@dataclass(frozen=True)
class EndpointExamples:
    """The values of an endpoint's tests. Everything is Python source.

    `left_out` are values in the path that this project does not refuse.
    """

    endpoint: EndpointView
    left_out: tuple[str, ...] = ()

    @property
    def client(self) -> str:
        """The fixture of the client that the tests call with."""
        return "alice" if self.endpoint.endpoint.is_protected else "client"

    @property
    def url(self) -> str:
        """The whole path, with values that fit."""
        return self._write_url({})

    @property
    def impossible_urls(self) -> tuple[str, ...]:
        """Paths of which one value does not fit."""
        return tuple(
            self._write_url({part.name: value})
            for part in self.endpoint.endpoint.path
            if isinstance(part, Parameter)
            for value in _IMPOSSIBLE.get(part.type, ())
            if value not in self.left_out
        )

    @property
    def sample(self) -> str:
        """All fields, as they are sent in a body and come back."""
        return _write_dict((field.name, field.body.sample) for field in self.endpoint.fields)

    @property
    def text_sample(self) -> str:
        """All fields, as they are sent in a query."""
        if not self.endpoint.gives:
            return _write_dict((field.name, field.text) for field in self.endpoint.fields)
        others = (f for f in self.endpoint.fields if f.text != f.body.sample)
        return f"FIELDS | {_write_dict((field.name, field.text) for field in others)}"

    @property
    def query(self) -> str:
        """The name of what a query has: that of the sample where both are the same."""
        is_same = all(field.text == field.body.sample for field in self.endpoint.fields)
        return "FIELDS" if is_same else "QUERY"

    @property
    def needs_fields(self) -> bool:
        """Whether the tests speak of the fields as JSON has them."""
        view = self.endpoint
        return bool(view.fields) and (view.gives or self.query == "FIELDS")

    @property
    def required(self) -> str:
        """The names of the fields that must be sent, as the elements of a list."""
        names = (f.name for f in self.endpoint.fields if f.body.is_required)
        return ", ".join(f'"{name}"' for name in names)

    @property
    def resets(self) -> str:
        """What the rest falls back to."""
        rest = [field for field in self.endpoint.fields if not field.body.is_required]
        return _write_dict((field.name, field.body.reset) for field in rest) if rest else ""

    @property
    def given(self) -> str:
        """What comes back for the sample."""
        return self._join("**FIELDS" if self.endpoint.fields else "")

    def given_less(self, *, is_query: bool) -> str:
        """What comes back when only what is required was sent."""
        if is_query and self.query != "FIELDS" and self.required:
            return f"{self.given} | {self.resets}"
        sent = "**required" if self.required else ""
        return self._join(", ".join(filter(None, (sent, self.resets[1:-1]))))

    @property
    def refused_in_body(self) -> tuple[tuple[str, str], ...]:
        """Fields with values that they refuse in a body."""
        return tuple((f.name, value) for f in self.endpoint.fields for value in f.body.refused)

    @property
    def refused_in_query(self) -> tuple[tuple[str, str], ...]:
        """Fields with values that they refuse in a query."""
        return tuple((field.name, v) for field in self.endpoint.fields for v in field.refused)

    def list_methods(self, *, in_query: bool) -> tuple[str, ...]:
        """Give the methods that take the fields from there, as the test client calls them."""
        handlers = self.endpoint.handlers
        return tuple(h.method for h in handlers if h.given and h.is_query == in_query)

    def write_call(self, handler: Handler, url: str, fields: str = "") -> str:
        """Write what the client is called with, to have the method with these fields answered."""
        if not handler.given:
            return f"{self.client}.{handler.method}({url})"
        if handler.is_query:
            query = f"urlencode({fields or self.query}, doseq=True)"
            return f'{self.client}.{handler.method}(f"{{{url}}}?{{{query}}}")'
        return f"{self.client}.{handler.method}({url}, json={fields or 'FIELDS'})"

    def _join(self, fields: str) -> str:
        keys = [
            f'"{part.name}": {_SAMPLES[part.type]}'
            if part.type in {"int", "float"}
            else f'"{part.name}": "{_SAMPLES[part.type]}"'
            for part in self.endpoint.endpoint.path
            if isinstance(part, Parameter)
        ]
        if not keys and fields.startswith("**") and "," not in fields:
            return fields[2:]
        return "{" + ", ".join([*keys, *filter(None, (fields,))]) + "}"

    def _write_url(self, values: dict[str, str]) -> str:
        parts = [
            values.get(part.name, _SAMPLES[part.type]) if isinstance(part, Parameter) else part
            for part in self.endpoint.endpoint.path
        ]
        return f"{self.endpoint.prefix}/{'/'.join(parts)}"


def _write_dict(pairs: Iterable[tuple[str, str]]) -> str:
    return "{" + ", ".join(f'"{name}": {value}' for name, value in pairs) + "}"
