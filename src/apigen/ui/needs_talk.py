"""Asks for needs: four questions first, then the rest if the person likes."""

from collections.abc import Mapping

from ..question import Question, Value
from .asker import Asker, Back, Option

_SKIP = Option("skip", "I cannot say", "it counts for nothing")
_ENOUGH = Option("enough", "No, that is enough", "the verdict on these answers")
_MORE = Option("more", "Yes, ask me the rest", "more questions, each of which may be skipped")


def ask_needs(
    asker: Asker,
    first: tuple[Question, ...],
    rest: tuple[Question, ...],
    given: Mapping[str, Value],
    *,
    thorough: bool,
) -> dict[str, Value]:
    """Give the needs that were answered, beside those that are `given` already.

    Raises KeyboardInterrupt when the person stops.
    """
    answers = _ask_all(asker, tuple(q for q in first if q.key not in given), given)
    if not thorough:
        prompt = f"Shall the verdict rest on more? There are {len(rest)} further questions."
        more = asker.choose(prompt, (_ENOUGH, _MORE), "enough", can_go_back=False)
        if more == "enough":
            return answers
    return _ask_all(asker, tuple(q for q in rest if q.key not in answers), answers)


def _ask_all(
    asker: Asker, questions: tuple[Question, ...], given: Mapping[str, Value]
) -> dict[str, Value]:
    answers = dict(given)
    position = 0
    while position < len(questions):
        question = questions[position]
        options = tuple(Option(c.value, c.title, c.help) for c in question.choices)
        answer = asker.choose(
            question.prompt,
            (*options, _SKIP),
            answers.get(question.key, _SKIP.value),
            can_go_back=position > 0,
        )
        if isinstance(answer, Back):
            position -= 1
            continue
        answers.pop(question.key, None)
        if answer != _SKIP.value:
            answers[question.key] = question.read(answer)
        position += 1
    return answers
