"""Tells what a command about routes would do, or did."""

from ..existing.addition import Addition
from ..routes.path_grammar import format_path
from .screen import Section, say, show_sections


def show_addition_plan(addition: Addition) -> None:
    """List every file that would be written, and the lines that would come into others."""
    for entry in sorted(addition.plan.written, key=lambda entry: entry.file.path):
        print(f"{entry.action:<8} {entry.file.path}", flush=True)
    say(f"{len(addition.plan.written)} files would be written.")
    show_sections((*_list_urls(addition), *_list_edits(addition)))


def show_addition(addition: Addition) -> None:
    """Tell what was added, where it is known, and what to do next."""
    if addition.status == "there":
        say(f"{format_path(addition.route.path)} is there already. Nothing was changed.")
        return
    created = tuple(e.file.path for e in addition.plan.written if e.action == "create")
    show_sections(
        (
            *_list_urls(addition),
            Section("New files", created, is_verbatim=True),
            *_list_edits(addition),
            Section("To know", addition.notes),
            Section("Next", addition.steps, is_verbatim=True),
        )
    )


def _list_urls(addition: Addition) -> tuple[Section, ...]:
    titles = (f"Routes at {format_path(addition.route.path)}", "Pages")
    return tuple(
        Section(title, tuple(f"{method:<6} {path}" for method, path in urls), is_verbatim=True)
        for title, urls in zip(titles, (addition.urls, addition.page_urls), strict=True)
    )


def _list_edits(addition: Addition) -> tuple[Section, ...]:
    return tuple(
        Section(f"In {edit.path}", edit.lines, is_verbatim=True)
        for edit in addition.edits
        if edit.after is not None
    )
