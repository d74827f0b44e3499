"""Every combination of answers renders; a set that covers all pairs is checked in full."""

import ast
import os
import re
import tomllib
from pathlib import Path

import pytest

from apigen.catalog import Catalog, load_catalog
from apigen.draft import Draft
from apigen.names import LONGEST, identify

from .combinations import accepted, all_answers, cover_pairs, name
from .walk import walk_through_greeting, walk_through_items
from .workshop import TOOLS, Workshop, list_files, run, write_project

DRAFTS = accepted(load_catalog())
# The whole matrix takes long; by itself a set runs in which every pair of answers occurs.
CHECKED = DRAFTS if os.environ.get("APIGEN_MATRIX") == "full" else cover_pairs(DRAFTS)

SERVERS = {
    "fastapi": ["fastapi", "run", "--host", "127.0.0.1", "--port", "{port}"],
    "flask": ["gunicorn", "shop.main:app", "--bind", "127.0.0.1:{port}"],
}


def test_only_what_has_a_reason_is_refused(real_catalog: Catalog) -> None:
    refused = len(list(all_answers(real_catalog))) - len(DRAFTS)
    with_conflict = [
        answers
        for answers in all_answers(real_catalog)
        if answers["minimal"] and (answers["docs"] or answers["database"] != "none")
    ]
    assert refused == len(with_conflict)


def test_every_combination_renders_to_valid_files() -> None:
    for draft in DRAFTS:
        for file in list_files(draft):
            assert file.text.endswith("\n"), file.path
            assert not file.text.endswith("\n\n"), file.path
            assert "\n\n\n\n" not in file.text, file.path
            assert "{{" not in file.text.replace("${{", ""), file.path
            if file.path.endswith(".py"):
                ast.parse(file.text)
            elif file.path.endswith(".toml"):
                tomllib.loads(file.text)


@pytest.mark.parametrize("project", ["shop", "n" * LONGEST, "A.b-c_d-api"])
def test_every_combination_is_formatted_and_linted(
    project: str, tmp_path: Path, real_catalog: Catalog
) -> None:
    for draft in accepted(real_catalog, identify(project)):
        write_project(draft, tmp_path / name(draft))
    ruff = str(TOOLS / "ruff")
    run([ruff, "check", "--quiet", "."], cwd=tmp_path)
    run([ruff, "format", "--check", "--quiet", "."], cwd=tmp_path)


@pytest.mark.parametrize("draft", CHECKED, ids=name)
def test_combination(draft: Draft, tmp_path: Path, workshops: dict[str, Workshop]) -> None:
    framework = draft.selection.framework
    project = write_project(draft, tmp_path / "shop")
    workshop = workshops[framework]
    workshop.install(project)

    workshop.run(project, "ruff", "check")
    workshop.run(project, "ruff", "format", "--check")
    workshop.run(project, "mypy", "--cache-dir", str(workshop.folder / "mypy"))
    printed = workshop.run(project, "pytest", "-p", "no:cacheprovider")
    passed = int(printed.split(" passed")[0].split()[-1])
    assert passed >= (4 if draft.answers["minimal"] else 15)

    if draft.answers["database"] != "none":
        for command in ("upgrade head", "downgrade base", "upgrade head", "check"):
            workshop.run(project, "alembic", *command.split())
    with workshop.serve(project, SERVERS[framework]) as url:
        if draft.answers["minimal"]:
            walk_through_greeting(url)
        else:
            walk_through_items(url)
        if draft.answers["docs"]:
            options = ("--checks", "all", "--max-examples", "15", "--seed", "1", "--no-color")
            run([str(TOOLS / "st"), "run", f"{url}/openapi.json", *options], cwd=tmp_path)
    _validate_configuration(project)


def _validate_configuration(project: Path) -> None:
    if (project / "Dockerfile").exists():
        run([str(TOOLS / "hadolint"), "Dockerfile"], cwd=project)
        _validate(project, "vendor.compose-spec", "compose.yaml")
        _check_that_compose_keeps_to_the_image(project)
    if (project / ".github").exists():
        _validate(project, "vendor.github-workflows", ".github/workflows/ci.yml")
        _validate(project, "vendor.dependabot", ".github/dependabot.yml")
        run([str(TOOLS / "zizmor"), "--offline", "--persona", "pedantic", "."], cwd=project)


def _validate(project: Path, schema: str, file: str) -> None:
    run([str(TOOLS / "check-jsonschema"), "--builtin-schema", schema, file], cwd=project)


def _check_that_compose_keeps_to_the_image(project: Path) -> None:
    """The settings of .env are for this machine: where the image keeps data, they must not win."""
    compose = (project / "compose.yaml").read_text(encoding="utf-8")
    for variable in re.findall(
        r"(?m)^ENV (DATABASE_URL=.*)$", (project / "Dockerfile").read_text()
    ):
        assert compose.count(f"- {variable}\n") == compose.count("build: .")
