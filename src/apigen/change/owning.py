"""Writes the migrations that give the rows of a table owners, or take them away."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..compose import compose
from ..draft import Draft
from ..reading.operations import Unique, list_columns, list_operations, list_uniques
from ..reading.turning import turn_round
from ..render import render
from ..scaffold.ownership import OWNER
from .stacking import Stack

_OWNER, _SCOPE = "owner", "scope"
_WAY_BACK = """Whose the rows were is lost. Where there are any, the way back needs a user who gets them all:

    alembic -x owner=ID downgrade REVISION"""


@dataclass(frozen=True)
class Owning:
    """A table whose rows get owners, and what is unique in it `before` and `after` that.

    Without `has_column` its rows belong to whom their parent belongs to.
    """

    table: str
    before: tuple[Unique, ...]
    after: tuple[Unique, ...]
    has_column: bool
    revision: str = ""
    down_revision: str = ""


def find_owning(free: str, owned: str) -> Owning | None:
    """Compare two migrations that make one table, without owners and with; None for equal ones."""
    before, after = list_uniques(free), list_uniques(owned)
    has_column = OWNER in list_columns(owned) - list_columns(free)
    if not has_column and before == after:
        return None
    table = list_operations(owned, "upgrade")[0].table
    return Owning(
        table,
        tuple(one for one in before if one not in after),
        tuple(one for one in after if one not in before),
        has_column,
    )


def put_owner(stack: Stack, draft: Draft, owning: Owning) -> None:
    """Add the migration that gives the rows owners, in the words of `draft`."""
    slug = f"add_owner_to_{owning.table}" if owning.has_column else f"scope_{owning.table}"
    stack.put(slug, lambda revision, head: _write(draft, owning, revision, head))


def drop_owner(stack: Stack, draft: Draft, owning: Owning, words: Mapping[str, str]) -> None:
    """Add the migration that takes the owners away; `words` come before those of `draft`."""
    reworded = replace(draft, kit=replace(draft.kit, words={**draft.kit.words, **words}))
    slug = f"drop_owner_of_{owning.table}" if owning.has_column else f"widen_{owning.table}"
    title = f"Drop owner_id from {owning.table}\n\n{_WAY_BACK}\n" if owning.has_column else ""
    title = title or f"Change what is unique in {owning.table}"

    def write(revision: str, head: str) -> str:
        return turn_round(_write(reworded, owning, revision, head), title, revision, head)

    stack.put(slug, write)


def _write(draft: Draft, owning: Owning, revision: str, head: str) -> str:
    part = _OWNER if owning.has_column else _SCOPE
    kit = compose(draft.selection.catalog, draft.identity, draft.selection, kit=part)
    kit = replace(kit, words={**kit.words, **draft.kit.words})
    view = replace(owning, revision=revision, down_revision=head)
    [file] = render(kit, views={"owning": view}).files
    return file.text
