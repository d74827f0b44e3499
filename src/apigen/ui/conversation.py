"""Leads the conversation: the open questions one by one, a way back, a look before writing."""

import os
from collections.abc import Callable, Mapping

from ..errors import UsageError
from ..outcome import Outcome
from ..plan import Entry
from ..question import Question, Value
from .asker import Asker, Back, Option
from .report import show_summary
from .screen import say

_KEEP = Option("keep", "Keep it", "the file stays as it is")
_REPLACE = Option("replace", "Replace it", "the file's text is replaced by the project's")
_WRITE = Option("write", "Write it", "make the project now")
_CHANGE = Option("change", "Change something", "go through the questions again")
_STOP = Option("stop", "Stop", "nothing is written")

Propose = Callable[[Mapping[str, Value]], Outcome]
Explain = Callable[[Question, Mapping[str, Value]], str]


def ask_path(asker: Asker, check: Callable[[str], object]) -> str:
    """Ask where to make the project until `check` raises no UsageError.

    No shell reads what is typed here, so `~` is replaced as a shell would.
    """

    def find_fault(path: str) -> str:
        try:
            check(os.path.expanduser(path))
        except UsageError as error:
            return f"{error.message} {error.hint}"
        return ""

    prompt = "What is the project called, or where is it to be?"
    return os.path.expanduser(asker.type_text(prompt, "", find_fault))


def converse(
    asker: Asker,
    questions: tuple[Question, ...],
    given: Mapping[str, Value],
    propose: Propose,
    explain: Explain,
    *,
    must_agree: bool,
) -> Outcome:
    """Ask what `given` leaves open, and give the outcome that the person agrees to.

    `propose` makes an outcome of the answers, and `explain` says what is to be known before a
    question is answered, if there is anything. Raises KeyboardInterrupt when the person stops, and
    UsageError only when no answer but the given ones could be at fault.
    """
    minimal = given.get("minimal") is True
    still_open = tuple(q for q in questions if q.is_asked and q.is_open and q.key not in given)
    answers = {question.key: question.get_default(minimal=minimal) for question in still_open}
    while True:
        answers = _ask_all(asker, still_open, answers, lambda q, a: explain(q, {**a, **given}))
        try:
            outcome = propose(answers)
        except UsageError as error:
            if not still_open:
                raise
            say(f"{error.message}\n{error.hint}")
            continue
        if not must_agree:
            return outcome
        show_summary(outcome)
        options = (_WRITE, _CHANGE, _STOP) if still_open else (_WRITE, _STOP)
        decision = asker.choose("Shall it be written?", options, "write", can_go_back=False)
        if decision == "write":
            return outcome
        if decision == "stop":
            raise KeyboardInterrupt


def ask_to_replace(asker: Asker, entry: Entry) -> bool:
    """Ask whether the file of this entry, which is there and differs, may be replaced."""
    prompt = f"{entry.file.path} is there already and differs."
    return asker.choose(prompt, (_KEEP, _REPLACE), "keep", can_go_back=False) == "replace"


def _ask_all(
    asker: Asker,
    questions: tuple[Question, ...],
    answers: dict[str, Value],
    explain: Explain,
) -> dict[str, Value]:
    answers = dict(answers)
    position = 0
    while position < len(questions):
        question = questions[position]
        if text := explain(question, answers):
            say(text)
        answer = _ask(asker, question, answers[question.key], can_go_back=position > 0)
        if isinstance(answer, Back):
            position -= 1
        else:
            answers[question.key] = answer
            position += 1
    return answers


def _ask(asker: Asker, question: Question, default: Value, *, can_go_back: bool) -> Value | Back:
    options = tuple(Option(c.value, c.title, c.help) for c in question.choices)
    if isinstance(default, tuple):
        many = asker.choose_many(question.prompt, options, default, can_go_back=can_go_back)
        return many if isinstance(many, Back) else question.read(many)
    one = asker.choose(question.prompt, options, default, can_go_back=can_go_back)
    return one if isinstance(one, Back) else question.read(one)
