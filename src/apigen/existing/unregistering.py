"""Makes a router and a model unknown to a project: the edits that take back what `registering` did."""

from difflib import unified_diff

from ..editing.edits import ByHand, NotThere, Removed
from ..editing.index import remove_from_index
from ..editing.register import unregister
from ..editing.registration import Registration
from ..editing.source import Unreadable, read_source
from ..reading.modules import Modules, is_package
from .project import Project
from .registering import Edit


def leave_seam(project: Project, path: str) -> Edit | ByHand | None:
    """Take out the registration of the router that the module `path` makes, if there is one."""
    data = project.files.read(project.seam) or b""
    module = Modules(project.files).module_name(path)
    registration = Registration(
        framework=project.framework,
        seam_module=project.seam_module,
        seam_is_package=is_package(project.seam),
        module=module,
        line_length=project.line_length,
    )
    source = read_source(project.seam, data)
    if isinstance(source, Unreadable):
        lines = (f"the import of {module}", f"{registration.method}({registration.leaf}.router)")
        return ByHand(source.reason, lines, f"in {project.seam}")
    return _make_edit(project.seam, data, unregister(source, registration))


def leave_index(project: Project, path: str, class_name: str) -> Edit | ByHand | None:
    """Take the model that the module `path` defines out of the models' package, if it is there."""
    index, module = f"{project.folder}/models/__init__.py", path.rpartition("/")[2][: -len(".py")]
    data = project.files.read(index)
    if data is None:
        return None
    source = read_source(index, data)
    if isinstance(source, Unreadable):
        return ByHand(source.reason, (f"from .{module} import {class_name}",), f"in {index}")
    outcome = remove_from_index(source, module, class_name, project.line_length)
    return _make_edit(index, data, outcome)


def _make_edit(
    path: str, before: bytes, outcome: Removed | NotThere | ByHand
) -> Edit | ByHand | None:
    match outcome:
        case Removed(data=after):
            return Edit(path, before, after, _list_gone(before, after))
        case ByHand() as by_hand:
            return by_hand
    return None


def _list_gone(before: bytes, after: bytes) -> tuple[str, ...]:
    old, new = (data.decode(errors="replace").splitlines() for data in (before, after))
    lines = list(unified_diff(old, new, lineterm="", n=0))[2:]
    return tuple(line for line in lines if line[:1] in "-+" and line[1:].strip())
