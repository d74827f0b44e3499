"""Where a project serves HTML pages, new resources can have some, and lose them again."""

from dataclasses import replace
from pathlib import Path

import pytest

from apigen.catalog import load_catalog
from apigen.destination import open_project
from apigen.errors import Refused, UsageError
from apigen.existing.addition import Addition
from apigen.existing.project import load_project
from apigen.existing.removal import plan_removal
from apigen.workspace import apply

from ..generated.additions import LINES, NEWS, ORDERS, SUMMARY, Wanted, add
from ..projects import make_with
from ..tools import read_tree

BOTH = pytest.mark.parametrize("framework", ["fastapi", "flask"])
SEAM = Path("src/shop/pages/__init__.py")


def _add(root: Path, wanted: Wanted, *, has_pages: bool = True) -> Addition:
    return add(load_catalog(), root, replace(wanted, has_pages=has_pages))


def _refuse(root: Path, wanted: Wanted, *, has_pages: bool = True) -> str:
    before = read_tree(root)
    with pytest.raises((UsageError, Refused)) as caught:
        _add(root, wanted, has_pages=has_pages)
    assert read_tree(root) == before
    return caught.value.message


@pytest.fixture
def root(place: Path, framework: str) -> Path:
    return make_with(place, framework=framework, templates=True)


@BOTH
def test_pages_are_like_those_of_the_example(root: Path) -> None:
    before = read_tree(root)
    _add(root, ORDERS)
    new = {path.replace("orders", "items") for path in read_tree(root).keys() - before.keys()}
    own = {path for path in before if "items" in path and "migrations" not in path}
    assert new >= own
    assert "orders.router" in (root / SEAM).read_text()


@BOTH
def test_without_the_flag_nothing_of_pages_is_written(root: Path) -> None:
    before = read_tree(root)
    _add(root, ORDERS, has_pages=False)
    new = read_tree(root).keys() - before.keys()
    assert not [path for path in new if "/pages/" in path or "/templates/" in path]
    assert (root / SEAM).read_text() == before[str(SEAM)]


@BOTH
def test_pages_go_with_their_resource(root: Path) -> None:
    before = read_tree(root)
    _add(root, ORDERS)
    _add(root, LINES)
    for path in ("orders/{order_id}/lines", "orders"):
        removal = plan_removal(load_project(root), path, has_drop=True)
        apply(open_project(root), removal.plan, lambda _: None)
    after = read_tree(root)
    assert {path for path in after if "versions" not in path} == before.keys() - {
        path for path in before if "versions" in path
    }
    assert after[str(SEAM)] == before[str(SEAM)]


@BOTH
def test_the_same_again_is_there_and_otherwise_is_refused(root: Path) -> None:
    _add(root, ORDERS)
    assert _add(root, ORDERS).status == "there"
    assert "made otherwise" in _refuse(root, ORDERS, has_pages=False)


@BOTH
@pytest.mark.parametrize(
    "wanted",
    [SUMMARY, replace(NEWS, only="create")],
    ids=["endpoints", "no list"],
)
def test_only_lists_have_pages(root: Path, wanted: Wanted) -> None:
    assert "resources with a list" in _refuse(root, wanted)


@BOTH
def test_addresses_of_pages_are_told(root: Path) -> None:
    assert [f"{method} {path}" for method, path in _add(root, ORDERS).page_urls] == [
        "GET /pages/orders",
        "GET /pages/orders/new",
        "POST /pages/orders/new",
        "GET /pages/orders/{order_id}",
        "POST /pages/orders/{order_id}",
        "GET /pages/orders/{order_id}/delete",
        "POST /pages/orders/{order_id}/delete",
    ]
    assert _add(root, replace(LINES, only="list,read")).page_urls == (
        ("GET", "/pages/orders/{order_id}/lines"),
    )


@BOTH
def test_an_address_that_is_taken_is_refused(root: Path) -> None:
    home = root / "src/shop/pages/home.py"
    text = home.read_text().replace('@router.get("/")', '@router.get("/pages/orders/new")')
    home.write_text(text)
    assert "GET /pages/orders/new is answered already" in _refuse(root, ORDERS)
    _add(root, ORDERS, has_pages=False)


@BOTH
def test_the_name_of_the_forms_token_is_no_field(root: Path) -> None:
    wanted = replace(ORDERS, fields=("csrf_token:str",))
    assert "CSRF token" in _refuse(root, wanted)
    _add(root, wanted, has_pages=False)


@BOTH
def test_a_module_of_pages_is_not_written_over(root: Path) -> None:
    wanted = replace(ORDERS, path="forms")
    assert "pages/forms.py" in _refuse(root, wanted)


@BOTH
def test_a_lost_registration_is_missed(root: Path) -> None:
    (root / SEAM).unlink()
    assert "pages/__init__.py" in _refuse(root, ORDERS)


@pytest.mark.parametrize("framework", ["fastapi", "flask"])
def test_a_project_without_pages_gets_none(place: Path, framework: str) -> None:
    root = make_with(place, framework=framework)
    assert "serves no pages" in _refuse(root, ORDERS)
