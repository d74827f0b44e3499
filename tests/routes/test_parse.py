"""From the command line's words to resources and endpoints."""

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apigen.errors import UsageError
from apigen.routes.field import Field
from apigen.routes.parse import MOST_FIELDS, parse_route
from apigen.routes.path_grammar import format_path, parse_path
from apigen.routes.reserved import LONGEST, refuse_table
from apigen.routes.spec import METHODS, OPERATIONS, Endpoint, Parameter, Parent, Resource

NAME = ("name:str",)
ORDERS = Parent("orders", "order", "order_id")
LINES = Parent("order_lines", "order_line", "line_id")


def parse_resource(path: str, *fields: str, plural: str | None = None) -> Resource:
    route = parse_route(path, fields or NAME, plural=plural)
    assert isinstance(route, Resource)
    return route


def parse_endpoint(path: str, *fields: str, methods: tuple[str, ...] = ("GET",)) -> Endpoint:
    route = parse_route(path, fields, methods=methods)
    assert isinstance(route, Endpoint)
    return route


def test_a_resource_has_its_fields_and_all_operations() -> None:
    route = parse_route("orders", ["customer:str", "paid:bool=false"])
    assert route == Resource(
        path=("orders",),
        module="orders",
        singular="order",
        key="order_id",
        table="orders",
        fields=(Field("customer", "str"), Field("paid", "bool", has_default=True, default=False)),
        operations=OPERATIONS,
    )


@pytest.mark.parametrize(
    ("path", "written", "module", "singular", "key", "parents"),
    [
        ("/orders", "/orders", "orders", "order", "order_id", ()),
        ("order", "/orders", "orders", "order", "order_id", ()),
        ("person", "/people", "people", "person", "person_id", ()),
        ("people", "/people", "people", "person", "person_id", ()),
        ("line-items", "/line-items", "line_items", "line_item", "line_item_id", ()),
        ("line-item", "/line-items", "line_items", "line_item", "line_item_id", ()),
        ("admin/orders", "/admin/orders", "admin_orders", "admin_order", "order_id", ()),
        ("v1/shop/orders", "/v1/shop/orders", "v1_shop_orders", "v1_shop_order", "order_id", ()),
        ("orders/{order_id}/lines", "/orders/{order_id}/lines", "order_lines", "order_line", "line_id", (ORDERS,)),
        ("orders/{order_id:int}/line", "/orders/{order_id}/lines", "order_lines", "order_line", "line_id", (ORDERS,)),
        ("orders/{order_id}/lines/{line_id}/notes", "/orders/{order_id}/lines/{line_id}/notes", "order_line_notes", "order_line_note", "note_id", (ORDERS, LINES)),
        ("orders/{order_id}/archive/lines", "/orders/{order_id}/archive/lines", "order_archive_lines", "order_archive_line", "line_id", (ORDERS,)),
        ("admin/orders/{order_id}/lines", "/admin/orders/{order_id}/lines", "admin_order_lines", "admin_order_line", "line_id", (Parent("admin_orders", "admin_order", "order_id"),)),
        ("line-items/{line_item_id}/notes", "/line-items/{line_item_id}/notes", "line_item_notes", "line_item_note", "note_id", (Parent("line_items", "line_item", "line_item_id"),)),
        ("news/{news_item_id}/notes", "/news/{news_item_id}/notes", "news_item_notes", "news_item_note", "note_id", (Parent("news", "news_item", "news_item_id"),)),
        ("orders/{order_id}/pages", "/orders/{order_id}/pages", "order_pages", "order_page", "page_id", (ORDERS,)),
    ],
)  # fmt: skip
def test_a_path_names_everything(
    path: str, written: str, module: str, singular: str, key: str, parents: tuple[Parent, ...]
) -> None:
    route = parse_resource(path)
    assert format_path(route.path) == written
    assert (route.module, route.singular, route.key) == (module, singular, key)
    assert route.table == module
    assert route.parents == parents


@pytest.mark.parametrize(
    ("path", "plural", "written", "module", "singular"),
    [
        ("person", "persons", "/persons", "persons", "person"),
        ("news_item", "news", "/news", "news", "news_item"),
        ("cache", "caches", "/caches", "caches", "cache"),
        ("orders/{order_id}/schema", "schemas", "/orders/{order_id}/schemas", "order_schemas", "order_schema"),
    ],
)  # fmt: skip
def test_the_plural_can_be_said(
    path: str, plural: str, written: str, module: str, singular: str
) -> None:
    route = parse_resource(path, plural=plural)
    assert format_path(route.path) == written
    assert (route.module, route.singular) == (module, singular)


@pytest.mark.parametrize(
    ("path", "reason", "hint"),
    [
        ("news", "not certain", "news_item --plural news"),
        ("sheep", "not certain", "sheep_item --plural sheep"),
        ("caches", "not certain", "cache --plural caches"),
        ("admin/caches", "not certain", "admin/cache --plural caches"),
        ("metadata", "not certain", "metadata_item --plural metadata"),
        ("data", "not certain", "data_item --plural data_items"),
        ("persons", "not certain", "person --plural persons"),
        ("class", "keyword", "class-records"),
        ("types", "built in", "type-records"),
        ("sets", "built in", "set-records"),
        ("pages", "import something called 'Page'", "page-records"),
        ("page", "import something called 'Page'", "page-records"),
        ("sessions", "'Session'", "session-records"),
        ("dates", "'Date'", "date-records"),
        ("page-query", "'PageQuery'", "page-query-records"),
        ("tests", "for something else", "test-records"),
        ("clients", "for something else", "client-records"),
        ("values", "for something else", "value-records"),
        ("types/{type_id}/things", "built in", "type-records/{type_record_id}/things"),
        ("orders/{order_id}", "name of a resource", "as in orders"),
        ("/", "name of a resource", "as in orders"),
        ("orders/{customer_id}/lines", "is {order_id}", "orders/{order_id}/lines"),
        ("order/{order_id}/lines", "its plural, 'orders'", "orders/{order_id}/lines"),
        ("orders/{order_id:str}/lines", "are int", "orders/{order_id}/lines"),
        ("orders/{order_id:uuid}/lines", "are int", "orders/{order_id}/lines"),
        ("orders/{id}/lines", "id of its own", "orders/{order_id}/lines"),
        ("news/{news_id}/notes", "is {news_item_id}", "news/{news_item_id}/notes"),
        ("{order_id}/lines", "no resource in front", "orders/{order_id}/lines"),
        ("{slug}/lines", "no resource in front", "items/{item_id}/lines"),
        ("orders/{order_id}/{line_id}/notes", "no resource", "orders/{order_id}/lines/{line_id}/notes"),
        ("categories/{category_id}/categories", "two parameters", "categories/{category_id}/sub-categories"),
    ],
)  # fmt: skip
def test_other_paths_are_refused_with_the_nearest_one(path: str, reason: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_route(path, NAME)
    assert reason in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("words", "better"),
    [
        ("types", ("type-records", None)),
        ("categories/{category_id}/categories", ("categories/{category_id}/sub-categories", None)),
        ("data", ("data_item", "data_items")),
        ("news", ("news_item", "news")),
        ("1bad", ("bad", "bads")),
    ],
)
def test_what_is_suggested_is_accepted(words: str, better: tuple[str, str | None]) -> None:
    with pytest.raises(UsageError) as caught:
        parse_route(words, NAME)
    assert better[0] in caught.value.hint
    assert parse_route(better[0], NAME, plural=better[1])


def test_long_names_are_refused() -> None:
    with pytest.raises(UsageError, match=f"longer than {LONGEST}") as caught:
        parse_route("administration/of-all-the-shops/order-lines", NAME)
    assert "shorter words" in caught.value.hint


@pytest.mark.parametrize(
    "plural", ["order", "Orders", "", "a/b", "order\x1b", "1orders", "x" * 999]
)
def test_a_plural_is_another_word(plural: str) -> None:
    with pytest.raises(UsageError):
        parse_route("order", NAME, plural=plural)


def test_a_key_that_would_be_too_long_is_refused() -> None:
    assert parse_resource("x" * (LONGEST - 4) + "d").key == "x" * (LONGEST - 4) + "d_id"
    with pytest.raises(UsageError, match="_id' is longer"):
        parse_route("x" * (LONGEST - 3) + "d", NAME)


def test_a_plural_beside_a_plural_is_put_right() -> None:
    with pytest.raises(UsageError) as caught:
        parse_route("orders", NAME, plural="orders")
    assert "order --plural orders" in caught.value.hint


def test_a_table_can_be_named() -> None:
    route = parse_route("orders", NAME, table="shop_orders")
    assert isinstance(route, Resource)
    assert (route.module, route.table) == ("orders", "shop_orders")


@pytest.mark.parametrize(
    "table",
    ["", "Orders", "a-b", "1a", "a b", "x" * 64, "sqlite_x", "pg_x", "alembic_version", "é"],
)
def test_other_tables_are_refused(table: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_route("orders", NAME, table=table)
    assert caught.value.hint == "Try this instead: --table orders"


@pytest.mark.parametrize(
    ("only", "operations"),
    [
        ((), OPERATIONS),
        (("list,create",), ("list", "create")),
        (("delete", "list", "list"), ("list", "delete")),
        ((" Read , LIST ",), ("list", "read")),
    ],
)
def test_only_some_operations(only: tuple[str, ...], operations: tuple[str, ...]) -> None:
    route = parse_route("orders", NAME, only=only)
    assert isinstance(route, Resource)
    assert route.operations == operations


@pytest.mark.parametrize(
    ("only", "hint"),
    [("get", "--only read"), ("creat", "--only create"), ("index", "--only list"), ("zz", "There are"),
     ("", "There are"), ("list,", "There are")],
)  # fmt: skip
def test_unknown_operations_are_refused(only: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_route("orders", NAME, only=[only])
    assert hint in caught.value.hint


def test_endpoints_have_a_path_and_methods() -> None:
    route = parse_endpoint(
        "/reports/{year:int}/summary", "full:bool=false", methods=("post", "GET")
    )
    assert route == Endpoint(
        path=("reports", Parameter("year", "int"), "summary"),
        module="reports_summary",
        methods=("GET", "POST"),
        fields=(Field("full", "bool", has_default=True, default=False),),
    )


@pytest.mark.parametrize(
    ("path", "module"),
    [("/", "index"), ("/health", "health"), ("/v1/run-now", "v1_run_now"), ("/{x}/y", "y")],
)
def test_an_endpoint_is_named_after_its_static_segments(path: str, module: str) -> None:
    assert parse_endpoint(path).module == module


@pytest.mark.parametrize(
    ("path", "reason", "hint"),
    [
        ("/{x}", "nothing to name", "/reports/{x:str}"),
        ("/import", "keyword", "/import-view"),
        ("/filter/{x}", "built in", "/filter-view/{x:str}"),
        ("/settings", "something else", "/settings-view"),
        ("/con", "Windows", "/con-view"),
        ("/reports/{date}", "type of that name", "/reports/{report_date:str}"),
    ],
)
def test_other_endpoints_are_refused(path: str, reason: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_endpoint(path)
    assert reason in caught.value.message
    assert hint in caught.value.hint
    assert parse_endpoint(hint)


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("FROB", "There are GET"),
        ("GTE", "--method GET"),
        ("", "There are GET"),
        ("HEAD", "frameworks answer"),
        ("options", "frameworks answer"),
        ("TRACE", "secrets"),
        ("CONNECT", "proxies"),
        ("get,post", "--method GET --method POST"),
    ],
)
def test_other_methods_are_refused(method: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_route("/a", (), methods=[method])
    assert said in caught.value.message + caught.value.hint


def test_what_is_for_resources_is_refused_with_a_method() -> None:
    with pytest.raises(UsageError, match="--only"):
        parse_route("/a", (), methods=["GET"], only=["list"])
    with pytest.raises(UsageError, match="--plural"):
        parse_route("/a", (), methods=["GET"], plural="")
    with pytest.raises(UsageError, match="--table"):
        parse_route("/a", (), methods=["GET"], table="a")


@pytest.mark.parametrize("field", ["a:ref:users", "a:str,unique", "a:str,index", "a:json"])
def test_an_endpoint_has_no_table_and_a_query_no_json(field: str) -> None:
    with pytest.raises(UsageError, match=r"no table|in the query"):
        parse_endpoint("/a", field)


def test_a_body_may_hold_json() -> None:
    assert parse_endpoint("/a", "a:json", methods=("POST",)).fields == (Field("a", "json"),)


@pytest.mark.parametrize(
    ("path", "fields", "reason"),
    [
        ("orders", [], "no field"),
        ("orders", ["a:str", "a:int"], "there twice"),
        ("orders", ["a_1:str", "a1:int"], "beside 'a_1'"),
        ("orders", ["id:int"], "every order has an id"),
        ("orders", ["order_id:int"], "path says it"),
        ("orders/{order_id}/lines", ["order_id:int"], "path says it"),
        ("orders/{order_id}/lines", ["line_id:int"], "path says it"),
        ("orders", [f"a{number}:str" for number in range(MOST_FIELDS + 1)], "the most"),
    ],
)
def test_fields_that_do_not_go_together_are_refused(
    path: str, fields: list[str], reason: str
) -> None:
    with pytest.raises(UsageError) as caught:
        parse_route(path, fields)
    assert reason in caught.value.message
    assert caught.value.hint


def test_a_field_cannot_be_a_parameter_of_the_endpoint() -> None:
    with pytest.raises(UsageError, match="path says it"):
        parse_endpoint("/reports/{year:int}", "year:int")


def test_suggestions_speak_of_the_resource() -> None:
    with pytest.raises(UsageError) as caught:
        parse_route("orders", ["type:str"])
    assert caught.value.hint == "Try this instead: order_type:str"


WORDS = ["orders", "order", "people", "news", "class", "types", "caches", "line-items", "v1", "admin",
         "Orders", "{order_id}", "{line_id}", "{id}", "{year:int}", "{slug:str}", "..", "", "<int:x>",
         "pages", "é", "x\x00", "data", "\ud800"]  # fmt: skip
PATHS = st.lists(st.sampled_from(WORDS), max_size=6).map("/".join)
FIELDS = ["name:str", "type:str", "a:enum(x|y)=x", "b:list[int]", "c:ref:users", "order_id:int", "d:json",
          "e:str,unique", "id:int", "x"]  # fmt: skip
ODD = st.text(max_size=20)


@given(
    path=PATHS | ODD | st.text(alphabet="abcs/{}_id:-", max_size=25),
    fields=st.lists(st.sampled_from(FIELDS) | ODD, max_size=3),
    methods=st.lists(st.sampled_from(["GET", "post", "FROB"]) | ODD, max_size=2),
    only=st.lists(st.sampled_from(["list,create", "delete", "get"]) | ODD, max_size=2),
    plural=st.none() | st.sampled_from(["orders", "news"]) | ODD,
    table=st.none() | st.sampled_from(["orders", "pg_a"]) | ODD,
)
def test_any_words_are_a_route_or_refused(
    path: str,
    fields: list[str],
    methods: list[str],
    only: list[str],
    plural: str | None,
    table: str | None,
) -> None:
    try:
        route = parse_route(path, fields, methods=methods, only=only, plural=plural, table=table)
    except UsageError as error:
        said = error.message + error.hint
        assert said.isprintable()
        return
    check(route)


@given(path=PATHS | st.from_regex(r"[a-z]{2,9}s?(/\{[a-z]{2,9}_id\}/[a-z]{2,9}s)?", fullmatch=True))
def test_any_path_is_a_resource_or_an_endpoint_or_refused(path: str) -> None:
    for methods in ((), ("GET",)):
        try:
            check(parse_route(path, NAME, methods=methods))
        except UsageError as error:
            said = error.message + error.hint
            assert said.isprintable()


def check(route: Resource | Endpoint) -> None:
    """Assert what must be true of everything that is accepted."""
    assert parse_path(format_path(route.path)) == route.path
    names = [field.name for field in route.fields]
    keys = [part.name for part in route.path if isinstance(part, Parameter)]
    identifiers = [route.module, *names, *keys]
    if isinstance(route, Resource):
        keys.append(route.key)
        identifiers += [route.singular, route.key, route.class_name]
        assert route.fields
        assert route.operations
        assert refuse_table(route.table) == ""
        assert [parent.key for parent in route.parents] == keys[:-1]
        assert route.singular != route.module
    else:
        assert route.methods
        assert set(route.methods) <= set(METHODS)
    assert all(name.isidentifier() and not keyword.iskeyword(name) for name in identifiers)
    assert all(name.isascii() and len(name) <= LONGEST for name in identifiers)
    assert len({*names, *keys}) == len(names) + len(keys)
