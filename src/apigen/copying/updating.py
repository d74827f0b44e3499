"""Plans the update of a project that a template made: Copier's own update, in a copy of the project.

What comes out differently in the copy is a change like every other: shown, landed and undone alike.
"""

import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from ..change.proposal import Change
from ..errors import GitFailed, Refused, show
from ..plan import Plan
from ..repository import run_git
from ..staging import open_staging
from .answering import Said, answer
from .answers_file import choose_answers_file
from .comparison import compare
from .duplicate import duplicate
from .renewal import Renewal, open_renewal
from .source import check_ref
from .trust import check_trust

LABEL = "update"


@dataclass(frozen=True)
class UpdateWish:
    """What was asked for: to which version of the template (else its newest), and with which answers."""

    ref: str = ""
    answers_file: str | None = None
    said: Said = field(default_factory=lambda: Said({}, {}))
    is_trusted: bool = False
    may_ask: bool = False
    must_be_clean: bool = True


def plan_copy_update(root: Path, wish: UpdateWish) -> Change:
    """Decide what becomes of each file of the project at `root` by the template's new version.

    The project is only read. Raises Refused where it cannot be updated or may not be, and names what
    to do; UsageError for answers that the template does not take; WorkFailed where it is at fault.
    """
    name = choose_answers_file(root, wish.answers_file)
    if wish.ref:
        check_ref(wish.ref)
    _check_repository(root, must_be_clean=wish.must_be_clean)
    with open_staging(Path(tempfile.gettempdir()), f".{root.name}.apigen-tmp-") as stage:
        for each in ("made", "tmp"):
            os.mkdir(stage / each)
        copy = stage / "made" / root.name
        before = duplicate(root, copy)
        with open_renewal(
            root,
            copy,
            stage / "tmp",
            name,
            wish.ref,
            is_trusted=wish.is_trusted,
            may_ask=wish.may_ask,
        ) as renewal:
            refuse_impossible(renewal, name)
            answers = answer(renewal.template.questions, wish.said)
            if renewal.is_current and not answers:
                same = f"The project is of the template's {renewal.new}. Nothing was changed."
                return Change(root, "", Plan(()), notes=(same, *renewal.template.notes))
            check_trust(renewal.template, runs_tasks=True, runs_migrations=True)
            message = renewal.update(answers)
            notes = _list_notes(renewal, message)
        difference = compare(root, copy, before)
    label = f"{LABEL} to {renewal.new} of the template"
    return Change(root, label, difference.plan, difference.merges, notes, is_installed=False)


def _check_repository(root: Path, *, must_be_clean: bool) -> None:
    try:
        changes = run_git(root, "--no-optional-locks", "status", "--porcelain", "--", ".")
    except GitFailed as error:
        raise Refused(
            f"git does not keep the project in {show(str(root))}, and tells template and owner apart.",
            hint="Have it kept first: git init && git add . && git commit -m 'As it is'",
        ) from error
    if changes and must_be_clean:
        some = changes.splitlines()[0][3:]
        raise Refused(
            f"The project has edits that are in no commit: {some} and perhaps more.",
            hint="Commit or stash them, so that you can tell yours from the template's; or --force.",
        )


def refuse_impossible(renewal: Renewal, name: str) -> None:
    """Raise Refused where the template's versions do not allow an update."""
    if not renewal.template.is_versioned:
        raise Refused(
            f"The template {show(str(renewal.source))} is not there, or in no git repository, so "
            "nobody can tell what is new in it.",
            hint=f"Put it into git, with a tag for each version, and say in {name} which one "
            "_commit this project was made from.",
        )
    if not renewal.is_comparable:
        raise Refused(
            f"The template's versions {show(renewal.old)} and {show(renewal.new)} cannot be compared.",
            hint="Its tags have to be versions, such as v1.2.0.",
        )
    if renewal.is_downgrade:
        raise Refused(
            f"The project is of the template's {renewal.old}, and {renewal.new} is older.",
            hint="Name a newer one; the way back is in the project's history.",
        )


def _list_notes(renewal: Renewal, message: str) -> tuple[str, ...]:
    notes = [f"From {renewal.old} to {renewal.new} of {renewal.source}.", *renewal.template.notes]
    if renewal.template.tasks:
        notes.append(
            "The template's tasks ran three times, each time in a copy of the project: what they did "
            "to its files came along, anything else did not."
        )
    return (
        *notes,
        *(f"The template says: {line}" for line in message.splitlines() if line.strip()),
    )
