"""Composing and rendering: given these templates, expect that tree."""

import ast
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apigen.answers import settle
from apigen.catalog import load_catalog
from apigen.draft import Draft, draft_project
from apigen.errors import TemplateFault
from apigen.names import identify
from apigen.question import Value
from apigen.render import _quote_python, _quote_toml, render, render_lines
from apigen.tree import EXECUTABLE, PRIVATE, File, Tree

from .tools import write_toy


def _draft(root: Path, **given: Value) -> Draft:
    catalog = load_catalog(root)
    answers = settle(catalog.questions(), given)
    return draft_project(catalog, identify("corner-shop"), answers, given)


def _render(root: Path, changes: dict[str, str] | None = None, **given: Value) -> dict[str, File]:
    tree = render(_draft(write_toy(root, changes), **given).composition, lambda: "s3cret")
    return {file.path: file for file in tree.files}


def test_layers_make_one_tree(tmp_path: Path) -> None:
    files = _render(tmp_path)
    assert list(files) == [
        ".env",
        ".gitignore",
        "AGENTS.md",
        "Boatfile",
        "README.md",
        "src/corner_shop/__init__.py",
        "src/corner_shop/app.py",
        "src/corner_shop/database.py",
    ]
    assert files["src/corner_shop/app.py"].text == "import fastapi\n"


def test_slots_are_filled_by_the_chosen_features_in_order(tmp_path: Path) -> None:
    text = _render(tmp_path, framework="flask")["README.md"].text
    expected = (
        "# Corner Shop\n\nuv run corner_shop\n\nData is kept in ToyBase.\n\nBy way of Flask.\n"
    )
    assert text == expected
    assert "ToyBase" not in _render(tmp_path, database="none")["README.md"].text


def test_secrets_are_for_private_files_only(tmp_path: Path) -> None:
    env = _render(tmp_path)[".env"]
    assert (env.text, env.mode) == ("SECRET=s3cret\n", PRIVATE)
    with pytest.raises(TemplateFault, match="'secret' is undefined"):
        _render(tmp_path, {"common/open.jinja": "{{ secret() }}"})


def test_answers_are_out_of_the_templates_reach(tmp_path: Path) -> None:
    with pytest.raises(TemplateFault, match="'answers' is undefined"):
        _render(tmp_path, {"common/x.jinja": "{{ answers }}"})


def test_a_template_that_renders_to_nothing_leaves_no_file(tmp_path: Path) -> None:
    changes = {
        "common/gone.jinja": "{% for i in slot('none') %}{{ i }}{% endfor %}",
        "common/empty.jinja": "",
    }
    files = _render(tmp_path, changes)
    assert "gone" not in files
    assert files["empty"].text == ""


def test_a_script_is_executable(tmp_path: Path) -> None:
    assert _render(tmp_path, {"common/run.jinja": "#!/bin/sh\n"})["run"].mode == EXECUTABLE


def test_a_later_layer_overrides_words_and_appends_to_lists(tmp_path: Path) -> None:
    changes = {
        "common/x.jinja": "{{ run }} {{ dependencies | join(' ') }}\n",
        "features/toybase/feature.toml": """
            id = "toybase"
            title = "ToyBase"
            help = "one file"
            [choice]
            question = "database"
            value = "toybase"
            [words]
            run = "go"
            [fastapi.lists]
            dependencies = ["toybase[async]"]
        """,
    }
    files = _render(tmp_path, changes, database="toybase")
    assert files["x"].text == "go pydantic>=2 fastapi>=0.163 toybase[async]\n"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("\n{% for %}", r"templates/common/x\.jinja:2:"),
        ("{{ nothing }}", r"templates/common/x\.jinja: 'nothing' is undefined"),
        ("{{ dependencies.x.y }}", r"templates/common/x\.jinja: "),
        ("{{ 1 / 0 }}", r"templates/common/x\.jinja: division"),
    ],
)
def test_a_broken_template_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(TemplateFault, match=complaint):
        _render(tmp_path, {"common/x.jinja": text})


def test_two_layers_cannot_write_one_file(tmp_path: Path) -> None:
    with pytest.raises(TemplateFault, match=r"boat/common/README.md.jinja both write README.md"):
        _render(tmp_path, {"features/boat/common/README.md.jinja": "x"})


def test_next_steps_know_the_project(tmp_path: Path) -> None:
    draft = _draft(write_toy(tmp_path))
    assert render_lines(draft.composition, "next_steps") == ("uv run pytest corner-shop",)


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", ""])
def test_a_tree_holds_no_path_that_leaves_it(path: str) -> None:
    with pytest.raises(ValueError, match=".*"):
        Tree((File(path, ""),))


@given(st.text())
def test_free_text_is_quoted_for_toml_and_python(text: str) -> None:
    assert ast.literal_eval(_quote_python(text)) == text
    assert tomllib.loads(f"x = {_quote_toml(text)}")["x"] == text
