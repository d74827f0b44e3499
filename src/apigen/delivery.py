"""Carries an outcome out: files and repository appear together, then the environment."""

from collections.abc import Callable
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path

from .destination import Destination, survey
from .draft import Draft
from .environment import find_workspace, has_run, install
from .errors import GitFailed, Refused, list_words, show
from .outcome import Outcome
from .plan import Entry, Plan, make_plan
from .project_tree import render_project
from .repository import commit, find_obstacle, list_changes, make_repository
from .signals import get_truth, set_truth
from .state import remember_plan
from .tree import Tree
from .workspace import apply

LOCK_FILE = "uv.lock"


def plan_project(
    draft: Draft, destination: Destination, may_replace: Callable[[Entry], bool]
) -> Plan:
    """Render the draft and compare it with what is there, deciding conflicts by `may_replace`.

    Raises Refused where another state than the project's would stay.
    """
    tree, records = render_project(draft)
    plan = make_plan(tree, survey(destination, tree)).resolve(may_replace)
    state = Tree((draft.make_state(remember_plan(plan), records),))
    remembered = make_plan(state, survey(destination, state)).resolve(may_replace)
    if remembered.kept:
        raise Refused(
            f"{show(str(destination.path))} is an apigen project already, made by other answers "
            "or changed since.",
            hint="Pass another path, or --overwrite to have its files replaced.",
        )
    return plan.add(remembered)


def deliver(outcome: Outcome, *, with_git: bool) -> Outcome:
    """Write the project, and its repository when that is wanted and possible, or neither.

    Raises WorkFailed or Refused, and then nothing is written.
    """
    paths = tuple(e.file.path for e in outcome.plan.written if not e.file.is_private)
    obstacle = "it was not wanted"
    if with_git:
        obstacle = find_obstacle(outcome.destination.path) if paths else "there is nothing new"
    used: list[str] = []

    def finish(folder: Path) -> None:
        if not obstacle:
            used.append(make_repository(folder, paths))

    apply(outcome.destination, outcome.plan, finish)
    notes = (*outcome.notes, *_find_unignored(outcome.plan))
    if with_git and obstacle:
        notes += (f"No git repository was made: {obstacle}.",)
    if any(used):
        notes += (f"git knows no name and address of yours; the commit is by {used[0]}.",)
    return replace(outcome, notes=notes, is_written=True, has_repository=not obstacle)


def equip(outcome: Outcome, on_line: Callable[[str], None]) -> Outcome:
    """Install the written project's environment, make what its commands make, and commit both.

    Where that would change what was there before, a note says so instead.
    Raises InstallFailed; the project is whole all the same.
    """
    folder = outcome.destination.path
    if obstacle := find_hindrance(outcome):
        note = f"The environment was not installed: {obstacle}; run `uv sync` yourself."
        return replace(outcome, notes=(*outcome.notes, note))
    truth = get_truth()
    set_truth(f"{truth} Its environment is not installed: run `uv sync` there.")
    install(folder, on_line)
    set_truth(f"{truth} Its environment is installed.")
    made, notes = _make_files(outcome, on_line)
    new = (LOCK_FILE, *made)
    try:
        if outcome.has_repository and set(list_changes(folder)) == set(new):
            more = f", make {list_words(made, 'and')}" if made else ""
            commit(folder, new, f"Lock dependencies{more}")
    except GitFailed as error:
        notes += (f"{list_words(new, 'and')} could not be committed. {error.message}",)
    return replace(outcome, notes=(*outcome.notes, *notes), is_installed=True)


def _make_files(
    outcome: Outcome, on_line: Callable[[str], None]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the files that the project's commands made, and a note for each that none made."""
    made: list[str] = []
    notes: list[str] = []
    for file in outcome.draft.made_files:
        if file.path in outcome.destination.entries:
            notes.append(f"{file.path} was there already; run `uv run {file.command}` yourself.")
        elif has_run(outcome.destination.path, file.command, on_line):
            made.append(file.path)
        else:
            notes.append(f"{file.path} could not be made; run `uv run {file.command}` to see why.")
    return tuple(made), tuple(notes)


def find_hindrance(outcome: Outcome) -> str:
    """Say why the environment cannot be installed without changing what was there, or nothing."""
    for name in (LOCK_FILE, ".venv"):
        if name in outcome.destination.entries:
            return f"{name} was there already"
    if any(entry.file.path == "pyproject.toml" for entry in outcome.plan.kept):
        return "pyproject.toml stayed as it was"
    workspace = find_workspace(outcome.destination.path)
    return f"it is inside the uv workspace at {show(str(workspace))}" if workspace else ""


def _find_unignored(plan: Plan) -> tuple[str, ...]:
    for entry in plan.kept:
        if entry.file.path == ".gitignore" and entry.found:
            there = [line.strip("/") for line in entry.found.data.decode(errors="replace").split()]
            wanted = entry.file.text.split()
            missing = [w for w in wanted if not any(fnmatch(w.strip("/"), line) for line in there)]
            if missing:
                return (f"Your .gitignore stays: add {list_words(missing, 'and')} to it.",)
    return ()
