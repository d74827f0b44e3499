"""Whatever an answers file or a needs file holds, it is answers or refused in a few words."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apigen.answers import read_answers_file
from apigen.catalog import load_catalog
from apigen.errors import UsageError
from apigen.question import Question
from apigen.recommendation import NEEDS
from apigen.ui.screen import clean

from .cases import ESCAPE, REFUSED
from .runs import run

_SETTINGS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
_QUESTIONS = {"answers": load_catalog().questions(), "needs": NEEDS}
_KEYS = st.sampled_from([question.key for question in (*_QUESTIONS["answers"], *NEEDS)])
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
_TABLES = st.dictionaries(_KEYS | st.text(max_size=10), _VALUES, max_size=5)
_NO_ANSWERS = {"nothing", "answers that are none", "routes that are none", "a package outside"}
_HARMS: Mapping[str, str] = {
    **{name: text for name, text in REFUSED.items() if name not in _NO_ANSWERS},
    "deep JSON": '{"a":' * 100_000,
    "deep values": f'{{"auth": {"[" * 300}{"]" * 300}}}',
    "many answers": json.dumps({f"key{n}": n for n in range(20_000)}),
    "a long answer": json.dumps({"auth": "a" * 900_000}),
    "a long question": json.dumps({"a" * 900_000: "x"}),
    "an answer with escapes": f'{{"auth": "{ESCAPE}"}}',
    "a question with escapes": f'{{"{ESCAPE}": "x"}}',
    "no table": "[answers]\nanswers = 3\n[answers.answers]\n",
}


@pytest.mark.parametrize("kind", _QUESTIONS)
@_SETTINGS
@given(table=_TABLES)
def test_any_table_is_answers_or_refused(
    kind: str, table: dict[str, object], tmp_path: Path
) -> None:
    check(tmp_path, json.dumps(table).encode(), _QUESTIONS[kind])


@pytest.mark.parametrize("kind", _QUESTIONS)
@_SETTINGS
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_answers_or_refused(kind: str, data: bytes, tmp_path: Path) -> None:
    check(tmp_path, data, _QUESTIONS[kind])


@pytest.mark.parametrize("name", _HARMS)
def test_what_does_harm_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    data = _HARMS[name].encode("utf-8", "surrogateescape")
    assert check(tmp_path, data, _QUESTIONS["answers"]) is None


@pytest.mark.parametrize("words", [("new", "shop", "--answers"), ("recommend", "--needs")])
@pytest.mark.parametrize("path", ["/dev/zero", "/", "/nowhere"])
def test_what_is_no_file_is_refused_by_the_command(
    words: tuple[str, ...], path: str, place: Path
) -> None:
    done = run(place, *words, path)
    assert done.code == 2
    assert done.is_refusal(), done
    assert os.listdir(place) == []


def check(folder: Path, data: bytes, questions: tuple[Question, ...]) -> object:
    """Read a file of such bytes; gives its answers, or nothing when they were refused as they should be."""
    path = folder / "file"
    path.write_bytes(data)
    try:
        found = read_answers_file(str(path), questions)
    except UsageError as error:
        said = error.message + error.hint
    else:
        known = {question.key: question for question in questions}
        assert all(known[key].accepts(value) for key, value in found.items() if value)
        return found
    assert len(said) < 6000
    assert all(line.isprintable() for line in clean(said).split("\n"))
    return None
