"""Shows that the installation is at work: a line that moves on a terminal, one line elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from .screen import clean, get_width, is_capable, say

_TASK = "Installing the environment"


def ignore(line: str) -> None:
    """Take a line of output and show nothing, as `--json` wants it."""


@contextmanager
def show_nothing() -> Iterator[Callable[[str], None]]:
    """Give what takes each line of output and shows nothing, as `--json` wants it."""
    yield ignore


@contextmanager
def show_progress() -> Iterator[Callable[[str], None]]:
    """Give a function that takes each line of the output of the work in the block.

    Nobody being there to read it does not stop the work.
    """
    if not is_capable():
        with suppress(OSError):
            say(f"{_TASK} with uv ...")
        yield ignore
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.text import Text

    console = Console(highlight=False, width=get_width())
    room = max(10, get_width() - len(_TASK) - 16)

    class LastLine(TextColumn):
        def render(self, task: object) -> Text:
            del task
            return Text(latest[-1][:room])

    latest = [""]
    columns = (SpinnerColumn(), TextColumn(_TASK), TimeElapsedColumn(), LastLine(""))
    with Progress(*columns, console=console, transient=True) as progress:
        progress.add_task(_TASK, total=None)

        def show(line: str) -> None:
            latest[0] = clean(line)

        yield show
