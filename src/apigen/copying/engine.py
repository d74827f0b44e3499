"""Starts Copier: the only import of it, which takes as long as all the rest of a run.

Beside its public functions these are the parts of Copier that apigen stands on: its Worker, with
the template and the answers that it knows, what that runs commands by, and whom the person's
settings trust.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# A template that excludes less than Copier does by itself would bring its own repository along, or
# one whose settings run commands at the next call of git.
_NEVER_RENDERED = (".[gG][iI][tT]",)


def make_worker(**settings: object) -> Any:
    """Give Copier's worker, which writes over what is there and says nothing of its own."""
    from copier._main import Worker

    return Worker(overwrite=True, quiet=True, exclude=_NEVER_RENDERED, **settings)  # type: ignore[arg-type]


@contextmanager
def run_tasks_by(runner: object) -> Iterator[None]:
    """Have Copier run the commands of templates by `runner` meanwhile, which takes `subprocess`'s place."""
    from copier import _main

    main: Any = _main
    kept = main.subprocess
    main.subprocess = runner
    try:
        yield
    finally:
        main.subprocess = kept


def is_trusted(worker: Any) -> bool:
    """Whether this run, or the person's settings of Copier, trust the worker's template."""
    from copier._settings import is_trusted_repository

    return bool(worker.unsafe or is_trusted_repository(worker.settings.trust, worker.template.url))
