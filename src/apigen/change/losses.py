"""Says what a person has to know of the data before the migrations of a change run."""

from collections.abc import Collection, Iterator

from ..errors import list_words
from ..reading.migrations import Migrations

MIGRATE = "uv run alembic upgrade head"


def tell_of_rows(table: str) -> str:
    """Say what happens to rows that are older than the users."""
    return (
        f"What is in {table} already belongs to nobody. Where there is anything, the migration "
        "stops once the users' tables are there: make a user, and say whose it becomes by "
        "`uv run alembic -x owner=ID upgrade head`."
    )


def tell_of_loss(paths: Collection[str], gone: Collection[str], lost: Collection[str]) -> str:
    """Say that tables are `gone`, and whose the rows of others were is `lost`, by migrations."""
    noun = "table" if len(gone) == 1 else "tables"
    what = [f"the {noun} {list_words(gone, 'and')}"] if gone else []
    what += [f"whose the rows of {list_words(lost, 'and')} were"] if lost else []
    return (
        f"Keep a copy of the database before you run `{MIGRATE}`. What it drops for good: "
        f"{list_words(what, 'and')}. It does so by {list_words(paths, 'and')}."
    )


def tell_of_other_database(migrations: Migrations, written: Collection[str]) -> Iterator[str]:
    """Say what becomes of data and migrations where a database of another kind takes over."""
    yield (
        "No data is moved: the other database begins empty. Its tables are made by the same "
        "migrations, which now have its types."
    )
    own = [step.file for step in migrations.steps if step.file not in written]
    if own:
        yield f"{list_words(own, 'and')} stayed as you wrote them: see that their types suit it."
