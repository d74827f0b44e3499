"""Tells which keyword arguments a new registration takes over from those that are there."""

import ast

from .bindings import resolve
from .edits import Uncertain
from .registration import ARGUMENTS, PREFIXES, Registration
from .survey import Call, Survey, dotted

# What says nothing about the resources: their registrations often differ from all others.
_SERVICES = frozenset(
    {
        *("docs", "health", "healthcheck", "healthz", "home", "index", "info", "main", "meta"),
        *("metrics", "monitoring", "ping", "pages", "root", "status", "system", "version"),
    }
)
_ENDINGS = ("_router", "_blueprint", "_bp", "_routes", "_api")
_NEVER_COPIED = frozenset({"tags", "name"})
_DECISIVE = frozenset({None, "prefix", "url_prefix", "dependencies", "subdomain"})


def find_router(call: ast.Call) -> ast.expr | None:
    """Give the router that a registration registers."""
    if call.args:
        return call.args[0]
    words = set(ARGUMENTS.values())
    return next((keyword.value for keyword in call.keywords if keyword.arg in words), None)


def is_service(survey: Survey, call: Call) -> bool:
    """Whether a registration is that of the health checks, the documents or the like."""
    return bool(_find_words(survey, call) & _SERVICES)


def find_keywords(
    survey: Survey, calls: list[Call], registration: Registration
) -> tuple[ast.keyword, ...]:
    """Give the keyword arguments that all resources' registrations have, tags and name aside.

    Raises Uncertain when they differ in what decides where the routes are, or who may use them, and
    when what one of them has would take the place of the new router's own prefix.
    """
    calls = [call for call in calls if not is_service(survey, call)] or calls
    found: list[dict[str | None, str]] = []
    for call in calls:
        words = {k.arg: k for k in call.node.keywords if k.arg not in ARGUMENTS.values()}
        if len(call.node.args) + len(call.node.keywords) - len(words) != 1:
            raise _refuse("it registers a router in a way that is not known", call)
        if any(isinstance(argument, ast.Starred) for argument in call.node.args):
            raise _refuse("it registers routers that cannot be told", call)
        prefix = words.get(PREFIXES[registration.framework])
        if prefix is not None and _is_its_own(survey, call, prefix.value):
            raise _refuse("it gives each router a prefix of its own", call)
        if registration.framework == "flask" and _may_replace(words):
            raise _refuse("in Flask url_prefix replaces the blueprint's own prefix", call)
        found.append({name: _write(word) for name, word in words.items()})
    for texts, call in zip(found, calls, strict=True):
        for name in _DECISIVE:
            if texts.get(name) != found[-1].get(name):
                what = name or "keywords"
                raise _refuse(f"its registrations differ in {what}", call)
    return tuple(
        word
        for word in calls[-1].node.keywords
        if word.arg not in _NEVER_COPIED
        and word.arg not in ARGUMENTS.values()
        and all(texts.get(word.arg) == _write(word) for texts in found)
    )


def _write(word: ast.keyword) -> str:
    """Write a value down without its position. Raises Uncertain."""
    try:
        return ast.dump(word.value)
    except RecursionError as error:
        raise Uncertain(f"the {word.arg} of a registration is nested too deeply") from error


def _find_words(survey: Survey, call: Call) -> set[str]:
    """Give the words by which a registered router is called, such as items for items_router."""
    name = dotted(find_router(call.node))
    parts = name.split(".")
    for target in resolve(survey, name, call.block):
        parts += target.split(".")[-2:]
    words = set()
    for part in parts:
        for ending in _ENDINGS:
            part = part.removesuffix(ending)
        words.add(part)
    return words


def _is_its_own(survey: Survey, call: Call, value: ast.expr) -> bool:
    """Whether a prefix ends in what the router is called: /items for items_router."""
    if not isinstance(value, ast.Constant) or not isinstance(value.value, str):
        return False
    last = value.value.rstrip("/").rpartition("/")[2].replace("-", "_")
    words = _find_words(survey, call)
    return last in words or last.removesuffix("s") in words or f"{last}s" in words


def _may_replace(words: dict[str | None, ast.keyword]) -> bool:
    """Whether keywords give a blueprint a url_prefix, or hide in `**` whether they do."""
    given = words.get("url_prefix")
    is_none = given is None or (isinstance(given.value, ast.Constant) and given.value.value is None)
    return None in words or not is_none


def _refuse(reason: str, call: Call) -> Uncertain:
    function = call.block.function
    line = call.statement.lineno
    return Uncertain(f"{reason} (line {line})", line, function.name if function else "")
