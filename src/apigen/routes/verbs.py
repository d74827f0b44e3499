"""Reads which operations and methods were asked for."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import TypeVar

from ..errors import UsageError, list_words, show
from .spec import METHODS, OPERATIONS, Method, Operation

_Word = TypeVar("_Word", bound=str)
_UNASKED = {
    "HEAD": "the frameworks answer it wherever GET is, or not at all",
    "OPTIONS": "the frameworks answer it, or what CORS is set up with",
    "TRACE": "it would send a client's secrets back",
    "CONNECT": "it is for proxies",
}
_OPERATIONS_SAID_OTHERWISE = {
    "get": "read", "retrieve": "read", "show": "read", "detail": "read", "post": "create",
    "add": "create", "new": "create", "put": "replace", "patch": "update", "edit": "update",
    "remove": "delete", "destroy": "delete", "index": "list", "all": "list",
}  # fmt: skip


def parse_operations(only: Sequence[str]) -> tuple[Operation, ...]:
    """Read `--only`, repeated or with commas; all operations without it. Raises UsageError."""
    if not only:
        return OPERATIONS
    words = [word.strip().lower() for text in only for word in text.split(",")]
    for word in words:
        if word not in OPERATIONS:
            known = _OPERATIONS_SAID_OTHERWISE.get(word)
            raise _refuse_word("--only", word, [known] if known else [], OPERATIONS)
    return tuple(operation for operation in OPERATIONS if operation in words)


def parse_methods(methods: Sequence[str]) -> tuple[Method, ...]:
    """Read every `--method`, in any case. Raises UsageError."""
    words = [word.strip().upper() for word in methods]
    for word in words:
        if reason := _UNASKED.get(word):
            raise UsageError(
                f"--method {word} is not for endpoints: {reason}.",
                hint=f"Pass {list_words(METHODS)}.",
            )
        if word not in METHODS:
            several = [part.strip() for part in word.split(",")]
            if len(several) > 1 and set(several) <= set(METHODS):
                hint = " ".join(f"--method {part}" for part in several)
                raise UsageError("--method takes one method.", hint=f"Repeat it: {hint}")
            raise _refuse_word("--method", word, [], METHODS)
    return tuple(method for method in METHODS if method in words)


def _refuse_word(flag: str, word: str, close: Sequence[str], known: Sequence[_Word]) -> UsageError:
    close = close or get_close_matches(word, known, 1)
    nearest = f" Try this instead: {flag} {close[0]}" if close else ""
    return UsageError(
        f"{flag} cannot be {show(word[:60])}." if word else f"{flag} is empty.",
        hint=f"There are {list_words(known, 'and')}.{nearest}",
    )
