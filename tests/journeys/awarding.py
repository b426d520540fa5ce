"""Awards of the year: rules, proposals in the order of the adopted places, the council's votes, the decision of two."""

from collections.abc import Mapping

from playwright.sync_api import Page, expect

from khoi.demo.papers import pdf
from tests.chromium import Browser
from tests.journeys.people import HERE, on

DAY = "2026-12-16"
PROPOSED = {
    "Cờ thi đua của Chính phủ": "Sở Tư pháp",
    "Cờ thi đua của tỉnh, bộ, ban, ngành": "Thanh tra tỉnh",
}


def award(browser: Browser, votes: Mapping[str, int]) -> None:
    """`votes`: how many of the five others agreed, by agency."""
    propose_by_rank(browser)
    note_the_votes(browser, votes)
    enter_the_decision(browser)
    confirm_the_decision(browser)
    read_as_a_member(browser)


def propose_by_rank(browser: Browser) -> None:
    """From the adopted places and the rules; nothing is published yet."""
    with on(browser, f"{DAY} 08:00", "l.clerk", "/yearly") as page:
        page.get_by_role("link", name="Quy tắc xét").click()
        page.get_by_role("button", name="Lập quy tắc").click()
        page.get_by_role("navigation", name="Đường dẫn").get_by_role("link", name="Khen thưởng năm").click()
        page.get_by_role("button", name="Lập theo xếp hạng").click()
        expect(page.get_by_text("đề nghị theo thứ tự xếp hạng")).to_be_visible()
        rows = page.get_by_role("table", name="Danh sách đề nghị khen thưởng năm")
        for title, name in PROPOSED.items():
            expect(rows.get_by_role("row", name=title)).to_contain_text(name)
        page.get_by_role("button", name="Báo cho đơn vị").click()
        expect(page.get_by_text("Đã báo 4 đề nghị tới đơn vị")).to_be_visible()


def note_the_votes(browser: Browser, votes: Mapping[str, int]) -> None:
    """The numbers of the counted ballot stand ready; only the number of its minutes is typed."""
    with on(browser, f"{DAY} 09:00", "l.clerk", "/yearly") as page:
        for title, name in PROPOSED.items():
            rows = page.get_by_role("table", name="Danh sách đề nghị khen thưởng năm")
            rows.get_by_role("link", name=title).click()
            page.get_by_role("link", name="Kết quả bỏ phiếu").click()
            counted = {"Ngày họp": "15/12/2026", "Tổng số thành viên Hội đồng": "5", "Số dự họp": "5",
                       "Số phiếu đồng ý": str(votes[name])}  # fmt: skip
            for label, value in counted.items():
                expect(page.get_by_label(label)).to_have_value(value)
            page.get_by_label("Số biên bản").fill("15/BB")
            page.get_by_role("button", name="Lưu kết quả").click()
            expect(page.get_by_text("Đã lưu kết quả bỏ phiếu")).to_be_visible()
            back(page)


def back(page: Page) -> None:
    page.get_by_role("navigation", name="Đường dẫn").get_by_role("link", name="Khen thưởng năm").click()


def enter_the_decision(browser: Browser) -> None:
    """Only what the council agreed on may be decided."""
    with on(browser, f"{DAY} 14:00", "l.head", "/yearly") as page:
        page.get_by_role("link", name="Nhập quyết định").click()
        page.get_by_label("Số quyết định").fill("12/QĐ-KTĐ")
        page.get_by_label("Ngày quyết định").fill("16/12/2026")
        page.get_by_label("Người ký, cơ quan quyết định").fill("Đậu Trường An, Khối trưởng")
        offered = page.get_by_role("group", name="Đề nghị được khen")
        expect(offered.get_by_role("checkbox")).to_have_count(1)
        offered.get_by_label("Sở Tư pháp · Cờ thi đua của Chính phủ").check()
        scan = {"name": "Quyết định 12.pdf", "mimeType": "application/pdf", "buffer": pdf("Quyet dinh", ("So 12",))}
        page.get_by_label("Bản quét quyết định").set_input_files([scan])
        page.get_by_role("button", name="Gửi Khối phó xác nhận").click()
        expect(page.get_by_text("Quyết định số 12/QĐ-KTĐ chờ xác nhận")).to_be_visible()


def confirm_the_decision(browser: Browser) -> None:
    with on(browser, f"{DAY} 15:00", "p.head", "/yearly") as page:
        page.get_by_role("button", name="Xác nhận quyết định").click()
        expect(page.get_by_text("Đã xác nhận quyết định số 12/QĐ-KTĐ")).to_be_visible()


def read_as_a_member(browser: Browser) -> None:
    """The agency is told of its own award; the bloc's list waits for the publication."""
    with on(browser, f"{DAY} 16:00", "a.clerk", "/yearly") as page:
        own = page.get_by_role("table", name="Đề nghị khen thưởng năm của đơn vị")
        expect(own).to_contain_text("12/QĐ-KTĐ ngày 16/12/2026")
        expect(page.get_by_role("table", name="Danh sách đề nghị khen thưởng năm")).to_have_count(0)
        page.goto(f"{HERE}/notices")
        expect(page.get_by_text("Quyết định số 12/QĐ-KTĐ: Cờ thi đua của Chính phủ cho Sở Tư pháp")).to_be_visible()
