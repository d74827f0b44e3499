"""The answers to all questions: given, read from a file, or by default."""

import errno
import os
import select
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from .errors import UsageError, list_words, show
from .question import Question, Value
from .untrusted import LARGEST, parse_json, parse_toml

_MOST_FAULTS = 10
_LONGEST_KEY = 100
_PATIENCE = 5.0


@dataclass(frozen=True)
class Answers:
    """One answer for every question, in the order of QUESTIONS."""

    values: tuple[tuple[str, Value], ...]

    def __getitem__(self, key: str) -> Value:
        return dict(self.values)[key]

    def replace(self, **changes: Value) -> "Answers":
        """Give the same answers with some of them changed."""
        return Answers(tuple((key, changes.get(key, value)) for key, value in self.values))


def settle(questions: tuple[Question, ...], given: Mapping[str, Value]) -> Answers:
    """Answer every question: by what was given, else by its default."""
    minimal = given.get("minimal") is True
    return Answers(
        tuple((q.key, given.get(q.key, q.get_default(minimal=minimal))) for q in questions)
    )


def read_answers(questions: tuple[Question, ...], raw: Mapping[str, object]) -> dict[str, Value]:
    """Read a table of answers.

    Raises UsageError for keys that no question has and values that cannot be, the first of them at once.
    """
    known = {question.key: question for question in questions}
    answers: dict[str, Value] = {}
    faults = []
    for key, value in raw.items():
        try:
            answers[key] = _find_question(known, key).read(value)
        except UsageError as fault:
            faults.append(fault)
            if len(faults) > _MOST_FAULTS:
                break
    if len(faults) == 1:
        raise faults[0]
    if faults:
        hints = [f"{fault.message}\n  {fault.hint}".rstrip() for fault in faults[:_MOST_FAULTS]]
        hints += ["There are more."] if len(faults) > _MOST_FAULTS else []
        raise UsageError("These answers cannot be taken.", hint="\n".join(hints))
    return answers


def _find_question(known: Mapping[str, Question], key: str) -> Question:
    if key in known:
        return known[key]
    near = get_close_matches(key[:_LONGEST_KEY], known, n=1)
    raise UsageError(
        f"There is no question called {show(key)}.",
        hint=(f"Did you mean {near[0]}? " if near else "")
        + f"The questions are {list_words(known, 'and')}.",
    )


def read_answers_file(path: str, questions: tuple[Question, ...]) -> dict[str, Value]:
    """Read the answers that `path`, which may be a pipe, holds.

    Raises UsageError when it cannot be read, or holds a question or value that is not known.
    """
    try:
        text = _read(path).decode("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise UsageError(f"The answers file {show(path)} cannot be read: {reason}.") from error
    try:
        table = parse_json(text) if text.lstrip().startswith("{") else parse_toml(text)
    except ValueError as error:
        raise UsageError(f"{show(path)} is neither TOML nor JSON: {error}.") from error
    if isinstance(table.get("answers"), Mapping):
        table = table["answers"]
    try:
        return read_answers(questions, table)
    except UsageError as error:
        raise UsageError(f"{show(path)}: {error.message}", hint=error.hint) from error


def _read(path: str) -> bytes:
    data = b""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        while len(data) <= LARGEST:
            if not select.select([descriptor], [], [], _PATIENCE)[0]:
                raise TimeoutError(errno.ETIMEDOUT, "nothing came out of it for five seconds")
            part = os.read(descriptor, LARGEST + 1 - len(data))
            if not part:
                return data
            data += part
    finally:
        os.close(descriptor)
    raise UsageError(f"The answers file {show(path)} is larger than {LARGEST:,} bytes.")
