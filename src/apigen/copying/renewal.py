"""Opens the template of a project that was made from it, at its old version and its new one."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ApigenError, Refused, UsageError, show
from .engine import make_worker
from .faults import name_faults
from .inside import say_command
from .source import Source
from .surroundings import isolate
from .template import Template


@dataclass(frozen=True)
class Renewed(Template):
    """The template at its new version; what runs here is what either version runs."""

    @property
    def tasks(self) -> tuple[str, ...]:
        """The commands that either version runs in a project."""
        both = (self.worker.subproject.template, self.worker.template)
        return tuple(dict.fromkeys(say_command(task.cmd) for one in both for task in one.tasks))

    @property
    def extensions(self) -> tuple[str, ...]:
        """The Python classes that either version wants Jinja extended by."""
        both = (self.worker.subproject.template, self.worker.template)
        return tuple(dict.fromkeys(str(each) for one in both for each in one.jinja_extensions))

    @property
    def migrations(self) -> tuple[str, ...]:
        """The commands that this update runs, from the one version to the other."""
        old, new = self.worker.subproject.template, self.worker.template
        tasks = [*new.migration_tasks("before", old), *new.migration_tasks("after", old)]
        return tuple(dict.fromkeys(say_command(task.cmd) for task in tasks))


@dataclass(frozen=True)
class Renewal:
    """An update that can be carried out in a copy, as long as the block of `open_renewal` lasts."""

    source: Source
    template: Renewed

    @property
    def old(self) -> str:
        """The version that the project was made from, as git calls it."""
        return str(self.template.worker.subproject.template.commit or "")

    @property
    def new(self) -> str:
        """The version that it would be brought to."""
        return self.template.version

    @property
    def is_comparable(self) -> bool:
        """Whether it can be told which version is the newer one."""
        return None not in self._versions

    @property
    def is_downgrade(self) -> bool:
        """Whether the new version is older than the old one."""
        old, new = self._versions
        return bool(old > new)

    @property
    def is_current(self) -> bool:
        """Whether both versions are the same commit."""
        worker = self.template.worker
        return bool(worker.subproject.template.commit_hash == worker.template.commit_hash)

    @property
    def _versions(self) -> tuple[Any, Any]:
        worker = self.template.worker
        return worker.subproject.template.version, worker.template.version

    def update(self, data: Mapping[str, object]) -> str:
        """Update the copy, asking what is new and not in `data`; gives what the template says at the end."""
        worker = self.template.worker
        worker.data = dict(data)
        with name_faults(self.source):
            worker.run_update()
            message = worker.template.message_after_update
            return str(worker._render_string(message)).strip() if message else ""


@contextmanager
def open_renewal(
    root: Path, copy: Path, place: Path, name: str, ref: str, *, is_trusted: bool, may_ask: bool
) -> Iterator[Renewal]:
    """Get the template of the project at `root`, by its answers file `name`, to update its `copy`.

    Raises Refused where the project does not say which template, or its version is gone.
    """
    with isolate(place, may_ask=may_ask) as warned:
        os.chdir(root)  # where Copier, too, would look for a template by a relative path
        worker = make_worker(
            dst_path=copy,
            answers_file=Path(name),
            vcs_ref=ref or None,
            defaults=not may_ask,
            skip_answered=True,
            unsafe=is_trusted,
        )
        known = _read_answers(worker, name)
        url, commit = known.get("_src_path"), known.get("_commit")
        if not isinstance(url, str) or not isinstance(commit, str):
            raise Refused(
                f"{name} does not say which version of which template made this project.",
                hint="It needs _src_path and _commit, which Copier writes for a template in git.",
            )
        source = Source(url, ref)
        with worker:
            renewal = Renewal(source, Renewed(source, worker, warned))
            with name_faults(source):
                is_versioned = renewal.template.is_versioned
            if is_versioned:
                _check_old(renewal, commit)
                with name_faults(source):
                    renewal.template.read()
            yield renewal


def _read_answers(worker: Any, name: str) -> Mapping[str, object]:
    try:
        return dict(worker.subproject.last_answers)
    except Exception as error:
        said = " ".join(str(error).split())
        raise UsageError(f"{name} is no answers file of Copier's: {said}.") from error


def _check_old(renewal: Renewal, commit: str) -> None:
    try:
        with name_faults(Source(renewal.source.url, commit)):
            renewal.old  # noqa: B018 - gets it
    except ApigenError as error:
        raise Refused(
            f"The template {show(renewal.source.url)} no longer has {show(commit)}, the version that "
            f"this project was made from. {error.message}",
            hint="Ask its author for that version, or say in the answers file which one is nearest.",
        ) from error
