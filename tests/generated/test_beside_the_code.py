"""How a project is deployed and where its checks run changes files beside its code, all valid."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from apigen.catalog import load_catalog
from apigen.question import Value
from apigen.selection import Selection

from .combinations import (
    BESIDE_THE_CODE,
    accepted,
    cover,
    list_code_answers,
    list_framework_pairs,
    make_draft,
)
from .workshop import TOOLS, list_files, run

CODE = ("src/", "tests/", "migrations/")
SCHEMAS = {
    ".github/workflows/ci.yml": "vendor.github-workflows",
    ".github/dependabot.yml": "vendor.dependabot",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
}

Files = dict[str, str]


@pytest.fixture(scope="module")
def families() -> list[list[Files]]:
    """Projects in families: the answers that the code depends on are the same within one."""
    every = accepted(load_catalog())
    found = []
    for chosen in cover(every, list_framework_pairs):
        family = [one for one in every if list_code_answers(one) == list_code_answers(chosen)]
        drafts = map(make_draft, take_new(family))
        found.append([{file.path: file.text for file in list_files(draft)} for draft in drafts])
    return found


def take_new(family: list[Selection]) -> Iterator[Selection]:
    """Give those in which some answer beside the code is there for the first time."""
    seen: set[tuple[str, Value]] = set()
    for one in family:
        answers = {(key, one.answers[key]) for key in BESIDE_THE_CODE}
        if answers - seen:
            seen |= answers
            yield one


def test_the_code_is_the_same_however_it_is_deployed(families: list[list[Files]]) -> None:
    assert min(map(len, families)) > 1
    for first, *others in families:
        for other in others:
            changed = {path for path in first | other if first.get(path) != other.get(path)}
            assert changed
            assert not [path for path in changed if path.startswith(CODE)]
            assert _read_settings(first) == _read_settings(other)


def _read_settings(files: Files) -> dict[str, Any]:
    """Give pyproject.toml without what only development installs."""
    settings = tomllib.loads(files["pyproject.toml"])
    return {key: value for key, value in settings.items() if key != "dependency-groups"}


def test_what_is_there_for_checking_is_valid(families: list[list[Files]], tmp_path: Path) -> None:
    for path, schema in SCHEMAS.items():
        files = write_different(families, path, tmp_path)
        run([str(TOOLS / "check-jsonschema"), "--builtin-schema", schema, *files], cwd=tmp_path)
    run([str(TOOLS / "zizmor"), "--offline", "--persona", "pedantic", "."], cwd=tmp_path)


def write_different(families: list[list[Files]], path: str, folder: Path) -> list[str]:
    """Write each different text that the file has in the projects; gives where they are."""
    texts = {files[path]: None for family in families for files in family if path in files}
    assert texts
    for number, text in enumerate(texts):
        target = folder / str(number) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return [f"{number}/{path}" for number in range(len(texts))]


def test_compose_keeps_to_where_the_image_keeps_data(families: list[list[Files]]) -> None:
    """The settings of .env are for this machine: in a container they must not win."""
    places = 0
    for family in families:
        for files in family:
            if "Dockerfile" in files:
                compose = files["compose.yaml"]
                for variable in re.findall(r"(?m)^ENV (DATABASE_URL=.*)$", files["Dockerfile"]):
                    places += 1
                    assert compose.count(f"- {variable}\n") == compose.count("build: .")
    assert places
