"""Fields, from text and back."""

import json
import math
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apigen.errors import UsageError
from apigen.routes.field import Field
from apigen.routes.field_grammar import LONGEST, format_field, parse_field
from apigen.routes.field_names import refuse_field_name
from apigen.routes.field_types import ELEMENTS, TYPES
from apigen.routes.field_values import refuse_value

UUID = "0f8fad5b-d9cb-469f-a165-70867728950e"
STR = Field("", "str")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("a:str", Field("a", "str")),
        ("a:text?", Field("a", "text", is_optional=True)),
        ("a:int?=3", Field("a", "int", is_optional=True, has_default=True, default=3)),
        ("a:str,unique", Field("a", "str", is_unique=True)),
        ("a:date, index ", Field("a", "date", is_indexed=True)),
        ("a:str,min=1,max=50", Field("a", "str", minimum=1, maximum=50)),
        ("a:int,max=9,min=-9,unique", Field("a", "int", is_unique=True, minimum=-9, maximum=9)),
        ("a:float,min=0.5", Field("a", "float", minimum=0.5)),
        ("a:decimal,min=0.01", Field("a", "decimal", minimum=Decimal("0.01"))),
        ("a:decimal(10,4)", Field("a", "decimal", digits=10, places=4)),
        ("a:decimal(8)", Field("a", "decimal", digits=8, places=0)),
        ("a:enum(new|in progress)", Field("a", "enum", choices=("new", "in progress"))),
        ("a:enum(a?|b=c|d:e])?", Field("a", "enum", is_optional=True, choices=("a?", "b=c", "d:e]"))),
        ("a:list[str],max=3", Field("a", "list", element=STR, maximum=3)),
        ("a:list[enum(x]|y)]", Field("a", "list", element=Field("", "enum", choices=("x]", "y")))),
        ("customer_id:ref:users", Field("customer_id", "ref", target="users")),
        ("a:ref:order_lines?,unique", Field("a", "ref", True, is_unique=True, target="order_lines")),
    ],
)  # fmt: skip
def test_fields_are_read(text: str, field: Field) -> None:
    assert parse_field(text) == field
    assert parse_field(format_field(field)) == field


@pytest.mark.parametrize(
    ("text", "value", "canonical"),
    [
        ("a:bool=false", False, "a:bool=false"),
        ("a:int=-0", 0, "a:int=0"),
        ("a:int=9223372036854775807", 2**63 - 1, "a:int=9223372036854775807"),
        ("a:float=1e3", 1000.0, "a:float=1000.0"),
        ("a:decimal=01.50", "1.50", "a:decimal=1.50"),
        ("a:decimal(15,10)=-0.0000001", "-0.0000001", "a:decimal(15,10)=-0.0000001"),
        ("a:date=2026-01-31", "2026-01-31", "a:date=2026-01-31"),
        ("a:datetime=2026-01-31T12:00+02:00", "2026-01-31T10:00:00Z", "a:datetime=2026-01-31T10:00:00Z"),
        ("a:datetime=2026-01-31T12:00:00.5Z", "2026-01-31T12:00:00.500000Z", None),
        (f"a:uuid={UUID.upper()}", UUID, f"a:uuid={UUID}"),
        ("a:email=a.b+c@d-e.org", "a.b+c@d-e.org", "a:email=a.b+c@d-e.org"),
        ("a:url=https://x.org/a?b=c", "https://x.org/a?b=c", "a:url=https://x.org/a?b=c"),
        ("a:enum(x|y)=y", "y", "a:enum(x|y)=y"),
        ("a:str=two words", "two words", "a:str=two words"),
        ("a:str=\"it's\"", "it's", "a:str=it's"),
        ("a:str='a,b'", "a,b", "a:str='a,b'"),
        ("a:str='don''t, please'", "don't, please", "a:str=\"don't, please\""),
        ("a:str=''", "", "a:str=''"),
        ("a:text=\"'\n\"", "'\n", "a:text=\"'\n\""),
        ("a:list[int]='[1, 2]'", [1, 2], "a:list[int]='[1,2]'"),
        ("a:list[float]=[1]", [1.0], "a:list[float]=[1.0]"),
        ("a:json='{\"k\": [true, null]}'", {"k": [True, None]}, '''a:json='{"k":[true,null]}\''''),
        ("a:json=\"\"\"x\"\"\"", "x", "a:json='\"x\"'"),
    ],
)  # fmt: skip
def test_defaults_are_read_as_json_has_them(
    text: str, value: object, canonical: str | None
) -> None:
    field = parse_field(text)
    assert field.has_default
    assert field.default == value
    assert type(field.default) is type(value)
    assert not field.is_required
    assert format_field(field) == canonical or canonical is None
    assert parse_field(format_field(field)) == field


@pytest.mark.parametrize(
    ("text", "reason", "hint"),
    [
        ("name", "no type", "name:str"),
        ("name:", "no type", "name:str"),
        ("name?", "no type", "name:str"),
        ("name=3", "no type", "name:str"),
        ("type:str", "built in", "thing_type:str"),
        ("a:string", "no type called 'string'", "a:str"),
        ("a:integer", "no type", "a:int"),
        ("a:Boolean", "no type", "a:bool"),
        ("a:number", "no type", "a:int"),
        ("a:varchar(20)", "no type", "a:str"),
        ("a:timestamp", "no type", "a:datetime"),
        ("a:money", "no type", "a:decimal"),
        ("a:array", "no type", "a:list[str]"),
        ("a:dict", "no type", "a:json"),
        ("a:object", "no type", "a:json"),
        ("a:EmailStr", "no type", "a:email"),
        ("a:foreign_key", "no type", "a:ref:users"),
        ("a:decimla", "no type", "a:decimal"),
        ("a:qqq", "no type", "The types: str"),
        ("a:str(20)", "nothing in brackets", "max=50"),
        ("a:enum", "choices in parentheses", "enum(new|paid)"),
        ("a:enum[a|b]", "choices in parentheses", "enum(new|paid)"),
        ("a:enum()", "'' is no choice", "'|'"),
        ("a:enum(a|a)", "there twice", "'|'"),
        ("a:enum(a,b)", "no choice", "'|'"),
        ("a:enum( a)", "no choice", "'|'"),
        ("a:enum(é)", "no choice", "'|'"),
        ("a:enum(" + "|".join(map(str, range(51))) + ")", "at most 50", "'|'"),
        ("a:list", "square brackets", "list[str]"),
        ("a:list(str)", "square brackets", "list[str]"),
        ("a:list[json]", "list of json", "Elements are str"),
        ("a:list[list[str]]", "list of list", "Elements are str"),
        ("a:list[ref:users]", "list of ref", "Elements are str"),
        ("a:list[strr]", "no type called 'strr'", "a:str"),
        ("a:list[str,max=3]", "no bounds", "Elements"),
        ("a:ref", "name of another", "a:ref:users"),
        ("a:ref:Line-Items", "name of another", "a:ref:line_items"),
        ("a:decimal(16,2)", "1 to 15", "decimal(12,2)"),
        ("a:decimal(2,3)", "1 to 15", "decimal(12,2)"),
        ("a:str??", "goes on with '?'", "order is"),
        ("a:str=", "missing after '='", "=''"),
        ("a:str='x", "closing quote", "double the quotes"),
        ("a:str='x'y", "goes on with 'y'", "order is"),
        ("a:str=a,b", "no option 'b'", "quoted"),
        ("a:str,", "no option ''", "min=N"),
        ("a:str,required", "no option", "required unless"),
        ("a:str,nullable", "no option", "a:str"),
        ("a:str,default=3", "no option", "a:str=..."),
        ("a:str,primary_key", "no option", "id of its own"),
        ("a:str,max_length=3", "no option", "max=N"),
        ("a:str,uniqe", "no option", "unique"),
        ("a:str,min", "no option", "min=N"),
        ("a:str,unique=true", "no option", "Write unique."),
        ("a:str,min=1,min=1", "said twice", "once"),
        ("a:str,unique,unique", "said twice", "once"),
        ("a:str,unique,index", "already has an index", "'index'"),
        ("a:str=x,unique", "second one", "default"),
        ("a:int,min=x", "no whole number", "min=1"),
        ("a:int,max=9223372036854775808", "64 bits", "max=1"),
        ("a:int,min=2,max=1", "above its max", "min=1,max=2"),
        ("a:decimal(4,2),max=100", "before the point", "max=1"),
        ("a:decimal,min=0.001", "2 decimal places", "min=1"),
        ("a:str,min=-1", "from 0", "min=0"),
        ("a:str,max=0", "from 1", "max=1"),
        ("a:str,max=10001", "to 10000", "max=10000"),
        ("a:text,max=1000001", "to 1000000", "max=1000000"),
        ("a:list[str],max=1001", "to 1000", "max=1000"),
        ("a:email,min=1", "only a max", "Leave min out"),
        ("a:int=1.5", "no whole number", "default"),
        ("a:int=3,max=2", "above the max", "default"),
        ("a:str=ab,min=3", "length is below the min", "default"),
        ("a:bool=True", "true or false", "default"),
        ("a:float=nan", "no number", "default"),
        ("a:float=1e999", "no number", "default"),
        ("a:decimal=1.005", "decimal places", "default"),
        ("a:date=2026-02-30", "no such day", "default"),
        ("a:date=20260130", "2026-01-31", "default"),
        ("a:datetime=2026-01-31T12:00:00", "offset", "default"),
        ("a:datetime=0001-01-01T00:00:00+02:00", "no such moment", "default"),
        ("a:uuid=12", "hexadecimal", "default"),
        ("a:email=x", "no e-mail", "default"),
        ("a:email=a@b.c\n", "cannot be printed", "default"),
        ("a:url=ftp://x", "no URL", "default"),
        ("a:enum(x|y)=z", "none of the choices", "default"),
        ("a:ref:users=1", "beforehand", "default"),
        ("a:json={", "no JSON", "default"),
        ("a:json=NaN", "no JSON", "default"),
        ("a:json=null", "null is no default", "default"),
        ("a:json=" + "[" * 3000, "no JSON", "default"),
        ("a:json=" + "[" * 30 + "]" * 30, "nested", "default"),
        ("a:json=1e999", "infinite", "default"),
        ("a:json=99999999999999999999", "64 bits", "default"),
        ("a:json='\"\\u0000\"'", "cannot be printed", "default"),
        ("a:list[int]='[true]'", "no int", "default"),
        ("a:list[str]=x", "no JSON", "default"),
        ("a:list[str]={}", "no JSON list", "default"),
        ("a:list[email]='[\"x\"]'", "no e-mail", "default"),
        ("a:list[int]='[1,2]',max=1", "above the max", "default"),
        ("a:str=\x1b[31m", "cannot be printed", "default"),
        ("a" * LONGEST + ":str", "longer than", "name:str"),
    ],
)  # fmt: skip
def test_others_are_refused_with_the_nearest_right_thing(text: str, reason: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_field(text, "thing")
    assert reason in caught.value.message
    assert hint in caught.value.hint
    assert (caught.value.message + caught.value.hint).isprintable()


@pytest.mark.parametrize("type_", ["bool", "enum(a|b)", "json", "list[str]", "text", "float"])
def test_some_types_cannot_be_unique(type_: str) -> None:
    with pytest.raises(UsageError, match="cannot be unique"):
        parse_field(f"a:{type_},unique")


@pytest.mark.parametrize("type_", ["json", "list[str]", "text"])
def test_some_types_cannot_have_an_index(type_: str) -> None:
    with pytest.raises(UsageError, match="cannot have an index"):
        parse_field(f"a:{type_},index")


@pytest.mark.parametrize(
    "type_", ["bool", "date", "datetime", "uuid", "json", "enum(a|b)", "ref:users"]
)
@pytest.mark.parametrize("bound", ["min", "max"])
def test_some_types_have_no_bounds(type_: str, bound: str) -> None:
    with pytest.raises(UsageError, match=f"has no {bound}"):
        parse_field(f"a:{type_},{bound}=1")


NAMES = st.from_regex(r"[a-z][a-z0-9]{0,9}(_[a-z0-9]{1,9})?", fullmatch=True).filter(
    lambda name: not refuse_field_name(name, "item")
)
CHOICES = st.from_regex(r"[!#-&*+\--\[\]-{}~]([ -!#-&*+\--\[\]-{}~]*[!#-&*+\--\[\]-{}~])?",
                        fullmatch=True).filter(lambda choice: len(choice) <= 50)  # fmt: skip
PRINTABLE = st.text(st.characters(codec="utf-8"), max_size=20).filter(str.isprintable)
LEAVES = st.booleans() | st.integers(-(2**63) + 1, 2**63 - 1) | PRINTABLE | st.floats(
    allow_nan=False, allow_infinity=False
)  # fmt: skip
DOCUMENTS = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PRINTABLE, inner, max_size=3),
)


@st.composite
def fields(draw: st.DrawFn) -> Field:
    """Fields of every type, with a default or one of the options that the type has."""
    field = Field(draw(NAMES), draw(st.sampled_from(TYPES)), is_optional=draw(st.booleans()))
    match field.type:
        case "enum":
            choices = draw(st.lists(CHOICES, min_size=1, max_size=5, unique=True))
            field = replace(field, choices=tuple(choices))
            values: st.SearchStrategy[object] = st.sampled_from(choices)
        case "list":
            field = replace(field, element=Field("", draw(st.sampled_from(ELEMENTS[:4]))))
            plain = {"str": PRINTABLE, "int": st.integers(-9, 9), "bool": st.booleans()}
            floats = st.floats(allow_nan=False, allow_infinity=False)
            kind = field.element.type if field.element else "str"
            values = st.lists(plain.get(kind, floats), max_size=4)
        case "ref":
            return replace(field, target=draw(NAMES), is_unique=draw(st.booleans()))
        case "decimal":
            digits = draw(st.integers(1, 15))
            places = draw(st.integers(0, digits))
            field = replace(field, digits=digits, places=places)
            whole = st.integers(-(10**digits) + 1, 10**digits - 1)
            values = whole.map(lambda number: format(Decimal(number).scaleb(-places), "f"))
            bounds = draw(
                st.lists(values, max_size=2).map(
                    lambda found: sorted(Decimal(str(bound)) for bound in found)
                )
            )
            if bounds:
                return replace(field, minimum=bounds[0], maximum=bounds[-1])
        case "int":
            values = st.integers(-(2**63) + 1, 2**63 - 1)
        case "float":
            values = st.floats(allow_nan=False, allow_infinity=False)
        case "bool":
            values = st.booleans()
        case "date":
            values = st.dates().map(lambda day: day.isoformat())
        case "datetime":
            values = st.datetimes().map(lambda moment: f"{moment.isoformat()}Z")
        case "uuid":
            values = st.uuids().map(str)
        case "email":
            values = st.just("a@b.org")
        case "url":
            values = st.just("https://b.org/,'\"")
        case "json":
            values = DOCUMENTS
        case _:
            values = PRINTABLE
            if draw(st.booleans()):
                low, high = sorted(draw(st.tuples(st.integers(1, 99), st.integers(1, 99))))
                return replace(field, minimum=low, maximum=high)
    if draw(st.booleans()):
        return replace(field, has_default=True, default=draw(values))
    return replace(field, is_indexed=field.type not in {"json", "list", "text"})


@given(fields())
def test_what_is_written_is_read_again(field: Field) -> None:
    text = format_field(field)
    assert parse_field(text) == replace(field, default=_normal(field))
    assert format_field(parse_field(text)) == text or field.type in {"float", "decimal", "list"}


def _normal(field: Field) -> object:
    is_zero = field.type == "decimal" and field.has_default and not Decimal(str(field.default))
    return str(field.default).lstrip("-") if is_zero else field.default


PIECES = st.sampled_from(
    ["a", "name", ":", "str", "int", "decimal(", "enum(", "list[", "ref:", "json", "]", ")", "|", "?",
     "=", ",", "'", '"', "unique", "index", "min=", "max=", "1", "1e9", "-", "2026-01-31", "T12:00Z",
     "[", "{", "}", "\\", "\n", "\x1b", "\x00", "é", "\ud800", "true", "null", " "]
)  # fmt: skip


@given(st.text(max_size=60) | st.lists(PIECES, max_size=15).map("".join).map(lambda t: f"a:{t}"))
def test_any_text_is_a_field_or_refused(text: str) -> None:
    try:
        field = parse_field(text)
    except UsageError as error:
        said = error.message + error.hint
        assert said.isprintable()
        return
    assert parse_field(format_field(field)) == field
    assert refuse_field_name(field.name, "item") == ""
    if field.has_default:
        assert refuse_value(field, field.default) == ""
        assert json.loads(json.dumps(field.default, allow_nan=False)) == field.default
    if isinstance(field.minimum, float):
        assert math.isfinite(field.minimum)
