"""`apigen add-route` as a process without a terminal, in projects as new as can be."""

import ast
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from apigen.catalog import find_templates

from ..tools import read_tree, run_apigen

TEMPLATES = find_templates()
FIELDS = ("customer:str", "total:decimal", "paid:bool=false", "note:text?")
SEAM = "src/shop/routes/__init__.py"
KINDS = {
    "fastapi": ("--framework", "fastapi"),
    "flask": ("--framework", "flask"),
    "fastapi-memory": ("--framework", "fastapi", "--database", "none"),
    "flask-memory": ("--framework", "flask", "--database", "none"),
}


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One new project of each kind."""
    folder = tmp_path_factory.mktemp("made")
    for kind, flags in KINDS.items():
        place = folder / kind
        place.mkdir()
        quick = ("--yes", "--no-install", "--no-git")
        done = run_apigen(TEMPLATES, "new", "shop", *quick, *flags, cwd=place)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def shop(made: Path, tmp_path: Path, kind: str) -> Path:
    """A project that a test may change."""
    return Path(shutil.copytree(made / kind / "shop", tmp_path / "shop"))


@pytest.fixture
def kind() -> str:
    """The kind of project; a test parametrizes it."""
    return "fastapi"


def add(shop: Path, *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run `apigen add-route` in the project."""
    return run_apigen(TEMPLATES, "add-route", *words, cwd=cwd or shop)


def refuse(shop: Path, *words: str, code: int = 2) -> str:
    """Run it expecting a refusal; nothing is changed. Gives what was said."""
    before = read_tree(shop)
    done = add(shop, *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert "Traceback" not in done.stderr
    assert read_tree(shop) == before
    return " ".join(done.stderr.split())


@pytest.mark.parametrize("kind", KINDS)
def test_a_resource_is_added_and_registered(shop: Path, kind: str) -> None:
    before = read_tree(shop)
    done = add(shop, "orders", *FIELDS)
    assert (done.returncode, done.stderr) == (0, "")
    after = read_tree(shop)
    changed = {path for path in before if before[path] != after[path]}
    index = set() if "memory" in kind else {"src/shop/models/__init__.py"}
    assert changed == {SEAM, ".apigen.toml"} | index
    assert "from . import health, items, orders\n" in after[SEAM]
    assert "orders.router)\n" in after[SEAM]
    for path in after.keys() - before.keys():
        ast.parse(after[path])
        assert path in done.stdout
    assert "DELETE /orders/{order_id}" in done.stdout
    assert "uv run pytest" in done.stdout
    assert ("uv run make-openapi" in done.stdout) == (shop / "src/shop/openapi.py").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_a_body_has_an_example(shop: Path) -> None:
    add(shop, "/search", "text:str", "limit:int=10,max=50", "--method", "GET", "--method", "POST")
    schemas = (shop / "src/shop/schemas/search.py").read_text()
    query, _, body = schemas.partition("class SearchBody")
    assert 'EXAMPLE: JsonDict = {"text": "Text", "limit": 1}' in query
    assert 'json_schema_extra={"examples": [EXAMPLE]}' in body
    assert "json_schema_extra" not in query


@pytest.mark.parametrize("kind", ["flask"])
def test_decimals_are_described_as_they_are_given(shop: Path) -> None:
    add(shop, "orders", "total:decimal")
    add(shop, "/sums", "total:decimal", "--method", "POST")
    add(shop, "pets", "name:str")
    for name, is_told in (("orders", True), ("sums", True), ("pets", False)):
        schemas = (shop / f"src/shop/schemas/{name}.py").read_text()
        assert ('json_schema_mode_override="serialization"' in schemas) == is_told


def test_the_same_again_changes_nothing(shop: Path) -> None:
    add(shop, "orders", *FIELDS)
    before = read_tree(shop)
    done = add(shop, "/orders", *FIELDS)
    assert (done.returncode, done.stderr) == (0, "")
    assert "/orders is there already" in done.stdout
    assert read_tree(shop) == before


def test_the_same_with_other_fields_is_refused_with_the_difference(shop: Path) -> None:
    add(shop, "orders", *FIELDS)
    said = refuse(shop, "orders", "customer:str", "total:decimal")
    assert "fields there: customer:str total:decimal paid:bool=false note:text? " in said
    assert "fields asked for: customer:str total:decimal " in said
    assert "remove-route orders" in said


def test_a_dry_run_writes_nothing_and_tells_all(shop: Path) -> None:
    before = read_tree(shop)
    done = add(shop, "orders", *FIELDS, "--dry-run")
    assert done.returncode == 0
    assert f"update   {SEAM}" in done.stdout
    assert "create   src/shop/routes/orders.py" in done.stdout
    assert read_tree(shop) == before


def test_a_diff_shows_the_insertion(shop: Path) -> None:
    done = add(shop, "orders", *FIELDS, "--diff")
    assert "-from . import health, items\n+from . import health, items, orders\n" in done.stdout
    assert "+    app.include_router(orders.router)\n" in done.stdout
    assert not (shop / "src/shop/routes/orders.py").exists()


def test_json_tells_what_was_done(shop: Path) -> None:
    told = json.loads(add(shop, "orders", *FIELDS, "--json").stdout)
    assert (told["status"], told["written"]) == ("new", True)
    assert {"method": "PATCH", "path": "/orders/{order_id}"} in told["routes"]
    assert {"path": "src/shop/models/orders.py", "action": "create"} in [
        {"path": entry["path"], "action": entry["action"]} for entry in told["plan"]
    ]
    again = json.loads(add(shop, "orders", *FIELDS, "--json").stdout)
    assert (again["status"], again["written"]) == ("there", False)


@pytest.mark.parametrize("kind", KINDS)
def test_what_cannot_be_edited_for_sure_is_left_to_hands(shop: Path) -> None:
    seam = shop / SEAM
    method = "include_router" if "include_router" in seam.read_text() else "register_blueprint"
    loop = f"    for module in (health, items):\n        app.{method}(module.router)\n"
    kept = [line for line in seam.read_text().splitlines(True) if f"app.{method}" not in line]
    seam.write_text("".join(kept) + loop)
    said = refuse(shop, "orders", *FIELDS, code=3)
    assert "loop" in said
    assert f"app.{method}(orders.router)" in said
    pasted = seam.read_text().replace("import health, items", "import health, items, orders")
    seam.write_text(f"{pasted}    app.{method}(orders.router)\n")
    done = add(shop, "orders", *FIELDS)
    assert (done.returncode, done.stderr) == (0, "")
    assert (shop / "src/shop/services/orders.py").exists()
    assert seam.read_text().count("orders.router") == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("def broken(:\n", "line 1"),
        ("<<<<<<< ours\nx = 1\n=======\nx = 2\n>>>>>>> theirs\n", "conflict markers"),
        ("x = '\0'\n", SEAM),
    ],
)
def test_a_seam_that_is_no_python_is_left_alone(shop: Path, text: str, reason: str) -> None:
    (shop / SEAM).write_text(text + (shop / SEAM).read_text())
    assert reason in refuse(shop, "orders", *FIELDS, code=3)


def test_a_custom_prefix_is_taken_on(shop: Path) -> None:
    seam = shop / SEAM
    seam.write_text(seam.read_text().replace("(items.router)", '(items.router, prefix="/api")'))
    assert add(shop, "orders", *FIELDS).returncode == 0
    assert 'orders.router, prefix="/api")' in seam.read_text()
    assert 'URL = "/api/orders"' in (shop / "tests/routes/test_orders.py").read_text()


@pytest.mark.parametrize("kind", ["flask"])
@pytest.mark.parametrize("prefix", ["/api", "/api/things"])
def test_a_prefix_that_replaces_the_routers_own_is_not_taken_on(shop: Path, prefix: str) -> None:
    seam = shop / SEAM
    old = seam.read_text()
    seam.write_text(old.replace("(items.router)", f'(items.router, url_prefix="{prefix}")'))
    said = refuse(shop, "orders", *FIELDS, code=3)
    assert "in Flask url_prefix replaces the blueprint's own prefix" in said
    assert "app.register_blueprint(orders.router)" in said


@pytest.mark.parametrize(
    ("old", "new", "imported"),
    [
        ("errors.py", "core/errors.py", "from ..core.errors import NotFoundError"),
        ("database.py", "db/core.py", "from ..db.core import SessionDep"),
    ],
)
def test_modules_that_were_moved_are_found(shop: Path, old: str, new: str, imported: str) -> None:
    package = shop / "src/shop"
    (package / new).parent.mkdir(exist_ok=True)
    (package / old).rename(package / new)
    assert add(shop, "orders", *FIELDS).returncode == 0
    files = [package / kind / "orders.py" for kind in ("services", "routes", "models")]
    assert any(imported in path.read_text() for path in files)


def test_pages_in_a_module_of_their_own_are_found(shop: Path) -> None:
    schemas = shop / "src/shop/schemas/__init__.py"
    lines = schemas.read_text()
    start = lines.index("class PageQuery")
    (schemas.parents[1] / "pagination.py").write_text(
        "from collections.abc import Sequence\nfrom dataclasses import dataclass\n"
        "from typing import Generic, TypeVar\n\nfrom pydantic import BaseModel, Field\n\n"
        f'T = TypeVar("T")\n\n\n{lines[start:]}'
    )
    schemas.write_text(lines[:start])
    assert add(shop, "orders", *FIELDS).returncode == 0
    for kind in ("services", "routes"):
        text = (shop / f"src/shop/{kind}/orders.py").read_text()
        assert "from ..pagination import Page, PageQuery" in text


def test_what_a_route_is_built_on_must_be_there(shop: Path) -> None:
    schemas = shop / "src/shop/schemas/__init__.py"
    schemas.write_text(schemas.read_text().replace("PageQuery", "Part"))
    said = refuse(shop, "orders", *FIELDS, code=3)
    assert "PageQuery" in said
    assert "schemas/__init__.py" in said


def test_a_nested_resource_belongs_to_its_parent(shop: Path) -> None:
    assert "There is no resource 'orders'" in refuse(shop, "orders/{order_id}/lines", "sku:str")
    add(shop, "orders", *FIELDS)
    done = add(shop, "orders/{order_id}/lines", "sku:str")
    assert (done.returncode, done.stderr) == (0, "")
    model = (shop / "src/shop/models/order_lines.py").read_text()
    assert 'ForeignKey("orders.id", ondelete="CASCADE")' in model
    assert "orders/{order_id}" in refuse(shop, "orders/{id}/lines", "sku:str")


def test_a_reference_needs_its_target(shop: Path) -> None:
    said = refuse(shop, "orders", "item:ref:itms")
    assert "Did you mean items" in said
    assert add(shop, "orders", "item:ref:items").returncode == 0
    assert 'ForeignKey("items.id")' in (shop / "src/shop/models/orders.py").read_text()


def test_only_resources_are_named_as_resources(shop: Path) -> None:
    (shop / "src/shop/models/utc_datetime.py").write_text("class UTCDateTime: ...\n")
    assert "There are items. To add it first" in refuse(shop, "orders", "item:ref:widgets")
    assert "Did you mean" not in refuse(shop, "orders", "item:ref:utc_datetimes")


def test_what_is_answered_already_is_refused(shop: Path) -> None:
    module = shop / "src/shop/routes/health.py"
    module.write_text(module.read_text() + '\n\n@router.get("/orders")\ndef find() -> None: ...\n')
    said = refuse(shop, "orders", "name:str")
    assert "GET /orders is answered already, by find in src/shop/routes/health.py" in said
    assert add(shop, "orders", "name:str", "--only", "create").returncode == 0
    said = refuse(shop, "articles", "name:str", "--table", "items")
    assert "There is a table 'items' already" in said


def test_the_page_of_a_resource_cannot_be_answered_twice(shop: Path) -> None:
    said = refuse(shop, "items/{item_id}", "--method", "GET")
    assert "GET /items/{item_id} is answered already, by read_item" in said


def test_folders_that_are_links_are_not_followed(shop: Path, tmp_path: Path) -> None:
    (shop / "tests").rename(tmp_path / "elsewhere")
    (shop / "tests").symlink_to(tmp_path / "elsewhere")
    assert "is a symbolic link" in refuse(shop, "orders", *FIELDS, code=3)
    assert not (tmp_path / "elsewhere/routes/test_orders.py").exists()


def test_models_that_were_moved_are_told(shop: Path) -> None:
    (shop / "src/shop/db").mkdir()
    (shop / "src/shop/models").rename(shop / "src/shop/db/models")
    said = refuse(shop, "orders", *FIELDS, code=3)
    assert "The models are in 'src/shop/db/models/__init__.py'" in said


@pytest.mark.parametrize("name", ["not-found-errors", "integrity-errors", "exact-decimals"])
def test_names_that_the_code_needs_are_refused(shop: Path, name: str) -> None:
    assert f"{name[:-1]}-records" in refuse(shop, name, "title:str")


@pytest.mark.parametrize("kind", ["fastapi", "flask"])
@pytest.mark.parametrize(
    ("path", "handler"), [("docs", "show_swagger_ui"), ("redoc", "show_redoc")]
)
def test_what_the_documentation_answers_is_refused(shop: Path, path: str, handler: str) -> None:
    said = refuse(shop, path, "--method", "GET")
    assert f"GET /{path} is answered already, by {handler} in src/shop/openapi.py:" in said


def test_files_in_the_way_are_kept(shop: Path) -> None:
    (shop / "src/shop/schemas/orders.py").write_text("# mine\n")
    said = refuse(shop, "orders", *FIELDS, code=3)
    assert "'src/shop/schemas/orders.py' is there already" in said


def test_two_heads_of_migrations_are_refused(shop: Path) -> None:
    first = (shop / "migrations/versions/0001_create_items.py").read_text()
    second = first.replace('revision: str = "0001"', 'revision: str = "abc"')
    (shop / "migrations/versions/abc_other.py").write_text(second)
    assert "alembic merge heads" in refuse(shop, "orders", *FIELDS, code=3)


def test_the_project_is_found_from_any_folder_of_it(shop: Path) -> None:
    done = add(shop, "orders", *FIELDS, cwd=shop / "src/shop")
    assert done.returncode == 0
    assert "cd ../.." in done.stdout
    done = add(shop, "users", "name:str", "--project", str(shop), cwd=shop.parent)
    assert done.returncode == 0
    assert (shop / "src/shop/routes/users.py").exists()


def test_there_must_be_a_project(tmp_path: Path) -> None:
    done = run_apigen(TEMPLATES, "add-route", "orders", "name:str", cwd=tmp_path)
    assert done.returncode == 2
    assert "apigen new" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ((), "apigen add-route orders customer:str"),
        (("orders",), "name:str"),
        (("class", "name:str"), "class-records"),
        (("../z", "name:str"), "z"),
        (("orders", "type:str"), "order_type"),
        (("orders", "name:string"), "name:str"),
        (("orders", "name:str", "--method", "FROB"), "GET"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(
    shop: Path, words: tuple[str, ...], hint: str
) -> None:
    assert hint in refuse(shop, *words)


def test_edits_that_are_in_no_commit_are_named_first(shop: Path) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@example.com")
        subprocess.run(["git", *who, *words], cwd=shop, check=True, capture_output=True)

    git("init")
    git("add", ".")
    git("commit", "-m", "x")
    assert "no commit" not in add(shop, "orders", *FIELDS).stdout
    done = add(shop, "users", "name:str")
    first, *_ = done.stdout.split("\n\n")
    assert SEAM in first
    assert "edits of yours that are in no commit" in " ".join(first.split())
