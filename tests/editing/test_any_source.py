"""Whatever a module holds: it is edited with proof, or left alone with a reason; nothing breaks."""

import ast
from pathlib import Path

import hypothesmith
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apigen.editing.edits import Added, AlreadyThere, ByHand, NotThere, Removed
from apigen.editing.index import add_to_index, remove_from_index
from apigen.editing.register import Registration, register, unregister
from apigen.editing.source import Source, read_source

from .proof import dump_without

EDITS = sorted((Path(__file__).parents[1] / "edits").glob("*/*/before.py"))
SEAMS = {
    "fastapi": """
from . import health, items


def init_app(app):
    app.include_router(health.router)
    app.include_router(items.router)
""",
    "flask": """
from .items import router as items_router


def init_app(app):
    app.register_blueprint(items_router)
""",
}
INDEX = """
from .items import Item

__all__ = ["Item"]
"""

SETTINGS = settings(
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
modules = st.one_of(hypothesmith.from_node(), hypothesmith.from_grammar())
frameworks = st.sampled_from(sorted(SEAMS))


def _register(data: bytes, framework: str) -> Added | AlreadyThere | ByHand | None:
    """Register orders in a file; prove what comes of it; None when it cannot be read."""
    source = read_source("routes.py", data)
    if not isinstance(source, Source):
        assert source.reason.startswith("it ")
        return None
    assert source.encode(source.text) == data
    registration = Registration(framework, "shop.routes", True, "shop.routes.orders")  # type: ignore[arg-type]
    taken_out = unregister(source, registration)
    assert isinstance(taken_out, Removed | NotThere | ByHand)
    result = register(source, registration)
    if isinstance(result, Added):
        assert dump_without(result.data, result.lines) == ast.dump(ast.parse(data))
        new = read_source("routes.py", result.data)
        assert isinstance(new, Source)
        assert register(new, registration) == AlreadyThere(result.prefix)
        assert isinstance(unregister(new, registration), Removed)
    elif isinstance(result, ByHand):
        assert result.lines
        assert result.where
    return result


def _add_to_index(data: bytes) -> Added | AlreadyThere | ByHand | None:
    """Add a model to an index; prove what comes of it; None when it cannot be read."""
    source = read_source("models/__init__.py", data)
    if not isinstance(source, Source):
        return None
    result = add_to_index(source, "orders", "Order")
    if isinstance(result, Added):
        lines = tuple(line.rstrip(",") for line in result.lines)
        assert dump_without(result.data, lines) == ast.dump(ast.parse(data))
        new = read_source("models/__init__.py", result.data)
        assert isinstance(new, Source)
        assert add_to_index(new, "orders", "Order") == AlreadyThere()
        assert remove_from_index(new, "orders", "Order") == Removed(data)
    return result


@settings(SETTINGS, max_examples=150)
@given(modules, frameworks)
def test_a_module_without_an_app_is_never_edited(module: str, framework: str) -> None:
    result = _register(module.encode(errors="replace"), framework)
    assert not isinstance(result, Added)


@settings(SETTINGS, max_examples=150)
@given(modules, frameworks)
def test_a_seam_after_any_code_is_edited_with_proof(module: str, framework: str) -> None:
    data = f"{module}\n{SEAMS[framework]}".encode(errors="replace")
    result = _register(data, framework)
    if isinstance(result, Added):
        source = read_source("routes.py", result.data)
        assert isinstance(source, Source)
        registration = Registration(framework, "shop.routes", True, "shop.routes.orders")  # type: ignore[arg-type]
        assert unregister(source, registration) == Removed(data)


@settings(SETTINGS, max_examples=150)
@given(modules, st.booleans())
def test_an_index_after_any_code_is_edited_with_proof(module: str, is_whole: bool) -> None:
    _add_to_index(f"{module}\n{INDEX if is_whole else ''}".encode(errors="replace"))


@settings(SETTINGS, max_examples=400)
@given(st.data())
def test_owners_edits_that_went_wrong_break_nothing(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(EDITS))
    text = path.read_bytes()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    pieces = [
        b"",
        b"\n",
        b"\r",
        b"\\",
        b"#",
        b"(",
        b'"',
        b"\t",
        b"\x0c",
        b";",
        b"orders",
        b"if 1:\n",
    ]
    new = data.draw(st.sampled_from(pieces) | st.binary(max_size=4))
    _register(text[:start] + new + text[end:], path.parent.parent.name)
    _add_to_index(text[:start] + new + text[end:])
