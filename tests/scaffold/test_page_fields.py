"""Fields in forms: how they are asked for, read and typed."""

import pytest

from apigen.routes.field_grammar import parse_field
from apigen.scaffold.page_fields import PageField


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        (
            "name:str,min=1,max=9",
            "TEXT",
            'input(form, "name", "Name", required=true, maxlength=9)',
        ),
        (
            "big_note:text?",
            "optional(TEXT)",
            'textarea(form, "big_note", "Big note", maxlength=10000)',
        ),
        ("paid:bool=false", "CHECKED", 'checkbox(form, "paid", "Paid")'),
        ("paid:bool?", "optional(YES_NO)", 'select(form, "paid", "Paid", ["Yes", "No"])'),
        (
            "flags:list[bool]",
            "lines(YES_NO)",
            'textarea(form, "flags", "Flags", hint="One on each line.")',
        ),
        (
            "kind:enum(a|b)",
            "WORD",
            'select(form, "kind", "Kind", ["a", "b"], required=true)',
        ),
        (
            "size:int,min=0,max=5",
            "INTEGER",
            'input(form, "size", "Size", required=true, hint="From 0 to 5.", inputmode="numeric")',
        ),
        (
            "at:datetime?",
            "optional(MOMENT)",
            'moment(form, "at", "At", hint="In UTC.")',
        ),
        (
            "counts:list[int]?",
            "optional(lines(INTEGER))",
            'textarea(form, "counts", "Counts", hint="One on each line.")',
        ),
    ],
)
def test_fields_are_asked_for_by_their_kind(text: str, kind: str, line: str) -> None:
    field = PageField(parse_field(text, "thing"))
    assert (field.kind, field.line) == (kind, line)


@pytest.mark.parametrize(
    ("text", "typed", "varied", "refused"),
    [
        ("name:str,max=9", '"Name"', "", '"x" * 10'),
        ("size:int,unique,max=9", '"1"', "str(1 + number)", '"10"'),
        ("at:datetime,unique", '"2026-01-31T12:00:00"', 'f"2026-01-1{number}T12:00:00"', '"{"'),
        ("paid:bool", '"on"', "", ""),
        ("paid:bool?", '"Yes"', "", ""),
        ("tags:list[str]", '"Tags"', "", ""),
        ("user_id:ref:users,unique", "str(user_id)", "", '"{"'),
    ],
)
def test_examples_are_what_people_type(text: str, typed: str, varied: str, refused: str) -> None:
    field = PageField(parse_field(text, "thing"))
    assert (field.typed, field.varied, field.refused) == (typed, varied, refused)
