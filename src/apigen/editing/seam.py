"""Finds where a module registers its routers, and what each registration registers."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from .bindings import join, resolve
from .edits import Uncertain
from .keywords import find_keywords, find_router, is_service
from .registration import Registration
from .survey import Block, Call, Survey, dotted

_SHORT = 6


@dataclass(frozen=True)
class Place:
    """Where a registration goes: after a statement, or before it, on what and with which keywords.

    `calls` are the registrations that it stands with.
    """

    block: Block
    anchor: ast.stmt
    receiver: str
    is_before: bool = False
    keywords: tuple[ast.keyword, ...] = ()
    calls: tuple[Call, ...] = ()


def find_present(survey: Survey, registration: Registration) -> list[Call]:
    """Give the registrations of the router that are there, on whatever, by whatever spelling."""
    wanted = {registration.target, registration.module}
    return [
        call
        for call in survey.calls
        if call.method == registration.method
        and (
            registration.target in find_targets(survey, call)
            or (call.block.kind == "loop" and wanted & set(_find_looped(survey, call)))
        )
    ]


def find_targets(survey: Survey, call: Call) -> set[str]:
    """Give the dotted names of what a registration registers, as far as they can be told."""
    return resolve(survey, dotted(find_router(call.node)), call.block)


def find_run(survey: Survey, registration: Registration) -> Place | None:
    """Find the run of registrations to go on with; None when nothing is registered.

    Raises Uncertain.
    """
    calls = [call for call in survey.calls if call.method == registration.method]
    if registration.receiver:
        calls = [call for call in calls if call.receiver in {registration.receiver, ""}]
    for call in calls:
        if call.block.kind == "loop" or not _is_whole(call):
            raise _refuse(f"it registers routers in {_describe(call)}", call)
    plain = [call for call in calls if call.is_plain]
    if not plain:
        if calls:
            kind = calls[-1].block.kind or "statement of another kind"
            raise _refuse(f"it registers routers in a {kind} only", calls[-1])
        return None
    run = _choose_group(survey, plain, registration)
    siblings = [call for call in run if _is_sibling(survey, call, registration)]
    keywords = find_keywords(survey, siblings or run, registration)
    last = run[-1]
    return Place(last.block, last.statement, last.receiver, keywords=keywords, calls=tuple(run))


def _is_whole(call: Call) -> bool:
    return isinstance(call.statement, ast.Expr) and call.statement.value is call.node


def _choose_group(survey: Survey, calls: list[Call], registration: Registration) -> list[Call]:
    """Give the calls on one receiver in one function that the new one belongs with."""
    groups: dict[tuple[str, int], list[Call]] = {}
    for call in calls:
        groups.setdefault((call.receiver, call.block.scopes[0]), []).append(call)
    if len(groups) == 1:
        return calls
    for with_services in (False, True):
        own = [
            group
            for group in groups.values()
            if any(
                _is_sibling(survey, call, registration)
                and (with_services or not is_service(survey, call))
                for call in group
            )
        ]
        if len(own) == 1:
            return own[0]
        if own:
            break
    words = sorted({receiver for receiver, _ in groups})
    what = f"on {' and '.join(words)}" if len(words) > 1 else "in several functions"
    first = next(iter(groups.values()))[-1]
    raise _refuse(f"it registers routers {what}, and which is meant cannot be told", first)


def _is_sibling(survey: Survey, call: Call, registration: Registration) -> bool:
    return any(
        target.rpartition(".")[0].rpartition(".")[0] == registration.package and "." in target
        for target in find_targets(survey, call)
    )


def _find_looped(survey: Survey, call: Call) -> Iterator[str]:
    """Give the dotted names of all that the loops around a registration go over."""
    for loop in call.block.around:
        todo = [loop.iter] if isinstance(loop, ast.For | ast.AsyncFor) else []
        names = {name.id for item in todo for name in ast.walk(item) if isinstance(name, ast.Name)}
        todo += [value.value for name in names for value in survey.values.get(name, ())]
        for node in (node for item in todo for node in ast.walk(item)):
            name = dotted(node)
            yield from resolve(survey, name, call.block)
            for value in survey.values.get(name, ()):
                yield join(dotted(value.value))


def _describe(call: Call) -> str:
    """Say in what a registration stands; for a loop, over what it goes, when that is short."""
    for loop in reversed(call.block.around):
        if isinstance(loop, ast.For | ast.AsyncFor):
            items = getattr(loop.iter, "elts", [])[:_SHORT]
            names = [dotted(item) for item in items if dotted(item)]
            over = dotted(loop.iter) or ", ".join(names)
            return f"a loop over {over}, which may be the place" if over else "a loop"
    return "a loop" if call.block.kind == "loop" else "an expression"


def _refuse(reason: str, call: Call) -> Uncertain:
    function, around = call.block.function, call.block.around
    after = around[0] if around else call.statement
    name = function.name if function else ""
    return Uncertain(f"{reason} (line {call.statement.lineno})", after.end_lineno or 0, name)
