"""Routers are registered where that is certain, and taken out where nothing else needs them."""

import pytest

from apigen.editing.edits import Added, AlreadyThere, ByHand, NotThere, Removed
from apigen.editing.register import Registration, register, unregister
from apigen.editing.source import Source, read_source

SEAM = """from . import health, items


def init_app(app):
    app.include_router(health.router)
    app.include_router(items.router)
"""
WITH_ORDERS = """from . import items, orders


def init_app(app):
    app.include_router(items.router)
    app.include_router(orders.router)
"""


def _read(text: str) -> Source:
    source = read_source("src/shop/routes/__init__.py", text.encode())
    assert isinstance(source, Source)
    return source


def _ask(
    module: str = "shop.routes.orders", seam: str = "shop.routes", **words: str
) -> Registration:
    is_package = seam == "shop.routes"
    return Registration("fastapi", seam, is_package, module, **words)  # type: ignore[arg-type]


def _add(text: str, registration: Registration) -> str:
    result = register(_read(text), registration)
    assert isinstance(result, Added), result
    return result.data.decode()


def _take_out_by_hand(text: str) -> ByHand:
    result = unregister(_read(text), _ask())
    assert isinstance(result, ByHand), result
    return result


def test_the_lines_that_came_in_are_told() -> None:
    result = register(_read(SEAM), _ask())
    assert isinstance(result, Added)
    assert result.lines == ("from . import orders", "app.include_router(orders.router)")


def test_several_go_in_and_come_out_in_any_order() -> None:
    first, second = _ask(), _ask("shop.routes.addresses")
    text = _add(_add(SEAM, first), second)
    assert "import addresses, health, items, orders" in text
    without = unregister(_read(text), first)
    assert without == Removed(_add(SEAM, second).encode())


def test_the_router_may_have_another_name() -> None:
    assert "app.include_router(orders.api)" in _add(SEAM, _ask(attribute="api"))


def test_a_router_of_a_module_named_as_another_is_not_that_one() -> None:
    text = "from shop.admin import orders\n" + SEAM
    assert isinstance(register(_read(text), _ask()), ByHand)


def test_a_module_of_another_package_is_imported_from_there() -> None:
    text = _add(SEAM, _ask("shop.orders.routes"))
    assert text.startswith("from ..orders import routes\nfrom . import health, items\n")
    assert "app.include_router(routes.router)" in text


def test_a_receiver_that_is_not_there_is_left_to_a_person() -> None:
    result = register(_read(SEAM), _ask(receiver="api"))
    assert isinstance(result, ByHand)
    assert result.lines == ("from . import orders", "api.include_router(orders.router)")


def test_a_receiver_that_has_no_routers_yet_gets_its_first() -> None:
    text = "from fastapi import APIRouter\n\nfrom . import x\n\napi = APIRouter(prefix='/api')\n"
    result = register(_read(text), _ask(receiver="api"))
    assert isinstance(result, Added)
    assert result.prefix == "/api"
    assert result.data.decode().endswith("api.include_router(orders.router)\n")


@pytest.mark.parametrize(
    ("head", "prefix"),
    [
        ("app = FastAPI()", "/p"),
        ("app = APIRouter()", "/p"),
        ("app = APIRouter(prefix='/a')", "/a/p"),
        ("app = APIRouter(prefix=A)", None),
        ("A = '/x'\napp = APIRouter(prefix=A)", "/x/p"),
        ("A = '/x'\nA += '/y'\napp = APIRouter(prefix=A)", None),
        ("app = APIRouter(prefix='/a', **more)", None),
        ("app = make_app()", "/p"),
        ("from x import app", "/p"),
        ("app = APIRouter()\nouter.include_router(app, prefix='/o')", None),
        ("app = APIRouter()\nthe_app.include_router(app, prefix='/o')", "/o/p"),
    ],
)
def test_the_prefix_is_told_only_when_it_is_certain(head: str, prefix: str | None) -> None:
    text = f"{head}\nfrom . import items\napp.include_router(items.router, prefix='/p')\n"
    result = register(_read(text), _ask(receiver="app"))
    assert isinstance(result, Added), result
    assert result.prefix == prefix


def test_what_is_not_there_is_not_taken_out() -> None:
    assert unregister(_read(SEAM), _ask()) == NotThere()


def test_an_import_of_its_own_goes_whole() -> None:
    text = WITH_ORDERS.replace(
        "items, orders", "items\nfrom .orders import router as orders_router"
    )
    text = text.replace("orders.router", "orders_router")
    result = unregister(_read(text), _ask())
    assert isinstance(result, Removed)
    assert b"orders" not in result.data


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("(orders.router)", "(orders.router)  # never remove", "comment"),
        ("(orders.router)", "(\n        # sales\n        orders.router\n    )", "comment"),
        ("(orders.router)", "(orders.router)\n    app.state.o = orders.LIMIT", "elsewhere"),
        ("    app.include_router(o", "    if app:\n        app.include_router(o", "condition"),
        ("    app.include_router(o", "    for x in y:\n        app.include_router(o", "loop"),
        ("(orders.router)", "(orders.router)\n    app.include_router(orders.router)", "once"),
        ("    app.include_router(orders.router)\n", "    print(orders)\n", "does not register"),
        ("from .", "__all__ = ['orders']\nfrom .", "elsewhere"),
        ("items, orders", "(\n    items,\n    orders,  # sales\n)", "proved"),
        ("(orders.router)", "(orders.router); print()", "more than one"),
    ],
)
def test_what_else_needs_it_keeps_it(old: str, new: str, reason: str) -> None:
    text = WITH_ORDERS.replace(old, new)
    assert text != WITH_ORDERS
    result = _take_out_by_hand(text)
    assert reason in result.reason
    assert "from . import" in result.lines[0]
    assert "line" in result.where


def test_the_only_statement_of_a_function_stays() -> None:
    text = "from . import orders\n\n\ndef init_app(app):\n    app.include_router(orders.router)\n"
    assert "nothing would be left" in _take_out_by_hand(text).reason


@pytest.mark.parametrize("count", [10, 1000])
def test_a_thousand_routers_are_no_matter(count: int) -> None:
    names = [f"r{number:04}" for number in range(count)]
    text = "from . import (\n" + "".join(f"    {name},\n" for name in names) + ")\n"
    text += "\n\ndef init_app(app):\n"
    text += "".join(f"    app.include_router({name}.router)\n" for name in names)
    result = register(_read(text), _ask())
    assert isinstance(result, Added)
    assert unregister(_read(result.data.decode()), _ask()) == Removed(text.encode())


def test_deep_expressions_do_not_matter() -> None:
    deep = "x = " + "+".join(["a"] * 900) + "\n"
    assert isinstance(register(_read(deep + SEAM), _ask()), Added)
    prefix = "+".join(["'a'"] * 900)
    result = register(
        _read(SEAM.replace("items.router)", f"items.router, prefix={prefix})")), _ask()
    )
    assert isinstance(result, Added | ByHand)


def test_registering_twice_is_seen() -> None:
    assert register(_read(WITH_ORDERS), _ask()) == AlreadyThere("")
