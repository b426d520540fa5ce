"""Giải trình: a round is opened, two agencies answer, what was said is settled, the round is ended."""

from playwright.sync_api import Locator, Page, expect

from khoi.demo.papers import pdf
from tests.chromium import Browser
from tests.journeys.people import all_saved, on

WORDS = "Báo cáo gửi đúng hạn qua trục liên thông, có phiếu xác nhận kèm theo."


def explain_and_settle(browser: Browser) -> None:
    open_the_round(browser)
    answer_as_clerk(browser)
    send_as_head(browser)
    accept_all(browser)
    settle(browser)
    end_the_rounds(browser)
    read_what_was_found(browser)


def open_the_round(browser: Browser) -> None:
    """For the agencies that have something to explain; two of them."""
    with on(browser, "2026-12-02 08:00", "l.clerk", "/rounds") as page:
        page.get_by_role("link", name="Mở đợt giải trình").click()
        for name in ("Công an tỉnh", "Tòa án nhân dân tỉnh", "Viện kiểm sát nhân dân tỉnh"):
            page.get_by_label(name, exact=True).uncheck()
        page.get_by_label("Kết thúc").fill("17:00 ngày 05/12/2026")
        page.get_by_role("button", name="Mở đợt giải trình").click()
        expect(page.get_by_text("Đã mở đợt giải trình cho 2 đơn vị")).to_be_visible()


def row(page: Page, title: str) -> Locator:
    return page.locator("section.report-part", has=page.get_by_role("heading", name=title))


def answer_as_clerk(browser: Browser) -> None:
    """One row in words that save themselves, with a document; the other is taken as it was found."""
    with on(browser, "2026-12-02 14:00", "a.clerk") as page:
        page.get_by_role("link", name="Giải trình", exact=True).first.click()
        expect(page.get_by_text("2 dòng khác, 0 đã trả lời, 0 đã giải quyết")).to_be_visible()
        row(page, "1 Thực hiện").get_by_label("Giải trình của đơn vị").fill(WORDS)
        page.locator("h1").click()
        all_saved(page)
        page.get_by_role("button", name="Chấp nhận kết quả 3").click()
        page.get_by_role("link", name="1 Thực hiện quy chế làm việc").click()
        expect(page.get_by_label("Giải trình của đơn vị")).to_have_value(WORDS)
        proof = {"name": "Phiếu xác nhận.pdf", "mimeType": "application/pdf", "buffer": pdf("Phieu", ("Da nhan",))}
        page.get_by_label("Tải tệp mới").set_input_files([proof])
        page.get_by_role("button", name="Tải lên").click()
        expect(page.get_by_role("link", name="Phiếu xác nhận")).to_be_visible()
        page.get_by_role("link", name="Về danh sách giải trình").click()
        expect(page.get_by_text("2 dòng chờ lãnh đạo đơn vị gửi")).to_be_visible()


def send_as_head(browser: Browser) -> None:
    with on(browser, "2026-12-03 08:00", "a.head", "/explanations") as page:
        page.get_by_role("button", name="Gửi giải trình của 2 dòng").click()
        expect(page.get_by_text("Đã gửi giải trình của 2 dòng")).to_be_visible()
        expect(page.get_by_text("2 dòng khác, 2 đã trả lời, 1 đã giải quyết")).to_be_visible()


def accept_all(browser: Browser) -> None:
    with on(browser, "2026-12-03 09:00", "d.head", "/explanations") as page:
        page.get_by_role("button", name="Chấp nhận 1 dòng còn lại").click()
        page.get_by_role("button", name="Gửi giải trình của 1 dòng").click()
        expect(page.get_by_text("1 dòng khác, 1 đã trả lời, 1 đã giải quyết")).to_be_visible()


def settle(browser: Browser) -> None:
    """The explained row is appraised anew; without a reason the word is refused where it was said."""
    with on(browser, "2026-12-04 08:00", "l.clerk", "/rounds") as page:
        page.get_by_role("link", name="Sở Tư pháp").click()
        part = row(page, "1 Thực hiện")
        expect(part).to_contain_text(WORDS)
        expect(part.get_by_role("link", name="Phiếu xác nhận")).to_be_visible()
        part.get_by_label("Tiêu chí 1, điểm mới").fill("14")
        part.get_by_role("button", name="Lưu điểm, số liệu mới").click()
        expect(part.locator(".wrong")).to_be_visible()
        part.get_by_label("Lý do (bắt buộc)").fill("Có phiếu xác nhận đã gửi đúng hạn")
        part.get_by_role("button", name="Lưu điểm, số liệu mới").click()
        expect(page.get_by_text("Đã ghi kết quả thẩm định lại")).to_be_visible()
        expect(page.get_by_text("2 dòng khác, 2 đã trả lời, 2 đã giải quyết")).to_be_visible()


def end_the_rounds(browser: Browser) -> None:
    with on(browser, "2026-12-06 08:00", "l.head", "/rounds") as page:
        for name in ("Sở Tư pháp", "Ban Nội chính Tỉnh ủy"):
            page.get_by_role("link", name=name).click()
            page.get_by_role("button", name=f"Kết thúc đợt, thông báo cho {name}").click()
            expect(page.get_by_role("row", name=name)).to_contain_text("Đã kết thúc")


def read_what_was_found(browser: Browser) -> None:
    """The agency reads the new points and why, and the whole way from its claim."""
    with on(browser, "2026-12-06 14:00", "a.clerk", "/scorecard/result") as page:
        line = page.get_by_role("row", name="Thực hiện quy chế làm việc")
        expect(line).to_contain_text("14,5")
        expect(line).to_contain_text("Có phiếu xác nhận đã gửi đúng hạn")
