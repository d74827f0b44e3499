"""One field as the HTML pages of a resource have it: how it is asked for, read and shown."""

from dataclasses import dataclass

from ..routes.field import Field
from .bounds import has_length, is_signed, least, longest, shortest
from .literals import write_literal
from .typed import takes_script, vary_typed, write_refused, write_typed

_KINDS = {
    "str": "TEXT",
    "text": "TEXT",
    "int": "INTEGER",
    "ref": "INTEGER",
    "float": "NUMBER",
    "bool": "YES_NO",
    "datetime": "MOMENT",
    "json": "JSON",
}
_INPUTS = {"email": "email", "url": "url", "date": "date"}
_MACROS = {"datetime": "moment"}
_LONG = frozenset({"text", "json", "list"})
# More characters than this are a text of several lines.
_LINE = 255
_NUMBERS = frozenset({"int", "float", "decimal", "ref"})
_HINTS = {
    "datetime": "In UTC.",
    "json": "As JSON.",
    "list": "One on each line.",
    "ref": "The number of one that is there.",
}


@dataclass(frozen=True)
class PageField:
    """What templates of pages may say of a field."""

    field: Field

    @property
    def name(self) -> str:
        """What it is called in code."""
        return self.field.name

    @property
    def label(self) -> str:
        """What people call it."""
        return self.name.replace("_", " ").capitalize()

    @property
    def is_number(self) -> bool:
        """Whether it is shown as numbers are."""
        return self.field.type in _NUMBERS

    @property
    def is_short(self) -> bool:
        """Whether it has room in a column of a table, and on one line of a form."""
        is_line = self.field.type != "str" or longest(self.field) <= _LINE
        return self.field.type not in _LONG and is_line

    @property
    def kinds(self) -> tuple[str, ...]:
        """The names that its kind is made of, to be imported."""
        inner = self.field.element or self.field
        kind = "CHECKED" if self._is_checkbox else _KINDS.get(inner.type, "WORD")
        own = ("lines",) if self.field.type == "list" else ()
        return (kind, *own, "optional") if self.field.is_optional else (kind, *own)

    @property
    def kind(self) -> str:
        """How the form reads it."""
        first, *around = self.kinds
        for name in around:
            first = f"{name}({first})"
        return first

    @property
    def _is_checkbox(self) -> bool:
        # It says yes or no, and cannot be left empty.
        return self.field.type == "bool" and not self.field.is_optional

    @property
    def is_needed(self) -> bool:
        """Whether the form cannot be sent without it."""
        if has_length(self.field):
            return not self.field.is_optional and shortest(self.field) > 0
        return self.field.is_required and self.field.type != "bool"

    @property
    def line(self) -> str:
        """The call of the macro that asks for it."""
        field = self.field
        start = f'form, "{self.name}", "{self.label}"'
        if self._is_checkbox:
            return f"checkbox({start})"
        if field.type in {"bool", "enum"}:
            choices = ["Yes", "No"] if field.type == "bool" else list(field.choices)
            return f"select({start}, {write_literal(choices)}{self._requirement})"
        options = "".join(f", {name}={value}" for name, value in self._options.items())
        macro = _MACROS.get(field.type, "input" if self.is_short else "textarea")
        return f"{macro}({start}{self._requirement}{options})"

    @property
    def _requirement(self) -> str:
        return ", required=true" if self.is_needed else ""

    @property
    def _options(self) -> dict[str, str]:
        field, options = self.field, {}
        if hint := self._hint:
            options["hint"] = write_literal(hint)
        if field.type in _INPUTS:
            options["type"] = f'"{_INPUTS[field.type]}"'
        if field.type in {"int", "ref"} and least(field) >= 0:
            options["inputmode"] = '"numeric"'
        if field.type in {"float", "decimal"} and not is_signed(field):
            options["inputmode"] = '"decimal"'
        if has_length(field) and field.type != "list":
            options["maxlength"] = str(longest(field))
        return options

    @property
    def _hint(self) -> str:
        low, high = self.field.minimum, self.field.maximum
        if self.is_number and low is not None and high is not None:
            return f"From {low} to {high}."
        return _HINTS.get(self.field.type, "")

    @property
    def typed(self) -> str:
        """What a person types for the sample, as Python source."""
        return write_typed(self.field)

    @property
    def varied(self) -> str:
        """What a person types that differs with the variable `number`; empty unless it must."""
        return vary_typed(self.field)

    @property
    def refused(self) -> str:
        """What a person may type and is not taken, as Python source; empty where all is taken."""
        return write_refused(self.field)

    @property
    def takes_script(self) -> bool:
        """Whether its text may be one that must be escaped."""
        return takes_script(self.field)
