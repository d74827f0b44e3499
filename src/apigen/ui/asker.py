"""What can be asked of a person, whatever the terminal is capable of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol


@dataclass(frozen=True)
class Option:
    """One thing to choose, with a line of explanation, or the reason why it cannot be chosen."""

    value: object
    title: str
    help: str = ""
    reason: str = ""


def say_option(option: Option) -> str:
    """Give the line that stands with an option."""
    return f"not available: {option.reason}" if option.reason else option.help


class Back:
    """The answer of someone who wants the question before."""


BACK: Final = Back()


class Asker(Protocol):
    """Asks one question at a time. Each method raises KeyboardInterrupt when the person stops."""

    def choose(
        self, prompt: str, options: tuple[Option, ...], default: object, *, can_go_back: bool
    ) -> object:
        """Have one option chosen; gives its value or BACK."""

    def choose_many(
        self,
        prompt: str,
        options: tuple[Option, ...],
        default: tuple[object, ...],
        *,
        can_go_back: bool,
    ) -> tuple[object, ...] | Back:
        """Have any number of options chosen; gives their values or BACK."""

    def type_text(self, prompt: str, default: str, find_fault: Callable[[str], str]) -> str:
        """Have a text typed, again and again until `find_fault` finds none."""
