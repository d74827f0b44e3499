"""The pages with the API's documentation, in a browser that reaches nothing but the project."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from apigen.question import FRAMEWORKS

from ..generated.projects import write_new_project
from ..generated.workshop import SERVERS, Workshop
from .chromium import Visit


@pytest.fixture(params=FRAMEWORKS, scope="module")
def shop(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    workshops: dict[str, Workshop],
) -> Iterator[tuple[str, str]]:
    """The address of a running project with API keys, and a key for it."""
    workshop = workshops[request.param]
    given = {"framework": request.param, "auth": "api-key", "docs": True}
    project = write_new_project(tmp_path_factory.mktemp(request.param) / "shop", given)
    workshop.install(project)
    workshop.run(project, "alembic", "upgrade", "head")
    printed = workshop.run(project, "python", "-m", "shop.keys", "create", "Ada")
    with workshop.serve(project, SERVERS[request.param]) as url:
        yield url, max(re.findall(r"\S+", printed), key=len)


def open_operation(page: Page, method: str, path: str) -> Locator:
    """Unfold an operation in Swagger UI, ready to be tried out."""
    operation = page.locator(f".opblock-{method}").filter(has=page.locator(f'[data-path="{path}"]'))
    operation.locator(".opblock-summary-control").click()
    operation.get_by_role("button", name="Try it out").click()
    return operation


def execute(operation: Locator) -> Locator:
    """Send the request, and give the status of the answer."""
    operation.get_by_role("button", name="Execute").click()
    return operation.locator(".live-responses-table .response-col_status").last


def test_swagger_ui_sends_requests(shop: tuple[str, str], visit: Visit) -> None:
    url, key = shop
    visit.page.goto(f"{url}/docs")
    expect(execute(open_operation(visit.page, "get", "/healthz"))).to_contain_text("200")
    assert visit.errors == []

    create = open_operation(visit.page, "post", "/items")
    expect(execute(create)).to_contain_text("401")
    [refusal] = visit.errors
    assert "401" in refusal
    visit.errors.clear()

    visit.page.locator(".auth-wrapper .authorize").first.click()
    visit.page.locator(".auth-container input").fill(key)
    visit.take_picture("authorize")
    visit.page.locator(".auth-container .authorize").click()
    visit.page.locator(".auth-container .btn-done").click()
    expect(execute(create)).to_contain_text("201")
    visit.take_picture("created")
    assert visit.errors == []
    assert visit.outside == []

    visit.page.reload()
    expect(visit.page.locator(".auth-wrapper .unlocked").first).to_be_visible()


def test_redoc_shows_the_document(shop: tuple[str, str], visit: Visit) -> None:
    url, _ = shop
    visit.page.goto(f"{url}/redoc")
    expect(visit.page.get_by_role("heading", name="items").first).to_be_visible()
    expect(visit.page.get_by_text("/items/{item_id}").first).to_be_visible()
    visit.page.wait_for_load_state("networkidle")
    visit.take_picture("redoc")
    assert visit.errors == []
    assert visit.outside == []
