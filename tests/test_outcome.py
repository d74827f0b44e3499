"""The commands that the report ends with."""

import shlex

import pytest

from apigen import __version__
from apigen.answers import settle
from apigen.catalog import Catalog
from apigen.outcome import list_next_steps, make_replay


@pytest.mark.parametrize(
    ("path", "way"),
    [("shop", ["cd shop"]), ("my shops/shop/", ["cd 'my shops/shop/'"]), (".", []), ("./", [])],
)
def test_the_next_steps_begin_with_the_way_there(path: str, way: list[str]) -> None:
    assert list_next_steps(path, ("uv run x",)) == (*way, "uv run x")


def test_a_path_is_no_flag() -> None:
    assert list_next_steps("-x/shop", ()) == ("cd ./-x/shop",)


def test_the_replay_gives_what_was_said_and_survives_a_shell(catalog: Catalog) -> None:
    questions = catalog.questions()
    said = dict(settle(questions, {"database": "none", "minimal": True}).values)
    words = shlex.split(make_replay("my $HOME/shop", questions, said, ("--no-git",)))
    assert words[:3] == ["apigen", "new", "my $HOME/shop"]
    assert {"--no-docs", "--no-templates", "--minimal", "--no-git", "--yes"} <= set(words)
    for flag, value in (("--database", "none"), ("--deploy", "none"), ("--framework", "auto")):
        assert words[words.index(flag) + 1] == value


def test_the_replay_leaves_out_what_was_not_said(catalog: Catalog) -> None:
    words = shlex.split(make_replay("shop", catalog.questions(), {"docs": False}))
    assert words[3:] == ["--require-version", __version__, "--no-docs", "--yes"]
