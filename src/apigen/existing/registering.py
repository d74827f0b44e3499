"""Makes a new router and model known to a project: the edits of files that are there."""

from dataclasses import dataclass

from ..editing.draft import survey_seam
from ..editing.edits import Added, AlreadyThere, ByHand
from ..editing.index import add_to_index
from ..editing.register import register
from ..editing.registration import Registration
from ..editing.seam import find_targets
from ..editing.source import Unreadable, read_source
from ..errors import Refused, show
from ..reading.modules import Modules, is_package
from .project import Project

_USUAL = "routes"


@dataclass(frozen=True)
class Home:
    """Where a project's routers live: the folder, its dotted name, and how deep in the package."""

    folder: str
    package: str
    depth: int


@dataclass(frozen=True)
class Edit:
    """What happens to one file that is there; `after` is None when nothing has to."""

    path: str
    before: bytes
    after: bytes | None
    lines: tuple[str, ...] = ()


def find_home(project: Project) -> Home:
    """Find the folder that a new router goes into: beside the others, or `routes`."""
    modules = Modules(project.files)
    if is_package(project.seam) and project.seam_module != project.package:
        return _make_home(project, project.seam_module)
    data = project.files.read(project.seam) or b""
    source = read_source(project.seam, data)
    if not isinstance(source, Unreadable):
        registration = _describe(project, f"{project.package}.{_USUAL}.x".lstrip("."))
        survey = survey_seam(source, registration)
        packages = [
            target.rpartition(".")[0].rpartition(".")[0]
            for call in survey.calls
            if call.method == registration.method
            for target in sorted(find_targets(survey, call))
        ]
        known = {modules.module_name(path).rpartition(".")[0] for path in project.files.modules}
        for package in reversed(packages):
            if package in known and package.partition(".")[0] == project.package:
                return _make_home(project, package)
    return _make_home(project, f"{project.package}.{_USUAL}" if project.package else "")


def edit_seam(project: Project, home: Home, name: str) -> tuple[Edit | ByHand, str | None]:
    """Register the router of the module `name`, and give the prefix that it gets there."""
    data = project.files.read(project.seam) or b""
    module = f"{home.package}.{name}".lstrip(".")
    registration = _describe(project, module)
    source = read_source(project.seam, data)
    if isinstance(source, Unreadable):
        where = f"from {home.package} import {name}" if home.package else f"import {name}"
        paste = (where, f"app.{registration.method}({name}.{registration.attribute})")
        return ByHand(_explain(project.seam, source), paste, f"in {project.seam}"), ""
    match register(source, registration):
        case Added(data=after, prefix=prefix, lines=lines):
            return Edit(project.seam, data, after, lines), prefix
        case AlreadyThere(prefix=prefix):
            return Edit(project.seam, data, None), prefix
        case ByHand() as by_hand:
            return by_hand, ""


def edit_index(project: Project, module: str, class_name: str) -> Edit | ByHand | None:
    """Make the model known to the models' package; None when that keeps no list."""
    path = f"{project.folder}/models/__init__.py"
    data = project.files.read(path)
    if data is None:
        return None
    source = read_source(path, data)
    if isinstance(source, Unreadable):
        line = f"from .{module} import {class_name}"
        return ByHand(_explain(path, source), (line,), f"in {path}")
    match add_to_index(source, module, class_name, project.line_length):
        case Added(data=after, lines=lines):
            return Edit(path, data, after, lines)
        case AlreadyThere():
            return Edit(path, data, None)
        case ByHand() as by_hand:
            return by_hand


def check_seam(project: Project) -> None:
    """Raise Refused when the file that registers is not one that may be changed."""
    if project.files.read(project.seam) is None:
        raise Refused(
            f"{show(project.seam)} cannot be read, or is no plain file.",
            hint="Make it one, or say --seam FILE with the file that registers the routers.",
        )


def _explain(path: str, source: Unreadable) -> str:
    return f"{path} is left as it is: {source.reason}. Mend that first."


def _describe(project: Project, module: str) -> Registration:
    return Registration(
        framework=project.framework,
        seam_module=project.seam_module,
        seam_is_package=is_package(project.seam),
        module=module,
        line_length=project.line_length,
    )


def _make_home(project: Project, package: str) -> Home:
    inner = package.removeprefix(project.package).lstrip(".")
    folder = "/".join(part for part in (project.folder, inner.replace(".", "/")) if part)
    return Home(folder, package, len(inner.split(".")) if inner else 0)
