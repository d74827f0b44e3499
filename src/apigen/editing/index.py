"""Adds a model to the index of the models, or takes it out of it, with proof; else by hand."""

from itertools import product

from .bindings import survey_module
from .edits import Added, AlreadyThere, ByHand, NotThere, Removed, Uncertain, prove
from .exports import Exports, find_exports, insert_export, remove_export
from .import_place import place_import
from .importing import Style
from .removal import find_import_ways, take_out
from .source import Source
from .survey import Block, Imported, Survey

_NO_LIMIT = 10**9
_PACKAGE = "index"


def add_to_index(
    source: Source, module: str, name: str, line_length: int = 100
) -> Added | AlreadyThere | ByHand:
    """Import `name` from the module next to the index, and put it into `__all__` if there is one.

    The prefix of what comes back means nothing here.
    """
    survey = _survey(source)
    style = _choose_style(source, survey, module, name)
    lines: tuple[str, ...] = (style.statement,)
    try:
        exports = find_exports(source, survey)
        if exports:
            lines = (style.statement, f'__all__ = [..., "{name}"]')
        is_imported = bool(_find_imports(survey, module, name))
        is_exported = exports is None or name in exports.names
        if is_imported and is_exported:
            return AlreadyThere()
        _check_names(survey, exports, module, name)
        if survey.bound.get("*"):
            raise Uncertain("it imports everything from a module, and what that is cannot be told")
        block = Block(source.tree.body, (id(source.tree),))
        place = (_PACKAGE, True)
        edits = place_import(source, style, block, _NO_LIMIT, place, line_length)
        inserted = style.statement
        if exports:
            edits = [*edits, *insert_export(exports, name, line_length)]
            inserted += f'\n"{name}"'
        data, _ = prove(source, edits, inserted)
    except Uncertain as uncertain:
        return _leave(source, uncertain, lines, "among the imports and in __all__")
    return Added(data, "", (style.statement, *((f'"{name}",',) if exports else ())))


def remove_from_index(
    source: Source, module: str, name: str, line_length: int = 100
) -> Removed | NotThere | ByHand:
    """Take out the import of `name`, and its place in `__all__`: what `add_to_index` added."""
    survey = _survey(source)
    imports = _find_imports(survey, module, name)
    lines = tuple(" ".join(source.text_of(item.statement).split()) for item in imports)
    try:
        exports = find_exports(source, survey)
        count = exports.names.count(name) if exports else 0
        if not imports and not count:
            return NotThere()
        (item,) = imports if len(imports) == 1 else (None,)
        if item is None or item.block.around or item.block.function or count > 1:
            raise Uncertain(f"it does not import {name} in one plain place")
        if survey.names[name] > 1 or survey.texts[name] > count:
            raise Uncertain(f"it uses {name} itself")

        def put_in(new: Source) -> Added | AlreadyThere | ByHand:
            return add_to_index(new, module, name, line_length)

        ways = find_import_ways(source, item.statement, item.alias, item.block)
        if exports and count:
            lists = list(remove_export(exports, name))
            both = [
                ([*edits, *more], f'{text}\n"{name}"')
                for (edits, text), more in product(ways, lists)
            ]
            return take_out(source, both, put_in, line_length)
        return take_out(source, ways, put_in, line_length)
    except Uncertain as uncertain:
        return _leave(source, uncertain, lines, f"the import of {name}, and {name} in __all__")


def _survey(source: Source) -> Survey:
    return survey_module(source.tree, _PACKAGE, is_package=True)


def _leave(source: Source, uncertain: Uncertain, lines: tuple[str, ...], where: str) -> ByHand:
    reason = f"{source.name} is left as it is: {uncertain.reason}."
    return ByHand(reason, lines, f"in {source.name}, {where}")


def _find_imports(survey: Survey, module: str, name: str) -> list[Imported]:
    """Give the imports of a model under its own name, relative or absolute."""
    return [
        item
        for item in survey.bound.get(name, ())
        if item.target == f"{_PACKAGE}.{module}.{name}"
        or (item.target.endswith(f".{module}.{name}") and not getattr(item.statement, "level", 0))
    ]


def _choose_style(source: Source, survey: Survey, module: str, name: str) -> Style:
    """Import relatively, unless the index imports its own modules absolutely."""
    folder = source.name.replace("\\", "/").split("/")[-2:-1]
    bases = [item.target.split(".")[:-2] for item in survey.imports]
    levels = [getattr(item.statement, "level", 0) for item in survey.imports]
    own = [base for base, level in zip(bases, levels, strict=True) if not level and base]
    own = [base for base in own if base[-1:] == folder]
    if own and not any(levels):
        return Style(".".join([*own[-1], module]), 0, name, name, "")
    return Style(module, 1, name, name, "")


def _check_names(survey: Survey, exports: Exports | None, module: str, name: str) -> None:
    if exports and name in exports.names:
        raise Uncertain(f"its __all__ has {name}, which it does not import from .{module}")
    if _find_imports(survey, module, name):
        raise Uncertain(f"it imports {name}, but its __all__ leaves it out")
    for taken in (name, module):
        if survey.names[taken]:
            raise Uncertain(f"the name {taken} is taken there")
