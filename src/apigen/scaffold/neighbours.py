"""Other resources that a new one stands by: its parents, and those that its fields refer to."""

from dataclasses import dataclass

from ..routes.spec import Resource


@dataclass(frozen=True)
class Neighbour:
    """A resource that is there: what it is called, and a row of it for tests.

    `arguments` are those of its model's constructor, without the id, as Python source that may use
    fixtures named in `needs`; `imports` are what they need. The rows of a protected one have owners,
    in a column of their own when they are `owned`.
    """

    module: str
    singular: str
    class_name: str
    table: str
    arguments: str = ""
    imports: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    is_protected: bool = False
    is_owned: bool = False

    @property
    def noun(self) -> str:
        """What people call one of it."""
        return self.singular.replace("_", " ")


@dataclass(frozen=True)
class Fixture:
    """A pytest fixture that stores one row and gives its id."""

    name: str
    class_name: str
    arguments: str
    needs: tuple[str, ...]

    @property
    def parameters(self) -> str:
        """What it takes besides the application: the ids that its row refers to."""
        return "".join(f", {name}: int" for name in self.needs)


@dataclass(frozen=True)
class Neighbours:
    """What a resource stands by.

    `parents` are outermost first; `targets` are by the names that fields give them; `others`, by the
    name of their fixture, are those that rows of these refer to in turn.
    """

    parents: tuple[Neighbour, ...]
    targets: dict[str, Neighbour]
    others: dict[str, Neighbour]

    def list_tables(self, resource: Resource) -> dict[str, str]:
        """Give the tables that the columns of `resource` refer to, by the columns' names."""
        tables = {f.name: self.targets[f.target].table for f in resource.fields if f.target}
        parent = {resource.parents[-1].key: self.parents[-1].table} if self.parents else {}
        return parent | tables
