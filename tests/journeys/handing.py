"""The year turns: the lead that was elected gets the next year, receives the file and opens it to its members."""

from pathlib import Path

from playwright.sync_api import expect

from tests.chromium import Browser
from tests.journeys.people import HERE, kept, on, words_of

NEXT = "/noi-chinh/2027"


def turn_the_year(browser: Browser, folder: Path) -> str:
    """Gives back the words of the minutes of the handover."""
    begin_the_next(browser)
    minutes = hand_over(browser, folder)
    open_the_next(browser)
    work_in_the_next(browser)
    return minutes


def begin_the_next(browser: Browser) -> None:
    """Who was elected stands in the form already; the places have no say in it."""
    with on(browser, "2026-12-21 08:00", "l.head", "/turn") as page:
        page.get_by_role("link", name="Tạo năm 2027").click()
        for label, name in (("Khối trưởng năm sau", "Sở Tư pháp"), ("Khối phó năm sau", "Tòa án nhân dân tỉnh")):
            expect(page.get_by_label(label).locator("option:checked")).to_have_text(name)
        expect(page.get_by_label("Căn cứ bầu")).to_have_value("Biên bản kiểm phiếu ngày 15/12/2026")
        page.get_by_role("button", name="Tạo năm 2027").click()
        expect(page.get_by_text("Đã tạo năm 2027, đang chuẩn bị")).to_be_visible()


def hand_over(browser: Browser, folder: Path) -> str:
    with on(browser, "2026-12-21 09:00", "l.head", "/turn") as page:
        page.get_by_role("link", name="Danh mục bàn giao").click()
        page.get_by_role("button", name="Ký danh mục bàn giao").click()
        expect(page.get_by_text("Chờ lãnh đạo Khối trưởng mới xác nhận")).to_be_visible()
    with on(browser, "2026-12-22 08:00", "a.head") as page:
        page.goto(f"{NEXT}/turn")
        page.get_by_role("link", name="Xem danh mục và xác nhận").click()
        page.get_by_label("Tôi đã đọc danh mục").check()
        page.get_by_role("button", name="Xác nhận đã nhận bàn giao").click()
        expect(page.get_by_text("Đã nhận bàn giao").first).to_be_visible()
        with page.expect_download() as minutes:
            page.get_by_role("link", name="Biên bản bàn giao (Word)").click()
        return words_of(kept(minutes.value, folder).read_bytes())


def open_the_next(browser: Browser) -> None:
    """What the new lead still has to do stands on one page; then its head opens the year."""
    with on(browser, "2027-01-04 08:00", "a.head") as page:
        page.goto(f"{NEXT}/turn")
        expect(page.get_by_text("Các bước chuẩn bị năm 2027")).to_be_visible()
        page.get_by_role("link", name="Bảng tiêu chí đã công bố").click()
        page.get_by_role("link", name="Soạn tiếp").click()
        page.get_by_role("link", name="Kiểm tra và công bố").first.click()
        page.get_by_role("button", name="Công bố cho các đơn vị trong Khối").click()
        page.goto(f"{NEXT}/turn")
        page.get_by_role("button", name="Mở năm 2027").click()
        expect(page.get_by_text("Năm 2027 đã mở; mọi đơn vị đã được thông báo")).to_be_visible()


def work_in_the_next(browser: Browser) -> None:
    """A member begins there; the old lead is a member like all, and 2026 stays as it was published."""
    with on(browser, "2027-01-05 08:00", "c.clerk", "/scorecard", year=NEXT) as page:
        page.get_by_role("button", name="Bắt đầu tự chấm").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Tự chấm điểm: Viện kiểm sát nhân dân tỉnh")
        page.goto(f"{HERE}/results")
        expect(page.locator("#places tbody tr")).to_have_count(6)
    with on(browser, "2027-01-05 09:00", "l.head", "/scorecard", year=NEXT) as page:
        assert page.goto(f"{NEXT}/setup").status == 403
