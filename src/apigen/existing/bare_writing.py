"""Writes routes that stand on their own, for projects that have nothing to build them on."""

import re
import sys

from ..answers import read_answers, settle
from ..catalog import Catalog
from ..errors import UsageError, show
from ..fitting import select
from ..kits.bare import compose_bare, read_shared, write_bare
from ..names import Identity, title_of
from ..question import Value
from ..reading.modules import is_package
from ..routes.spec import Resource, Route
from ..scaffold.bare import Client
from ..selection import Selection
from ..tree import File
from .bare_client import find_client
from .project import Project
from .registering import Home, edit_seam, find_home
from .route_draft import Draft, make_draft

_PACKAGES = ("pydantic", "pytest", "httpx2")
_FILES = re.compile(
    r"(?:[^/]*requirements[^/]*\.(?:txt|in)|requirements/.*|pyproject\.toml|Pipfile)"
)
_FRAMEWORKS = frozenset({"fastapi", "flask", "pydantic", "pytest", "starlette", "werkzeug"})


def draft_bare(catalog: Catalog, project: Project, route: Route) -> Draft:
    """Write the route in one module and its tests in another.

    Raises UsageError for what needs more than that, Refused when tests cannot reach the application.
    """
    _check_route(route)
    home = _find_home(project)
    if not home.package and route.module in sys.stdlib_module_names | _FRAMEWORKS:
        raise UsageError(
            f"No module beside {show(project.seam)} can be called {show(route.module)}: it would "
            "hide the library of that name.",
            hint="Choose another path.",
        )
    seam, prefix = edit_seam(project, home, route.module)
    client = Client() if project.stored else find_client(project)
    identity, selection = _identify(catalog, project)
    kit = compose_bare(catalog, identity, selection, route)
    module, tests = write_bare(
        kit,
        route,
        read_shared(catalog, kit),
        prefix=prefix or "",
        module=f"{home.package}.{route.module}".lstrip("."),
        client=client,
    )
    folder = "tests/routes" if project.stored else "tests"
    path = f"{folder}/test_{route.module}.py"
    own = (
        File(f"{home.folder}/{route.module}.py".lstrip("/"), module.text),
        File(path, tests.text),
    )
    steps = ("uv run pytest",) if project.stored else (f"python -m pytest {path}",)
    notes = () if project.stored else _list_missing(project)
    return make_draft(project, route, own, (), [seam], prefix=prefix, notes=notes, steps=steps)


def _check_route(route: Route) -> None:
    if not isinstance(route, Resource):
        return
    references = [field.name for field in route.fields if field.type == "ref"]
    if route.parents or references:
        what = f"The field {show(references[0])} refers" if references else "Its path belongs"
        raise UsageError(
            f"{what} to another resource, and in this project each one stands on its own.",
            hint="Leave it out, or begin a project with services: apigen new my-api",
        )


def _find_home(project: Project) -> Home:
    """Find the folder of the other routers; without one, that of the file that registers them."""
    home = find_home(project)
    start = f"{home.folder}/".lstrip("/")
    if project.stored or any(path.startswith(start) for path in project.files.modules):
        return home
    seam = project.seam_module
    package = seam if is_package(project.seam) else seam.rpartition(".")[0]
    return Home(project.seam.rpartition("/")[0], package, package.count("."))


def _identify(catalog: Catalog, project: Project) -> tuple[Identity, Selection]:
    questions = catalog.questions(project.framework)
    stored = project.stored
    if stored and stored.answers.get("minimal") is True:
        said: dict[str, Value] = dict(read_answers(questions, stored.answers))
    else:
        said = {"framework": project.framework, "minimal": True, "async": False}
    name = stored.project if stored else project.package or project.root.name
    identity = Identity(name, project.package, title_of(name))
    return identity, select(catalog, project.framework, settle(questions, said))


def _list_missing(project: Project) -> tuple[str, ...]:
    """Say which packages the new files need that the project's requirements do not name."""
    texts = [
        (project.files.read(path) or b"").decode(errors="replace").lower()
        for path in project.files.paths()
        if _FILES.fullmatch(path)
    ]
    named = set(re.findall(r"(?m)(?<![\w.-])[a-z][a-z0-9_.-]*", "\n".join(texts)))
    needed = {"pydantic", "pytest"} if project.framework == "flask" else {"pytest", "httpx2"}
    if "httpx" in named:
        needed -= {"httpx2"}
    missing = [name for name in _PACKAGES if name in needed - named]
    return tuple(f"{name} is needed, and no requirements name it." for name in missing)
