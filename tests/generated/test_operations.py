"""Every choice of operations gives code that is whole and holds nothing that is not needed."""

import ast
import re
from collections.abc import Iterator
from itertools import combinations, cycle
from pathlib import Path

import pytest

from apigen.catalog import load_catalog
from apigen.draft import Draft
from apigen.kits.resource import Surroundings, WrittenRoute, write_resource
from apigen.question import NONE
from apigen.routes.spec import OPERATIONS
from apigen.scaffold.neighbours import Neighbour
from apigen.selection import Selection

from .additions import Wanted
from .combinations import IS_FULL, accepted, choose_each_code, make_draft, name
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


def choose_selections() -> list[Selection]:
    """Give projects with every storage in both frameworks, async and not as they come."""
    able = [one for one in accepted(load_catalog()) if one.answers["docs"]]
    return [one for one in choose_each_code(able) if IS_FULL or is_typical(one)]


def is_typical(selection: Selection) -> bool:
    """Whether a project is one of the few that stand for all, half of which are async."""
    answers = selection.answers
    is_flask, has_tables = selection.framework == "flask", answers["database"] != NONE
    is_plain = answers["auth"] == NONE and not answers["templates"]
    return is_plain and answers["async"] == (is_flask == has_tables)


SELECTIONS = choose_selections()
TYPED = SELECTIONS if IS_FULL else SELECTIONS[1:3]


@pytest.mark.parametrize("selection", SELECTIONS, ids=name)
def test_every_choice_of_operations_is_linted(selection: Selection, tmp_path: Path) -> None:
    draft = make_draft(selection)
    project = write_project(draft, tmp_path)
    written = list(write_all(draft, project))
    assert len(written) == 2 * 63
    ruff = str(TOOLS / "ruff")
    run([ruff, "format", "--quiet", "."], cwd=project)
    run([ruff, "check", "--quiet", "."], cwd=project)
    assert {unused for one in written for unused in find_unused(one)} == set()


@pytest.mark.parametrize("selection", TYPED, ids=name)
def test_every_choice_of_operations_has_right_types(
    selection: Selection, tmp_path: Path, workshops: dict[str, Workshop]
) -> None:
    draft = make_draft(selection)
    project = write_project(draft, tmp_path)
    assert len(list(write_all(draft, project, step=2 * len(TYPED)))) >= 2 * (31 // len(TYPED))
    workshop = workshops[selection.framework]
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
