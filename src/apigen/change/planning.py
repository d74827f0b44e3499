"""Plans a change of answers: what was written for the old ones, for the new ones, and what is there."""

from collections.abc import Iterator
from pathlib import Path

from .. import __version__
from ..catalog import Catalog
from ..destination import open_project, survey
from ..draft import Draft
from ..errors import Refused, UsageError, show
from ..existing.project import load_project, read_memory
from ..existing.stored import Stored
from ..plan import Entry, Found, Plan
from ..project_tree import render_project
from ..render import render_lines
from ..state import BY_APIGEN, BY_OWNER, FILE_NAME, FileRecord, blob_id
from ..tree import File, Tree
from .carrying import Side, carry
from .private_files import STAND_IN
from .proposal import Change
from .redraft import redraft
from .trees import merge_trees
from .versions import is_outdated

_CHECK = "uv run just check"
_TEST = "uv run pytest"


def read_project(root: Path) -> Stored:
    """Give what the project at `root` remembers. Raises UsageError when apigen did not make it."""
    stored = read_memory(root)
    if stored is None:
        raise UsageError(
            f"apigen did not make the project in {show(str(root))}: there is no {FILE_NAME}.",
            hint="Features can be added to and removed from projects that it made; "
            "add-route works in others, too.",
        )
    return stored


def plan_change(
    catalog: Catalog,
    root: Path,
    stored: Stored,
    draft: Draft,
    label: str,
    given_seam: str | None = None,
) -> Change:
    """Decide what becomes of each file when the project at `root` is to be as `draft` says.

    `given_seam` is the file that registers its routers, where that cannot be told.
    Raises Refused when the project is not in a state to be changed.
    """
    _check_version(stored)
    check_package(root, stored)
    before = render_draft(redraft(catalog, stored))
    after = render_draft(draft)
    carried = carry(load_project(root, given_seam), before, after)
    merged = merge_trees(root, carried.base, carried.theirs, stored.kept)
    files = list_files(stored, carried.base, carried.theirs)
    file = draft.make_state(files, carried.records)
    state = Entry(file, "update", Found(stored.text.encode()))
    known = before.draft.selection.implied
    implied = tuple(line for line in draft.selection.implied if line not in known)
    return Change(
        root=root,
        label=label,
        plan=Plan((*merged.plan.entries, *_unmake(root, before.draft, draft), state)),
        merges=merged.merges,
        notes=(*implied, *carried.notes),
        steps=(
            *carried.steps,
            *_list_new_steps(before, after),
            _CHECK if "justfile" in {file.path for file in after.tree.files} else _TEST,
        ),
        made_files=draft.made_files,
        pristine=merged.pristine,
    )


def render_draft(draft: Draft) -> Side:
    """Render what `draft` says, with a stand-in for every secret."""
    return Side(draft, *render_project(draft, lambda: STAND_IN))


def _unmake(root: Path, before: Draft, after: Draft) -> Iterator[Entry]:
    """Remove what no command of the project makes any more."""
    still = {made.path for made in after.made_files}
    gone = tuple(File(made.path, "") for made in before.made_files if made.path not in still)
    for path, found in survey(open_project(root), Tree(gone)).items():
        if not found.obstacle:
            yield Entry(File.from_bytes(path, found.data), "delete", found)


def list_files(stored: Stored, base: Tree, theirs: Tree) -> tuple[FileRecord, ...]:
    """Give the files as they are written from now on, and those that no change is about."""
    gone = {file.path for file in base.files} | stored.kept
    records = {
        path: FileRecord(path, blob, BY_APIGEN)
        for path, blob in stored.blobs.items()
        if path not in gone
    }
    for file in theirs.files:
        if not file.is_private and file.path not in stored.kept:
            records[file.path] = FileRecord(file.path, blob_id(file.data), BY_APIGEN)
    for path in stored.kept:
        records[path] = FileRecord(path, stored.blobs.get(path, ""), BY_OWNER)
    return tuple(records[path] for path in sorted(records))


def _list_new_steps(before: Side, after: Side) -> tuple[str, ...]:
    old, new = (render_lines(each.draft.composition, "next_steps") for each in (before, after))
    return tuple(step for step in new if step not in old)


def _check_version(stored: Stored) -> None:
    if stored.generator != __version__ and is_outdated(stored.generator):
        raise Refused(
            f"This project was written by apigen {show(stored.generator)}, and this is {__version__}.",
            hint=f"Bring it up to date first: apigen update. Or use that version: "
            f"uvx --from apigen-starter=={stored.generator} apigen ...",
        )


def check_package(root: Path, stored: Stored) -> None:
    """Raise Refused where the project's package is not where .apigen.toml says that it is."""
    folder = f"src/{stored.package}"
    if not (root / folder).is_dir():
        raise Refused(
            f"{FILE_NAME} says that the package is {show(folder)}, which is not there.",
            hint=f"If you have renamed it, say so in the line `package = ...` of {FILE_NAME}.",
        )
