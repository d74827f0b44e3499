"""The HTML pages of a project in a browser: forms, their errors and messages, by keyboard and without scripts."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from apigen.question import FRAMEWORKS

from ..generated.projects import write_new_project
from ..generated.workshop import SERVERS, Workshop
from .chromium import Visit

LONG = "Holds two planks together, for as long as anyone may care to look. " * 3


@pytest.fixture(params=FRAMEWORKS, scope="module")
def shop(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    workshops: dict[str, Workshop],
) -> Iterator[str]:
    """The address of a running project with pages."""
    workshop = workshops[request.param]
    given = {"framework": request.param, "templates": True}
    project = write_new_project(tmp_path_factory.mktemp(request.param) / "shop", given)
    workshop.install(project)
    workshop.run(project, "alembic", "upgrade", "head")
    with workshop.serve(project, SERVERS[request.param]) as url:
        yield url


def walk(page: Page, url: str) -> Iterator[str]:
    """Make an item with a mistake first, change it and delete it; say what is shown at each step."""
    page.goto(url)
    yield "start"
    page.click("nav a")
    expect(page.locator(".empty")).to_have_text("There are no items here yet.")
    yield "no items"
    page.click("text=New item")
    yield "form"
    page.fill("#quantity", "-1")
    page.click("form button")
    expect(page.locator("#name-error")).to_have_text("Enter a value.")
    expect(page.locator("#quantity-error")).to_have_text("Enter 0 or more.")
    expect(page.locator("#quantity")).to_have_value("-1")
    yield "errors"
    page.click(".errors a >> nth=0")
    page.keyboard.type("Bolt <b>M8</b>")
    expect(page.locator("#name")).to_have_value("Bolt <b>M8</b>")
    page.fill("#description", LONG)
    page.fill("#quantity", "12")
    page.click("form button")
    expect(page.locator("[role=status]")).to_have_text("The item was created.")
    expect(page.locator("tbody th")).to_have_text("Bolt <b>M8</b>")
    yield "created"
    page.reload()
    expect(page.locator("[role=status]")).to_have_count(0)
    page.click("tbody a")
    page.fill("#name", "Nut")
    yield "changed"
    page.click("form button")
    expect(page.locator("tbody th")).to_have_text("Nut")
    page.click("tbody a")
    page.click("text=Delete this item")
    yield "question"
    page.click("form button")
    expect(page.locator("[role=status]")).to_have_text("The item was deleted.")
    yield "deleted"
    page.goto(f"{url}/nowhere")
    expect(page.locator("h1")).to_have_text("Not Found")
    yield "not found"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_everybody_can_use_them(shop: str, visit: Visit, width: int, scheme: str) -> None:
    page = visit.page
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for step in walk(page, shop):
        page.wait_for_load_state()
        visit.take_picture(step)
        violations = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in violations] == [], step
        assert page.evaluate("document.documentElement.scrollWidth") <= width, step
    refused = ("422", "404")
    assert [error for error in visit.errors if not any(code in error for code in refused)] == []
    assert visit.outside == []


def test_no_scripts_are_needed(shop: str, visit: Visit) -> None:
    browser = visit.page.context.browser
    assert browser
    page = browser.new_page(java_script_enabled=False)
    assert list(walk(page, shop))[-1] == "not found"


def test_the_keyboard_is_enough(shop: str, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{shop}/pages/items/new")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    reached = []
    for _ in range(5):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.id || document.activeElement.innerText")
        )
    assert reached == ["name", "description", "quantity", "Save", "Cancel"]
