"""Every combination is decided; sets in which all pairs and triples occur are made and checked."""

import ast
import re
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from jinja2 import Environment

from apigen.catalog import Catalog, load_catalog
from apigen.layers import Rule
from apigen.names import LONGEST, identify
from apigen.question import NONE, Value
from apigen.selection import Selection, find_breaches
from apigen.tree import File

from .callers import sign_in
from .combinations import (
    BESIDE_THE_CODE,
    IS_ABOUT_PYTHON,
    IS_FULL,
    accepted,
    all_answers,
    choose_each_code,
    cover,
    decide,
    list_features,
    list_framework_pairs,
    list_triples,
    make_draft,
    name,
)
from .walk import walk_through_greeting, walk_through_items
from .workshop import SERVERS, TOOLS, Workshop, list_files, run, write_project

ACCEPTED = accepted(load_catalog())
RENDERED = ACCEPTED if IS_FULL else cover(ACCEPTED, list_triples)
PARTS = list_features if IS_ABOUT_PYTHON else list_framework_pairs
CHECKED = choose_each_code(ACCEPTED) if IS_FULL else cover(ACCEPTED, PARTS)


def test_what_is_refused_breaks_a_rule_and_every_rule_refuses(real_catalog: Catalog) -> None:
    refusing = set()
    for answers in all_answers(real_catalog):
        selection = decide(real_catalog, answers)
        broken = [
            (feature.id, rule.why)
            for feature in selection.features
            for rule in feature.rules
            if rule.kind != "notes" and is_so(rule, selection) == (rule.kind == "conflicts")
        ]
        assert [(each.feature.id, each.rule.why) for each in find_breaches(selection)] == broken
        refusing.update(broken)
    assert refusing == {
        (feature.id, rule.why)
        for feature in real_catalog.features
        for rule in feature.rules
        if can_refuse(rule, real_catalog)
    }


def can_refuse(rule: Rule, catalog: Catalog) -> bool:
    """Whether a rule can be broken: it asks for something, and there is a choice of that."""
    asked = {feature.id for feature in catalog.features if feature.question}
    if rule.kind == "notes" or (
        rule.kind == "implies" and rule.feature and rule.feature not in asked
    ):
        return False
    questions = {question.key: question for question in catalog.questions()}
    if rule.kind == "implies" and any(questions[key].kind == "many" for key in rule.answer):
        return False  # what is implied there comes in addition
    return all(questions[key].is_open for key in rule.answer)


def is_so(rule: Rule, selection: Selection) -> bool:
    """Whether what a rule speaks of is there, found otherwise than the generator finds it."""
    if rule.feature:
        return rule.feature in {feature.id for feature in selection.features}
    answers = dict(selection.answers.values)
    return all(
        is_one_of(answers[key], wanted if isinstance(wanted, tuple) else (wanted,))
        for key, wanted in rule.answer.items()
    )


def is_one_of(answer: Value, wanted: Sequence[str | bool]) -> bool:
    """Whether an answer is one that is wanted; "!x" is any but x."""
    for one in wanted:
        if isinstance(one, str) and one.startswith("!"):
            if answer != one[1:]:
                return True
        elif answer == one or (isinstance(answer, tuple) and one in answer):
            return True
    return False


def test_every_pair_that_is_accepted_is_checked_in_each_framework() -> None:
    checked = {part for selection in CHECKED for part in PARTS(selection)}
    choices = choose_each_code(ACCEPTED)
    assert {part for selection in choices for part in PARTS(selection)} <= checked


def test_every_answer_beside_the_code_is_checked_in_each_framework() -> None:
    for key in BESIDE_THE_CODE:
        checked = {(selection.framework, selection.answers[key]) for selection in CHECKED}
        assert {(one.framework, one.answers[key]) for one in ACCEPTED} == checked


@pytest.mark.parametrize("project", ["shop", "n" * LONGEST, "A.b-c_d-api"])
def test_every_triple_is_whole_formatted_and_linted(project: str, tmp_path: Path) -> None:
    identity = identify(project)
    for selection in RENDERED:
        draft = make_draft(selection, identity)
        for file in list_files(draft):
            check_text(file)
        write_project(draft, tmp_path / name(selection))
    ruff = str(TOOLS / "ruff")
    run([ruff, "check", "--quiet", "."], cwd=tmp_path)
    run([ruff, "format", "--check", "--quiet", "."], cwd=tmp_path)


def check_text(file: File) -> None:
    """A text ends well, holds nothing of the template's, and is what its name says."""
    assert file.text.endswith("\n"), file.path
    assert not file.text.endswith("\n\n"), file.path
    assert "\n\n\n\n" not in file.text, file.path
    if file.path.endswith(".html"):  # a template of the project's own
        Environment().parse(file.text)
    else:
        others = re.sub(r"\$\{\{|\{\{resolve:", "", file.text)  # of GitHub and of CloudFormation
        assert "{{" not in others, file.path
    if file.path.endswith(".py"):
        ast.parse(file.text)
    elif file.path.endswith(".toml"):
        tomllib.loads(file.text)


@pytest.mark.parametrize("selection", CHECKED, ids=name)
def test_no_line_is_longer_than_the_project_allows(selection: Selection) -> None:
    files = {file.path: file.text for file in list_files(make_draft(selection))}
    limit = tomllib.loads(files["pyproject.toml"])["tool"]["ruff"]["line-length"]
    code = [text for path, text in files.items() if path.endswith(".py")]
    assert code
    assert [line for text in code for line in text.splitlines() if len(line) > limit] == []


@pytest.mark.parametrize("selection", CHECKED, ids=name)
def test_combination(
    selection: Selection,
    tmp_path: Path,
    workshops: dict[str, Workshop],
    give_database: Callable[[Path], None],
) -> None:
    framework = selection.framework
    project = write_project(make_draft(selection), tmp_path / "shop")
    give_database(project)
    workshop = workshops[framework]
    workshop.install(project)

    workshop.run(project, "ruff", "check")
    workshop.run(project, "ruff", "format", "--check")
    workshop.run(project, "mypy", "--cache-dir", str(workshop.folder / "mypy"))
    printed = workshop.run(project, "pytest", "-p", "no:cacheprovider")
    passed = int(printed.split(" passed")[0].split()[-1])
    assert passed >= (4 if selection.answers["minimal"] else 15)

    if selection.answers["database"] != NONE:
        workshop.migrate(project)
    with (
        sign_in(selection.answers["auth"], workshop, project) as users,
        workshop.serve(project, SERVERS[framework]) as url,
    ):
        if selection.answers["minimal"]:
            walk_through_greeting(url)
        else:
            walk_through_items(url, *users)
        # What is promised to clients is the same whichever Python keeps it.
        if selection.answers["docs"] and not IS_ABOUT_PYTHON:
            workshop.examine(url, tmp_path, *users)
