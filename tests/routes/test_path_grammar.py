"""Paths, as typed and as the frameworks spell them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apigen.errors import UsageError
from apigen.routes.field_names import LONGEST, refuse_field_name
from apigen.routes.path_grammar import format_path, parse_path
from apigen.routes.path_suggestion import PARAMETER_TYPES, is_segment, suggest_path
from apigen.routes.spec import Parameter

YEAR = Parameter("year", "int")
ORDER_ID = Parameter("order_id", "int")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/", ()),
        ("orders", ("orders",)),
        ("/orders", ("orders",)),
        ("v1/line-items", ("v1", "line-items")),
        ("orders/{order_id}/lines", ("orders", ORDER_ID, "lines")),
        ("orders/{order_id:int}/lines", ("orders", ORDER_ID, "lines")),
        ("/reports/{year:int}/summary", ("reports", YEAR, "summary")),
        ("/tags/{slug}", ("tags", Parameter("slug", "str"))),
        (
            "/f/{ratio:float}/{key:uuid}",
            ("f", Parameter("ratio", "float"), Parameter("key", "uuid")),
        ),
        ("/x/{other_id:str}", ("x", Parameter("other_id", "str"))),
    ],
)
def test_paths_are_read(text: str, path: tuple[str | Parameter, ...]) -> None:
    assert parse_path(text) == path


@pytest.mark.parametrize(
    ("text", "spellings"),
    [
        ("/", ("/", "/", "/")),
        (
            "/reports/{year:int}/summary",
            (
                "/reports/{year:int}/summary",
                "/reports/{year}/summary",
                "/reports/<int:year>/summary",
            ),
        ),
        (
            "orders/{order_id}/lines",
            (
                "/orders/{order_id}/lines",
                "/orders/{order_id}/lines",
                "/orders/<int:order_id>/lines",
            ),
        ),
        ("tags/{slug}", ("/tags/{slug:str}", "/tags/{slug}", "/tags/<string:slug>")),
        ("k/{key:uuid}", ("/k/{key:uuid}", "/k/{key}", "/k/<uuid:key>")),
        ("k/{any_id:str}", ("/k/{any_id:str}", "/k/{any_id}", "/k/<string:any_id>")),
    ],
)
def test_each_framework_has_its_spelling(text: str, spellings: tuple[str, str, str]) -> None:
    path = parse_path(text)
    written = (format_path(path), format_path(path, "fastapi"), format_path(path, "flask"))
    assert written == spellings


@pytest.mark.parametrize(
    ("text", "reason", "better"),
    [
        ("orders/", "slash too many", "orders"),
        ("//orders", "slash too many", "/orders"),
        ("a//b", "slash too many", "a/b"),
        ("../z", "'..' is no name", "z"),
        ("./z", "'.' is no name", "z"),
        (".", "no name", "orders"),
        ("orders?page=1", "query", "orders"),
        ("orders#top", "fragment", "orders"),
        ("1bad", "beginning with a letter", "bad"),
        ("OrderLines", "lower-case", "order-lines"),
        ("/my orders", "lower-case", "/my-orders"),
        ("cafés", "ASCII", "cafes"),
        ("a.b", "lower-case", "a-b"),
        ("a--b", "lower-case", "a-b"),
        ("日本", "ASCII", "orders"),
        ("users/{id}", "id of its own", "users/{user_id}"),
        ("users/{type}", "built in", "users/{user_type:str}"),
        ("users/{userName}", "lower-case", "users/{user_name:str}"),
        ("a/{b}/{b}", "two parameters", "a/{b:str}/{b_2:str}"),
        ("a/{b:path}", "not 'path'", "a/{b:str}"),
        ("a/{b:integer}", "not 'integer'", "a/{b:int}"),
        ("a/{b:}", "not ''", "a/{b:str}"),
        ("orders/<int:order_id>/lines", "braces", "orders/{order_id}/lines"),
        ("tags/<slug>", "braces", "tags/{slug:str}"),
        ("tags/<string(length=2):slug>", "braces", "tags/{slug:str}"),
        ("orders/:order_id/lines", "braces", "orders/{order_id}/lines"),
        ("a/{b", "lower-case", "a/b"),
        ("a\n", "lower-case", "a"),
        ("a\x1b[31m", "lower-case", "a-31m"),
    ],
)
def test_others_are_refused_with_the_nearest_path(text: str, reason: str, better: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_path(text)
    assert reason in caught.value.message
    assert caught.value.hint == f"Try this instead: {better}"
    assert parse_path(better)


@pytest.mark.parametrize("text", ["", "a" * 201])
def test_nothing_and_too_much_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"empty|longer"):
        parse_path(text)


SEGMENTS = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5})?", fullmatch=True)
NAMES = st.from_regex(r"[a-z][a-z0-9]{0,8}(_id)?", fullmatch=True).filter(
    lambda name: not refuse_field_name(name, "")
)
PARAMETERS = st.builds(Parameter, NAMES, st.sampled_from(PARAMETER_TYPES))


@given(
    st.lists(SEGMENTS | PARAMETERS, max_size=5, unique_by=lambda part: getattr(part, "name", part))
)
def test_what_is_written_is_read_again(path: list[str | Parameter]) -> None:
    assert parse_path(format_path(path)) == tuple(path)


@given(st.text(max_size=30) | st.text(alphabet="ab1A/{}<>:_-.?#\\ \n\x00é", max_size=30))
def test_any_text_is_a_path_or_refused_with_one(text: str) -> None:
    try:
        path = parse_path(text)
    except UsageError as error:
        said = error.message + error.hint
        assert said.isprintable()
        suggestion = suggest_path(text)
        assert parse_path(format_path(suggestion)) == suggestion
        return
    assert parse_path(format_path(path)) == path
    names = [part.name for part in path if isinstance(part, Parameter)]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() and len(name) <= LONGEST for name in names)
    assert all(is_segment(part) for part in path if isinstance(part, str))
