"""Says which lines register a router, where they are not written because something is uncertain."""

import ast

from .edits import ByHand, Uncertain
from .importing import choose_style, rename
from .registration import Registration
from .seam import Place
from .source import Source
from .statements import write_call
from .survey import Imported, Survey


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
