"""A clerk before the store of evidence in a real browser: files in, questions answered, pages that fit every screen."""

import pytest

from khoi.scoring.models import marks_of
from tests import make as makers
from tests.chromium import DESK, PHONE, TABLET, refuse_inaccessible, refuse_overflow
from tests.khoi.scoring.evidence_made import begin_card, pdf, working

pytestmark = pytest.mark.browser
HOME = "/noi-chinh/2026"


@pytest.fixture
def mark(make):
    three = make.bloc_of_three()
    leaf = {"code": "1", "title": "Một", "ceiling": "10", "method": '{"type":"direct"}', "evidence": "required"}
    card, _ = begin_card(three, make.sheet(three, leaf), three.member, make)
    make.dates(three)
    with working(three, three.member, make):
        return next(mark.public_id for mark, _ in marks_of(card.id))


def enter(browser, width=DESK):
    page = browser.visitor(width)
    page.goto("/sign-in")
    page.fill("[name=login]", "a.clerk")
    page.fill("[name=password]", makers.PASSWORD)
    page.click("main button[type=submit], main form button")
    page.wait_for_load_state()
    return page


def a_file(name, data):
    return {"name": name, "mimeType": "application/pdf", "buffer": data}


def test_a_clerk_puts_files_behind_a_row_looks_at_one_and_takes_it_off(mark, browser):
    page, same = enter(browser), pdf(2)
    page.goto(f"{HOME}/scorecard")
    with page.expect_file_chooser() as chooser:
        page.click("a[data-choose]")
    chooser.value.set_files([a_file("Báo cáo.pdf", same), a_file("xấu.pdf", b"xx")])
    page.wait_for_selector("text=Không nhận tệp “xấu.pdf”")
    with page.expect_file_chooser() as chooser:
        page.click("a[data-choose]")
    chooser.value.set_files([a_file("bản sao.pdf", same)])
    page.wait_for_selector("text=đã có trong kho")
    refuse_inaccessible(page)
    page.click(".attached a.file")
    page.wait_for_selector("#panel >> text=Trang 1/2")
    page.click("#panel [id^=detach] button")
    page.wait_for_selector(".attached a.file", state="detached")


@pytest.mark.parametrize("width", [PHONE, TABLET, DESK])
def test_the_pages_of_evidence_fit_every_screen_and_shut_nobody_out(mark, browser, width):
    page = enter(browser, width)
    page.goto(f"{HOME}/evidence")
    page.set_input_files(
        "#store-upload [type=file]", [a_file("Báo cáo kết quả công tác rất dài " * 3 + ".pdf", pdf(2))]
    )
    page.wait_for_selector("#documents a.title")
    document = page.get_attribute("#documents a.title", "href")
    file = page.get_attribute("#documents a.file", "href")
    for address in (f"{HOME}/evidence", document, file, f"{HOME}/marks/{mark}/evidence", f"{HOME}/evidence/list"):
        page.goto(address)
        refuse_overflow(page)
        refuse_inaccessible(page)
