"""Drafts a project by other answers, or says why that cannot be and which command could."""

import shlex
from collections.abc import Iterator, Mapping
from typing import Literal

from ..catalog import Catalog
from ..draft import Draft
from ..errors import UsageError
from ..existing.stored import Stored
from ..question import NONE, Question, Value
from .redraft import redraft
from .wishes import write_words

Verb = Literal["add", "remove"]
_FIXED = ("framework", "minimal")


def draft_change(
    catalog: Catalog, stored: Stored, changes: Mapping[str, Value], verb: Verb
) -> Draft:
    """Draft the project with `changes`, which all must come about.

    Raises UsageError with the reasons and the commands that could do it.
    """
    try:
        draft = redraft(catalog, stored, changes)
    except UsageError as error:
        if "conflicts" in error.details:
            reasons = [str(each["message"]) for each in _list_conflicts(error)]
            raise _refuse(catalog, stored, changes, verb, reasons, error.message) from error
        raise
    if undone := _find_undone(draft, changes, verb):
        brought = {f"brings --{key} " for key in undone}
        lines = draft.selection.implied
        reasons = [line for line in lines if any(words in line for words in brought)]
        message = "What is to go would come again."
        raise _refuse(catalog, stored, changes, verb, reasons, message)
    return draft


def _refuse(
    catalog: Catalog,
    stored: Stored,
    changes: Mapping[str, Value],
    verb: Verb,
    reasons: list[str],
    message: str,
) -> UsageError:
    has = redraft(catalog, stored).settled
    ways = [
        shlex.join(["apigen", verb, *write_words(has, more)])
        for more in _list_more(catalog, stored, changes, verb)
        if _is_possible(catalog, stored, more, verb)
    ]
    grown = {**changes, "minimal": False}
    if has["minimal"] is True and _is_possible(catalog, stored, grown, verb):
        ways.append("first apigen remove minimal")
    hint = "\n".join(reasons)
    if ways:
        hint += f"\nThis can be done: {', or '.join(ways)}"
    error = UsageError(message, hint=hint)
    error.details = {"reasons": reasons, "ways": ways}
    return error


def _list_more(
    catalog: Catalog, stored: Stored, changes: Mapping[str, Value], verb: Verb
) -> Iterator[dict[str, Value]]:
    """Give the changes with one more of the same direction."""
    has = redraft(catalog, stored).settled
    for question in catalog.questions():
        key = question.key
        if key in _FIXED or not question.is_open:
            continue
        for value in _list_values(question, changes.get(key, has[key]), verb):
            if value != changes.get(key, has[key]):
                yield {**changes, key: value}


def _list_values(question: Question, now: Value, verb: Verb) -> list[Value]:
    if question.kind == "yes-no":
        return [verb == "add"]
    if isinstance(now, tuple):
        if verb == "add":
            return [question.read([*now, one]) for one in question.values]
        return [tuple(one for one in now if one != gone) for gone in now]
    return [value for value in question.values if value != NONE] if verb == "add" else [NONE]


def _is_possible(
    catalog: Catalog, stored: Stored, changes: Mapping[str, Value], verb: Verb
) -> bool:
    try:
        return not _find_undone(redraft(catalog, stored, changes), changes, verb)
    except UsageError:
        return False


def _find_undone(draft: Draft, changes: Mapping[str, Value], verb: Verb) -> list[str]:
    """Give the keys of the changes that something in the project has undone."""
    return [key for key, value in changes.items() if not _is_done(draft.answers[key], value, verb)]


def _is_done(now: Value, value: Value, verb: Verb) -> bool:
    if isinstance(now, tuple) and isinstance(value, tuple):
        return set(value) <= set(now) if verb == "add" else set(now) <= set(value)
    return now == value


def _list_conflicts(error: UsageError) -> list[Mapping[str, object]]:
    conflicts = error.details["conflicts"]
    return conflicts if isinstance(conflicts, list) else []
