"""Asks by menus with arrow keys: the only import of questionary."""

from collections.abc import Callable
from typing import Any

import questionary
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import ScrollOffsets

from ..signals import hold_signals, is_signal_held
from .asker import BACK, Back, Option
from .menu_lines import make_prompt, make_room, make_title
from .screen import say

_STYLE = questionary.Style(
    [("qmark", "fg:ansicyan bold"), ("pointer", "fg:ansicyan bold"), ("help", "fg:ansibrightblack")]
)
_BACK_KEY = "; Left goes back"
# Of a menu that is longer than the terminal, what the arrow keys are at stays in the middle, so that
# its explanation is seen.
_MIDDLE = ScrollOffsets(top=1000, bottom=1000)


class Menus:
    """An Asker for terminals that can move the cursor."""

    def choose(
        self, prompt: str, options: tuple[Option, ...], default: object, *, can_go_back: bool
    ) -> object:
        """Show a list; Enter takes the line that the arrow keys have moved to."""
        text = make_prompt(prompt, f"arrow keys, Enter{_BACK_KEY if can_go_back else ''}")
        question = questionary.select(
            text,
            choices=_make_choices(make_room(text, options), ()),
            default=default,  # type: ignore[arg-type]
            instruction=" ",
            style=_STYLE,
            erase_when_done=True,
        )
        answer = _run(question, can_go_back=can_go_back)
        _echo(prompt, [o.title for o in options if o.value == answer], answer)
        return answer

    def choose_many(
        self,
        prompt: str,
        options: tuple[Option, ...],
        default: tuple[object, ...],
        *,
        can_go_back: bool,
    ) -> tuple[object, ...] | Back:
        """Show a list in which Space marks lines and Enter takes the marked ones."""
        keys = f"Space marks, Enter goes on{_BACK_KEY if can_go_back else ''}"
        text = make_prompt(prompt, keys)
        question = questionary.checkbox(
            text,
            choices=_make_choices(make_room(text, options), default),
            instruction=" ",
            style=_STYLE,
            erase_when_done=True,
        )
        answer = _run(question, can_go_back=can_go_back)
        if isinstance(answer, Back):
            return answer
        _echo(prompt, [o.title for o in options if o.value in answer] or ["none"], answer)
        return tuple(answer)

    def type_text(self, prompt: str, default: str, find_fault: Callable[[str], str]) -> str:
        """Show a line to type in; a fault is said at length, where there is room for it."""
        while True:
            typed = str(_ask(questionary.text(make_prompt(prompt), default=default, style=_STYLE)))
            fault = find_fault(typed)
            if not fault:
                return typed
            say(fault)


def _run(question: questionary.Question, *, can_go_back: bool) -> Any:
    bindings: Any = question.application.key_bindings
    bindings.add(Keys.ControlD, eager=True)(lambda event: event.app.exit(exception=EOFError))
    for window in question.application.layout.find_all_windows():
        window.scroll_offsets = _MIDDLE
    if can_go_back:
        bindings.add(Keys.Left, eager=True)(lambda event: event.app.exit(result=BACK))
    return _ask(question)


def _ask(question: questionary.Question) -> Any:
    """Show the question until it is answered. Raises KeyboardInterrupt when somebody stops.

    An exception out of a signal's handler could hang the event loop in the middle of its work, so the
    loop itself is asked to leave; by SIGINT, too, of which the library would make a key of no menu.
    """
    application: Any = question.application

    def leave() -> None:
        if application.is_running and not application.future.done():
            application.exit(exception=EOFError)

    def leave_soon() -> None:
        if application.loop is not None:
            application.loop.call_soon_threadsafe(leave)

    def leave_if_held() -> None:
        if is_signal_held():
            leave_soon()

    try:
        with hold_signals(leave_soon):
            return application.run(pre_run=leave_if_held, handle_sigint=False)
    except EOFError:
        raise KeyboardInterrupt from None


def _make_choices(
    options: tuple[Option, ...], marked: tuple[object, ...]
) -> list[questionary.Choice]:
    return [
        questionary.Choice(
            make_title(option),
            value=option.value,
            checked=option.value in marked,
            disabled=bool(option.reason),  # type: ignore[arg-type]  # shown, not said: see the title
        )
        for option in options
    ]


def _echo(prompt: str, titles: list[str], answer: object) -> None:
    if not isinstance(answer, Back):
        say(f"{prompt} {', '.join(titles)}")
