"""A real Chromium for the tests, that notices what a clerk would not: console errors, strangers, inaccessible pages."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, Request, sync_playwright

from tests.serving import in_thread

NAMES = ("chromium", "chromium-browser", "google-chrome", "msedge")
#: As root Chromium needs the first; the rest keep it from calling home.
FLAGS = (
    "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
)  # fmt: skip
PHONE, TABLET, DESK = 360, 768, 1440
WAIT_MS = 10_000


def found() -> str | None:
    """The first Chromium on the path."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@dataclass
class Browser:
    """The test's own browser on the served portal. Each visitor has his own cookies; all are watched."""

    chromium: Chromium
    address: str
    #: What went wrong unseen; must be empty when the test ends, unless the test says so by clearing it.
    complaints: list[str] = field(default_factory=list)
    visitors: list[BrowserContext] = field(default_factory=list)

    def visitor(self, width: int = DESK, height: int = 900) -> Page:
        """An empty page of a person nobody knows yet; `page.goto("/…")` is on the portal."""
        context = self.chromium.new_context(
            base_url=self.address, viewport={"width": width, "height": height}, locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce",
        )  # fmt: skip
        context.set_default_timeout(WAIT_MS)
        self.visitors.append(context)
        page = context.new_page()
        page.on("console", lambda said: said.type == "error" and self._heard(said.text))
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("request", self._seen)
        return page

    def _heard(self, text: str) -> None:
        """Refusals are answers that a test asks for; everything else on the console is a fault."""
        if not text.startswith("Failed to load resource: the server responded with a status of 4"):
            self.complaints.append(text)

    def _seen(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme not in ("data", "blob", "about") and asked.netloc != urlsplit(self.address).netloc:
            self.complaints.append(f"asked a stranger: {request.url}")

    def close(self) -> None:
        for context in self.visitors:
            context.close()


def refuse_inaccessible(page: Page) -> None:
    """Fail with axe's own words when the page, as it stands, would shut somebody out."""
    results = Axe().run(page)
    assert not results.violations_count, f"{page.url}\n{results.generate_report()}"


def refuse_overflow(page: Page) -> None:
    """Fail when the page is wider than the screen (a table may scroll in its own frame)."""
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= screen, f"{page.url}: {wide} px on a screen of {screen} px"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """One Chromium a session; without one the test is skipped, or fails where REQUIRE_BROWSER=1."""
    path = found()
    if path is None:
        reason = f"no Chromium on the path (looked for {', '.join(NAMES)})"
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip)(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def browser(chromium: Chromium, app: Flask) -> Iterator[Browser]:
    """A Chromium before the served `app`."""
    with in_thread(app) as address:
        ours = Browser(chromium, address)
        try:
            yield ours
        finally:
            ours.close()
    assert not ours.complaints, "\n".join(ours.complaints)
