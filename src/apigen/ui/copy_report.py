"""Tells what a template would make or an export would write, and what was made and is to do next."""

from ..copying.exporting import FIRST_TAG, Exported
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


def show_export_plan(exported: Exported) -> None:
    """List every file of the template that would be written."""
    show_entries(exported.plan)
    count = len(exported.plan.written)
    say(f"{count} files would be written to {exported.destination.path}. Nothing was written.")


def show_export(exported: Exported) -> None:
    """Tell what was written, and how a project is made from it."""
    made = [f"{len(exported.plan.written)} files in {exported.destination.path}"]
    if exported.has_repository:
        made.append(f"A git repository holds them, as version {FIRST_TAG}.")
    made.append("Its README.md says how to make it your own.")
    show_sections(
        (
            Section("Made a Copier template", (*made, *exported.notes)),
            Section("Next", exported.next_steps, is_verbatim=True),
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
