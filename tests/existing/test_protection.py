"""Where a project knows its users, new routes answer them only, each with what is theirs."""

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

from ..generated.additions import LINES, ORDERS, SUMMARY, Wanted, add, want
from ..projects import make_with
from ..tools import read_tree

BOTH = pytest.mark.parametrize("framework", ["fastapi", "flask"])
CARDS = want("cards", "order_id:ref:orders", "code:str,unique")


def _add(root: Path, wanted: Wanted, *, is_protected: bool | None = None) -> Addition:
    return add(load_catalog(), root, replace(wanted, is_protected=is_protected))


def _refuse(root: Path, wanted: Wanted, *, is_protected: bool | None = None) -> str:
    before = read_tree(root)
    with pytest.raises((UsageError, Refused)) as caught:
        _add(root, wanted, is_protected=is_protected)
    assert read_tree(root) == before
    return caught.value.message


@pytest.fixture
def root(place: Path, framework: str) -> Path:
    return make_with(place, framework=framework, auth="api-key")


@BOTH
def test_a_resource_belongs_to_users_by_default(root: Path) -> None:
    addition = _add(root, ORDERS)
    assert addition.route.is_protected
    assert "owner_id" in (root / "src/shop/models/orders.py").read_text()
    assert "owner_id" not in (root / "src/shop/schemas/orders.py").read_text()
    assert 'access = "protected"' in (root / ".apigen.toml").read_text()


@BOTH
@pytest.mark.parametrize("wanted", [ORDERS, SUMMARY], ids=["resource", "endpoints"])
def test_a_public_route_has_nothing_of_users(root: Path, wanted: Wanted) -> None:
    before = read_tree(root)
    addition = _add(root, wanted, is_protected=False)
    new = {path: text for path, text in read_tree(root).items() if path not in before}
    assert not addition.route.is_protected
    assert not any(word in text for text in new.values() for word in ("auth", "owner", "alice"))


@BOTH
def test_single_endpoints_ask_who_calls(root: Path) -> None:
    _add(root, SUMMARY)
    routes = (root / "src/shop/routes/reports_summary.py").read_text()
    assert "Depends(get_caller)" in routes or routes.count("@router.auth_required(auth)") == 3


@BOTH
def test_the_same_again_is_there_and_otherwise_is_refused(root: Path) -> None:
    _add(root, ORDERS)
    assert _add(root, ORDERS).status == "there"
    assert "made otherwise" in _refuse(root, ORDERS, is_protected=False)


@BOTH
def test_what_is_inside_a_protected_resource_has_its_owner(root: Path) -> None:
    _add(root, ORDERS)
    _add(root, LINES)
    assert "owner_id" not in (root / "src/shop/models/order_lines.py").read_text()
    service = (root / "src/shop/services/order_lines.py").read_text()
    assert "read_order(session, owner_id, order_id)" in service
    assert (
        'UniqueConstraint("order_id", "sku")'
        in (root / "src/shop/models/order_lines.py").read_text()
    )


@BOTH
@pytest.mark.parametrize("wanted", [LINES, CARDS], ids=["nested", "reference"])
def test_a_public_route_shows_nothing_of_a_protected_one(root: Path, wanted: Wanted) -> None:
    _add(root, ORDERS)
    assert "has to be protected too" in _refuse(root, wanted, is_protected=False)


@BOTH
def test_values_are_unique_among_the_owners_own(root: Path) -> None:
    _add(root, ORDERS)
    _add(root, CARDS)
    assert 'UniqueConstraint("owner_id", "code")' in (root / "src/shop/models/cards.py").read_text()
    assert "order.owner_id != owner_id" in (root / "src/shop/services/cards.py").read_text()


@BOTH
def test_a_reference_whose_owner_only_its_parent_tells_is_refused(root: Path) -> None:
    _add(root, ORDERS)
    _add(root, LINES)
    told = _refuse(root, want("parts", "line_id:ref:order_lines"))
    assert "could not be checked" in told


@BOTH
@pytest.mark.parametrize(
    "wanted",
    [want("owners", "name:str"), want("callers", "name:str"), want("things", "owner_id:int")],
    ids=lambda wanted: wanted.path,
)
def test_names_that_protection_uses_are_refused(root: Path, wanted: Wanted) -> None:
    assert "is in use there" in _refuse(root, wanted)
    assert _add(root, wanted, is_protected=False).status == "new"


@BOTH
def test_moved_authentication_is_found_and_lost_one_is_said(root: Path) -> None:
    there, moved = root / "src/shop/auth.py", root / "src/shop/access/callers.py"
    moved.parent.mkdir()
    there.rename(moved)
    _add(root, ORDERS)
    assert "from ..access.callers import " in (root / "src/shop/routes/orders.py").read_text()
    moved.unlink()
    assert "Nothing in 'src/shop' defines get_caller" in _refuse(root, want("cards", "code:str"))
    assert _add(root, want("cards", "code:str"), is_protected=False).status == "new"


@BOTH
@pytest.mark.parametrize("database", ["none", "sqlite"])
def test_without_users_nothing_can_be_protected(place: Path, framework: str, database: str) -> None:
    root = make_with(place, framework=framework, database=database)
    assert "no authentication" in _refuse(root, ORDERS, is_protected=True)
    assert not _add(root, ORDERS).route.is_protected


@BOTH
def test_what_was_added_is_taken_away_again(root: Path) -> None:
    before = read_tree(root)
    _add(root, ORDERS)
    removal = plan_removal(load_project(root), "orders", has_drop=False)
    apply(open_project(root), removal.plan, lambda _: None)
    after = read_tree(root)
    assert {path for path in after if after[path] != before.get(path)} == {
        ".apigen.toml",
        "migrations/versions/0003_create_orders.py",
    }
    assert before.keys() <= after.keys()
