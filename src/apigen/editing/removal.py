"""Finds the ways to take a registration out again, the likeliest first."""

import ast
from collections.abc import Callable, Iterable, Iterator

from .by_hand import find_imported
from .draft import count_uses
from .edits import Added, AlreadyThere, ByHand, Edit, Removed, Uncertain, prove
from .import_place import list_names
from .keywords import find_router
from .registration import Registration
from .shortening import remove_item
from .source import Source
from .statements import find_whole_lines
from .survey import Block, Call, Imported, Survey, dotted

Way = tuple[list[Edit], str]

_BEST = 3


def find_ways(
    source: Source, survey: Survey, registration: Registration, present: list[Call]
) -> Iterator[Way]:
    """Give edits that take out the registration and its import, each with what it takes out.

    Raises Uncertain when the registration is no plain statement, or its name is used elsewhere.
    """
    imported = find_imported(survey, registration)
    call = _check_call(source, present, registration)
    if len(imported) != 1 or imported[0].block.around:
        raise Uncertain("the router is not imported in one plain place")
    (item,) = imported
    _check_uses(source, survey, registration, call, item)
    out = find_whole_lines(source, call.statement)
    text = source.text_of(call.statement)
    for edits, name in find_import_ways(source, item.statement, item.alias, item.block):
        yield [*edits, out], f"{name}\n{text}"


def find_import_ways(
    source: Source,
    statement: ast.Import | ast.ImportFrom,
    alias: ast.alias,
    block: Block,
) -> Iterator[Way]:
    """Give the ways to take one name out of an import; the whole import when it is the only one."""
    if len(statement.names) > 1:
        if isinstance(statement, ast.Import):
            raise Uncertain(f"line {statement.lineno} imports several modules", statement.lineno)
        base = f"{'.' * statement.level}{statement.module or ''}"
        taken_out = f"from {base} import {source.text_of(alias)}"
        for edits in remove_item(list_names(source, statement), statement.names.index(alias)):
            yield edits, taken_out
        return
    _check_comments(source, statement)
    if len(block.statements) == 1 and block.function:
        raise Uncertain("nothing would be left of a block", statement.lineno)
    whole, taken_out = find_whole_lines(source, statement), source.text_of(statement)
    yield [whole], taken_out
    first, after = statement.lineno, (statement.end_lineno or statement.lineno) + 1
    if first > 2 and source.end_of_line(first - 1) == source.starts[first - 2]:
        is_last = whole.start != source.starts[first - 1]
        start = source.end_of_line(first - 2) if is_last else source.starts[first - 2]
        yield [Edit(start, whole.end, "")], taken_out
    if after < len(source.starts) and source.end_of_line(after) == source.starts[after - 1]:
        yield [Edit(whole.start, source.starts[after], "")], taken_out


def take_out(
    source: Source,
    ways: Iterable[Way],
    put_in: Callable[[Source], Added | AlreadyThere | ByHand],
    line_length: int,
) -> Removed:
    """Choose the way out from which `put_in` comes back to the source; else the first with proof.

    Of those, one that makes no line longer than `line_length` is preferred. Raises Uncertain when no way can be proved.
    """
    data = source.encode(source.text)
    best: tuple[int, Removed] | None = None
    for edits, taken_out in ways:
        try:
            candidate, new = prove(source, edits, taken_out, is_removal=True)
        except Uncertain:
            continue
        back = put_in(new)
        worth = 2 * (isinstance(back, Added) and back.data == data)
        worth += _fits(source, new, line_length)
        if best is None or worth > best[0]:
            best = worth, Removed(candidate)
        if worth == _BEST:
            break
    if best is None:
        raise Uncertain("what would be left could not be proved to be as it was")
    return best[1]


def _fits(old: Source, new: Source, line_length: int) -> bool:
    known = set(old.text.splitlines())
    return all(len(line) <= line_length or line in known for line in new.text.splitlines())


def _check_call(source: Source, present: list[Call], registration: Registration) -> Call:
    if not present:
        raise Uncertain(f"it imports {registration.module}, but does not register it plainly")
    if len(present) > 1:
        raise Uncertain("it registers the router more than once", present[-1].statement.lineno)
    (call,) = present
    line = call.statement.lineno
    if not call.is_plain:
        kind = call.block.kind or "statement of another kind"
        raise Uncertain(f"it registers the router in a {kind} (line {line})", line)
    if len(call.block.statements) == 1:
        raise Uncertain(f"nothing would be left around line {line}", line)
    _check_comments(source, call.statement)
    return call


def _check_comments(source: Source, statement: ast.stmt) -> None:
    if statement.end_lineno != statement.lineno and "#" in source.text_of(statement):
        raise Uncertain(f"there is a comment in line {statement.lineno} or below")


def _check_uses(
    source: Source, survey: Survey, registration: Registration, call: Call, item: Imported
) -> None:
    router = dotted(find_router(call.node))
    if router.partition(".")[0] != item.binds:
        raise Uncertain("the router goes by another name than the imported one")
    is_dotted = "." in item.alias.name and not item.alias.asname
    if is_dotted and isinstance(item.statement, ast.Import):
        uses = count_uses(source, registration) - 1
    else:
        own = [getattr(node, "value", None) for node in ast.walk(call.statement)]
        uses = survey.names[item.binds] - 2
        uses += bool(survey.names["__all__"]) * (survey.texts[item.binds] - own.count(item.binds))
    if uses:
        raise Uncertain(f"it uses {item.binds} elsewhere, too")
