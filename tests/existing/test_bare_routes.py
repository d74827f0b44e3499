"""Routes in projects that have nothing to build them on: minimal ones, and those of others."""

import ast
from collections.abc import Mapping
from pathlib import Path

import pytest

from apigen.catalog import Catalog, load_catalog
from apigen.destination import open_project
from apigen.errors import Refused, UsageError
from apigen.existing.addition import Addition, plan_addition
from apigen.existing.project import load_project
from apigen.routes.parse import parse_route
from apigen.workspace import apply

FASTAPI = "from fastapi import FastAPI\n\napp = FastAPI()\n"
FLASK = "from flask import Flask\n\napp = Flask(__name__)\n"
FACTORY = (
    "from flask import Flask\n\n\ndef create_app({}):\n    app = Flask(__name__)\n    return app\n"
)
ROUTER = 'from fastapi import APIRouter\n\nrouter = APIRouter(prefix="/users")\n'
FIELDS = (
    *("name:str,unique", "note:text?", "count:int=1", "ratio:float?", "price:decimal=1.50"),
    *("paid:bool=false", "day:date?", "at:datetime?", "token:uuid?", "mail:email?", "site:url?"),
    *("tags:list[str]=[]", "kind:enum(a|b)=a", "path:str?"),
)
BUILTINS = {"fastapi": FASTAPI, "flask": FLASK}


@pytest.fixture(scope="module")
def real() -> Catalog:
    """The catalog of the templates in this checkout."""
    return load_catalog()


def write(root: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def add(
    catalog: Catalog, root: Path, path: str, *fields: str, methods: tuple[str, ...] = ()
) -> Addition:
    """Add a route, as the command does."""
    route = parse_route(path, fields, methods=methods)
    addition = plan_addition(catalog, load_project(root), route)
    if addition.plan.written:
        apply(open_project(root), addition.plan, lambda _: None)
    return addition


@pytest.mark.parametrize("framework", BUILTINS)
def test_resource_stands_on_its_own(framework: str, real: Catalog, tmp_path: Path) -> None:
    root = write(tmp_path, {"main.py": BUILTINS[framework]})

    addition = add(real, root, "orders", *FIELDS)

    created = {entry.file.path for entry in addition.plan.written if entry.action == "create"}
    assert created == {"orders.py", "tests/test_orders.py"}
    tree = ast.parse((root / "orders.py").read_text(encoding="utf-8"))
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not any(node.level for node in froms)
    assert "import orders" in (root / "main.py").read_text(encoding="utf-8")
    assert not (root / ".apigen.toml").exists()


@pytest.mark.parametrize("framework", BUILTINS)
def test_the_same_again_changes_nothing(framework: str, real: Catalog, tmp_path: Path) -> None:
    root = write(tmp_path, {"main.py": BUILTINS[framework]})
    add(real, root, "orders", *FIELDS)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}

    assert add(real, root, "orders", *FIELDS).status == "there"
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("framework", BUILTINS)
def test_endpoint_takes_lists_in_its_query(framework: str, real: Catalog, tmp_path: Path) -> None:
    root = write(tmp_path, {"main.py": BUILTINS[framework]})

    add(
        real,
        root,
        "/search",
        *("tags:list[str]=[]", "on:bool", "n:list[int]=[1]"),
        methods=("GET", "POST"),
    )

    text = (root / "search.py").read_text(encoding="utf-8")
    ast.parse(text)
    assert ("getlist" in text) == (framework == "flask")


def test_module_lies_beside_the_other_routers(real: Catalog, tmp_path: Path) -> None:
    main = FASTAPI.replace("\n\napp", "\n\nfrom .routers import users\n\napp")
    main += 'app.include_router(users.router, prefix="/api")\n'
    files = {"app/__init__.py": "", "app/routers/__init__.py": "", "app/routers/users.py": ROUTER}
    root = write(tmp_path, {**files, "app/main.py": main})

    addition = add(real, root, "orders", "name:str")

    assert ("GET", "/api/orders") in addition.urls
    assert (root / "app/routers/orders.py").exists()
    test = (root / "tests/test_orders.py").read_text(encoding="utf-8")
    assert "from app.main import app\n" in test
    assert "from app.routers.orders import ROWS\n" in test


def test_module_lies_beside_the_application_where_there_are_no_routers(
    real: Catalog, tmp_path: Path
) -> None:
    root = write(tmp_path, {"shop/__init__.py": FACTORY.format("config=None")})

    add(real, root, "orders", "name:str")

    assert (root / "shop/orders.py").exists()
    test = (root / "tests/test_orders.py").read_text(encoding="utf-8")
    assert "return create_app().test_client()\n" in test


def test_application_that_tests_cannot_import_is_refused(real: Catalog, tmp_path: Path) -> None:
    root = write(tmp_path, {"shop/__init__.py": FACTORY.format("config")})

    with pytest.raises(Refused, match="cannot be imported"):
        add(real, root, "orders", "name:str")
    assert [path.name for path in root.rglob("*.py")] == ["__init__.py"]


@pytest.mark.parametrize(
    ("path", "field"), [("orders/{order_id}/lines", "sku:str"), ("payments", "order_id:ref:orders")]
)
def test_what_needs_another_resource_is_refused(
    path: str, field: str, real: Catalog, tmp_path: Path
) -> None:
    root = write(tmp_path, {"main.py": FASTAPI})

    with pytest.raises(UsageError, match="stands on its own"):
        add(real, root, path, field)


def test_no_module_hides_a_library(real: Catalog, tmp_path: Path) -> None:
    root = write(tmp_path, {"main.py": FASTAPI})

    with pytest.raises(UsageError, match="would hide the library"):
        add(real, root, "/calendar", methods=("GET",))


@pytest.mark.parametrize(
    ("requirements", "missing"),
    [
        ("flask\n", ["pydantic", "pytest"]),
        ("flask\npydantic>=2\n", ["pytest"]),
        ("flask\npydantic-settings\npytest\n", ["pydantic"]),
        ("flask\npydantic\npytest\n", []),
    ],
)
def test_missing_packages_are_named(
    requirements: str, missing: list[str], real: Catalog, tmp_path: Path
) -> None:
    root = write(tmp_path, {"main.py": FLASK, "requirements.txt": requirements})

    notes = add(real, root, "orders", "name:str").notes

    assert [note.partition(" ")[0] for note in notes] == missing
