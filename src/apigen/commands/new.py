"""`apigen new`: from what was asked for to a project on disk."""

from pathlib import Path
from typing import Any

from .. import __version__
from ..answers import read_answers_file, settle
from ..catalog import Catalog
from ..delivery import deliver, equip, plan_project
from ..destination import find_destination
from ..draft import draft_project
from ..errors import InstallFailed, UsageError, show
from ..names import identify
from ..outcome import Outcome, make_replay
from ..render import render_lines
from ..ui.diff import show_diff
from ..ui.document import make_document, print_document
from ..ui.progress import ignore, show_progress
from ..ui.report import show_plan, show_report
from ..workspace import remove_leftovers
from .flags import Options, split_values


def new(catalog: Catalog, values: dict[str, Any]) -> None:
    """Make the project that `values`, read from the command line, ask for.

    Raises UsageError, Refused or WorkFailed; there is a project only after InstallFailed.
    """
    questions = catalog.questions()
    options, given = split_values(values, questions)
    _check_version(options.require_version)
    if options.answers is not None:
        given = read_answers_file(options.answers, questions) | given
    if options.path is None:
        raise UsageError("Where should the project be made?", hint="Pass a path: apigen new my-api")
    identity = identify(options.path, catalog.reserved_names())
    destination = find_destination(options.path, force=options.force)
    notes = () if options.is_preview else tuple(map(_say_removed, remove_leftovers(destination)))
    draft = draft_project(catalog, identity, settle(questions, given), given)
    plan = plan_project(draft, destination, lambda _: options.overwrite)
    outcome = Outcome(
        destination=destination,
        draft=draft,
        plan=plan,
        next_steps=render_lines(draft.composition, "next_steps"),
        replay=make_replay(options.path, questions, draft.answers, options.kept_switches),
        notes=notes,
    )
    if options.is_preview:
        _preview(outcome, options)
    else:
        _make(outcome, options)


def _preview(outcome: Outcome, options: Options) -> None:
    if options.json:
        print_document(make_document(outcome))
    elif options.diff:
        show_diff(outcome.plan)
    else:
        show_plan(outcome)


def _make(outcome: Outcome, options: Options) -> None:
    outcome = deliver(outcome, with_git=not options.no_git)
    try:
        if not options.no_install:
            outcome = _equip(outcome, quiet=options.json)
    except InstallFailed as error:
        error.details = make_document(outcome)
        if not options.json:
            show_report(outcome)
        raise
    if options.json:
        print_document(make_document(outcome))
    else:
        show_report(outcome)


def _equip(outcome: Outcome, *, quiet: bool) -> Outcome:
    if quiet:
        return equip(outcome, ignore)
    with show_progress() as on_line:
        return equip(outcome, on_line)


def _say_removed(stage: Path) -> str:
    return f"Removed {show(str(stage))}, which an interrupted run had left."


def _check_version(wanted: str | None) -> None:
    if wanted is not None and wanted != __version__:
        raise UsageError(
            f"This is apigen {__version__}, and {show(wanted)} is required.",
            hint=f"Get it by: uvx --from apigen-starter=={wanted} apigen new ...",
        )
