"""Finds the resources that a new one belongs or refers to in the project's source."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from ..errors import Refused, UsageError, list_words, show
from ..reading.example_rows import Model, find_model_of, read_model
from ..reading.places import find_definition
from ..routes.english import singularize
from ..routes.spec import Resource
from ..scaffold.neighbours import Neighbour, Neighbours
from ..scaffold.ownership import FIRST_USER, OWNER
from .project import Project
from .protection import check_company
from .reading_services import check_target, takes_owner

_DEEPEST = 5


def find_neighbours(project: Project, resource: Resource) -> Neighbours:
    """Find every resource that `resource` stands by.

    Raises UsageError when one is not there, Refused when it is not as apigen makes them.
    """
    search = _Search(project, resource)
    parents: list[Neighbour] = []
    for depth, parent in enumerate(resource.parents, start=1):
        keys = tuple(each.key for each in resource.parents[: depth - 1])
        found = search.find(parent.module, parent.singular, keys)
        is_protected = takes_owner(project, parent.module, parent.singular, depth)
        parents.append(replace(found, is_protected=is_protected))
    targets = {
        each.target: search.find(each.target, singularize(each.target), ())
        for each in resource.fields
        if each.target
    }
    for target in targets.values():
        check_target(project, target)
    for neighbour in (*parents[-1:], *targets.values()):
        check_company(resource, neighbour)
    return Neighbours(tuple(parents), targets, search.others)


@dataclass
class _Search:
    project: Project
    resource: Resource
    others: dict[str, Neighbour] = field(default_factory=dict)

    def find(self, module: str, singular: str, keys: Sequence[str]) -> Neighbour:
        """Find one by its module. `keys` are fixtures that are there for columns of their name."""
        name = _name_class(singular)
        usual = f"{self.project.folder}/models/{module}.py"
        path = find_definition(self.project.files, self.project.folder, name, usual)
        tree = self.project.files.parse(path) if path else None
        model = read_model(tree, name) if tree else None
        if path is None or model is None:
            raise self._not_there(module, name)
        return self._describe(path, model, singular, keys, depth=0)

    def _describe(
        self, path: str, model: Model, singular: str, keys: Sequence[str], depth: int
    ) -> Neighbour:
        if model.unclear:
            raise Refused(
                f"The tests would need a {model.name}, and what its {model.unclear[0]} may be "
                "cannot be told from its type.",
                hint=f"Give {model.unclear[0]} a default in the model, and run this again.",
            )
        parts: list[str] = []
        imports: list[str] = []
        needs: list[str] = []
        is_owned = False
        for each in model.fields:
            fixture = each.name
            if each.name == OWNER and each.refers_to:
                fixture, is_owned = FIRST_USER, True
            elif each.refers_to and each.name not in keys:
                fixture = self._find_other(each.name, each.refers_to, model, depth)
            if each.refers_to or each.name in keys:
                needs.append(fixture)
            imports += each.imports
            parts.append(f"{each.name}={each.value if fixture not in needs else fixture}")
        module = path.removeprefix(f"{self.project.folder}/models/").removesuffix(".py")
        return Neighbour(
            module=module.replace("/", "."),
            singular=singular,
            class_name=model.name,
            table=model.table or module,
            arguments=", ".join(parts),
            imports=tuple(imports),
            needs=tuple(needs),
            is_protected=is_owned,
            is_owned=is_owned,
        )

    def _find_other(self, column: str, table: str, model: Model, depth: int) -> str:
        found = find_model_of(self.project.files, self.project.folder, table)
        if found is None or depth == _DEEPEST or found[1].name == model.name:
            raise Refused(
                f"The tests would need a {model.name}, whose {column} refers to {show(table)}, "
                "and no row of that can be made up.",
                hint="Add the route without that reference, and the reference by hand.",
            )
        path, other = found
        singular = column.removesuffix("_id")
        neighbour = self._describe(path, other, singular, (), depth + 1)
        is_taken = self.others.get(column, neighbour).class_name != neighbour.class_name
        name = f"{singular}_of_{model.table}_id" if is_taken else column
        self.others[name] = neighbour
        return name

    def _has_model(self, module: str) -> bool:
        tree = self.project.files.parse(f"{self.project.folder}/models/{module}.py")
        return bool(tree and read_model(tree, _name_class(singularize(module))))

    def _not_there(self, module: str, name: str) -> UsageError:
        if name == self.resource.class_name:
            return UsageError(
                f"{module} cannot refer to itself from the start.",
                hint="Leave that field out, and add it by hand when the resource is there.",
            )
        modules = self.project.files.modules
        folder = f"{self.project.folder}/models/"
        inside = (p.removeprefix(folder) for p in modules if p.startswith(folder))
        known = [p.removesuffix(".py") for p in inside if "/" not in p and p != "__init__.py"]
        near = get_close_matches(module, [each for each in known if self._has_model(each)], n=1)
        served = [each for each in known if f"{self.project.folder}/routes/{each}.py" in modules]
        has = f"Did you mean {near[0]}? " if near else ""
        has = has or (f"There are {list_words(served, 'and')}. " if 0 < len(served) < 9 else "")
        return UsageError(
            f"There is no resource {show(module)}: nothing in {show(self.project.folder)} defines "
            f"{name}.",
            hint=f"{has}To add it first: apigen add-route {module} name:str",
        )


def _name_class(singular: str) -> str:
    return "".join(word.capitalize() for word in singular.split("_"))
