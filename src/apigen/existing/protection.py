"""Decides whether a new route asks who calls, by what the project has and what was asked for."""

from dataclasses import replace

from ..errors import Refused, UsageError, show
from ..reading.places import find_definition
from ..routes.spec import Parameter, Resource, Route
from ..scaffold.neighbours import Neighbour
from ..scaffold.ownership import FIRST_USER, OWNER
from .project import Project

CALLER = "get_caller"
MODULE = "auth"
# What handlers and tests of protected routes have by these names.
_TAKEN = frozenset({"caller", "alice", "bob", OWNER, FIRST_USER})


def protect(project: Project, route: Route, wish: bool | None) -> Route:
    """Give the route as it was wished, or protected where the project knows its users.

    Raises UsageError where it cannot be so, Refused where the project's own part is gone.
    """
    answers = project.stored.answers if project.stored else {}
    knows_users = answers.get("auth", "none") != "none" and answers.get("minimal") is not True
    if wish and not knows_users:
        raise UsageError(
            "The project has no authentication, so no route of it can be protected.",
            hint="Leave out --protected.",
        )
    if not knows_users or wish is False:
        return route
    if find_caller_module(project) is None:
        raise Refused(
            f"Nothing in {show(project.folder)} defines {CALLER}, which says who calls.",
            hint=f"It was in {MODULE}.py when the project was made: bring it back, or pass --public.",
        )
    for name in _list_names(route):
        if name in _TAKEN:
            raise UsageError(
                f"Nothing of a protected route can be called {show(name)}: that name is in use there.",
                hint="Call it something else, or pass --public.",
            )
    return replace(route, is_protected=True)


def find_caller_module(project: Project) -> str | None:
    """Give the module that says who calls, if there is one."""
    usual = f"{project.folder}/{MODULE}.py"
    return find_definition(project.files, project.folder, CALLER, usual)


def check_company(route: Resource, neighbour: Neighbour) -> None:
    """Raise UsageError for a public route that would show what is in a protected one."""
    if neighbour.is_protected and not route.is_protected:
        raise UsageError(
            f"What belongs or refers to {show(neighbour.module)}, which is protected, has to be "
            "protected too.",
            hint="Leave out --public.",
        )


def _list_names(route: Route) -> list[str]:
    names = [part.name for part in route.path if isinstance(part, Parameter)]
    names += [field.name for field in route.fields]
    return [*names, route.singular, route.key] if isinstance(route, Resource) else names
