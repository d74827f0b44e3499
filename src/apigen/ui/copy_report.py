"""Tells what a template would make, and at the end what was made of it and what to do next."""

from ..copying.outcome import Copied
from .report import show_entries
from .screen import Section, say, show_sections


def show_copy_plan(copied: Copied) -> None:
    """List every file that the template would make, with what would happen to it."""
    show_entries(copied.plan)
    count = len(copied.plan.written)
    say(f"{count} files would be written to {copied.destination.path}. Nothing was written.")
    show_sections((Section("What to know", copied.notes), *_list_sections(copied)))


def show_copy_report(copied: Copied) -> None:
    """Tell what was made, from which version, the next commands and how to make it again."""
    version = f" at {copied.version}" if copied.version else ""
    made = [
        f"{len(copied.plan.written)} files in {copied.destination.path}",
        f"The template is {copied.source.url}{version}.",
    ]
    if copied.has_repository:
        made.append("A git repository holds them.")
    show_sections(
        (
            Section(f"Made {copied.destination.path.name}", (*made, *copied.notes)),
            *_list_sections(copied),
        )
    )


def _list_sections(copied: Copied) -> tuple[Section, ...]:
    kept = tuple(entry.file.path for entry in copied.plan.kept)
    message = tuple(copied.message.splitlines())
    return (
        Section("Files that were there and stay as they are", kept, is_verbatim=True),
        Section("The template says", message, is_verbatim=True),
        Section("Next", copied.next_steps, is_verbatim=True),
        Section("The same project again", (copied.replay,), is_verbatim=True),
    )
