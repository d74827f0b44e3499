"""A Chromium that reaches this machine only, and remembers everything that went wrong."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route, sync_playwright

_LOOPBACK = {"127.0.0.1", "localhost"}
# The addresses of other machines do not even resolve, whoever asks for them.
_OPTIONS = ("--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
_PICTURES = os.environ.get("BROWSER_PICTURES")


@dataclass
class Visit:
    """A page, what was asked of other machines, and the errors on its console."""

    page: Page
    name: str
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def take_picture(self, what: str) -> None:
        """Keep a picture of the whole page where BROWSER_PICTURES says, if it does."""
        if _PICTURES:
            name = re.sub(r"\W+", "-", f"{self.name}-{what}")
            self.page.screenshot(path=Path(_PICTURES) / f"{name}.png", full_page=True)


@contextmanager
def open_browser(program: str, name: str) -> Iterator[Visit]:
    """Open a browser with one empty page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_OPTIONS))
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        visit = Visit(page, name)

        def keep_inside(route: Route) -> None:
            parts = urlsplit(route.request.url)
            if parts.scheme in {"data", "blob"} or parts.hostname in _LOOPBACK:
                route.continue_()
            else:
                visit.outside.append(route.request.url)
                route.abort()

        page.route("**/*", keep_inside)
        page.on("pageerror", lambda error: visit.errors.append(str(error)))
        page.on(
            "console",
            lambda message: visit.errors.append(message.text) if message.type == "error" else None,
        )
        yield visit
        browser.close()
