"""Chooses how a module imports one more router: as it imports those that it has."""

import ast
from dataclasses import dataclass

from .bindings import find_base, join
from .keywords import is_service
from .registration import Registration
from .seam import Place, find_targets
from .survey import Call, Imported, Survey, dotted

Import = ast.Import | ast.ImportFrom


@dataclass(frozen=True)
class Style:
    """An import: its own statement, the name it binds and the router's name after it.

    `base` and `level` are those of a `from` import, and `item` what it imports; `mirror` is the
    import of another router that this one is like.
    """

    base: str
    level: int
    item: str
    binds: str
    router: str
    mirror: Imported | None = None

    @property
    def statement(self) -> str:
        """The import as a statement of its own."""
        if not self.base and not self.level:
            return f"import {self.item}"
        return f"from {'.' * self.level}{self.base} import {self.item}"


def choose_style(survey: Survey, registration: Registration, place: Place | None) -> Style:
    """Give the import that mirrors those of the registrations around, or of the module."""
    calls = place.calls if place else ()
    for with_services in (False, True):
        for call in reversed(calls):
            if with_services or not is_service(survey, call):
                for item in _find_imports(survey, registration, call):
                    if style := _mirror(registration, call, item):
                        return style
    return _write_plain(survey, registration)


def rename(style: Style, registration: Registration) -> Style:
    """Give the same import under a name that is less likely to be taken."""
    name = f"{registration.leaf}_routes" if style.router != style.binds else f"{style.binds}_new"
    item = f"{style.item.partition(' as ')[0]} as {name}"
    router = f"{name}.{registration.attribute}" if style.router != style.binds else name
    return Style(style.base, style.level, item, name, router, style.mirror)


def _find_imports(survey: Survey, registration: Registration, call: Call) -> list[Imported]:
    """Give the imports of a registered router that is in the new one's package."""
    name = _find_name(call)
    return [
        item
        for item in survey.bound.get(name.partition(".")[0], ())
        if item.block.scopes[0] in call.block.scopes
        and any(
            target.rpartition(".")[0].rpartition(".")[0] == registration.package
            for target in find_targets(survey, call)
        )
    ]


def _find_name(call: Call) -> str:
    return dotted(call.node.args[0]) if call.node.args else ""


def _mirror(registration: Registration, call: Call, item: Imported) -> Style | None:
    alias, name = item.alias, _find_name(call)
    leaf, attribute = registration.leaf, registration.attribute
    if isinstance(item.statement, ast.Import):
        if not alias.asname:
            module, is_dotted = registration.module, "." in registration.module
            return Style("", 0, module, "" if is_dotted else leaf, f"{module}.{attribute}", item)
        binds = _swap(alias.asname, alias.name.rpartition(".")[2], leaf)
        if name.count(".") != 1 or not binds:
            return None
        new = f"{registration.module} as {binds}"
        return Style("", 0, new, binds, f"{binds}.{attribute}", item)
    base, level = item.statement.module or "", item.statement.level
    if name == item.binds:
        old = item.target.rpartition(".")[0].rpartition(".")[2]
        if not base or base.rpartition(".")[2] != old:
            return None
        binds = _swap(item.binds, old, leaf) or f"{leaf}_router"
        new = attribute if binds == attribute else f"{attribute} as {binds}"
        return Style(join(base.rpartition(".")[0], leaf), level, new, binds, binds, item)
    if name.count(".") == 1 and item.target.rpartition(".")[0] == registration.package:
        binds = _swap(item.binds, alias.name, leaf) or leaf
        new = leaf if binds == leaf else f"{leaf} as {binds}"
        return Style(base, level, new, binds, f"{binds}.{attribute}", item)
    return None


def _swap(name: str, old: str, new: str) -> str:
    """Put a new module's name where a name has the old one's; nothing when it has it not."""
    for word in (old, old.removesuffix("s")):
        if word and (name == word or f"{word}_" in name or f"_{word}" in name):
            return name.replace(word, new, 1)
    return ""


def _write_plain(survey: Survey, registration: Registration) -> Style:
    """Import the router's module from its package, relatively when the module does so."""
    leaf, package = registration.leaf, registration.package
    router = f"{leaf}.{registration.attribute}"
    seam, is_package = registration.seam_module, registration.seam_is_package
    top = seam.partition(".")[0]
    own = [item.statement for item in survey.imports if _is_own(item.statement, top)]
    is_relative = any(isinstance(node, ast.ImportFrom) and node.level for node in own) or not own
    can_be = (is_package or "." in seam) and package.partition(".")[0] == top
    if is_relative and can_be:
        for level in range(1, seam.count(".") + 2):
            base = find_base(seam, is_package=is_package, level=level)
            if base and f"{package}.".startswith(f"{base}."):
                return Style(package[len(base) :].lstrip("."), level, leaf, leaf, router)
    return Style(package, 0, leaf, leaf, router)


def _is_own(statement: Import, top: str) -> bool:
    if isinstance(statement, ast.ImportFrom):
        return statement.level > 0 or (statement.module or "").partition(".")[0] == top
    return any(alias.name.partition(".")[0] == top for alias in statement.names)
