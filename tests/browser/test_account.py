"""People register, log in, make something, go wrong and log out in a browser."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from apigen.question import FRAMEWORKS

from ..generated.projects import write_new_project
from ..generated.workshop import SERVERS, Workshop
from .chromium import Visit

# Longer than a small screen is wide.
EMAIL = "alice.and.her.rather.long.address@subdomain.example.com"
PASSWORD = "correct horse battery staple"
NEXT_PASSWORD = "another horse with a battery"


@pytest.fixture(params=FRAMEWORKS)
def shop(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    workshops: dict[str, Workshop],
) -> Iterator[str]:
    """The address of a running project in which people log in."""
    workshop = workshops[request.param]
    given = {"framework": request.param, "templates": True, "auth": "session"}
    project = write_new_project(tmp_path_factory.mktemp(request.param) / "shop", given)
    workshop.install(project)
    workshop.run(project, "alembic", "upgrade", "head")
    with workshop.serve(project, SERVERS[request.param]) as url:
        yield url


def walk(page: Page, url: str) -> Iterator[str]:
    """Do everything that there is to do with an account; say what is shown at each step."""
    page.goto(f"{url}/pages/items")
    expect(page.locator("h1")).to_have_text("Log in")
    yield "login"
    page.click("main >> text=Register")
    fill_in(page, email="alice", password="short")
    expect(page.locator("#email-error")).to_be_visible()
    expect(page.locator("#password-error")).to_have_text("Enter at least 12 characters.")
    expect(page.locator("#password")).to_have_value("")
    yield "errors"
    fill_in(page, email=EMAIL, password=PASSWORD)
    expect(page.locator("[role=status]")).to_have_text("Welcome.")
    expect(page.locator(".account a")).to_have_text(EMAIL)
    yield "registered"
    page.goto(f"{url}/pages/items/new")
    fill_in(page, name="Bolt")
    expect(page.locator("tbody th")).to_have_text("Bolt")
    yield "created"
    page.click(".account a")
    fill_in(page, password="wrong", new_password=NEXT_PASSWORD)
    expect(page.locator("[role=alert]")).to_contain_text("The password is wrong.")
    yield "wrong password"
    fill_in(page, password=PASSWORD, new_password=NEXT_PASSWORD)
    expect(page.locator("[role=status]")).to_have_text("The password was changed.")
    page.click(".account button")
    expect(page.locator("[role=status]")).to_have_text("You are logged out.")
    yield "logged out"
    page.goto(f"{url}/pages/items")
    fill_in(page, email=EMAIL, password=PASSWORD)
    expect(page.locator("[role=alert]")).to_contain_text("password is wrong")
    fill_in(page, password=NEXT_PASSWORD)
    expect(page).to_have_url(f"{url}/pages/items")
    expect(page.locator("tbody th")).to_have_text("Bolt")
    yield "logged in again"


def fill_in(page: Page, **values: str) -> None:
    """Fill in the form of the page, and send it."""
    for name, value in values.items():
        page.fill(f"#{name}", value)
    page.click("main form button")


@pytest.mark.parametrize("width", [360, 1280])
def test_people_have_accounts(shop: str, visit: Visit, width: int) -> None:
    page = visit.page
    page.set_viewport_size({"width": width, "height": 800})
    for step in walk(page, shop):
        page.wait_for_load_state()
        visit.take_picture(step)
        violations = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in violations] == [], step
        assert page.evaluate("document.documentElement.scrollWidth") <= width, step
    [cookie] = [each for each in page.context.cookies() if each["name"] == "session"]
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Lax", "/")
    assert "session=" not in page.evaluate("document.cookie")
    refused = ("422", "403")
    assert [error for error in visit.errors if not any(code in error for code in refused)] == []
    assert visit.outside == []
