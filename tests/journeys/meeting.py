"""Họp bình xét: called, counted, the disputed rows decided, the points adopted, the next lead elected, the minutes."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tenants import clock
from tests.chromium import Browser
from tests.journeys.bloc_of_six import NAMES
from tests.journeys.people import at, come_in, kept, leave, on, words_of

DAY = "2026-12-15"


def meet_and_adopt(browser: Browser) -> None:
    call_the_meeting(browser)
    with clock.stopped_at(at(f"{DAY} 14:00")):
        watching = come_in(browser, "b.clerk", "/meeting")
        expect(watching.get_by_text("Chưa đủ số đơn vị dự họp")).to_be_visible()
        take_attendance(browser)
        expect(watching.get_by_text("Đủ số đơn vị dự họp", exact=True)).to_be_visible()
        uphold_a_row(browser)
        decide_the_leads_row(browser)
        adopt(browser)
        expect(watching.get_by_text("Điểm của Khối đã chốt")).to_be_visible()
        expect(watching.get_by_text("Kết quả chưa công bố")).to_be_visible()
        leave(browser, watching)


def call_the_meeting(browser: Browser) -> None:
    with on(browser, "2026-12-10 08:00", "l.clerk", "/meeting") as page:
        page.get_by_role("link", name="Triệu tập họp").click()
        page.get_by_label("Thời gian").fill("14:00 ngày 15/12/2026")
        page.get_by_label("Địa điểm").fill("Hội trường Thanh tra tỉnh")
        page.get_by_label("Chủ trì").fill("Ông Đậu Trường An")
        page.get_by_label("Thư ký").fill("Bà Lê Thị Lan")
        page.get_by_label("Căn cứ của tỷ lệ").fill("Điều 7 Quy chế hoạt động của Khối")
        page.get_by_role("button", name="Lưu và báo các đơn vị").click()
        expect(page.get_by_text("Đã triệu tập; mọi đơn vị được báo")).to_be_visible()


def take_attendance(browser: Browser) -> None:
    """One of six is away; four would be enough."""
    page = come_in(browser, "l.clerk", "/meeting")
    for name in list(NAMES.values())[:5]:
        page.get_by_label(f"{name} có mặt").check()
    page.get_by_label("Người dự của Sở Tư pháp").fill("Bà Hoàng Thị Thu")
    page.get_by_role("button", name="Ghi điểm danh").click()
    expect(page.get_by_text("Đã ghi điểm danh")).to_be_visible()
    leave(browser, page)


def uphold_a_row(browser: Browser) -> None:
    """The lead leads through what is still in dispute; of its own card the deputy has the word."""
    page = come_in(browser, "l.head", "/meeting")
    table = page.get_by_role("table", name="Tiêu chí còn khác")
    expect(table.locator("tbody tr")).to_have_count(2)
    expect(table.get_by_role("row", name="Thanh tra tỉnh")).to_contain_text("Khối phó quyết định")
    page.get_by_role("link", name="Quyết định lần lượt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Công an tỉnh: tiêu chí 1")
    decide(page, "11", "Giữ kết quả thẩm định: hai báo cáo gửi chậm")
    page.get_by_text("Đã quyết định tại cuộc họp (1)").click()
    expect(page.get_by_role("table", name="Tiêu chí đã quyết định")).to_contain_text("Giữ kết quả thẩm định")
    leave(browser, page)


def decide_the_leads_row(browser: Browser) -> None:
    page = come_in(browser, "p.head", "/meeting")
    page.get_by_role("link", name="Quyết định lần lượt").click()
    decide(page, "9", "Đã bổ sung phụ lục tại cuộc họp")
    expect(page.get_by_text("còn 0, đã quyết định 2")).to_be_visible()
    leave(browser, page)


def decide(page: Page, points: str, reason: str) -> None:
    page.get_by_label("Điểm quyết định").fill(points)
    page.get_by_label("Lý do", exact=True).fill(reason)
    page.get_by_role("button", name="Quyết định, sang tiêu chí sau").click()
    expect(page).to_have_url(re.compile("/meeting$"))


def adopt(browser: Browser) -> None:
    """Asked at the meeting by one head, confirmed by another who has the same table before him."""
    page = come_in(browser, "l.head", "/meeting")
    page.get_by_role("button", name="Đề nghị chốt điểm").click()
    expect(page.get_by_text("Chờ lãnh đạo Khối phó xác nhận")).to_be_visible()
    leave(browser, page)
    page = come_in(browser, "p.head", "/meeting")
    page.get_by_role("link", name="Xem đề nghị").click()
    page.get_by_role("button", name="Xác nhận chốt điểm").click()
    expect(page.get_by_text("Điểm đã chốt lần 1", exact=False).first).to_be_visible()
    leave(browser, page)


def elect_the_next_lead(browser: Browser, votes: int) -> None:
    """As the count on paper has it, which stands in the form; the deputy was elected by a show of hands."""
    with on(browser, f"{DAY} 17:00", "l.clerk", "/ballots") as page:
        page.get_by_role("link", name="Bầu Khối trưởng năm 2027").click()
        page.get_by_role("link", name="Ghi kết quả bầu").click()
        expect(page.get_by_label("Đơn vị được bầu").locator("option:checked")).to_have_text("Sở Tư pháp")
        expect(page.get_by_label("Số phiếu đồng ý")).to_have_value(str(votes))
        page.get_by_role("button", name="Ghi kết quả bầu").click()
        expect(page.get_by_text("Đã ghi: Sở Tư pháp là Khối trưởng")).to_be_visible()
        page.get_by_text("Ghi kết quả bầu", exact=True).first.click()
        page.get_by_label("Bầu", exact=True).select_option(label="Khối phó năm sau")
        page.get_by_label("Đơn vị được bầu").select_option(label="Tòa án nhân dân tỉnh")
        page.get_by_label("Số phiếu đồng ý").fill(str(votes))
        page.get_by_label("Biên bản kiểm phiếu").fill("Biên bản kiểm phiếu ngày 15/12/2026")
        page.get_by_role("button", name="Ghi kết quả bầu").click()
        expect(page.get_by_text("Đã ghi: Tòa án nhân dân tỉnh là Khối phó")).to_be_visible()


def write_the_minutes(browser: Browser, folder: Path) -> str:
    """The words of the minutes that the meeting drafted."""
    with on(browser, f"{DAY} 17:30", "l.clerk", "/meeting") as page:
        page.get_by_label("Ý kiến tại cuộc họp").fill("Đề nghị các đơn vị gửi báo cáo đúng hạn.")
        page.get_by_role("button", name="Lưu ý kiến").click()
        page.get_by_role("button", name="Kết thúc cuộc họp").click()
        expect(page.get_by_text("Cuộc họp đã kết thúc", exact=False).first).to_be_visible()
        with page.expect_download() as minutes:
            page.get_by_role("button", name="Tải biên bản (Word)").click()
        return words_of(kept(minutes.value, folder).read_bytes())
