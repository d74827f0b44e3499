"""Renders a whole project: what its layers write, and the routes that it starts with."""

from collections.abc import Callable

from .draft import Draft
from .formatting import format_new
from .kits.resource import Surroundings, write_resource, write_shared
from .render import render
from .routes.record import Record
from .tree import Tree

# What pyproject.toml says, too.
LINE_LENGTH = 100


def render_project(
    draft: Draft, make_secret: Callable[[], str] | None = None
) -> tuple[Tree, tuple[Record, ...]]:
    """Render the draft and the routes that it starts with, and give what is remembered of these.

    `make_secret` stands in for the random secrets of private files.
    """
    words = draft.kit.words
    first = Surroundings(revision=words["first_revision"], down_revision=words["revision_before"])
    written = [write_resource(draft.kit, route, first) for route in draft.routes]
    own = render(draft.composition, make_secret)
    tree = own.merge(write_shared(draft.kit, own), *(_format(route.tree) for route in written))
    return tree, tuple(route.record for route in written)


def _format(tree: Tree) -> Tree:
    return Tree(format_new(tree.files, LINE_LENGTH))
