"""The HTML pages of a resource as the templates see them."""

from dataclasses import dataclass

from ..routes.page_urls import find_change, has_delete_page
from .page_fields import PageField
from .parts import Parts
from .resource import ResourceView

_MOST_COLUMNS = 5


@dataclass(frozen=True)
class Pages:
    """Which pages there are, and the pieces of their code and tests."""

    route: ResourceView
    parts: Parts
    prefix: str

    @property
    def fields(self) -> tuple[PageField, ...]:
        """The fields, in the order in which they were said."""
        return tuple(PageField(field) for field in self.route.resource.fields)

    @property
    def columns(self) -> tuple[PageField, ...]:
        """The fields that the list shows."""
        short = [field for field in self.fields if field.is_short]
        return tuple((short or list(self.fields))[:_MOST_COLUMNS])

    @property
    def creates(self) -> bool:
        """Whether there is a form for a new one."""
        return "create" in self.route.operations

    @property
    def change(self) -> str:
        """The operation that saves a changed one; empty where there is none."""
        return find_change(self.route.resource) or ""

    @property
    def deletes(self) -> bool:
        """Whether there is a page that deletes one."""
        return has_delete_page(self.route.resource)

    @property
    def has_forms(self) -> bool:
        """Whether any form has fields."""
        return self.creates or bool(self.change)

    @property
    def about_rows(self) -> bool:
        """Whether any page is about one that is there."""
        return bool(self.change) or self.deletes

    @property
    def schemas(self) -> tuple[str, ...]:
        """The ends of the names of the schemas that forms are read by."""
        new = ("Create",) if self.creates or self.change == "replace" else ()
        return (*new, "Update") if self.change == "update" else new

    @property
    def changed_schema(self) -> str:
        """The end of the name of the schema for a changed one."""
        return "Update" if self.change == "update" else "Create"

    @property
    def macros(self) -> str:
        """The macros that the form uses."""
        names = {field.line.partition("(")[0] for field in self.fields}
        return ", ".join(sorted({*names, "error_summary"}))

    @property
    def kinds(self) -> list[str]:
        """The kinds of fields that are imported."""
        return [f".forms:{name}" for field in self.fields for name in field.kinds]

    @property
    def parent_arguments(self) -> str:
        """The parents' ids as keyword arguments, each after a comma."""
        return "".join(f", {key.key}={key.key}" for key in self.route.resource.parents)

    @property
    def key_arguments(self) -> str:
        """All ids as keyword arguments for templates, which call the row `row`."""
        return f"{self.parent_arguments}, {self.route.key}=row.id"

    @property
    def id_arguments(self) -> str:
        """The same for the form, which knows the id alone."""
        return f"{self.parent_arguments}, {self.route.key}=row_id"

    @property
    def path(self) -> str:
        """The path of the list; the parents' ids are in braces."""
        return f"{self.prefix}/pages{self.route.write_path('{', '}')}"

    @property
    def sample(self) -> str:
        """What a person types for a new one."""
        return "{" + ", ".join(f'"{field.name}": {field.typed}' for field in self.fields) + "}"

    @property
    def varied(self) -> str:
        """What differs from row to row by the variable `number`, as pairs of a dict."""
        return ", ".join(f'"{f.name}": {f.varied}' for f in self.fields if f.varied)

    @property
    def refused_field(self) -> PageField | None:
        """A field in which a wrong value can be typed."""
        return next((field for field in self.fields if field.refused), None)

    @property
    def script_field(self) -> PageField | None:
        """A field of the list whose text may be one that must be escaped."""
        return next((field for field in self.columns if field.takes_script), None)
