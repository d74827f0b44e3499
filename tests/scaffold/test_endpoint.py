"""What templates see of single endpoints."""

import pytest

from apigen.routes.parse import parse_route
from apigen.routes.spec import Endpoint, Method
from apigen.scaffold.endpoint import EndpointView
from apigen.scaffold.endpoint_examples import EndpointExamples
from apigen.scaffold.queries import narrow, query_type
from apigen.scaffold.taking import TakenField, view_taken


def ask(path: str, *fields: str, methods: tuple[Method, ...] = ("GET",)) -> Endpoint:
    """Give what a person asks for."""
    endpoint = parse_route(path, fields, methods=methods)
    assert isinstance(endpoint, Endpoint)
    return endpoint


def view(path: str, *fields: str, methods: tuple[Method, ...] = ("GET",)) -> EndpointView:
    """Give what templates see of that."""
    endpoint = ask(path, *fields, methods=methods)
    in_both = {"GET", "POST"} <= set(methods)
    taken = view_taken(endpoint.fields, endpoint.class_name, "", in_both=in_both)
    return EndpointView(endpoint, taken, "shop", "/api")


def take(field: str, *, in_both: bool = False) -> TakenField:
    """Give what templates see of one field."""
    [taken] = view_taken(ask("/search", field).fields, "Search", "", in_both=in_both)
    return taken


def test_no_verb_is_one_of_a_resource() -> None:
    methods: tuple[Method, ...] = ("GET", "POST", "PUT", "PATCH", "DELETE")

    names = {handler.name.partition("_")[0] for handler in view("/x", methods=methods).handlers}

    assert len(names) == 5
    assert not names & {"list", "create", "read", "replace", "update", "delete"}


def test_paths_are_spelled_as_the_framework_does() -> None:
    found = view("/a/{year:int}/{ratio:float}/{token:uuid}/{name}")

    assert found.write_path("fastapi") == "/a/{year}/{ratio}/{token}/{name}"
    assert found.write_path("flask") == (
        "/a/<int:year>/<float(max=1e300):ratio>/<uuid:token>/<string:name>"
    )


def test_root_has_no_path_of_its_own() -> None:
    found = view("/")

    assert (found.module, found.write_path("flask")) == ("index", "")
    assert EndpointExamples(found).url == "/api/"


def test_path_parameters_hide_neither_modules_nor_arguments_nor_imports() -> None:
    found = view("/odd/{odd}/{path:int}/{query}", "text:str")

    assert found.service == "service"
    assert found.service_import == "..services:odd as service"
    assert [handler.given for handler in found.handlers] == ["given_query"]
    assert [key.alias for key in found.keys] == ["str", "PathValue", "str"]


def test_query_takes_text_and_a_body_does_not() -> None:
    taken = take("limit:int=10,min=1,max=50", in_both=True)

    assert taken.body.create_line == "limit: Limit = 10"
    assert "strict=True" in taken.body.taken.definitions[0]
    assert taken.query_line == "limit: LimitInQuery = 10"
    assert taken.query.definitions == ("LimitInQuery = Annotated[int, Field(ge=1, le=50)]",)


def test_types_that_are_the_same_in_both_are_defined_once() -> None:
    taken = take("region:str", in_both=True)

    assert taken.query.definitions == taken.body.taken.definitions


@pytest.mark.parametrize("name", ["json_dict", "e_x_a_m_p_l_e", "search_body"])
def test_types_hide_nothing_that_schemas_have(name: str) -> None:
    definitions = take(f"{name}:str").body.taken.definitions

    assert definitions[0].partition(" = ")[0].endswith("Value")


def test_names_of_types_stay_apart_from_those_of_other_fields() -> None:
    fields = ask("/search", "count:int", "count_in_query:int").fields

    taken = view_taken(fields, "Search", "", in_both=True)

    lines = [*(f.query.definitions for f in taken), *(f.body.taken.definitions for f in taken)]
    names = [line.partition(" = ")[0] for group in lines for line in group]
    assert len(names) == len(set(names)) == 4


@pytest.mark.parametrize(
    ("field", "longest"),
    [
        ("note:text", 200),
        ("tags:list[str]", 10),
        ("note:text,max=900", 900),
        ("tags:list[int],min=20", 20),
    ],
)
def test_one_field_does_not_fill_a_request_line(field: str, longest: int) -> None:
    assert narrow(ask("/search", field).fields[0]).maximum == longest


def test_lists_in_a_query_get_what_the_framework_needs() -> None:
    [field] = ask("/search", "tags:list[str]").fields

    found = query_type(field, "Search", ".query_lists:AllValues")

    assert found.definitions[-1].endswith(", AllValues]")
    assert ".query_lists:AllValues" in found.imports


def test_samples_are_written_as_a_query_has_them() -> None:
    examples = EndpointExamples(view("/search", "paid:bool", "count:int"))

    assert examples.sample == '{"paid": True, "count": 1}'
    assert (examples.query, examples.text_sample) == ("QUERY", 'FIELDS | {"paid": "true"}')


def test_impossible_paths_leave_everything_else_as_it_is() -> None:
    examples = EndpointExamples(view("/a/{year:int}/{name}"))

    assert examples.impossible_urls == (
        "/api/a/0/first",
        "/api/a/9223372036854775808/first",
        "/api/a/x/first",
    )
