"""`apigen new`: from what was asked for to a project on disk."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from ..answers import read_answers_file, settle
from ..catalog import Catalog
from ..delivery import deliver, equip, find_hindrance, plan_project
from ..destination import find_destination
from ..draft import Draft, draft_project
from ..errors import InstallFailed, UsageError
from ..leftovers import remove_leftovers
from ..names import identify
from ..outcome import Outcome, find_way, list_next_steps, make_replay
from ..plan import Entry
from ..prospects import check_given, find_reason_against
from ..question import Question, Value
from ..recommendation import AUTO, REST, decide_framework, find_needs
from ..render import render_lines
from ..ui.asker import Asker
from ..ui.asking import make_asker
from ..ui.conversation import ask_path, ask_to_replace, converse
from ..ui.diff import show_diff
from ..ui.document import make_document, print_document
from ..ui.interview import Guide
from ..ui.progress import ignore, show_progress
from ..ui.report import show_plan, show_report
from ..ui.screen import can_ask
from .flags import Options, read_flags, split_values
from .version import check_version


def new(catalog: Catalog, values: dict[str, Any]) -> None:
    """Make the project that `values`, read from the command line, ask for.

    Raises UsageError, Refused or WorkFailed; there is a project only after InstallFailed.
    """
    questions = catalog.questions()
    options, given = split_values(values, questions)
    check_version(options.require_version)
    if options.overwrite and not options.force:
        raise UsageError("--overwrite goes with --force.", hint="Add --force, or leave it out.")
    if options.template is not None:
        from .new_copy import new_copy

        new_copy(options, given, read_flags(values, REST))
        return
    if options.data or options.trust:
        raise UsageError(
            "--data and --trust go with --template.", hint="Add it, or leave them out."
        )
    if options.answers is not None:
        given = read_answers_file(options.answers, questions) | given
    questions = catalog.questions(given.get("framework"))
    needs = read_flags(values, REST)
    asker = _find_asker(options)
    path = _find_path(options, asker, catalog)
    identity = identify(path, catalog.reserved_names())
    destination = find_destination(path, force=options.force)
    way = find_way(path, destination)
    notes = () if options.is_preview else remove_leftovers(destination)

    def may_replace(entry: Entry) -> bool:
        if options.overwrite and not entry.file.is_private:
            return True
        return asker is not None and ask_to_replace(asker, entry)

    def propose(answers: Mapping[str, Value]) -> Outcome:
        said = {**answers, **given, **needs}
        chosen = {**answers, **given}
        draft = draft_project(catalog, identity, settle(questions, chosen), chosen, said)
        return Outcome(
            destination=destination,
            draft=draft,
            plan=plan_project(draft, destination, may_replace),
            next_steps=list_next_steps(way, _list_commands(draft, options)),
            replay=make_replay(way, (*questions, *REST), said, options.kept_switches),
            notes=notes,
        )

    if asker is None:
        outcome = propose({})
    else:
        must_agree = not options.is_preview
        check_given(catalog, given)
        guide = Guide(given, partial(_explain, needs), partial(find_reason_against, catalog))
        outcome = converse(asker, questions, guide, propose, must_agree=must_agree)
    if options.is_preview:
        _preview(outcome, options)
    else:
        _make(outcome, options)


def _list_commands(draft: Draft, options: Options) -> tuple[str, ...]:
    """Give the commands to run in the project; what an installation would have made comes first."""
    making = [f"uv run {file.command}" for file in draft.made_files if options.no_install]
    lists = ("start_commands", "next_steps")
    return (*making, *(line for name in lists for line in render_lines(draft.composition, name)))


def _explain(needs: Mapping[str, Value], question: Question, answers: Mapping[str, Value]) -> str:
    if question.key != "framework":
        return ""
    return decide_framework(AUTO, find_needs({**answers, **needs}, has_docs=False)).summary


def _find_asker(options: Options) -> Asker | None:
    return None if options.yes or options.json or not can_ask() else make_asker()


def _find_path(options: Options, asker: Asker | None, catalog: Catalog) -> str:
    if options.path is not None:
        return options.path
    if asker is None:
        raise UsageError("Where should the project be made?", hint="Pass a path: apigen new my-api")
    reserved = catalog.reserved_names()
    return ask_path(asker, lambda path: identify(path, reserved))


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
    if quiet or find_hindrance(outcome):
        return equip(outcome, ignore)
    with show_progress() as on_line:
        return equip(outcome, on_line)
