"""What people call features, and why some cannot come or go."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from apigen.change.wishes import read_additions, read_removals, write_words
from apigen.errors import UsageError
from apigen.question import Value

from .projects import CATALOG, draft, plan, render, write

HAS = draft({"framework": "fastapi", "deploy": ("docker",), "ci": "github", "docs": True}).settled


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        (["jwt"], {"auth": "jwt"}),
        (["auth=jwt"], {"auth": "jwt"}),
        (["auth=jwt", "jwt"], {"auth": "jwt"}),
        (["kubernetes"], {"deploy": ("docker", "kubernetes")}),
        (["deploy=aws,fly", "kubernetes"], {"deploy": ("docker", "kubernetes", "aws", "fly")}),
        (["docs"], {"docs": True}),
        (["templates", "pre-commit"], {"templates": True, "with": ("pre-commit",)}),
    ],
)
def test_additions_are_named_by_answer_or_by_question_and_answer(
    words: list[str], changes: Mapping[str, Value]
) -> None:
    assert read_additions(CATALOG, HAS, words) == changes


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        (["github"], {"ci": "none"}),
        (["ci"], {"ci": "none"}),
        (["docker"], {"deploy": ()}),
        (["deploy"], {"deploy": ()}),
        (["aws"], {"deploy": ("docker",)}),
        (["docs"], {"docs": False}),
        (["auth"], {"auth": "none"}),
    ],
)
def test_removals_may_name_the_question_alone(
    words: list[str], changes: Mapping[str, Value]
) -> None:
    assert read_removals(CATALOG, HAS, words) == changes


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Nothing is named"),
        (["auth"], "leaves open"),
        (["kubernets"], "kubernetes"),
        (["framework=flask"], "apigen switch"),
        (["auth=jwt", "auth=session"], "one thing only"),
        (["deploy="], "names nothing"),
        (["auth=none"], "names nothing"),
        (["minimal"], "cannot be added"),
        (["\x1b[31mred"], r"\x1b"),
    ],
)
def test_what_names_nothing_is_refused_with_a_way(words: list[str], said: str) -> None:
    with pytest.raises(UsageError) as refusal:
        read_additions(CATALOG, HAS, words)
    assert said in f"{refusal.value.message} {refusal.value.hint}"
    assert "\x1b" not in refusal.value.message


def test_a_name_that_is_like_no_other_suggests_none() -> None:
    with pytest.raises(UsageError) as refusal:
        read_additions(CATALOG, HAS, ["rate-limit"])
    assert "Did you mean" not in refusal.value.hint
    assert "kubernetes" in refusal.value.hint


def test_another_answer_than_the_project_has_cannot_go() -> None:
    with pytest.raises(UsageError, match="ci=github, not ci=gitlab"):
        read_removals(CATALOG, HAS, ["gitlab"])


def test_words_written_are_read_as_the_same() -> None:
    changes = read_additions(CATALOG, HAS, ["jwt", "kubernetes", "templates"])
    assert read_additions(CATALOG, HAS, write_words(HAS, changes)) == changes


@pytest.mark.parametrize(
    ("given", "verb", "word", "way"),
    [
        ({"database": "none"}, "add", "jwt", "apigen add auth=jwt database=sqlite"),
        (
            {"database": "sqlite"},
            "add",
            "kubernetes",
            "apigen add deploy=kubernetes database=postgres",
        ),
        ({"deploy": ("kubernetes",)}, "remove", "docker", "apigen remove deploy=kubernetes"),
        ({"auth": "jwt"}, "remove", "database", "apigen remove database auth"),
        ({"minimal": True}, "add", "docs", "first apigen remove minimal"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_commands_that_do(
    tmp_path: Path, given: Mapping[str, Value], verb: str, word: str, way: str
) -> None:
    write(tmp_path, render(draft({"framework": "fastapi", **given})))
    with pytest.raises(UsageError) as refusal:
        plan(tmp_path, "add" if verb == "add" else "remove", [word])
    ways = refusal.value.details["ways"]
    assert isinstance(ways, list)
    assert any(way in each for each in ways), ways
