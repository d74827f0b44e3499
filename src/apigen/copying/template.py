"""A Copier template as it is while it is open: what it asks, what it runs, and how it is rendered."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from warnings import WarningMessage

from .engine import is_trusted, make_worker
from .faults import name_faults
from .inside import Asked, read_questions, say_command, say_migration
from .source import Source
from .surroundings import isolate


@dataclass(frozen=True)
class Template:
    """An opened template, as long as the block of `open_template` lasts."""

    source: Source
    worker: Any
    warned: list[WarningMessage]

    @property
    def notes(self) -> tuple[str, ...]:
        """What Copier has warned of so far."""
        own = (
            each
            for each in self.warned
            if "CopierWarning" in {kind.__name__ for kind in each.category.__mro__}
        )
        return tuple(dict.fromkeys(str(each.message) for each in own))

    @property
    def questions(self) -> tuple[Asked, ...]:
        """What it asks, in its order."""
        return read_questions(self.worker.template.questions_data, self.worker.settings.defaults)

    @property
    def tasks(self) -> tuple[str, ...]:
        """The commands that it runs in a project, as they are written."""
        return tuple(say_command(task.cmd) for task in self.worker.template.tasks)

    @property
    def migrations(self) -> tuple[str, ...]:
        """The commands that it runs in a project which is updated, as they are written."""
        found = self.worker.template._raw_config.get("_migrations") or ()
        return tuple(line for one in found for line in say_migration(one))

    @property
    def extensions(self) -> tuple[str, ...]:
        """The Python classes that it wants Jinja extended by."""
        return tuple(map(str, self.worker.template.jinja_extensions))

    @property
    def is_trusted(self) -> bool:
        """Whether this run, or the person's settings of Copier, trust it."""
        return is_trusted(self.worker)

    @property
    def may_ask(self) -> bool:
        """Whether a person is asked what is left open."""
        return not self.worker.defaults

    @property
    def is_versioned(self) -> bool:
        """Whether it is a git repository, without which nothing made from it can be updated."""
        return bool(self.worker.template.vcs == "git")

    @property
    def version(self) -> str:
        """The tag, or what git calls the commit by; nothing for a folder."""
        return str(self.worker.template.commit or "")

    @property
    def answers_file(self) -> str:
        """Where a project remembers its template, if that writes such a file."""
        return str(self.worker.answers_relpath)

    @property
    def answers(self) -> dict[str, object]:
        """The answers that a rendered project remembers: no secrets, nothing of Copier's own."""
        known = self.worker._answers_to_remember()
        return {name: value for name, value in known.items() if not name.startswith("_")}

    def read(self) -> None:
        """Get the template and read its settings, which is all that may fail before it is rendered."""
        for part in (self.questions, self.tasks, self.migrations, self.extensions, self.version):
            del part

    def render(self, data: Mapping[str, object], suggestions: Mapping[str, object]) -> str:
        """Write the project, asking what `data` leaves open; gives what the template says at the end.

        `suggestions` take the place of defaults. Raises UsageError for answers that it does not
        take, WorkFailed where it cannot be rendered.
        """
        self.worker.data = dict(data)
        self.worker.user_defaults = dict(suggestions)
        with name_faults(self.source):
            self.worker.run_copy()
            message = self.worker.template.message_after_copy
            return str(self.worker._render_string(message)).strip() if message else ""


@contextmanager
def open_template(
    source: Source, folder: Path, place: Path, *, is_trusted: bool, may_ask: bool, runs_tasks: bool
) -> Iterator[Template]:
    """Get the template, to be rendered into `folder`; what it takes meanwhile is kept in `place`.

    Raises UsageError where there is none, WorkFailed where git cannot get it.
    """
    with isolate(place, may_ask=may_ask) as warned:
        with name_faults(source):
            worker = make_worker(
                src_path=source.url,
                dst_path=folder,
                vcs_ref=source.ref or None,
                defaults=not may_ask,
                unsafe=is_trusted,
                skip_tasks=not runs_tasks,
            )
        with worker:
            template = Template(source, worker, warned)
            with name_faults(source):
                template.read()
            yield template
