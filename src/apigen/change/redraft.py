"""Drafts a project again from its .apigen.toml: as it was made, or with other answers."""

from collections.abc import Iterable, Mapping

from ..answers import Answers, read_answers
from ..catalog import Catalog
from ..draft import Draft, draft_project
from ..errors import UsageError, show
from ..existing.stored import Stored
from ..names import Identity, refuse, title_of
from ..question import FRAMEWORKS, NONE, Question, Value
from ..recommendation import NEEDS, REST
from ..state import FILE_NAME

_HINT = "Take it from the project's history, or mend it."


def redraft(catalog: Catalog, stored: Stored, changes: Mapping[str, Value] | None = None) -> Draft:
    """Draft the project that `stored` remembers, with `changes` of its answers.

    What nobody said is as it was, not as a default is now, and what a feature had changed may change
    again. A change back to a default counts as not said.
    Raises UsageError when .apigen.toml cannot be, or the answers do not fit together.
    """
    changes = dict(changes or {})
    framework = changes.get("framework", stored.framework)
    questions = catalog.questions(framework)
    answers, said, before = _read(questions, stored)
    settled = {
        question.key: before.get(question.key, answers.get(question.key, _turn_off(question)))
        for question in questions
    }
    minimal = changes.get("minimal", settled["minimal"]) is True
    for question in questions:
        key = question.key
        if key in changes and changes[key] == question.get_default(minimal=minimal):
            said.pop(key, None)
        elif key in changes:
            said[key] = changes[key]
    settled |= {key: value for key, value in said.items() if key in settled} | changes
    identity = _identify(stored)
    given = {*changes, *said} & settled.keys()
    draft = draft_project(catalog, identity, Answers(tuple(settled.items())), given, said)
    if draft.decision.framework == framework:
        return draft
    settled["framework"] = framework
    return draft_project(catalog, identity, Answers(tuple(settled.items())), given, said)


def _read(
    questions: tuple[Question, ...], stored: Stored
) -> tuple[dict[str, Value], dict[str, Value], dict[str, Value]]:
    try:
        return (
            read_answers(questions, stored.answers),
            read_answers(_join(questions, NEEDS, REST), stored.said),
            read_answers(questions, stored.without_implied),
        )
    except UsageError as error:
        raise UsageError(
            f"{FILE_NAME} has answers that this apigen does not know. {error.message}",
            hint=f"{error.hint}\n{_HINT}".lstrip(),
        ) from error


def _join(*several: Iterable[Question]) -> tuple[Question, ...]:
    """Give questions by key; of those of one key the first."""
    known: dict[str, Question] = {}
    for question in (question for questions in several for question in questions):
        known.setdefault(question.key, question)
    return tuple(known.values())


def _turn_off(question: Question) -> Value:
    """Answer a question that the project was never asked, so that nothing comes in unasked."""
    if question.kind == "yes-no":
        return False
    if question.kind == "many":
        return ()
    return NONE if NONE in question.values else question.default


def _identify(stored: Stored) -> Identity:
    if reason := refuse(stored.project):
        raise UsageError(
            f"{FILE_NAME} names the project {show(stored.project)}: {reason}.", hint=_HINT
        )
    if stored.framework not in FRAMEWORKS:
        raise UsageError(
            f"{FILE_NAME} names the framework {show(stored.framework)}, which is none.", hint=_HINT
        )
    return Identity(stored.project, stored.package, title_of(stored.project))
