"""The rows that tests of a resource store by another way than its API."""

from dataclasses import dataclass

from .neighbours import Fixture, Neighbour
from .parts import Parts
from .resource import ResourceView


@dataclass(frozen=True)
class Rows:
    """What is stored for tests. Everything is Python source."""

    route: ResourceView
    parts: Parts

    @property
    def needs_row(self) -> bool:
        """Whether tests need one that no request of theirs has made."""
        return "create" not in self.route.operations

    @property
    def neighbours(self) -> tuple[tuple[str, Neighbour], ...]:
        """The rows that must be there first, each with the fixture that gives its id."""
        own = [
            (p.key, n) for p, n in zip(self.route.resource.parents, self.route.parents, strict=True)
        ]
        own += [(field.name, field.target) for field in self.parts.references if field.target]
        return (*own, *self.route.others.items())

    @property
    def fixtures(self) -> tuple[Fixture, ...]:
        """The fixtures that store those rows."""
        return tuple(
            Fixture(name, each.class_name, each.arguments, each.needs)
            for name, each in self.neighbours
        )

    @property
    def seeds_rows(self) -> bool:
        """Whether tests store rows by another way than the API."""
        return self.needs_row or bool(self.neighbours)

    @property
    def own_arguments(self) -> str:
        """The arguments of the model's constructor for a row that equals `sample`."""
        own = ", ".join(f"{field.name}={field.row_value}" for field in self.route.fields)
        return self.route.owner.test_value + self.route.parent_values + own

    @property
    def own_parameters(self) -> str:
        """The fixtures that such a row needs, as further parameters."""
        names = [name for name, _ in self.neighbours]
        names = names[-1:] if not self.parts.references else names
        return self.route.owner.test_parameter + "".join(f", {name}: int" for name in names)

    @property
    def row_imports(self) -> list[str]:
        """What the tests import to make rows."""
        package = self.route.package
        seeded = [n for _, n in self.neighbours]
        names = [f"{package}.models.{n.module}:{n.class_name}" for n in seeded]
        names += [name for n in seeded for name in n.imports]
        if self.needs_row:
            names.append(f"{package}.models.{self.route.plural}:{self.route.class_name}")
            names += [name for field in self.route.fields for name in field.row_imports]
        return names

    @property
    def parent_parameter(self) -> str:
        """The fixture of the parent's id, as a further parameter."""
        return f", {self.route.parent_key}: int" if self.route.parents else ""

    @property
    def own_parent(self) -> str:
        """The parent's id, as a further pair of a dict."""
        key = self.route.parent_key if self.route.parents else ""
        return f', "{key}": {key}' if key else ""
