"""Whatever a person asks for becomes whole files or a reasoned refusal, and never a traceback."""

import ast
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import apigen.formatting
from apigen.catalog import Catalog, load_catalog
from apigen.errors import Refused, UsageError
from apigen.existing.addition import Addition, plan_addition
from apigen.existing.project import load_project
from apigen.routes.parse import parse_route

from ..imports import find_missing
from ..tools import read_tree
from .projects import write_new_project
from .workshop import TOOLS, run

QUICK = settings(
    max_examples=60,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
# What code, tests, libraries or the project itself have a use for.
NASTY = """
    any app async await body class client create data date datetime decimal def error field flask
    from id import import_ item item_id items json limit list literal mapped metadata model
    model_config name none offset order orders page pytest query read registry replace request
    response router rows self session store str sum total true type update url uuid value
    values x __init__ _x a1 class_ e2e items_page test_item create_item read_items column
"""
PLURALS = """
    bases bodies boxes categories clients errors fields fixtures ids items lists models pages people
    paths requests routes rows schemas services sessions stores tests types urls values
"""
TYPES = """
    str text int float decimal bool date datetime uuid email url json enum(a|b) enum(x|'') list[str]
    list[int] list[enum(a|b)] ref:items ref:orders decimal(4,4) decimal(38,0) list[json] array
"""
OPTIONS = """
    unique index min=0 min=1 min=-1 max=1 max=3 max=0.5 max=99999999999999999999 min=9 default=1 max=
"""
DEFAULTS = "false true 0 1 -1 0.5 a b now null [] {} '' 2026-01-31 2026-01-31T00:00:00Z 'it''s' \\"

words = st.sampled_from(NASTY.split()) | st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
segments = words | st.sampled_from(["{item_id}", "{order_id:int}", "{x", "..", "", "a b", "Ünder"])
plurals = st.sampled_from(PLURALS.split())
paths = (
    plurals
    | plurals.map("items/{{item_id}}/{}".format)
    | st.lists(segments, min_size=1, max_size=4).map("/".join)
    | st.text(max_size=20)
)


@st.composite
def fields(draw: st.DrawFn) -> str:
    """Draw the text of a field, most of them nearly right."""
    name, kind = draw(words), draw(st.sampled_from(TYPES.split()))
    default = draw(st.just("") | st.sampled_from(DEFAULTS.split()).map("={}".format))
    options = draw(st.lists(st.sampled_from(OPTIONS.split()), max_size=2))
    return ",".join([f"{name}:{kind}{draw(st.sampled_from(['', '?']))}{default}", *options])


nothing: list[str] = []
operations = ["list", "create", "read", "replace", "update", "delete", "all"]
some_fields = st.just(["name:str"]) | st.lists(fields(), max_size=3) | st.lists(st.text(max_size=9))
some_operations = st.just(nothing) | st.lists(st.sampled_from(operations), max_size=3)
some_methods = st.just(nothing) | st.lists(st.sampled_from(["GET", "put", "TRACE"]), max_size=2)


@pytest.fixture(scope="module", params=["sqlite", "none"])
def project(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A new project, in which nothing is formatted, since that would hide nothing and takes long."""
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(apigen.formatting, "_run", lambda command, text, path, root: text)
        yield write_new_project(Path(name) / "shop", {"database": request.param})


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The catalog of the templates in this checkout."""
    return load_catalog()


def test_any_words_become_whole_files_or_a_refusal(project: Path, catalog: Catalog) -> None:
    made: list[Addition] = []

    @QUICK
    @given(paths, some_fields, some_operations, some_methods)
    def ask(path: str, fields: list[str], only: list[str], methods: list[str]) -> None:
        with suppress(UsageError, Refused):
            route = parse_route(path, fields, only=only, methods=methods)
            made.append(plan_addition(catalog, load_project(project), route))

    ask()
    assert len(made) > 5
    check(project, made)


def test_any_fields_become_whole_files_or_a_refusal(project: Path, catalog: Catalog) -> None:
    made: list[Addition] = []

    @QUICK
    @given(st.sampled_from(["orders", "items/{item_id}/parts"]), fields(), fields())
    def ask(path: str, one: str, other: str) -> None:
        for fields in ([one], [one, other]):
            with suppress(UsageError, Refused):
                route = parse_route(path, fields)
                made.append(plan_addition(catalog, load_project(project), route))

    ask()
    assert len(made) > 10
    check(project, made)


def check(project: Path, made: list[Addition]) -> None:
    """Every file can be compiled, every import is there, and no name is unknown or there twice."""
    before = read_tree(project)
    with TemporaryDirectory() as folder:
        for number, addition in enumerate(made):
            files = {entry.file.path: entry.file.text for entry in addition.plan.written}
            assert find_missing(before | files) == []
            for path, text in files.items():
                if path.endswith(".py"):
                    ast.parse(text)
                    copy = Path(folder) / str(number) / path
                    copy.parent.mkdir(parents=True, exist_ok=True)
                    copy.write_text(text, encoding="utf-8")
        chosen = ("--select", "F,PLE,B006,A001,A002,N8", "--ignore", "A005")
        run(
            [str(TOOLS / "ruff"), "check", "--isolated", "--quiet", *chosen, "."],
            cwd=Path(folder),
            RUFF_NO_CACHE="true",
        )
