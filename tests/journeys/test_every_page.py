"""Every page that a role may open, on the demo bloc: for everybody, on every screen, from this machine alone."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, Page, Response
from werkzeug.routing import Map

from tests.chromium import DESK, PHONE, TABLET, refuse_inaccessible, refuse_overflow
from tests.journeys.conftest import Demo

ROLES = {
    "clerk": "stp.daumoi",
    "clerk of a returned card": "thads.daumoi",
    "head": "bnc.lanhdao",
    "clerk of the lead": "ttt.daumoi",
    "head of the lead": "ttt.lanhdao",
    "head of the deputy": "ca.lanhdao",
    "appraisal team": "tand.daumoi",
    "observer": "sonoivu",
}
START = "/noi-chinh/2026/"
#: Files, not pages.
FILES = re.compile(r"\.(png|json|xlsx|docx|ics)$|/file$|/(activity|incoming)-files/[^/]+$")
LOOK = """() => ({
  headings: document.querySelectorAll("h1").length,
  language: document.documentElement.lang,
  ids: [...document.querySelectorAll("[id]")].map((e) => e.id).filter((id, at, all) => all.indexOf(id) !== at),
  outline: [...document.body.querySelectorAll("*")].map((e) => `${e.tagName}.${e.className}`).join(),
  inline: document.querySelectorAll("main [style], main script:not([src]), [onclick]").length,
})"""

#: The elements of pages that axe has seen: another role's page of the same elements needs no second look.
looked_through: set[str] = set()


def enter(page: Page, demo: Demo, login: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(demo.passwords[login])
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(f"**{START}")


def without_ids(routes: Map) -> list[str]:
    """The addresses of all pages of the year that need no id."""
    rules = [
        rule for rule in routes.iter_rules() if rule.arguments <= {"bloc", "year"} and "GET" in (rule.methods or ())
    ]
    addresses = [rule.rule.replace("<bloc>", "noi-chinh").replace("<int:year>", "2026") for rule in rules]
    return sorted({address for address in addresses if not FILES.search(address)} - {"/", "/sign-in"})


class Walk:
    """One person's way through the portal: what needs no id, and of each further kind the first page linked."""

    def __init__(self, routes: Map) -> None:
        self.adapter = routes.bind("", url_scheme="http")
        self.known: set[str] = set()
        self.ahead = without_ids(routes)

    def __iter__(self) -> Iterator[str]:
        while self.ahead:
            yield self.ahead.pop(0)

    def kind_of(self, address: str) -> str | None:
        if not self.adapter.test(address, "GET"):
            return None
        endpoint, _ = self.adapter.match(address, "GET")
        return str(endpoint)

    def notice(self, links: list[str]) -> None:
        """Remember the first link to a kind of page that was not ahead yet."""
        self.known |= {kind for address in self.ahead if (kind := self.kind_of(address))}
        for link in links:
            path = urlsplit(link).path
            kind = self.kind_of(path)
            if kind and kind not in self.known and kind != "static" and not FILES.search(path):
                self.known.add(kind)
                self.ahead.append(path)


def opened_at(page: Page, address: str) -> Response | None:
    """What the portal answers there; nothing where it hands out a file."""
    try:
        return page.goto(address)
    except Error as stopped:
        if "Download is starting" not in stopped.message:
            raise
        return None


def faults(page: Page) -> list[str]:
    """What is wrong with the page as it stands, at the three widths."""
    found = []
    for width in (PHONE, TABLET, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        found += _refused(lambda: refuse_overflow(page))
    seen = page.evaluate(LOOK)
    outline = seen.pop("outline")
    if outline not in looked_through:
        looked_through.add(outline)
        found += _refused(lambda: refuse_inaccessible(page))
    if seen != {"headings": 1, "language": "vi", "ids": [], "inline": 0}:
        found.append(f"{page.url}: {seen}")
    return found


def _refused(check: Callable[[], None]) -> list[str]:
    try:
        check()
    except AssertionError as wrong:
        return [str(wrong)]
    return []


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_is_for_everybody_on_every_screen(demo, demo_browser, role):
    page = demo_browser.visitor()
    enter(page, demo, ROLES[role])
    walk, found, opened = Walk(demo.app.url_map), [], 0
    walk.notice([START])
    for address in walk:
        answer = opened_at(page, address)
        if answer is None or answer.status in (
            403,
            404,
        ):  # a file, or not this role's page
            continue
        opened += 1
        assert answer.status == 200, f"{address}: {answer.status}"
        walk.notice(page.eval_on_selector_all("a[href]", "all => all.map((a) => a.href)"))
        found += faults(page)
    assert not found, "\n".join(found)
    assert opened > 8
