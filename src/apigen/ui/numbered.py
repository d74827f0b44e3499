"""Asks by numbered lines and typed answers, for screen readers and plain terminals."""

from collections.abc import Callable

from .asker import BACK, Back, Option, say_option
from .screen import clean, fill, say


class Numbered:
    """An Asker that only writes lines and reads lines."""

    def choose(
        self, prompt: str, options: tuple[Option, ...], default: object, *, can_go_back: bool
    ) -> object:
        """List the options and read the number of one."""
        self._list(prompt, options)
        standard = next((n for n, o in enumerate(options, 1) if o.value == default), 1)
        while True:
            typed = self._read(f"Number{_hint(can_go_back=can_go_back)} [{standard}]:")
            if can_go_back and typed == "b":
                return BACK
            picked = _pick(typed or str(standard), options)
            if len(picked) == 1 and not picked[0].reason:
                return picked[0].value
            say(_find_obstacle(picked) or f"Please type one number from 1 to {len(options)}.")

    def choose_many(
        self,
        prompt: str,
        options: tuple[Option, ...],
        default: tuple[object, ...],
        *,
        can_go_back: bool,
    ) -> tuple[object, ...] | Back:
        """List the options and read any of their numbers."""
        self._list(prompt, options)
        marked = [str(n) for n, option in enumerate(options, 1) if option.value in default]
        standard = ",".join(marked) or "0"
        hint = _hint(can_go_back=can_go_back)
        while True:
            typed = self._read(f"Numbers with commas, 0 for none{hint} [{standard}]:")
            if can_go_back and typed == "b":
                return BACK
            typed = typed or standard
            if typed == "0":
                return ()
            picked = _pick(typed, options)
            if picked and not any(option.reason for option in picked):
                return tuple(option.value for option in options if option in picked)
            advice = f"Please type numbers from 1 to {len(options)}, with commas, or 0."
            say(_find_obstacle(picked) or advice)

    def type_text(self, prompt: str, default: str, find_fault: Callable[[str], str]) -> str:
        """Read a line."""
        while True:
            typed = self._read(f"{prompt} [{default}]:" if default else prompt) or default
            fault = find_fault(typed)
            if not fault:
                return typed
            say(fault)

    def _list(self, prompt: str, options: tuple[Option, ...]) -> None:
        say()
        say(prompt)
        for number, option in enumerate(options, 1):
            text = say_option(option)
            say(f"  {number}. {option.title}" + (f": {text}" if text else ""))

    def _read(self, prompt: str) -> str:
        *lines, last = fill(clean(prompt)).split("\n")
        for line in lines:
            print(line)
        try:
            return input(f"{last} ").strip()
        except EOFError:
            raise KeyboardInterrupt from None


def _hint(*, can_go_back: bool) -> str:
    return ", b for back" if can_go_back else ""


def _find_obstacle(picked: list[Option]) -> str:
    return next((f"{o.title} is not available: {o.reason}" for o in picked if o.reason), "")


def _pick(typed: str, options: tuple[Option, ...]) -> list[Option]:
    words = [word.strip() for word in typed.split(",")]
    if not all(word.isascii() and word.isdigit() for word in words):
        return []
    numbers = [int(word) for word in words]
    if not all(1 <= number <= len(options) for number in numbers):
        return []
    return [options[number - 1] for number in numbers]
