"""Plans an update: what an older apigen wrote, what this one writes for the same answers, and what is there."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from .. import __version__
from ..catalog import Catalog
from ..errors import Refused, list_words
from ..existing.project import load_project
from ..existing.stored import Stored
from ..merging.result import FileMerge
from ..plan import Entry, Found, Plan
from ..state import FILE_NAME
from ..tree import File, Tree
from .bases import Base
from .carrying import Side
from .changelog import list_news
from .foundation import VERSIONS
from .planning import check_package, list_files, render_draft
from .proposal import Change
from .redraft import redraft
from .renewing import renew
from .trees import BESIDE, merge_trees

_SETTING = re.compile(r"(?m)^#? ?([A-Z][A-Z0-9_]*)=")


def plan_update(
    catalog: Catalog, root: Path, stored: Stored, base: Base, given_seam: str | None = None
) -> Change:
    """Decide what becomes of each file when this apigen had written the project at `root`.

    A question that the project was never asked is answered as before: by nothing. Migrations and
    private files are left alone, for databases and secrets have come out of them.
    Raises Refused when the project is not in a state to be updated.
    """
    check_package(root, stored)
    after = render_draft(redraft(catalog, stored))
    unknown = tuple(path for path in base.missing if not path.startswith(VERSIONS))
    _refuse_left_over(root, (*base.files, *unknown))
    renewed = renew(load_project(root, given_seam), after, base.files)
    own = {file.path for file in after.tree.files if file.is_private}
    before = _make_tree(renewed.base, own)
    theirs = _make_tree(renewed.theirs, own)
    merged = merge_trees(root, before, theirs, stored.kept, unknown)
    known = Tree((*before.files, *(File(path, "") for path in unknown)))
    state = after.draft.make_state(list_files(stored, known, theirs), renewed.records)
    news, by_hand = list_news(stored.generator, after.draft.selection)
    return Change(
        root=root,
        label="update",
        plan=Plan((*merged.plan.entries, Entry(state, "update", Found(stored.text.encode())))),
        merges=merged.merges,
        notes=(
            *by_hand,
            *_tell_of_unknown(stored, merged.merges),
            *renewed.notes,
            *_tell_of_settings(root, base, after),
            *_tell_of_tables(stored, after),
        ),
        made_files=after.draft.made_files,
        news=news,
        pristine=merged.pristine,
    )


def _make_tree(files: Mapping[str, File], own: Collection[str]) -> Tree:
    names = (path for path in sorted(files) if path not in own and not path.startswith(VERSIONS))
    return Tree(tuple(files[path] for path in names if path != FILE_NAME))


def _refuse_left_over(root: Path, paths: Collection[str]) -> None:
    left = [f"{path}{BESIDE}" for path in paths if (root / f"{path}{BESIDE}").is_file()]
    if left:
        raise Refused(
            f"{list_words(left, 'and')} {'is' if len(left) == 1 else 'are'} left of an update before.",
            hint="Take over what you want of it, delete it, and run this again.",
        )


def _tell_of_unknown(stored: Stored, merges: tuple[FileMerge, ...]) -> Iterator[str]:
    """Say how texts that stand beside their files could have been merged."""
    count = sum(merge.path.endswith(BESIDE) for merge in merges)
    if count:
        yield (
            f"What apigen {stored.generator} wrote is not to be had for {count} of the files that you "
            "have changed. A clone with the whole history has it, or that version, which is run "
            "without --offline: take this back by apigen undo, and update there."
        )


def _tell_of_settings(root: Path, base: Base, after: Side) -> Iterator[str]:
    """Say which settings a private file lacks that are read since then."""
    known = {name for data in base.files.values() for name in _SETTING.findall(_decode(data))}
    for file in after.tree.files:
        path = root / file.path
        if file.is_private and path.is_file() and not path.is_symlink():
            has = {*_SETTING.findall(_decode(path.read_bytes()))}
            lacks = sorted({*_SETTING.findall(file.text)} - has - known)
            if lacks:
                yield f"{file.path} stays as it is, and lacks {list_words(lacks, 'and')}."


def _tell_of_tables(stored: Stored, after: Side) -> Iterator[str]:
    """Say when a new project's migrations would be others than this one's."""
    own = {f.path for f in after.tree.files if f.path.startswith(VERSIONS)}
    if new := sorted(own - stored.blobs.keys()):
        yield (
            f"A new project of apigen {__version__} also has {list_words(new, 'and')}. Yours stay: "
            "compare models and tables by `uv run alembic check`."
        )


def _decode(data: bytes) -> str:
    return data.decode("utf-8", "replace")
