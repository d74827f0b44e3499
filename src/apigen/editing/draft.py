"""Writes a registration down as edits, when all that they need is certain."""

import ast
from dataclasses import dataclass

from .bindings import survey_module
from .edits import Edit, Uncertain
from .import_place import place_import
from .importing import Style
from .registration import Registration
from .seam import Place
from .source import Source
from .statements import insert_after, insert_before, write_call
from .survey import Block, Survey, dotted


@dataclass(frozen=True)
class Draft:
    """The lines of a registration, and the edits that write them."""

    lines: tuple[str, ...]
    edits: tuple[Edit, ...]


def survey_seam(source: Source, registration: Registration) -> Survey:
    """Survey the module that registers."""
    return survey_module(
        source.tree,
        registration.seam_module,
        is_package=registration.seam_is_package,
        methods={registration.method, "mount"},
    )


def write_draft(
    source: Source, survey: Survey, registration: Registration, place: Place, style: Style
) -> Draft:
    """Write the registration at its place, and its import. Raises Uncertain."""
    _check_names(source, survey, registration, style)
    indentation = source.indentation_of(place.anchor.lineno)
    function = f"{place.receiver}.{registration.method}"
    width = registration.line_length - len(indentation.expandtabs(4))
    call = write_call(source, function, style.router, place.keywords, width)
    if place.is_before:
        index = place.block.statements.index(place.anchor)
        above = place.block.statements[index - 1].end_lineno or 0
        edit = insert_before(source, place.anchor, call, above_comments=above)
    else:
        edit = insert_after(source, place.anchor, call)
    block = _choose_block(source, style, place)
    is_here = block.function is place.block.function
    limit = place.anchor.lineno + (0 if place.is_before else 1)
    if not is_here:
        limit = _find_top(source, place).lineno if block.function is None else limit
    module = (registration.seam_module, registration.seam_is_package)
    edits = place_import(source, style, block, limit, module, registration.line_length)
    if is_here and max(new.start for new in edits) > edit.start:
        raise Uncertain("the import would come after the registration", place.anchor.lineno)
    _check_stars(source, survey, block, edits)
    return Draft((style.statement, *call), (*edits, edit))


def count_uses(source: Source, registration: Registration) -> int:
    """Count how often a module uses the router's module by its full name."""
    attributes = (node for node in ast.walk(source.tree) if isinstance(node, ast.Attribute))
    return sum(dotted(node) == registration.module for node in attributes)


def _check_names(source: Source, survey: Survey, registration: Registration, style: Style) -> None:
    names = {style.binds} - {""}
    if registration.seam_is_package and registration.package == registration.seam_module:
        names.add(registration.leaf)
    for name in sorted(names):
        if survey.names[name]:
            raise Uncertain(f"the name {name} is taken there")
    if survey.names["__all__"] and survey.texts[style.binds]:
        raise Uncertain(f"its __all__ has {style.binds}, which it does not import")
    if not style.binds and count_uses(source, registration):
        raise Uncertain(f"it uses {registration.module}, which it does not import")


def _check_stars(source: Source, survey: Survey, block: Block, edits: list[Edit]) -> None:
    """Refuse when an import of everything follows, which may bring in the same name."""
    line = source.line_at(max(edit.start for edit in edits))
    for item in survey.bound.get("*", ()):
        if item.block.scopes[0] in block.scopes and item.statement.lineno > line:
            number = item.statement.lineno
            raise Uncertain(f"a later import of everything (line {number}) may bring in its name")


def _choose_block(source: Source, style: Style, place: Place) -> Block:
    """Give the block that the import belongs in: the mirrored one's, or the module's."""
    if style.mirror is None:
        return Block(source.tree.body, (id(source.tree),))
    block = style.mirror.block
    if not block.around:
        return block
    if block.function is None:
        return Block(source.tree.body, (id(source.tree),))
    return Block(block.function.body, block.scopes, block.function)


def _find_top(source: Source, place: Place) -> ast.stmt:
    """Give the statement of the module in which a place lies."""
    line = place.anchor.lineno
    return next(
        node for node in source.tree.body if node.lineno <= line <= (node.end_lineno or line)
    )
