"""What fields may be called."""

import builtins
import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from apigen.routes.field_names import LONGEST, refuse_field_name, suggest_field_name, to_snake


@pytest.mark.parametrize(
    "name", ["name", "customer_id", "line_2", "text", "url", "uuid", "a", "x" * LONGEST]
)
def test_plain_names_are_kept(name: str) -> None:
    assert refuse_field_name(name, "order") == ""
    assert suggest_field_name(name, "order") == name


@pytest.mark.parametrize(
    ("name", "reason", "suggestion"),
    [
        ("type", "built in", "order_type"),
        ("class", "keyword", "order_class"),
        ("Class", "keyword", "order_class"),
        ("match", "keyword", "order_match"),
        ("True", "keyword", "order_true"),
        ("date", "type of that name", "order_date"),
        ("datetime", "type of that name", "order_datetime"),
        ("id", "id of its own", "external_id"),
        ("_private", "lower-case", "private"),
        ("trailing_", "lower-case", "trailing"),
        ("two__words", "lower-case", "two_words"),
        ("orderNumber", "lower-case", "order_number"),
        ("HTTPStatus", "lower-case", "http_status"),
        ("order-number", "lower-case", "order_number"),
        ("order number", "lower-case", "order_number"),
        ("1st", "lower-case", "order_1st"),
        ("naïve", "ASCII", "naive"),
        ("日本", "ASCII", "value"),
        ("", "empty", "value"),
        ("metadata", "SQLAlchemy", "order_metadata"),
        ("registry", "SQLAlchemy", "order_registry"),
        ("model_config", "pydantic", "order_model_config"),
        ("schema", "pydantic", "order_schema"),
        ("copy", "pydantic", "order_copy"),
        ("field", "import", "order_field"),
        ("decimal", "import", "order_decimal"),
        ("order_create", "schemas", "order_order_create"),
        ("x" * (LONGEST + 1), "longer", "x" * LONGEST),
    ],
)
def test_others_are_refused_with_a_reason_and_a_near_name(
    name: str, reason: str, suggestion: str
) -> None:
    assert reason in refuse_field_name(name, "order")
    assert suggest_field_name(name, "order") == suggestion
    assert refuse_field_name(suggestion, "order") == ""


@pytest.mark.parametrize("name", sorted({*keyword.kwlist, *keyword.softkwlist, *dir(builtins)}))
def test_nothing_of_pythons_own_is_a_field(name: str) -> None:
    assert refuse_field_name(name, "order")


def test_what_every_schema_has_is_no_field() -> None:
    taken = [name for name in dir(BaseModel) if not name.startswith("_")]
    assert taken
    assert [name for name in taken if not refuse_field_name(name, "order")] == []


@given(st.text(max_size=60), st.sampled_from(["", "order", "order_line", "x" * 40]))
def test_any_text_is_accepted_or_gets_a_suggestion_that_is(name: str, singular: str) -> None:
    suggestion = suggest_field_name(name, singular)
    assert refuse_field_name(suggestion, singular) == ""
    assert suggestion.isidentifier()
    if not refuse_field_name(name, singular):
        assert suggestion == name
        assert not keyword.iskeyword(name)
        assert not hasattr(builtins, name)


@given(st.text(max_size=60))
def test_snake_case_is_lower_case_words(text: str) -> None:
    snake = to_snake(text)
    assert snake == "" or all(word.isalnum() and word.isascii() for word in snake.split("_"))
