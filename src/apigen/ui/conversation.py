"""Leads the conversation: the open questions one by one, a way back, a look before writing."""

import os
from collections.abc import Callable, Mapping

from ..errors import UsageError
from ..outcome import Outcome
from ..plan import Entry
from ..question import Question, Value
from .asker import Asker, Option
from .interview import Guide, ask_all
from .report import show_summary

_KEEP = Option("keep", "Keep it", "the file stays as it is")
_REPLACE = Option("replace", "Replace it", "the file's text is replaced by the project's")
_WRITE = Option("write", "Write it", "make the project now")
_CHANGE = Option("change", "Change something", "go through the questions again")
_STOP = Option("stop", "Stop", "nothing is written")

Propose = Callable[[Mapping[str, Value]], Outcome]


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
    guide: Guide,
    propose: Propose,
    *,
    must_agree: bool,
) -> Outcome:
    """Ask what was not given, and give the outcome that the person agrees to.

    `propose` makes an outcome of the answers, which fit together: what does not cannot be chosen.
    Raises KeyboardInterrupt when the person stops.
    """
    given = guide.given
    minimal = given.get("minimal") is True
    still_open = tuple(q for q in questions if q.is_asked and q.is_open and q.key not in given)
    remembered = {question.key: question.get_default(minimal=minimal) for question in still_open}
    while True:
        outcome = propose(ask_all(asker, still_open, remembered, guide))
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
