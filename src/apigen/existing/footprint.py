"""Finds what a remembered route has left in a project: its files as written, changed or missing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..reading.modules import find_base
from ..routes.record import FILES, Record
from ..state import blob_id
from .dependents import find_dependents
from .pages import is_in_pages
from .project import Project


@dataclass(frozen=True)
class Footprint:
    """The files of a route, but for its migration, by how they are now.

    `router` is the module that makes its router, `pages` the one that makes that of its HTML pages, if
    it has those, and `classes` has its model's module by the
    model's name. `table` is empty for a route without one.
    """

    written: tuple[str, ...]
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    migration: str
    router: str
    pages: str
    classes: Mapping[str, str]
    table: str

    @property
    def modules(self) -> tuple[str, ...]:
        """The modules that nothing else may import: what goes, and what stays but may need it."""
        there = (*self.written, *self.changed)
        return tuple(path for path in there if path.endswith(".py"))

    @property
    def everything(self) -> tuple[str, ...]:
        """All files of the route."""
        return (*self.written, *self.changed, *self.missing, self.migration)


def find_footprint(project: Project, record: Record) -> Footprint:
    """Look at every file that the record names."""
    files = record[FILES]
    migration = next((path for path in files if _is_migration(path)), "")
    own = [path for path in dict.fromkeys(files) if not _is_migration(path)]
    there = [path for path in own if path in project.files]
    written = tuple(path for path in there if is_as_written(project, path))
    model = next((path for path in own if kind_of(project, path) == "models"), "")
    singular = str(record.get("singular", ""))
    name = "".join(word.capitalize() for word in singular.split("_"))
    makers = [path for path in own if not kind_of(project, path)]
    pages = [path for path in makers if "pages" in record and is_in_pages(project, path)]
    router = next((path for path in makers if path not in pages), "")
    module = find_base(model or router).rpartition("/")[2]
    return Footprint(
        written=written,
        changed=tuple(path for path in there if path not in written),
        missing=tuple(path for path in own if path not in there),
        migration=migration,
        router=router,
        pages=pages[0] if pages else "",
        classes={name: model} if name and model else {},
        table=str(record.get("table", module)) if singular else "",
    )


def find_shared(
    project: Project, prints: Footprint, edited: Mapping[str, bytes]
) -> tuple[str, ...]:
    """Give the files that only the route needed, though they are not its own, as written."""
    assert project.stored is not None
    recorded = {path for record in project.stored.routes for path in record[FILES]}
    texts = [project.files.read(path) or b"" for path in prints.written]
    gone = list(prints.written)
    pending = [
        path
        for path in project.stored.blobs
        if kind_of(project, path) in {"models", "schemas"}
        and path not in recorded
        and not path.endswith("/__init__.py")
        and is_as_written(project, path)
        and any(find_base(path).rpartition("/")[2].encode() in text for text in texts)
    ]
    while free := [path for path in pending if _is_free(project, path, gone, edited)]:
        gone += free
        pending = [path for path in pending if path not in free]
    gone += _find_empty_packages(project, gone)
    return tuple(path for path in gone if path not in prints.written)


def is_as_written(project: Project, path: str) -> bool:
    """Whether a file still has the bytes that apigen wrote."""
    data = project.files.read(path)
    blobs = project.stored.blobs if project.stored else {}
    return data is not None and blobs.get(path) == blob_id(data)


def _is_free(
    project: Project, path: str, gone: Collection[str], edited: Mapping[str, bytes]
) -> bool:
    users = {each.path for each in find_dependents(project, [path], {}, edited)}
    return bool(users) and users <= set(gone)


def _find_empty_packages(project: Project, gone: Collection[str]) -> list[str]:
    """Give the empty `__init__.py` that apigen wrote in folders of which nothing else stays."""
    folders = {path.rpartition("/")[0] for path in gone}
    packages = [f"{folder}/__init__.py" for folder in sorted(folders)]
    beside = [p for p in project.files.paths() if p not in gone and p not in packages]
    left = {folder for folder in folders for path in beside if path.startswith(f"{folder}/")}
    return [
        path
        for path in packages
        if path.rpartition("/")[0] not in left
        and project.files.read(path) == b""
        and is_as_written(project, path)
    ]


def kind_of(project: Project, path: str) -> str:
    """Say what a file is by where it lies; nothing for a module that makes a router."""
    if path.startswith("tests/") or path.rpartition("/")[2].startswith("test_"):
        return "tests"
    if _is_migration(path) or not path.endswith(".py"):
        return "other"
    inner = path.removeprefix(f"{project.folder}/".lstrip("/"))
    top = inner.partition("/")[0]
    return top if top in {"models", "schemas", "services"} else ""


def _is_migration(path: str) -> bool:
    return "/versions/" in f"/{path}"
