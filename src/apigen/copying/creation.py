"""Makes a project from a template: gets it, has it answered and rendered, and lands what came out."""

import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..destination import Destination, find_standing, survey
from ..errors import UsageError
from ..outcome import list_next_steps
from ..plan import Entry, Plan, make_plan
from ..staging import open_staging
from .answering import Said, answer, check_open, suggest_names
from .landing import land
from .outcome import Copied, make_copy_replay
from .rendered import Rendered, check_plain, read_rendered
from .source import Source
from .template import Template, open_template
from .trust import check_trust


@dataclass(frozen=True)
class Wish:
    """What was asked for. `way` is how the destination is called on the command line."""

    source: Source
    said: Said
    destination: Destination
    way: str
    switches: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    is_trusted: bool = False
    may_ask: bool = False
    is_preview: bool = False
    with_git: bool = True


def make_copy(wish: Wish, may_replace: Callable[[Entry], bool]) -> Copied:
    """Make the project, or plan it where the wish is a preview.

    Whatever is raised, and whenever, the destination is as it was before.
    """
    destination = wish.destination
    place = Path(tempfile.gettempdir()) if wish.is_preview else find_standing(destination.path)
    with open_staging(place, destination.staging_prefix) as stage:
        folder = stage / "made" / destination.path.name
        for name in ("made", "tmp"):
            os.mkdir(stage / name)
        copied = _render(wish, folder, stage / "tmp")
        rendered = read_rendered(folder, destination.path, stage / "probe")
        if destination.entries:
            check_plain(rendered, destination.path)
        plan = make_plan(rendered.tree, survey(destination, rendered.tree)).resolve(may_replace)
        steps = list_next_steps(wish.way, _list_commands(rendered))
        copied = replace(copied, plan=plan, next_steps=steps)
        if wish.is_preview:
            return copied
        return land(rendered, copied, with_git=wish.with_git)


def _render(wish: Wish, folder: Path, place: Path) -> Copied:
    """Have the template rendered into `folder`, and give what is known of it then."""
    with open_template(
        wish.source,
        folder,
        place,
        is_trusted=wish.is_trusted,
        may_ask=wish.may_ask,
        runs_tasks=not wish.is_preview,
    ) as template:
        check_trust(template, runs_tasks=not wish.is_preview)
        answers = answer(template.questions, wish.said)
        suggestions = suggest_names(template.questions, answers, wish.destination.path.name)
        if not wish.may_ask:
            check_open(template.questions, {*answers, *suggestions})
        message = _try(template, answers, suggestions)
        known = template.answers
        again = known if wish.may_ask else {name: known.get(name) for name in answers}
        return Copied(
            destination=wish.destination,
            source=wish.source,
            version=template.version,
            answers=known,
            plan=Plan(()),
            replay=make_copy_replay(
                wish.way,
                wish.source,
                template.version,
                {name: value for name, value in again.items() if name in known},
                wish.switches,
            ),
            message=message,
            notes=(*wish.notes, *template.notes, *_list_notes(template, folder, wish)),
        )


def _try(
    template: Template, answers: Mapping[str, object], suggestions: Mapping[str, object]
) -> str:
    """Render; where the template refuses a name that was only suggested to a person, without it."""
    try:
        return template.render(answers, suggestions)
    except UsageError:
        if not suggestions or not template.may_ask:
            raise
        return template.render(answers, {})


def _list_notes(template: Template, folder: Path, wish: Wish) -> tuple[str, ...]:
    notes = []
    if wish.is_preview and template.tasks:
        notes.append(f"Its tasks did not run: {'; '.join(template.tasks)}")
    if not template.is_versioned:
        notes.append(
            "The template is in no git repository, so apigen update cannot tell what becomes new in "
            "it. It can once the template is in git, with a tag for each version."
        )
    elif not (folder / template.answers_file).is_file():
        notes.append(
            "The template has its projects remember nothing (it has no file of its answers), so "
            "apigen update cannot bring this one up to date."
        )
    elif not wish.source.is_remote:
        notes.append(
            f"{template.answers_file} names a folder of this machine; others can update the project "
            "only when the template comes from a git URL."
        )
    return tuple(notes)


def _list_commands(rendered: Rendered) -> tuple[str, ...]:
    """Give what to run in the new project: for one of uv's, its installation."""
    texts = {file.path: file.text for file in rendered.tree.files}
    text = texts.get("pyproject.toml", "")
    is_uv = "uv.lock" in texts or "[tool.uv" in text or "[dependency-groups]" in text
    return ("uv sync",) if is_uv and ".venv" not in rendered.rest else ()
