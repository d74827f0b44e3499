"""Asks the open questions one after the other, each with the choices that are left, and a way back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..question import Question, Value
from .asker import Asker, Back, Option
from .screen import say


@dataclass(frozen=True)
class Guide:
    """What is known beside the questions.

    `explain` says what is to be known before a question is answered, if there is anything;
    `find_reason` says why a choice does not go with the answers before, if it does not.
    """

    given: Mapping[str, Value]
    explain: Callable[[Question, Mapping[str, Value]], str]
    find_reason: Callable[[Mapping[str, Value], Question, str | bool], str]


def ask_all(
    asker: Asker, questions: tuple[Question, ...], remembered: dict[str, Value], guide: Guide
) -> dict[str, Value]:
    """Ask, and give an answer for every question.

    `remembered` are the answers that are offered first, and are replaced by what is answered. What
    has one possible answer is not asked but said.
    """
    answers: dict[str, Value] = {}
    asked: list[int] = []
    position = 0
    while position < len(questions):
        question = questions[position]
        before = {**{q.key: answers[q.key] for q in questions[:position]}, **guide.given}
        options = _make_options(question, before, guide)
        if (forced := _find_forced(question, options)) is not None:
            _say_forced(question, options, forced)
            answers[question.key] = forced
            position += 1
            continue
        if text := guide.explain(question, before):
            say(text)
        default = _find_default(question, options, remembered[question.key])
        answer = _ask(asker, question, options, default, can_go_back=bool(asked))
        if isinstance(answer, Back):
            position = asked.pop()
            continue
        asked.append(position)
        answers[question.key] = remembered[question.key] = answer
        position += 1
    return answers


def _make_options(
    question: Question, before: Mapping[str, Value], guide: Guide
) -> tuple[Option, ...]:
    options = tuple(
        Option(c.value, c.title, c.help, guide.find_reason(before, question, c.value))
        for c in question.choices
    )
    if question.kind == "many" or any(not option.reason for option in options):
        return options
    return tuple(Option(o.value, o.title, o.help) for o in options)  # the end says what is wrong


def _find_forced(question: Question, options: tuple[Option, ...]) -> Value | None:
    """Give the only answer that is left, if there is only one."""
    left = [option.value for option in options if not option.reason]
    if question.kind == "many":
        return None if left else ()
    return question.read(left[0]) if len(left) == 1 else None


def _say_forced(question: Question, options: tuple[Option, ...], forced: Value) -> None:
    titles = [option.title for option in options if option.value == forced] or ["None"]
    reasons = dict.fromkeys(option.reason for option in options if option.reason)
    say("\n".join([f"{question.prompt} {titles[0]}.", *(f"  {reason}" for reason in reasons)]))


def _find_default(question: Question, options: tuple[Option, ...], wanted: Value) -> Value:
    left = [option.value for option in options if not option.reason]
    if isinstance(wanted, tuple):
        return tuple(value for value in wanted if value in left)
    return wanted if wanted in left else question.read(left[0])


def _ask(
    asker: Asker,
    question: Question,
    options: tuple[Option, ...],
    default: Value,
    *,
    can_go_back: bool,
) -> Value | Back:
    if isinstance(default, tuple):
        many = asker.choose_many(question.prompt, options, default, can_go_back=can_go_back)
        return many if isinstance(many, Back) else question.read(many)
    one = asker.choose(question.prompt, options, default, can_go_back=can_go_back)
    return one if isinstance(one, Back) else question.read(one)
