"""Writes a block of imports in the order that ruff and isort agree on."""

import re
import sys
from collections.abc import Iterable, Mapping

LINE_LENGTH = 100

_FUTURE, _STANDARD, _THIRD_PARTY, _OWN, _RELATIVE = range(5)


def write_imports(
    imports: Iterable[str], package: str, moved: Mapping[str, str] | None = None
) -> str:
    """Merge, group and sort `module` and `module:name` entries into import statements.

    `package` is the project's own package, which gets a section of its own, as relative
    imports do; `moved` has other names for some modules. The order is that of ruff's rule I001 with
    its default settings.
    """
    modules: set[str] = set()
    members: dict[str, set[str]] = {}
    for entry in imports:
        module, _, name = entry.partition(":")
        module = moved.get(module, module) if moved else module
        if name:
            members.setdefault(module, set()).add(name)
        else:
            modules.add(module)
    sections: dict[int, list[str]] = {}
    for module in sorted(modules, key=_sort_module):
        sections.setdefault(_find_section(module, package), []).append(f"import {module}")
    for module in sorted(members, key=_sort_module):
        statement = _write_from(module, sorted(members[module], key=_sort_member))
        sections.setdefault(_find_section(module, package), []).append(statement)
    return "\n\n".join("\n".join(sections[section]) for section in sorted(sections))


def _find_section(module: str, package: str) -> int:
    top = module.partition(".")[0]
    if module.startswith("."):
        return _RELATIVE
    if top == package:
        return _OWN
    if top == "__future__":
        return _FUTURE
    return _STANDARD if top in sys.stdlib_module_names else _THIRD_PARTY


def _write_from(module: str, names: list[str]) -> str:
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= LINE_LENGTH:
        return line
    return f"from {module} import (\n" + "".join(f"    {name},\n" for name in names) + ")"


def _sort_module(module: str) -> tuple[int, list[str | int], str]:
    dots = len(module) - len(module.lstrip("."))
    return -dots, _natural(module.lstrip(".").lower()), module


def _sort_member(name: str) -> tuple[int, list[str | int], str]:
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return kind, _natural(name.lower()), name


def _natural(text: str) -> list[str | int]:
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", text)]
