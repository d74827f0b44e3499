"""Renders the files of one resource, and those that it shares with others and nobody has yet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from ..compose import Composition, Source
from ..render import render
from ..routes.record import Record, make_record
from ..routes.spec import Resource
from ..scaffold.examples import Examples
from ..scaffold.fields import view_field
from ..scaffold.neighbours import Neighbour
from ..scaffold.ownership import Ownership
from ..scaffold.pages import Pages
from ..scaffold.parts import Parts
from ..scaffold.resource import ResourceView
from ..scaffold.table import Table
from ..tree import File, Tree

ROUTE = "route"
NAME = "NAME"
# What the templates of protected routes know of those who call.
_FOR_PROTECTED = frozenset(
    {"caller", "caller_imports", "caller_parameter", "guard", "guard_imports", "guard_argument"}
)


@dataclass(frozen=True)
class Surroundings:
    """What a new resource finds in its project.

    `parents` are outermost first, `targets` by the names that fields give them, `others` rows that tests need besides; `prefix` is what
    comes before its paths, the revisions are those of its migration, and `moved` says where modules
    are that are not at their usual places.
    """

    parents: tuple[Neighbour, ...] = ()
    targets: Mapping[str, Neighbour] = field(default_factory=dict)
    others: Mapping[str, Neighbour] = field(default_factory=dict)
    prefix: str = ""
    page_prefix: str = ""
    revision: str = "0001"
    down_revision: str = ""
    moved: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class WrittenRoute:
    """The files of a route, those that it shares with others, and what is remembered of it."""

    own: Tree
    shared: Tree
    record: Record

    @property
    def tree(self) -> Tree:
        """All files."""
        return self.own.merge(self.shared)


def write_resource(
    kit: Composition, resource: Resource, surroundings: Surroundings | None = None
) -> WrittenRoute:
    """Render what `kit`, composed as ROUTE, has for the resource.

    A file without NAME in its path is shared: it is there when a file of the resource imports it.
    """
    around = surroundings or Surroundings()
    kinds, targets = kit.lists["columns"], around.targets
    is_scoped = bool(Ownership(resource, around.parents[-1] if around.parents else None).scope)
    kit = kit if resource.is_protected else open_to_all(kit)
    kit = kit if resource.has_pages else replace(kit, sources=_leave_out_pages(kit.sources))
    view = ResourceView(
        resource=resource,
        fields=tuple(
            view_field(
                each, resource.class_name, kinds, targets.get(each.target), is_scoped=is_scoped
            )
            for each in resource.fields
        ),
        parents=around.parents,
        others=around.others,
        package=kit.identity.package,
        prefix=around.prefix,
        revision=around.revision,
        down_revision=around.down_revision,
    )
    parts = Parts(view)
    views = {
        "route": view,
        "parts": parts,
        "table": Table(view, kit.words["stored_key"]),
        "examples": Examples(view, parts),
        "pages": Pages(view, parts, around.page_prefix),
    }
    files = render(kit, views=views, moved=around.moved).files
    own = [_name(file, view) for file in files if NAME in file.path]
    shared = [file for file in files if NAME not in file.path and is_imported(file.path, own)]
    record = make_record(resource, (file.path for file in own))
    return WrittenRoute(Tree(tuple(own)), Tree(tuple(shared)), record)


def write_shared(kit: Composition, tree: Tree) -> Tree:
    """Render what resources share with each other, as far as the files of `tree` import it."""
    sources = tuple(s for s in kit.sources if NAME not in s.destination)
    files = render(replace(kit, sources=sources)).files
    return Tree(tuple(file for file in files if is_imported(file.path, tree.files)))


def open_to_all(kit: Composition) -> Composition:
    """Give the kit for a route that asks nobody who they are."""
    words = {name: "" if name in _FOR_PROTECTED else text for name, text in kit.words.items()}
    lists = {name: () if name in _FOR_PROTECTED else items for name, items in kit.lists.items()}
    return replace(kit, words=words, lists=lists)


def offers_pages(kit: Composition) -> bool:
    """Whether resources of the project can have HTML pages."""
    return any(is_page(source.destination) for source in kit.sources)


def is_page(path: str) -> bool:
    """Whether the file at `path` is about HTML pages."""
    return bool({"pages", "templates"} & set(PurePosixPath(path).parts[:-1]))


def _leave_out_pages(sources: tuple[Source, ...]) -> tuple[Source, ...]:
    return tuple(source for source in sources if not is_page(source.destination))


def _name(file: File, view: ResourceView) -> File:
    is_migration = "versions" in PurePosixPath(file.path).parts
    name = f"{view.revision}_create_{view.table}" if is_migration else view.plural
    return File(file.path.replace(NAME, name), file.text, file.mode)


def is_imported(path: str, files: Collection[File]) -> bool:
    """Whether any of `files` imports names from the module beside it at `path`."""
    folder, module = PurePosixPath(path).parent, PurePosixPath(path).stem
    statement = f"\nfrom .{module} import "
    return any(
        PurePosixPath(file.path).parent == folder and statement in f"\n{file.text}"
        for file in files
    )
