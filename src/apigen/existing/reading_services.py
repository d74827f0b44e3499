"""What the services that read one row take, by which new routes check their parents."""

from ..errors import Refused, show
from ..scaffold.neighbours import Neighbour
from ..scaffold.ownership import OWNER
from .project import Project


def takes_owner(project: Project, module: str, singular: str, depth: int) -> bool:
    """Whether the service that reads one takes its owner, besides `depth` ids.

    Raises Refused when there is no such service.
    """
    name, parameters = f"read_{singular}", _read_parameters(project, module, singular)
    has_owner = parameters[1:2] == (OWNER,)
    if len(parameters) == depth + (2 if has_owner else 1):
        return has_owner
    path = f"{project.folder}/services/{module}.py"
    raise Refused(
        f"{show(path)} has no function {name} that takes a store or session and {depth} "
        f"id{'s' if depth > 1 else ''}, by which the new routes would check their parent.",
        hint=f"Bring back {name}, or add the route at the top level and filter it by hand.",
    )


def check_target(project: Project, target: Neighbour) -> None:
    """Raise Refused for one whose owner only its parent tells."""
    if not target.is_owned and OWNER in _read_parameters(project, target.module, target.singular):
        raise Refused(
            f"{show(target.module)} belongs to its parent's owner, and a reference to it could not "
            "be checked.",
            hint="Leave that field out, and add it with its check by hand.",
        )


def _read_parameters(project: Project, module: str, singular: str) -> tuple[str, ...]:
    """Give what the service that reads one takes; nothing when there is none."""
    tree = project.files.parse(f"{project.folder}/services/{module}.py")
    for node in tree.body if tree else ():
        if getattr(node, "name", "") == f"read_{singular}":
            arguments = getattr(node, "args", None)
            return tuple(one.arg for one in arguments.args) if arguments is not None else ()
    return ()
