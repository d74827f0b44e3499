"""Whose the rows of a resource are, as the templates see it."""

from dataclasses import dataclass

from ..routes.spec import Resource
from .neighbours import Neighbour

OWNER = "owner_id"
# The fixtures of the tests: two users' clients, and the row of the first of them.
FIRST_USER = "alice_id"


@dataclass(frozen=True)
class Ownership:
    """What a resource says of its owners, as Python source; nothing where everybody may see it.

    The rows of one whose parent is protected are those of the parent's owner: only others have a
    column for it.
    """

    resource: Resource
    parent: Neighbour | None = None

    @property
    def is_protected(self) -> bool:
        """Whether only users get an answer."""
        return self.resource.is_protected

    @property
    def is_inherited(self) -> bool:
        """Whether the owner is the parent's."""
        return self.is_protected and self.parent is not None and self.parent.is_protected

    @property
    def has_column(self) -> bool:
        """Whether each row says whose it is."""
        return self.is_protected and not self.is_inherited

    @property
    def parameter(self) -> str:
        """What services take after the session, with a comma after it."""
        return f"{OWNER}: int, " if self.is_protected else ""

    @property
    def argument(self) -> str:
        """The same as an argument."""
        return f"{OWNER}, " if self.is_protected else ""

    @property
    def parent_argument(self) -> str:
        """The argument for the parent's service."""
        return self.argument if self.is_inherited else ""

    @property
    def value(self) -> str:
        """The argument for the model, with a comma after it."""
        return f"{OWNER}={OWNER}, " if self.has_column else ""

    @property
    def test_value(self) -> str:
        """The same for a row that tests store."""
        return f"{OWNER}={FIRST_USER}, " if self.has_column else ""

    @property
    def test_parameter(self) -> str:
        """The fixture that such a row needs, as a further parameter."""
        return f", {FIRST_USER}: int" if self.has_column else ""

    @property
    def client(self) -> str:
        """The fixture of the client that the tests call with."""
        return "alice" if self.is_protected else "client"

    @property
    def scope(self) -> str:
        """The column within which values are unique: nobody is told of another's."""
        if self.has_column:
            return OWNER
        return self.resource.parents[-1].key if self.is_inherited else ""
