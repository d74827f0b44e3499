"""What Python's JSON takes, and texts and databases may not, is refused or kept, and breaks nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from apigen.catalog import Catalog
from apigen.question import Value

from .additions import add, want
from .projects import write_new_project
from .workshop import SERVERS, Workshop, call

LONE_SURROGATE = "half of a \ud800 character"
NUL = "\x00"


@pytest.mark.parametrize("database", ["none", "sqlite", "postgres"])
@pytest.mark.parametrize("framework", ["fastapi", "flask"])
def test_odd_values_are_refused_or_kept(
    framework: str,
    database: str,
    tmp_path: Path,
    real_catalog: Catalog,
    workshops: dict[str, Workshop],
    give_database: Callable[[Path], None],
) -> None:
    answers: dict[str, Value] = {"framework": framework, "database": database}
    project = write_new_project(tmp_path / "shop", answers)
    fields = ("label:str", "extra:json", "tags:list[str]=[]", "day:date?", "at:datetime?")
    add(real_catalog, project, want("notes", *fields))
    give_database(project)
    workshop = workshops[framework]
    workshop.install(project)
    if database != "none":
        workshop.run(project, "alembic", "upgrade", "head")
    note = {"label": "Label", "extra": {}}
    refused: list[object] = [
        *(note | {"label": text} for text in (LONE_SURROGATE, NUL)),
        *(note | {"tags": [text]} for text in (LONE_SURROGATE, NUL)),
        *(note | {text: 1} for text in (LONE_SURROGATE, NUL)),
        *(note | {"extra": value} for value in (float("nan"), float("-inf"), LONE_SURROGATE)),
        *(note | {"extra": [value]} for value in (float("inf"), {LONE_SURROGATE: 1})),
        LONE_SURROGATE,
    ]
    kept = {"a": NUL, NUL: [1e308, 10**30, "\U0001f600"]}

    with workshop.serve(project, SERVERS[framework]) as url:
        statuses = [call("POST", f"{url}/notes", body).status for body in refused]
        made = call("POST", f"{url}/notes", note | {"extra": kept})
        undated = call("POST", f"{url}/notes", note | {"day": "<b>", "at": "<b>"})
        changed = call("PATCH", f"{url}/notes/{made.body['id']}", {"extra": LONE_SURROGATE})
        found = call("GET", f"{url}/notes")

    assert statuses == [422] * len(refused)
    assert undated.status == 422
    assert "such as 2026-01-31" in str(undated.body)
    assert "<b>" not in str(undated.body)
    assert (made.status, made.body["extra"]) == (201, kept)
    assert changed.status == 422
    assert [row["extra"] for row in found.body["items"]] == [kept]
