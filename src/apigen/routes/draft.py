"""Writes a registration down: as edits when all is certain, as lines to paste when it is not."""

import ast
from dataclasses import dataclass

from .bindings import survey_module
from .edits import ByHand, Edit, Uncertain
from .import_place import place_import
from .importing import Style, choose_style, rename
from .registration import Registration
from .seam import Place
from .source import Source
from .statements import insert_after, insert_before, write_call
from .survey import Block, Imported, Survey


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


def find_imported(survey: Survey, registration: Registration) -> list[Imported]:
    """Give the imports of the router, or of its module."""
    return [
        item
        for item in survey.imports
        if item.target in {registration.module, registration.target}
        or (isinstance(item.statement, ast.Import) and item.alias.name == registration.module)
    ]


def find_router_name(item: Imported, registration: Registration) -> str:
    """Give what the router is called in a module that has this import."""
    if item.target == registration.target:
        return item.binds
    name = item.binds if item.target == registration.module else registration.module
    return f"{name}.{registration.attribute}"


def write_draft(
    source: Source, survey: Survey, registration: Registration, place: Place, style: Style
) -> Draft:
    """Write the registration at its place, and its import. Raises Uncertain."""
    _check_names(survey, registration, style)
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


def write_by_hand(
    source: Source,
    survey: Survey,
    registration: Registration,
    place: Place | None,
    uncertain: Uncertain,
) -> ByHand:
    """Say why nothing was changed, and which lines to paste where."""
    style = choose_style(survey, registration, place)
    if style.binds and survey.names[style.binds]:
        style = rename(style, registration)
    imported = find_imported(survey, registration)
    router = find_router_name(imported[0], registration) if imported else style.router
    receivers = [call.receiver for call in survey.calls if call.method == registration.method]
    receivers = [place.receiver if place else "", registration.receiver, *receivers, "app"]
    receiver = next(filter(None, receivers))
    function, keywords = f"{receiver}.{registration.method}", place.keywords if place else ()
    try:
        call = write_call(source, function, router, keywords, registration.line_length)
    except Uncertain:
        call = [f"{function}({router})"]
    name, line = uncertain.function, uncertain.line
    if place:
        name = place.block.function.name if place.block.function else ""
        line = place.anchor.lineno if place.is_before else place.anchor.end_lineno or 0
    where = f"in {name} of {source.name}" if name else f"in {source.name}"
    if line:
        where += f", {'before' if place and place.is_before else 'after'} line {line}"
    if not imported:
        where += "; the import goes with the others"
    reason = f"{source.name} is left as it is: {uncertain.reason}."
    return ByHand(reason, (*(() if imported else (style.statement,)), *call), where)


def _check_names(survey: Survey, registration: Registration, style: Style) -> None:
    names = {style.binds} - {""}
    if registration.seam_is_package and registration.package == registration.seam_module:
        names.add(registration.leaf)
    for name in sorted(names):
        if survey.names[name]:
            raise Uncertain(f"the name {name} is taken there")


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
