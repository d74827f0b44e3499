"""Other resources that a new one stands by: its parents, and those that its fields refer to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Neighbour:
    """A resource that is there: what it is called, and a row of it for tests.

    `arguments` are those of its model's constructor, without the id, as Python source that may use
    fixtures named in `needs`; `imports` are what they need.
    """

    module: str
    singular: str
    class_name: str
    table: str
    arguments: str = ""
    imports: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

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
