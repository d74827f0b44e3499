"""The exported template gives what `apigen new` gives, whatever the name and whoever renders it."""

import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import Environment

from apigen.answers import settle
from apigen.catalog import Catalog
from apigen.copying.abstraction import MARKED, Abstraction
from apigen.copying.exporting import FIRST_TAG, deliver_export, plan_export
from apigen.copying.questionnaire import list_taken
from apigen.destination import find_destination
from apigen.draft import Draft, draft_project
from apigen.errors import NameRefused, UsageError
from apigen.names import Identity, identify
from apigen.project_tree import render_project
from apigen.question import Value

from ..tools import read_tree
from .matrix import compare_names
from .templates import git
from .test_new import make
from .test_updating import commit_all_but_ignored, update

COMBINATIONS: dict[str, dict[str, Value]] = {
    "fastapi": {"framework": "fastapi", "auth": "jwt", "deploy": ("docker", "kubernetes")},
    "flask": {"framework": "flask", "templates": True, "auth": "session", "ci": "gitlab"},
    "minimal": {"framework": "flask", "minimal": True},
}


def draft(catalog: Catalog, given: dict[str, Value], identity: Identity) -> Draft:
    questions = catalog.questions(given.get("framework"))
    return draft_project(catalog, identity, settle(questions, given), given)


def export(catalog: Catalog, folder: Path, given: dict[str, Value]) -> Path:
    """Write the built-in template for these answers."""
    exported = plan_export(
        lambda identity: draft(catalog, given, identity),
        find_destination(str(folder)),
        str(folder),
        catalog.reserved_names(),
        "apigen new my-api",
    )
    deliver_export(exported, with_git=True)
    return folder


def render_directly(catalog: Catalog, given: dict[str, Value], name: str) -> dict[str, str]:
    """Give the files of `apigen new NAME`, but for those that hold secrets."""
    tree, _ = render_project(draft(catalog, given, identify(name)))
    return {file.path: file.text for file in tree.files if not file.is_private}


@pytest.fixture(scope="module")
def smallest(real_catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest template, which nothing may change."""
    folder = tmp_path_factory.mktemp("exported") / "template"
    return export(real_catalog, folder, COMBINATIONS["minimal"])


@pytest.mark.parametrize("kind", COMBINATIONS)
def test_apigen_and_copier_make_of_it_what_new_makes(
    kind: str, real_catalog: Catalog, place: Path, tmp_path: Path
) -> None:
    given = COMBINATIONS[kind]
    template = export(real_catalog, tmp_path / "template", given)
    assert git(template, "describe", "--tags", "--dirty").strip() == FIRST_TAG
    name = "my.Shop-API"
    make(place, template, name)
    made = read_tree(place / name)
    if kind == "fastapi":
        command = [sys.executable, "-m", "copier", "copy", "--defaults", "--quiet"]
        answered = ["--data", f"project_name={name}", str(template), str(place / "plain")]
        subprocess.run([*command, *answered], check=True, capture_output=True)
        assert {**read_tree(place / "plain"), ".env": ""} == {**made, ".env": ""}
    assert git(place / name, "status", "--porcelain") == ""
    if made.pop(".env", None):
        assert (place / name / ".env").stat().st_mode & 0o777 == 0o600
    assert f"project_name: {name}\n" in made.pop(".copier-answers.yml")
    assert made == render_directly(real_catalog, given, name)


def test_odd_names_come_out_as_they_do_directly(real_catalog: Catalog) -> None:
    """With pages and users; `python -m tests.copying.matrix` tries every pair of answers."""
    given = COMBINATIONS["flask"]
    compare_names(
        lambda identity: draft(real_catalog, given, identity), ("Zz.z", "x" * 33, "y" * 60)
    )


@pytest.mark.parametrize(
    "name", ["1st", "class", "fastapi", "Test", "a b", "x" * 61, "test_it", "a-", "con"]
)
def test_names_that_new_refuses_are_refused(
    name: str, real_catalog: Catalog, place: Path, smallest: Path
) -> None:
    with pytest.raises(NameRefused):
        identify(name, real_catalog.reserved_names())
    with pytest.raises(UsageError, match="answer to 'project_name'"):
        make(place, smallest, "shop", data={"project_name": name})


def test_names_that_new_takes_are_not_among_those_refused(real_catalog: Catalog) -> None:
    taken = list_taken(real_catalog.reserved_names())
    assert {"class", "asyncio", "fastapi", "tests", "con"} <= set(taken)
    assert not {"shop", "my_api", "billing"} & set(taken)


def test_what_a_team_changes_comes_to_its_projects(
    real_catalog: Catalog, place: Path, tmp_path: Path
) -> None:
    template = export(real_catalog, tmp_path / "template", COMBINATIONS["minimal"])
    make(place, template, "shop")
    root = place / "shop"
    secret = (root / ".env").read_text() if (root / ".env").exists() else ""
    readme = template / "template/README.md.jinja"
    readme.write_text(readme.read_text() + "\nAsk the platform team.\n")
    git(template, "commit", "--quiet", "--all", "--message", "More")
    git(template, "tag", "v1.1.0")
    (root / "own.txt").write_text("own\n")
    commit_all_but_ignored(root)
    assert update(root) == []
    assert (root / "README.md").read_text().endswith("\nAsk the platform team.\n")
    assert not secret or (root / ".env").read_text() == secret


def test_braces_of_the_project_survive(real_catalog: Catalog) -> None:
    del real_catalog
    text = (
        f"a {{{{ x }}}} {{% y %}} ${{#z}}\n{MARKED.project} ${{{{ x }}}}\n"
        f"${{{MARKED.package}}} {{{{{MARKED.title}}}}}\n{{ plain }}\n"
    )
    names = {"project_name": "p", "package_name": "k", "project_title": "t"}
    rendered = Environment(keep_trailing_newline=True).from_string(Abstraction().write_text(text))
    assert rendered.render(names) == (
        "a {{ x }} {% y %} ${#z}\np ${{ x }}\n${k} {{t}}\n{ plain }\n"
    )
