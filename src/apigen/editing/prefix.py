"""Tells what a module itself puts before the paths of a router that it registers."""

import ast
from collections.abc import Iterable

from .creation import makes
from .keywords import find_router
from .registration import APPS, PREFIXES, ROUTERS, Registration
from .survey import Assigned, Block, Call, Survey, dotted

_MOST_STEPS = 20


def find_prefix(
    survey: Survey,
    registration: Registration,
    keywords: Iterable[ast.keyword],
    receiver: str,
    block: Block,
) -> str | None:
    """Give the prefix of a registration with these keywords on `receiver`; None: unknown."""
    prefix = _read_keyword(survey, registration, keywords)
    if registration.framework == "flask" and prefix:
        prefix = _find_before_own(registration, prefix)
    for _ in range(_MOST_STEPS):
        if prefix is None:
            return None
        before, outer = _find_own(survey, registration, receiver, block)
        if before is None:
            return None
        prefix = before + prefix
        if outer is None:
            return prefix
        receiver, block = outer.receiver, outer.block
    return None


def _find_before_own(registration: Registration, prefix: str) -> str | None:
    """Give what stands before the router's own path in a prefix that takes that one's place."""
    before, _, last = prefix.rstrip("/").rpartition("/")
    return before if last.replace("-", "_") == registration.leaf else None


def _find_own(
    survey: Survey, registration: Registration, receiver: str, block: Block
) -> tuple[str | None, Call | None]:
    """Give what `receiver` puts before its routes, and the call that registers itself."""
    made = [item for item in survey.values.get(receiver, ()) if _reaches(item, block)]
    outer = [call for call in survey.calls if _registers(call, receiver, block, registration)]
    if len(made) > 1 or len(outer) > 1:
        return None, None
    own: str | None = ""
    if made and makes(survey, made[0], ROUTERS[registration.framework]):
        value = made[0].value
        own = _read_keyword(survey, registration, getattr(value, "keywords", ()))
    elif not _is_app(survey, registration, receiver, block, made):
        own = None
    if not outer or own is None:
        return own, None
    (call,) = outer
    if call.method == "mount":
        path = call.node.args[0]
        added = _read_text(survey, path)
    else:
        added = _read_keyword(survey, registration, call.node.keywords)
    if added is None:
        return None, None
    # Flask: the prefix that a registration gives takes the place of the blueprint's own.
    is_replaced = registration.framework == "flask" and added and call.method != "mount"
    return (added if is_replaced else added.rstrip("/") + own), call


def _registers(call: Call, receiver: str, block: Block, registration: Registration) -> bool:
    if call.block.scopes[0] not in block.scopes and block.scopes[0] not in call.block.scopes:
        return False
    if call.method == "mount":
        return len(call.node.args) > 1 and dotted(call.node.args[1]) == receiver
    return call.method == registration.method and dotted(find_router(call.node)) == receiver


def _is_app(
    survey: Survey,
    registration: Registration,
    receiver: str,
    block: Block,
    made: list[Assigned],
) -> bool:
    """Whether `receiver` is an app, as far as the file and its name tell."""
    if made and makes(survey, made[0], APPS[registration.framework]):
        return True
    if made and makes(survey, made[0], ROUTERS[registration.framework]):
        return False
    for scope in block.scopes:
        argument = survey.parameters.get((scope, receiver))
        if argument is not None and argument.annotation is not None:
            words = [dotted(node) for node in ast.walk(argument.annotation)]
            words += [str(getattr(node, "value", "")) for node in ast.walk(argument.annotation)]
            last = {word.rpartition(".")[2] for word in words}
            if last & (APPS[registration.framework] | ROUTERS[registration.framework]):
                return bool(last & APPS[registration.framework])
    return "app" in receiver.rpartition(".")[2].lower()


def _reaches(item: Assigned, block: Block) -> bool:
    return "." in item.name or item.block.scopes[0] in block.scopes


def _read_keyword(
    survey: Survey, registration: Registration, keywords: Iterable[ast.keyword]
) -> str | None:
    """Give the prefix among keyword arguments: nothing when there is none, None when unknown."""
    words = {keyword.arg: keyword.value for keyword in keywords}
    if None in words:
        return None
    value = words.get(PREFIXES[registration.framework])
    return "" if value is None else _read_text(survey, value)


def _read_text(survey: Survey, value: ast.expr) -> str | None:
    """Give a literal text, or that of a name which the module gives a literal text, once."""
    if isinstance(value, ast.Constant):
        return value.value if isinstance(value.value, str) else "" if value.value is None else None
    given = survey.values.get(dotted(value), []) if isinstance(value, ast.Name) else []
    if (
        len(given) != 1
        or survey.stores[given[0].name] != 1
        or len(given[0].block.scopes) > 1
        or given[0].block.around
    ):
        return None
    text = getattr(given[0].value, "value", None)
    return text if isinstance(given[0].value, ast.Constant) and isinstance(text, str) else None
