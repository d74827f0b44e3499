"""Every choice of operations gives code that is whole and holds nothing that is not needed."""

import ast
import os
import re
from collections.abc import Iterator
from itertools import combinations, cycle
from pathlib import Path

import pytest

from apigen.catalog import load_catalog
from apigen.draft import Draft
from apigen.kits.resource import Surroundings, WrittenRoute, write_resource
from apigen.routes.spec import OPERATIONS
from apigen.scaffold.neighbours import Neighbour

from .additions import Wanted
from .combinations import accepted, name
from .workshop import TOOLS, Workshop, run, write_project

ITEM = Neighbour("items", "item", "Item", "items", 'name="Lamp", description=None, quantity=1')
SUBSETS = [some for size in range(1, 7) for some in combinations(OPERATIONS, size)]
FIELDS = (
    ("name:str",),
    ("other_id:ref:items", "price:decimal,unique"),
    ("day:date?", "at:datetime,index", "is_open:bool=false"),
    ("other_id:ref:items,unique",),
    ("levels:list[int]", "mood:enum(good|bad)=bad", "extra:json?", "token:uuid"),
    ("email:email,unique", "other_id:ref:items?", "site:url?", "ratio:float=0.5"),
    ("big:int,max=9000000000", "sums:list[int]?", "extra:json={}", "price:decimal=1"),
)
IS_FULL = os.environ.get("APIGEN_MATRIX") == "full"


def choose_drafts() -> list[Draft]:
    """Give projects with every storage in both frameworks, async and not as they come."""
    drafts = [
        draft
        for draft in accepted(load_catalog())
        if draft.answers["docs"] and (draft.answers["deploy"], draft.answers["ci"]) == ((), "none")
    ]
    return [draft for draft in drafts if IS_FULL or is_typical(draft)]


def is_typical(draft: Draft) -> bool:
    """Whether a project is one of the four that stand for all, two of which are async."""
    is_flask, has_tables = draft.selection.framework == "flask", draft.answers["database"] != "none"
    return draft.answers["async"] == (is_flask == has_tables)


DRAFTS = choose_drafts()
TYPED = DRAFTS if IS_FULL else DRAFTS[1:3]


@pytest.mark.parametrize("draft", DRAFTS, ids=name)
def test_every_choice_of_operations_is_linted(draft: Draft, tmp_path: Path) -> None:
    project = write_project(draft, tmp_path)
    written = list(write_all(draft, project))
    assert len(written) == 2 * 63
    ruff = str(TOOLS / "ruff")
    run([ruff, "format", "--quiet", "."], cwd=project)
    run([ruff, "check", "--quiet", "."], cwd=project)
    assert {unused for one in written for unused in find_unused(one)} == set()


@pytest.mark.parametrize("draft", TYPED, ids=name)
def test_every_choice_of_operations_has_right_types(
    draft: Draft, tmp_path: Path, workshops: dict[str, Workshop]
) -> None:
    project = write_project(draft, tmp_path)
    assert len(list(write_all(draft, project, step=2 * len(TYPED)))) >= 2 * (31 // len(TYPED))
    workshop = workshops[draft.selection.framework]
    workshop.run(project, "mypy", "--cache-dir", str(workshop.folder / "mypy"))


def write_all(draft: Draft, project: Path, step: int = 1) -> Iterator[WrittenRoute]:
    """Write a resource for every `step`th choice of operations, at the top and under items."""
    fields = cycle(FIELDS)
    for number, operations in enumerate(SUBSETS):
        letters = f"{chr(97 + number // 26)}{chr(97 + number % 26)}"
        for place in ("", "items/{item_id}/"):
            wanted = Wanted(f"{place}{letters}_parts", next(fields), only=",".join(operations))
            if number % step == 0:
                yield write_one(draft, project, wanted)


def write_one(draft: Draft, project: Path, wanted: Wanted) -> WrittenRoute:
    """Write the files of one resource, registering nothing."""
    resource = wanted.read_resource()
    parents = (ITEM,) if resource.parents else ()
    written = write_resource(draft.kit, resource, Surroundings(parents, {"items": ITEM}))
    for file in written.tree.files:
        path = project / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    return written


def find_unused(written: WrittenRoute) -> Iterator[str]:
    """Give the top-level names of a resource's modules that nothing speaks of."""
    files = [file for file in written.own.files if "versions" not in file.path]
    text = "\n".join(file.text for file in files)
    for file in files:
        for node in ast.parse(file.text).body:
            made = getattr(node, "name", "")
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                made = node.targets[0].id
            is_used = len(re.findall(rf"\b{made}\b", text)) > 1
            is_called_by_name = made.startswith("test_") or "/routes/" in file.path
            if made and not is_used and not is_called_by_name:
                yield f"{file.path}: {made}"
