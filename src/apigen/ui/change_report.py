"""Tells what a change of an existing project would do, or did."""

from collections.abc import Iterable

from ..change.conflicts import describe
from ..change.proposal import Change
from ..merging.result import FileMerge
from .screen import Section, say, show_sections


def show_change_plan(change: Change) -> None:
    """List every file with what would happen to it, and what somebody has to decide."""
    kinds = {merge.path: merge.kind for merge in change.merges}
    for entry in sorted(change.plan.changed, key=lambda entry: entry.file.path):
        kind = kinds.get(entry.file.path, "")
        tail = f"  ({kind})" if kind in {"merged", "conflict"} else ""
        print(f"{entry.action:<8} {entry.file.path}{tail}", flush=True)
    count = len(change.plan.changed)
    say(f"{count} {'file' if count == 1 else 'files'} would change. Nothing was written.")
    show_sections((*_list_kept(change), *list_conflicts(change.conflicts), *_list_notes(change)))


def show_change_summary(change: Change) -> None:
    """Tell what is going to happen, before anybody agrees to it."""
    show_sections((*_list_files(change), *_list_kept(change), *_list_notes(change)))
    show_sections(list_conflicts(change.conflicts))


def show_change_report(change: Change, notes: Iterable[str], steps: Iterable[str]) -> None:
    """Tell what was done to the files, what brought what along, and what to do next."""
    show_sections(
        (
            *_list_files(change),
            *_list_kept(change),
            Section("What is new", change.news),
            Section("To know", (*change.notes, *notes)),
            Section("Next", tuple(steps), is_verbatim=True),
        )
    )


def list_conflicts(conflicts: Iterable[FileMerge]) -> tuple[Section, ...]:
    """Give the files that somebody has to decide about, each with what is to be decided."""
    lines = tuple(f"{merge.path}: {describe(merge)}" for merge in conflicts)
    return (Section("For you to decide", lines, is_verbatim=True),)


def _list_files(change: Change) -> tuple[Section, ...]:
    merged = set(change.list_paths("merged"))
    torn = {merge.path for merge in change.conflicts}
    by_action = {
        action: tuple(
            entry.file.path
            for entry in change.plan.changed
            if entry.action == action and entry.file.path not in merged | torn
        )
        for action in ("create", "update", "delete")
    }
    titles = {"create": "New files", "update": "Changed", "delete": "Removed"}
    return (
        *(Section(titles[key], paths, is_verbatim=True) for key, paths in by_action.items()),
        Section("Changed, with your edits kept", tuple(sorted(merged)), is_verbatim=True),
    )


def _list_kept(change: Change) -> tuple[Section, ...]:
    kept = (merge for merge in change.merges if merge.kind == "kept")
    lines = tuple(f"{merge.path}: {merge.reason}" for merge in kept)
    return (Section("Left as they are", lines, is_verbatim=True),)


def _list_notes(change: Change) -> tuple[Section, ...]:
    return (Section("What is new", change.news), Section("To know", change.notes))
