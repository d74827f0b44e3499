"""Whatever somebody types, no file breaks, nothing escapes and no traceback shows."""

import ast
import json
import string
import tempfile
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apigen.answers import settle
from apigen.catalog import Catalog, load_catalog
from apigen.draft import draft_project
from apigen.errors import NameRefused
from apigen.names import identify
from apigen.plan import make_plan
from apigen.project_tree import render_project
from apigen.question import FRAMEWORKS
from apigen.state import remember_plan

from .tools import run_apigen

NAMES = st.text(alphabet=string.ascii_letters + string.digits + "-_.", min_size=1, max_size=100)
TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("./\\~$`'\"-[]{}%;|&\n\r\t\x00\x1b\x7f é"), st.characters(codec="utf-8")
    ),
    min_size=1,
    max_size=30,
)


@pytest.fixture(scope="module")
def real() -> Catalog:
    """The catalog of apigen's own templates."""
    return load_catalog()


@pytest.mark.parametrize("framework", FRAMEWORKS)
@given(name=NAMES)
@settings(max_examples=15, deadline=None)
def test_any_good_name_makes_good_files(real: Catalog, framework: str, name: str) -> None:
    try:
        identity = identify(name, real.reserved_names())
    except NameRefused:
        return
    answers = settle(real.questions(framework), {"framework": framework})
    draft = draft_project(real, identity, answers)
    tree, records = render_project(draft)
    state = draft.make_state(remember_plan(make_plan(tree, {})), records)
    for file in (*tree.files, state):
        if file.path.endswith(".py"):
            ast.parse(file.text)
        elif file.path.endswith(".toml"):
            tomllib.loads(file.text)
        elif file.path.endswith(".json"):
            json.loads(file.text)


@given(text=TEXTS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_as_path_stays_in_its_place(toy: Path, text: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        outer = Path(name)
        place = outer / "a" / "b"
        place.mkdir(parents=True)
        if text.startswith("/") or ".." in text or "\0" in text:
            text = text.replace("/", "").replace("..", "").replace("\0", "\x01") or "x"
        quick = ("--yes", "--no-install", "--no-git")
        done = run_apigen(toy, "new", *quick, "--", text, cwd=place)
        assert done.returncode in {0, 1, 2, 3}
        assert "Traceback" not in done.stderr
        assert "bug in apigen" not in done.stderr
        assert all(c.isprintable() or c == "\n" for c in done.stdout + done.stderr)
        assert [path.name for path in outer.iterdir()] == ["a"]
        assert [path.name for path in (outer / "a").iterdir()] == ["b"]
        assert bool(list(place.iterdir())) == (done.returncode == 0)


@given(text=TEXTS.filter(lambda text: "\0" not in text))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_as_an_answer_is_refused_cleanly(toy: Path, text: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        done = run_apigen(toy, "new", "shop", f"--auth={text}", "--deploy", text, cwd=Path(name))
        assert done.returncode == 2
        assert all(c.isprintable() or c == "\n" for c in done.stderr)
