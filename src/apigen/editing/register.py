"""Registers a router in existing source, or takes its registration out, with proof; else by hand."""

from .by_hand import find_imported, write_by_hand
from .creation import find_creation
from .draft import survey_seam, write_draft
from .edits import Added, AlreadyThere, ByHand, NotThere, Removed, Uncertain, prove
from .importing import choose_style
from .prefix import find_prefix
from .registration import Registration
from .removal import find_ways, take_out
from .seam import Place, find_present, find_run
from .source import Source

__all__ = ["Registration", "register", "unregister"]


def register(source: Source, registration: Registration) -> Added | AlreadyThere | ByHand:
    """Add the import and the registration of a router, or say that they are there, or why not."""
    survey = survey_seam(source, registration)
    if present := find_present(survey, registration):
        call = present[0]
        words = call.node.keywords
        return AlreadyThere(find_prefix(survey, registration, words, call.receiver, call.block))
    place: Place | None = None
    try:
        place = find_run(survey, registration) or find_creation(survey, registration)
        if imported := find_imported(survey, registration):
            line = imported[0].statement.lineno
            raise Uncertain(f"it imports {registration.module} (line {line}) for something else")
        style = choose_style(survey, registration, place)
        draft = write_draft(source, survey, registration, place, style)
        data, _ = prove(source, draft.edits, "\n".join(draft.lines))
    except Uncertain as uncertain:
        return write_by_hand(source, survey, registration, place, uncertain)
    prefix = find_prefix(survey, registration, place.keywords, place.receiver, place.block)
    return Added(data, prefix, draft.lines)


def unregister(source: Source, registration: Registration) -> Removed | NotThere | ByHand:
    """Take out the import and the registration of a router: back to what `register` was given.

    The registration has to be a statement of its own, and the import used by nothing else.
    """
    survey = survey_seam(source, registration)
    present = find_present(survey, registration)
    imported = find_imported(survey, registration)
    if not present and not imported:
        return NotThere()
    try:
        ways = list(find_ways(source, survey, registration, present))
        return take_out(
            source, ways, lambda new: register(new, registration), registration.line_length
        )
    except Uncertain as uncertain:
        statements = [item.statement for item in imported] + [call.statement for call in present]
        lines = tuple(" ".join(source.text_of(statement).split()) for statement in statements)
        numbers = " and ".join(str(statement.lineno) for statement in statements)
        reason = f"{source.name} is left as it is: {uncertain.reason}."
        return ByHand(reason, lines, f"in {source.name}, from line {numbers}")
