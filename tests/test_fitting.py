"""Answers that do not fit together are refused all at once, each with its reason and ways out."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from apigen.answers import settle
from apigen.catalog import Catalog, load_catalog
from apigen.errors import UsageError
from apigen.fitting import find_fixes, select
from apigen.question import Value
from apigen.selection import complete, find_breaches

from .generated.combinations import all_answers, choose_each_code, decide
from .guarded import guard
from .tools import run_apigen, write_tree

THREE = ("--auth", "guard", "--docs", "--database", "none", "--deploy", "boat", "--minimal")
CONFLICTS = {
    "--deploy boat does not go with --minimal: the smallest project travels light": (
        "Leave out --deploy boat, or leave out --minimal."
    ),
    "--auth guard does not go with --docs: they show [bold]too[/bold] much": (
        "Leave out --auth guard, or leave out --docs."
    ),
    "--auth guard does not go with --minimal: the smallest project trusts everybody": (
        "Leave out --auth guard, or leave out --minimal."
    ),
    "--auth guard needs --database toybase or bucket: keys must be kept": (
        "Leave out --auth guard, or leave out --database none."
    ),
}


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("switches", [(), ("--yes",), ("--dry-run",), ("--diff",)])
def test_all_conflicts_are_told_at_once(
    switches: tuple[str, ...], columns: int, toy: Path, place: Path
) -> None:
    env = {"COLUMNS": str(columns)}
    done = run_apigen(guard(toy), "new", "shop", *THREE, *switches, cwd=place, env=env)
    assert (done.returncode, done.stdout) == (2, "")
    assert os.listdir(place) == []
    lines = done.stderr.splitlines()
    assert lines[0] == "These choices do not fit together."
    assert max(map(len, lines)) <= columns
    told = " ".join(done.stderr.split())
    for message, fix in CONFLICTS.items():
        assert f"{message} {fix}" in told


def test_conflicts_are_data_for_scripts(toy: Path, place: Path) -> None:
    done = run_apigen(guard(toy), "new", "shop", *THREE, "--json", cwd=place)
    assert (done.returncode, done.stderr) == (2, "")
    document = json.loads(done.stdout)
    assert document["error"]["kind"] == "usage-error"
    assert {each["message"] for each in document["conflicts"]} == CONFLICTS.keys()
    [needed] = [each for each in document["conflicts"] if each["kind"] == "implies"]
    assert needed["feature"] == "guard"
    assert needed["why"] == "keys must be kept"
    assert needed["fixes"] == [{"auth": None}, {"database": None}]


def test_an_answers_file_is_refused_alike(toy: Path, place: Path) -> None:
    flags = run_apigen(guard(toy), "new", "shop", *THREE, "--yes", cwd=place)
    answers = """
        minimal = true
        auth = "guard"
        docs = true
        database = "none"
        deploy = ["boat"]
    """
    write_tree(place, {"answers.toml": answers})
    file = run_apigen(toy, "new", "shop", "--answers", "answers.toml", "--yes", cwd=place)
    assert (file.returncode, file.stderr) == (2, flags.stderr)


def test_what_was_only_implied_is_no_conflict_of_its_own(toy: Path) -> None:
    guard(toy)
    for name in ("toybase", "bucket"):
        path = toy / f"features/{name}/feature.toml"
        rule = '[[conflicts]]\nanswer = { minimal = true }\nwhy = "nothing is kept"\n'
        path.write_text(path.read_text().replace("[lists]", f"{rule}[lists]"))
    catalog = load_catalog(toy)
    given: dict[str, Value] = {"auth": "guard", "minimal": True}
    with pytest.raises(UsageError) as caught:
        select(catalog, "fastapi", settle(catalog.questions(), given), given)
    assert "--auth guard does not go with --minimal" in caught.value.hint
    assert "--database" not in caught.value.hint


@pytest.mark.parametrize(
    ("rule", "given", "fixes"),
    [
        (
            '[[requires]]\nanswer = { framework = "flask" }',
            {"auth": "badge", "framework": "fastapi"},
            [{"auth": None}, {"framework": "flask"}],
        ),
        (
            "[[conflicts]]\nanswer = { docs = true }",
            {"auth": "badge"},
            [{"auth": None}, {"docs": False}],
        ),
        (
            '[[conflicts]]\nanswer = { deploy = "boat" }',
            {"auth": "badge", "deploy": ("boat",)},
            [{"auth": None}, {"deploy": ()}],
        ),
        (
            '[[conflicts]]\nanswer = { deploy = "boat" }',
            {"auth": "badge", "deploy": ("boat", "raft")},
            [{"auth": None}, {"deploy": ("raft",)}],
        ),
        (
            '[[requires]]\nanswer = { database = "bucket" }',
            {"auth": "badge"},
            [{"auth": None}, {"database": "bucket"}],
        ),
        (
            '[[requires]]\nfeature = "bucket"',
            {"auth": "badge", "database": "toybase"},
            [{"auth": None}, {"database": "bucket"}],
        ),
    ],
)
def test_each_answer_that_has_a_part_can_be_the_way_out(
    rule: str, given: Mapping[str, Value], fixes: list[dict[str, Value | None]], toy: Path
) -> None:
    guard(toy)
    badge = toy / "features/badge/feature.toml"
    badge.write_text(f'{badge.read_text()}{rule}\nwhy = "so it is"\n')
    raft = (toy / "features/boat/feature.toml").read_text().replace("boat", "raft")
    write_tree(toy, {"features/raft/feature.toml": raft.replace("default = true", "")})
    catalog = load_catalog(toy)
    answers = settle(catalog.questions(), given)
    with pytest.raises(UsageError) as caught:
        select(catalog, "fastapi", answers, given)
    conflicts: Any = caught.value.details["conflicts"]
    assert [conflict["fixes"] for conflict in conflicts] == [fixes]
    for change in fixes:
        key, value = next(iter(change.items()))
        said = {k: v for k, v in {**given, key: value}.items() if v is not None}
        framework = str(said.get("framework", "fastapi"))
        assert select(catalog, framework, settle(catalog.questions(), said), said)


def test_the_first_ways_out_of_all_conflicts_mend_all() -> None:
    catalog = load_catalog()
    for selection in choose_each_code(decide(catalog, one) for one in all_answers(catalog)):
        given = dict(selection.answers.values)
        framework = str(given["framework"])
        breaches = find_breaches(selection)
        mended = dict(given)
        for breach in breaches:
            fixes = list(find_fixes(catalog, framework, given, breach, breaches))
            assert fixes, (breach, given)
            mended = fixes[0].apply(mended)
        assert not breaches or is_accepted(catalog, mended)


def is_accepted(catalog: Catalog, given: Mapping[str, Value]) -> bool:
    """Whether these answers, with the usual ones for the rest, fit together."""
    framework = str(given["framework"])
    answers = settle(catalog.questions(framework), given)
    return not find_breaches(complete(catalog, framework, answers, given))
