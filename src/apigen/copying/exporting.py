"""Writes the built-in template, for given answers, as a Copier template that a team can make its own."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path

from ..destination import Destination, survey
from ..draft import Draft
from ..names import Identity
from ..outcome import list_next_steps
from ..plan import Plan, make_plan
from ..project_tree import render_project
from ..render import render_lines
from ..repository import find_obstacle, make_repository, run_git
from ..tree import PLAIN, File, Tree
from ..workspace import apply
from .abstraction import MARKED, SECRET, Abstraction
from .questionnaire import write_questionnaire
from .readme import write_readme

FIRST_TAG = "v1.0.0"
_FOLDER = "template"
_ANSWERS = "{{ _copier_conf.answers_file }}"
_ANSWERS_TEXT = """\
# The answers to the template's questions; `copier update` reads and writes it. Commit it.
{{ _copier_answers | to_nice_yaml -}}
"""


@dataclass(frozen=True)
class Exported:
    """An exported template: planned and, as far as it came, written."""

    destination: Destination
    draft: Draft
    plan: Plan
    next_steps: tuple[str, ...]
    notes: tuple[str, ...] = ()
    is_written: bool = False
    has_repository: bool = False


def plan_export(
    draft_for: Callable[[Identity], Draft],
    destination: Destination,
    way: str,
    reserved: Collection[str],
    flags: str,
) -> Exported:
    """Render what `draft_for` drafts for a name, and write it as a template.

    What is left out is .apigen.toml: a project of a team's own template is not apigen's to change.
    `flags` are those of `apigen new` that give the same project.
    """
    draft = draft_for(MARKED)
    rendered, _ = render_project(draft, lambda: SECRET)
    abstraction = Abstraction()
    files = [
        replace(
            file,
            path=f"{_FOLDER}/{abstraction.write_path(file.path)}.jinja",
            text=abstraction.write_text(file.text),
            mode=PLAIN if file.is_private else file.mode,
        )
        for file in rendered.files
    ]
    commands = [
        abstraction.write_text(line)
        for name in ("start_commands", "next_steps")
        for line in render_lines(draft.composition, name)
    ]
    private = [file.path for file in rendered.files if file.is_private]
    files += [
        File(f"{_FOLDER}/{_ANSWERS}.jinja", _ANSWERS_TEXT),
        File("copier.yml", write_questionnaire(reserved, private, ["uv sync", *commands])),
        File("README.md", write_readme(flags, FIRST_TAG)),
    ]
    tree = Tree(tuple(sorted(files, key=lambda file: file.path)))
    plan = make_plan(tree, survey(destination, tree))
    steps = (f"apigen new my-api --template {way}",)
    return Exported(destination, draft, plan, list_next_steps(".", steps))


def deliver_export(exported: Exported, *, with_git: bool) -> Exported:
    """Write the template, and its repository with a first version when that is wanted and possible.

    Raises WorkFailed or Refused, and then nothing is written.
    """
    paths = tuple(entry.file.path for entry in exported.plan.written)
    obstacle = find_obstacle(exported.destination.path) if with_git else "it was not wanted"
    authors: list[str] = []

    def finish(folder: Path) -> None:
        if not obstacle:
            authors.append(make_repository(folder, paths))
            run_git(folder, "tag", FIRST_TAG, settings={"tag.gpgSign": "false"})

    apply(exported.destination, exported.plan, finish)
    notes = exported.notes
    if with_git and obstacle:
        notes += (f"No git repository was made: {obstacle}.",)
    if any(authors):
        notes += (f"git knows no name and address of yours; the commit is by {authors[0]}.",)
    return replace(exported, notes=notes, is_written=True, has_repository=not obstacle)
