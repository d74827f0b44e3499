"""Examples fit their fields, differ where they must, and what is refused really does not fit."""

import ast
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apigen.errors import UsageError
from apigen.routes.field import Field
from apigen.routes.field_grammar import parse_field
from apigen.routes.field_values import refuse_value
from apigen.scaffold.bounds import LONGEST, greatest, least, longest
from apigen.scaffold.samples import list_refused, make_sample, vary_sample

TEXTS = (
    "name:str",
    "name:str,min=5,max=7",
    "name:str,max=1",
    "body:text,min=300",
    "mail:email",
    "site:url",
    "size:int",
    "size:int,min=0,max=3",
    "size:int,min=-9,max=-5",
    "size:int,max=9000000000",
    "size:int,min=5000000000",
    "part:float,min=0,max=1",
    "total:decimal",
    "total:decimal(3,3),min=0",
    "total:decimal(5,0),min=100",
    "paid:bool",
    "day:date",
    "at:datetime",
    "token:uuid",
    "state:enum(open|done)",
    "tags:list[str],min=2",
    "sizes:list[int]",
    "data:json",
)
UNIQUE = [
    *("sku:str", "sku:str,max=5", "sku:str,min=9", "mail:email", "site:url", "size:int"),
    *("size:int,min=100", "total:decimal", "day:date", "at:datetime", "token:uuid"),
]


def bound(field: Field) -> Field:
    """Say the bounds that a field has where nobody said them."""
    if field.type == "int":
        return replace(field, minimum=least(field), maximum=greatest(field))
    return replace(field, maximum=longest(field)) if field.type in LONGEST else field


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_example_fits(text: str, number: int) -> None:
    field = bound(parse_field(text))
    assert refuse_value(field, make_sample(field, number)) == ""


@pytest.mark.parametrize("text", UNIQUE)
def test_rows_that_must_differ_do(text: str) -> None:
    field = bound(parse_field(f"{text},unique"))
    code = compile(vary_sample(field), "<sample>", "eval")
    values = [eval(code, {"number": number}) for number in range(5)]
    assert len(set(values)) == 5
    assert [refuse_value(field, value) for value in values] == [""] * 5


@pytest.mark.parametrize("text", [text for text in TEXTS if "json" not in text])
def test_a_refused_value_does_not_fit(text: str) -> None:
    field = bound(parse_field(text))
    refused = [eval(value) for value in list_refused(field)]
    assert None in refused
    assert None not in [eval(value) for value in list_refused(replace(field, is_optional=True))]
    kind = type(make_sample(field))
    by_text = {"decimal", "date", "datetime", "uuid"}
    for value in refused:
        is_other = type(value) is not kind or field.type in by_text or isinstance(value, list)
        assert is_other or refuse_value(field, value), value


@given(st.integers(-(10**12), 10**12), st.integers(-(10**12), 10**12), st.integers(1, 5))
def test_numbers_stay_between_their_bounds(one: int, other: int, number: int) -> None:
    low, high = sorted((one, other))
    field = Field("size", "int", minimum=low, maximum=high)
    sample = make_sample(field, number)
    assert isinstance(sample, int)
    assert low <= sample <= high


@given(st.text(max_size=40))
def test_a_default_is_within_what_the_field_takes(text: str) -> None:
    try:
        field = parse_field(f"name:{text}")
    except UsageError:
        return
    if field.has_default and field.default is not None:
        assert refuse_value(bound(field), field.default) == ""
    for value in list_refused(field):
        ast.parse(value, mode="eval")
