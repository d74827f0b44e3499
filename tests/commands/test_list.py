"""`apigen list` as a process: every choice there is, whole on any terminal, and true."""

import json
import subprocess
from pathlib import Path

import pytest

from apigen.catalog import find_templates, load_catalog
from apigen.offers import list_topics
from apigen.prospects import find_reason_against
from apigen.ui.offer_list import make_topics_document

from ..tools import run_apigen

CATALOG = load_catalog()


def _run(place: Path, *arguments: str, **env: str) -> "subprocess.CompletedProcess[str]":
    return run_apigen(find_templates(), "list", *arguments, cwd=place, env=env)


def test_every_choice_of_every_feature_is_listed(place: Path) -> None:
    done = _run(place)
    assert (done.returncode, done.stderr) == (0, "")
    for feature in CATALOG.features:
        if feature.question:
            value = "" if feature.value is True else f" {feature.value}"
            assert f"  --{feature.question}{value}" in done.stdout.replace(" *", "").splitlines()
            assert feature.title in done.stdout


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_it_is_whole_at_any_width(place: Path, columns: int) -> None:
    lines = _run(place, COLUMNS=str(columns), NO_COLOR="1").stdout.splitlines()
    assert max(map(len, lines)) <= columns
    assert " ".join(" ".join(lines).split()) == " ".join(_run(place).stdout.split())


def test_the_document_says_all_of_it(place: Path) -> None:
    document = json.loads(_run(place, "--json").stdout)
    assert document == json.loads(json.dumps(make_topics_document(list_topics(CATALOG))))
    choices = {
        (question["key"], choice["value"]): choice
        for question in document["questions"]
        for choice in question["choices"]
    }
    jwt = choices["auth", "jwt"]
    assert [bond["flags"] for bond in jwt["needs"]] == ["--database sqlite or postgres"]
    assert {bond["flags"] for bond in jwt["excludes"]} == {"--minimal", "--templates"}
    assert choices["database", "sqlite"]["default"]
    assert not choices["database", "postgres"]["default"]


def test_every_choice_says_how_it_was_checked() -> None:
    for feature in CATALOG.features:
        assert bool(feature.question) == bool(feature.checked), feature.id
        assert not feature.unchecked.endswith("."), feature.id


def test_what_is_said_to_be_excluded_is_refused() -> None:
    questions = {question.key: question for question in CATALOG.questions()}
    seen = 0
    for topic in list_topics(CATALOG):
        for offer in topic.offers:
            own = offer.feature
            value = (str(own.value),) if topic.question.kind == "many" else own.value
            for bond in offer.excludes:
                key, _, word = bond.flags.removeprefix("--").partition(" ")
                reason = find_reason_against(
                    CATALOG, {own.question: value}, questions[key], word or True
                )
                assert bond.why in reason
                seen += 1
    assert seen
