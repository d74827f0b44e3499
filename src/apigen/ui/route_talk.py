"""Asks for a route: where it is, and its fields one by one."""

from collections.abc import Callable, Sequence

from ..errors import UsageError
from .asker import Asker, Option
from .screen import say

_YES = Option("yes", "Yes, write it")
_NO = Option("no", "No, write nothing")
_TYPES = (
    "Types: str text int float decimal bool date datetime uuid email url json enum(a|b) list[str] "
    "ref:users. After the type: ? may be left out, =1 default, then ,unique ,index ,min=1 ,max=9."
)


def ask_path(asker: Asker, check: Callable[[str], object]) -> str:
    """Ask for the path until `check` raises no UsageError."""
    prompt = "Which resource, such as orders or orders/{order_id}/lines?"
    return asker.type_text(prompt, "", lambda text: _find_fault(check, text))


def ask_fields(asker: Asker, check: Callable[[Sequence[str]], object]) -> list[str]:
    """Ask for fields until none is given; `check` raises UsageError for what is not acceptable."""
    say(_TYPES)
    fields: list[str] = []
    while True:

        def find_fault(text: str) -> str:
            if not text:
                return "" if fields else "There must be one at least, such as name:str"
            return _find_fault(lambda word: check([*fields, word]), text)

        number = "first" if not fields else "next"
        end = ", or nothing to end" if fields else ""
        text = asker.type_text(f"The {number} field, as name:type{end}:", "", find_fault)
        if not text:
            return fields
        fields.append(text)


def agree(asker: Asker) -> bool:
    """Ask whether to go on."""
    return asker.choose("Shall it be written?", (_YES, _NO), "yes", can_go_back=False) == "yes"


def _find_fault(check: Callable[[str], object], text: str) -> str:
    try:
        check(text)
    except UsageError as error:
        return f"{error.message} {error.hint}".strip()
    return ""
