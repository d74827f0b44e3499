"""Recorded routes are compared with the source, and migrations with each other."""

from pathlib import Path

from apigen.checking.routes import check_migrations, check_routes
from apigen.state import FILE_NAME

from ..change.projects import CATALOG
from ..generated.additions import ORDERS, add
from .projects import FLASK, find_work, look, make, replace


def test_routes_that_came_by_apigen_need_no_work(tmp_path: Path) -> None:
    for framework in ("fastapi", "flask"):
        root = make(tmp_path / framework, {**FLASK, "framework": framework})
        add(CATALOG, root, ORDERS)
        assert find_work(root) == []


def test_a_route_of_which_nothing_is_left(tmp_path: Path) -> None:
    root = make(tmp_path, FLASK)
    add(CATALOG, root, ORDERS)
    for folder in ("models", "routes", "schemas", "services"):
        (root / f"src/shop/{folder}/orders.py").unlink()
    (root / "tests/routes/test_orders.py").unlink()
    [finding] = look(root, check_routes)
    lines = (root / FILE_NAME).read_text().splitlines()
    assert (finding.path, lines[finding.line - 1]) == (FILE_NAME, 'path = "/orders"')
    assert finding.action == "apigen remove-route orders"
    assert finding.needs_work


def test_a_route_that_nobody_registers(tmp_path: Path) -> None:
    for framework in ("fastapi", "flask"):
        root = make(tmp_path / framework, {**FLASK, "framework": framework})
        add(CATALOG, root, ORDERS)
        seam = root / "src/shop/routes/__init__.py"
        lines = seam.read_text().splitlines(keepends=True)
        kept = [line for line in lines if "orders" not in line or "import" in line]
        seam.write_text("".join(kept).replace(", orders", ""))
        [finding] = look(root, check_routes)
        assert finding.path == "src/shop/routes/orders.py"
        assert "/orders" in finding.message
        assert find_work(root) == [(finding.kind, finding.path, finding.line)]


def test_a_registration_that_cannot_be_read_is_not_missed(tmp_path: Path) -> None:
    root = make(tmp_path)
    seam = root / "src/shop/routes/__init__.py"
    seam.write_text(
        "from importlib import import_module\n\n\ndef init_app(app):\n"
        "    for name in load_names():\n"
        "        app.include_router(import_module(f'.{name}', __package__).router)\n"
    )
    assert look(root, check_routes) == []


def test_a_module_that_is_no_python_is_named_and_not_its_routes(tmp_path: Path) -> None:
    root = make(tmp_path)
    seam = root / "src/shop/routes/__init__.py"
    seam.write_text(f"{seam.read_text()}\ndef (")
    [finding] = look(root, check_routes)
    assert (finding.kind, finding.path) == ("unparsable", "src/shop/routes/__init__.py")


def test_migrations_with_two_heads(tmp_path: Path) -> None:
    root = make(tmp_path)
    folder = root / "migrations/versions"
    text = (folder / "0002_create_items.py").read_text()
    (folder / "0003_theirs.py").write_text(text.replace('"0002"', '"0003"'))
    [finding] = look(root, check_migrations)
    assert finding.path == "migrations/versions"
    assert finding.action == "uv run alembic merge -m merge 0002 0003"


def test_a_migration_whose_base_is_gone(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "migrations/versions/0001_create_users.py").unlink()
    [finding] = look(root, check_migrations)
    assert "'0001', which is not there" in finding.message
    replace(root, "migrations/versions/0002_create_items.py", '"0001"', "None")
    assert look(root, check_migrations) == []
