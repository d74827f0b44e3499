"""Tells what would be written, and at the end what was made and what to do next."""

from collections import Counter

from ..outcome import Outcome
from ..plan import Plan
from ..question import NONE
from ..recommendation import TITLES
from .screen import Section, clean, say, show_sections


def show_plan(outcome: Outcome) -> None:
    """List every file of the plan with what would happen to it."""
    show_entries(outcome.plan)
    count = len(outcome.plan.written)
    say(f"{count} files would be written to {outcome.destination.path}. Nothing was written.")
    show_sections((*_explain(outcome), *_kept(outcome), _replay(outcome)))


def show_entries(plan: Plan) -> None:
    """Give a line to each file of a plan: what happens to it, and why it stays where it does."""
    for entry in plan.entries:
        reason = entry.found.obstacle if entry.found else ""
        if entry.is_identical:
            reason = "identical"
        tail = f"  ({reason})" if reason else ""
        size = len(entry.file.data)
        print(f"{entry.action:<8} {clean(entry.file.path)}  {size} bytes{tail}", flush=True)


def show_summary(outcome: Outcome) -> None:
    """Sum up what is going to be written, before anybody agrees to it."""
    identity = outcome.draft.identity
    written = [entry.file.path for entry in outcome.plan.written]
    folders = Counter(path.partition("/")[0] for path in written if "/" in path)
    files = [f"{len(written)} files in {outcome.destination.path}"]
    files += [f"{folder}/ ({count} files)" for folder, count in sorted(folders.items())]
    files.append(", ".join(path for path in written if "/" not in path))
    show_sections(
        (
            Section(f"{identity.title} (package {identity.package})", tuple(files)),
            Section("Your answers", _list_answers(outcome)),
            *_explain(outcome),
            *_kept(outcome),
            Section(
                "Files that will be replaced",
                tuple(entry.file.path for entry in outcome.plan.replaced),
                is_verbatim=True,
            ),
        )
    )
    say()


def show_report(outcome: Outcome) -> None:
    """Tell what was made, why this framework, the next commands and how to make it again."""
    identity = outcome.draft.identity
    made = [
        f"{len(outcome.plan.written)} files in {outcome.destination.path}",
        f"The project is called {identity.project}, its package {identity.package}.",
    ]
    if outcome.has_repository:
        made.append("A git repository holds them.")
    if outcome.is_installed:
        made.append("Its environment is installed.")
    show_sections(
        (
            Section(f"Made {identity.title}", (*made, *outcome.notes)),
            *_explain(outcome),
            *_kept(outcome),
            Section("Next", outcome.next_steps, is_verbatim=True),
            _replay(outcome),
        )
    )


def _explain(outcome: Outcome) -> tuple[Section, ...]:
    decision = outcome.draft.decision
    return (
        Section(f"Why {TITLES[decision.framework]}", decision.reasons),
        Section("What your choices brought along", outcome.draft.selection.implied),
    )


def _kept(outcome: Outcome) -> tuple[Section, ...]:
    lines = tuple(entry.file.path for entry in outcome.plan.kept)
    return (Section("Files that were there and stay as they are", lines, is_verbatim=True),)


def _replay(outcome: Outcome) -> Section:
    return Section("The same project again", (outcome.replay,), is_verbatim=True)


def _list_answers(outcome: Outcome) -> tuple[str, ...]:
    draft = outcome.draft
    return tuple(
        f"{question.key}: {_say_value(draft.answers[question.key])}"
        for question in draft.selection.catalog.questions()
        if question.is_open and (question.is_asked or draft.answers[question.key])
    )


def _say_value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (", ".join(value) or NONE) if isinstance(value, tuple) else str(value)
