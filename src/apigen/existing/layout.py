"""Reads from a project's source what it is built on: database or memory, async or not, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..answers import Answers, read_answers, settle
from ..catalog import Catalog
from ..errors import Refused, show
from ..reading.modules import find_base
from ..reading.places import find_definition
from .project import Project
from .protection import MODULE, find_caller_module

# What new modules import from the project, and where it was when apigen made it.
_NEEDED = {"NotFoundError": "errors", "ApiError": "errors", "PageQuery": "schemas/__init__"}
_FOR_SCHEMAS = ("JsonInteger", "LEFT_OUT", "NO_NUL")
_DATABASE = {"fastapi": "SessionDep", "flask": "open_session"}


@dataclass(frozen=True)
class Layout:
    """What a new resource is built on: the answers that tell the same, and where modules are now.

    `moved` is by the relative name that a module of a resource would use. A bare project has none of
    what apigen's own have.
    """

    answers: Answers | None
    moved: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_bare(self) -> bool:
        """Whether new routes have to stand on their own."""
        return self.answers is None


def read_layout(catalog: Catalog, project: Project) -> Layout:
    """Read what there is. Raises Refused naming what a resource needs and is gone."""
    stored = project.stored
    if stored is None or stored.answers.get("minimal") is True or not project.package:
        return Layout(None)
    questions = catalog.questions(project.framework)
    said = read_answers(questions, stored.answers)
    moved: dict[str, str] = {}
    database = _find(project, _DATABASE[project.framework], "database")
    if database:
        text = project.files.read(database) or b""
        said["async"] = b"AsyncSession" in text
        _note(project, moved, "..database", database)
    elif memory := _find(project, "Store", "memory"):
        said["database"] = "none"
        _note(project, moved, "..memory", memory)
    else:
        raise _refuse(project, _DATABASE[project.framework], "database")
    if caller := find_caller_module(project):
        _note(project, moved, f"..{MODULE}", caller)
    for name, module in _NEEDED.items():
        path = _find(project, name, module)
        if path is None:
            raise _refuse(project, name, module)
        _note(project, moved, f"..{module.removesuffix('/__init__')}", path)
    for name in _FOR_SCHEMAS:
        usual = f"{project.folder}/schemas/__init__.py"
        path = find_definition(project.files, project.folder, name, usual)
        if path is None:
            raise _refuse(project, name, "schemas/__init__")
        if path != usual:
            moved["."] = f"..{_dotted(project, path)}"
    return Layout(settle(questions, said), moved)


def _find(project: Project, name: str, module: str) -> str | None:
    usual = f"{project.folder}/{module}.py"
    return find_definition(project.files, project.folder, name, usual)


def _note(project: Project, moved: dict[str, str], usual: str, path: str) -> None:
    actual = f"..{_dotted(project, path)}"
    if actual != usual:
        moved[usual] = actual


def _dotted(project: Project, path: str) -> str:
    return find_base(path).removeprefix(f"{project.folder}/").replace("/", ".")


def _refuse(project: Project, name: str, module: str) -> Refused:
    return Refused(
        f"Nothing in {show(project.folder)} defines {name}, on which new routes are built.",
        hint=f"It was in {module}.py when the project was made: bring it back, under that name.",
    )
