"""Brings a project's environment, lock file and made files up to date once the files of a change are there."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from ..delivery import LOCK_FILE
from ..draft import MadeFile
from ..environment import find_workspace, has_run, install
from ..errors import InstallFailed, show
from ..signals import get_truth, set_truth
from ..state import FILE_NAME, blob_id
from .checkpoint import Checkpoint
from .landed import Landed, name_continue
from .manifest import Manifest, Touched, Version
from .touching import find_mode, look

OnLine = Callable[[str], None]
# Shows that there is work going on, and gives what takes each line of output.
Watch = Callable[[], AbstractContextManager[OnLine]]
_PYPROJECT = "pyproject.toml"
_SYNC = "uv sync"


def equip(root: Path, checkpoint: Checkpoint, watch: Watch) -> Landed:
    """Install what the project now needs, make its made files, and end the change.

    What was not wanted or did not succeed is left to the person, in notes and steps. While something
    is to be decided, nothing is done.
    """
    manifest = checkpoint.manifest
    landed = Landed(root, manifest, checkpoint.folder)
    if manifest.state == "conflicts":
        return landed
    if manifest.is_install_wanted and needs_environment(root, manifest):
        if workspace := find_workspace(root):
            where = show(str(workspace))
            note = f"The environment is that of the uv workspace at {where}, and stays as it is."
            landed = replace(landed, notes=(*landed.notes, note))
        else:
            with watch() as on_line:
                landed = _install(landed, on_line)
    landed = replace(landed, steps=(*_list_left(landed), *manifest.steps))
    done = checkpoint.record(_settle(landed))
    return replace(landed, manifest=done.manifest)


def needs_environment(root: Path, manifest: Manifest) -> bool:
    """Whether what the change touched makes a difference to the environment or to made files.

    Where every file is as it was, no environment is made that is not there, and no lock file; nor is
    one in a project of somebody else's template that is not uv's.
    """
    touched = {each.path for each in manifest.files}
    if manifest.is_exact:
        is_there = (root / ".venv").is_dir() and (root / LOCK_FILE).is_file()
        return is_there and bool(touched & {_PYPROJECT, LOCK_FILE})
    is_of_uv = any((root / name).is_file() for name in (LOCK_FILE, FILE_NAME))
    return is_of_uv and (_PYPROJECT in touched or bool(manifest.made_files))


def _install(landed: Landed, on_line: OnLine) -> Landed:
    manifest = landed.manifest
    truth = get_truth()
    way = f"run `{_SYNC}`" if manifest.is_exact else f"{name_continue(manifest)} ends it"
    set_truth(f"{truth} The environment is not up to date: {way}.")
    try:
        install(landed.root, on_line, is_frozen=manifest.is_exact)
    except InstallFailed as error:
        return replace(landed, failure=error)
    set_truth(f"{truth} The environment is up to date.")
    made: list[str] = []
    notes = list(landed.notes)
    for file in _list_made_files(manifest):
        if has_run(landed.root, file.command, on_line):
            made.append(file.path)
        else:
            notes.append(f"{file.path} could not be made; run `uv run {file.command}` to see why.")
    return replace(landed, is_installed=True, made=tuple(made), notes=tuple(notes))


def _list_left(landed: Landed) -> tuple[str, ...]:
    """Give the commands that bring up to date what is not."""
    if not needs_environment(landed.root, landed.manifest):
        return ()
    files = (file for file in _list_made_files(landed.manifest) if file.path not in landed.made)
    making = [f"uv run {file.command}" for file in files]
    steps = (*(() if landed.is_installed else (_SYNC,)), *making)
    return tuple(step for step in steps if step not in landed.manifest.steps)


def _list_made_files(manifest: Manifest) -> tuple[MadeFile, ...]:
    return () if manifest.is_exact else manifest.made_files


def _settle(landed: Landed) -> Manifest:
    """Say that nothing is left to do, and how the files are that were open or undecided."""
    manifest = landed.manifest
    known = {*landed.made, *((LOCK_FILE,) if landed.is_installed else ())}
    known |= {each.path for each in manifest.conflicts}
    there = look(landed.root, sorted(known))
    files = tuple(
        _close(landed.root, each, there[each.path].data if each.path in there else None)
        if each.path in known
        else each
        for each in manifest.files
    )
    return replace(manifest, state="done", files=files)


def _close(root: Path, touched: Touched, data: bytes | None) -> Touched:
    after = None if data is None else Version(blob_id(data), find_mode(root, touched.path))
    return replace(touched, after=after, is_open=False)
