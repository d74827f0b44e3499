"""The lines of a menu, wrapped to the width of the terminal."""

import shutil
import textwrap

from .asker import Option, say_option
from .screen import clean, get_width, say

_INDENT = 7


def make_prompt(prompt: str, keys: str = "") -> str:
    """Give the question, with the keys that answer it."""
    text = clean(f"{prompt} ({keys})" if keys else prompt)
    return textwrap.fill(text, get_width() - 4, subsequent_indent="  ")


def make_title(option: Option) -> list[tuple[str, str]]:
    """Give the option and, below it, its explanation or why it cannot be chosen, with their styles."""
    title = [("class:help" if option.reason else "class:text", clean(option.title))]
    for line in _explain(option):
        title.append(("class:help", f"\n{' ' * _INDENT}{line}"))
    return title


def make_room(prompt: str, options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Give the options that the menu shows.

    The arrow keys pass by what cannot be chosen, so it could stay below the last line of the
    terminal: where there are not lines enough for all options, it is said before.
    """
    lines = prompt.count("\n") + 1 + sum(1 + len(_explain(option)) for option in options)
    if lines <= shutil.get_terminal_size().lines:
        return options
    for option in options:
        if option.reason:
            say(f"{option.title} is {say_option(option)}")
    return tuple(option for option in options if not option.reason)


def _explain(option: Option) -> list[str]:
    return textwrap.wrap(clean(say_option(option)), max(10, get_width() - _INDENT - 1))
