"""The migrations of a project: where they are, in which order, and what the next one is called."""

import hashlib
import re
from dataclasses import dataclass

from ..errors import list_words, show
from .alembic_settings import find_versions
from .files import Files
from .revisions import Revision, read_revision

_OPERATION = re.compile(
    rb"\bop\.(create_table|drop_table|rename_table)\(\s*[\"']([^\"'\r\n]+)[\"']"
    rb"(?:\s*,\s*[\"']([^\"'\r\n]+)[\"'])?"
)
_DOWNGRADE = re.compile(rb"^def downgrade\b.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
_WIDTH = 4
_LONGEST = 40


@dataclass(frozen=True)
class Migrations:
    """The migrations in `folder`, from the first on; `problem` says why no one can be added."""

    folder: str
    steps: tuple[Revision, ...] = ()
    heads: tuple[str, ...] = ()
    problem: str = ""

    @property
    def revisions(self) -> tuple[str, ...]:
        """The ids of all revisions."""
        return tuple(step.id for step in self.steps)


def find_migrations(files: Files) -> Migrations | None:
    """Give what Alembic would find; None when the project does not use it."""
    place = find_versions(files)
    if place is None:
        return None
    if not place.folders:
        return Migrations("", problem=place.problem)
    steps: list[Revision] = []
    for path in files.paths():
        folder, _, name = path.rpartition("/")
        if folder not in place.folders or not name.endswith(".py") or name.startswith("."):
            continue
        data = files.read(path)
        found = "it cannot be read" if data is None else read_revision(path, data)
        if isinstance(found, str):
            problem = f"The migration {show(path)} cannot be built on: {found}."
            return Migrations(place.folders[0], problem=problem)
        if found is not None:
            steps.append(found)
    return _order(place.folders[0], steps)


def _order(folder: str, steps: list[Revision]) -> Migrations:
    by_id = {step.id: step for step in steps}
    for step in steps:
        if by_id[step.id] is not step:
            places = f"{show(by_id[step.id].file)} and {show(step.file)}"
            return Migrations(folder, problem=f"{places} are both revision {show(step.id)}.")
        for parent in step.down:
            if parent not in by_id:
                text = f"{show(step.file)} stands on {show(parent)}, which is not there."
                return Migrations(folder, problem=text)
    waiting = {step.id: len(set(step.down)) for step in steps}
    above: dict[str, list[str]] = {}
    for step in steps:
        for parent in set(step.down):
            above.setdefault(parent, []).append(step.id)
    free = [step.id for step in steps if not step.down]
    ordered: list[Revision] = []
    for one in free:
        ordered.append(by_id[one])
        for child in above.get(one, ()):
            waiting[child] -= 1
            if not waiting[child]:
                free.append(child)
    if len(ordered) < len(steps):
        stuck = [show(step.id) for step in steps if waiting[step.id]]
        problem = f"The migrations go round in a circle: {list_words(stuck[:5], 'and')}."
        return Migrations(folder, problem=problem)
    heads = tuple(step.id for step in ordered if step.id not in above)
    return Migrations(folder, tuple(ordered), heads)


def next_revision(migrations: Migrations, slug: str) -> tuple[str, str]:
    """Give the id and the file name of a migration on top of the others.

    Numbers go on as they are (`0001`, `0002`); elsewhere it is a text like Alembic's, the same each
    time for the same project.
    """
    taken = migrations.revisions
    if all(one.isascii() and one.isdecimal() and len(one) <= _LONGEST for one in taken):
        width = max((len(one) for one in taken), default=_WIDTH)
        revision = str(max((int(one) for one in taken), default=0) + 1).zfill(width)
    else:
        text = f"{' '.join(migrations.heads)} {slug}"
        while (revision := hashlib.sha256(text.encode()).hexdigest()[:12]) in taken:
            text += "+"
    return revision, f"{revision}_{slug}.py"


def created_tables(files: Files, migrations: Migrations) -> frozenset[str]:
    """Give the tables that there are after all migrations, as far as their text names them."""
    tables: dict[str, None] = {}
    for step in migrations.steps:
        data = files.read(step.file) or b""
        for name, table, renamed in _OPERATION.findall(_DOWNGRADE.sub(b"", data)):
            if name != b"create_table":
                tables.pop(table.decode(errors="replace"), None)
            if name != b"drop_table":
                kept = renamed if name == b"rename_table" else table
                tables[kept.decode(errors="replace")] = None
    return frozenset(tables)
