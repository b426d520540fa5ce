"""The year around the scores, walked in a real browser: set up from nothing, documents issued and read, the half-year
report drafted, returned, filed late by one, and the next year handed to another lead."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from khoi.demo.papers import pdf
from khoi.years.actions import found_bloc, open_year
from tenants import clock
from tenants.database import db
from tenants.roles import Role, Seat
from tenants.scope import Scope, acting
from tests import make
from tests.chromium import Browser
from tests.journeys.people import HERE, all_saved, at, kept, leave, on, sign_in, words_of
from tests.journeys.ten_methods import SHEET

MEMBERS = {"CA": "Công an tỉnh", "STP": "Sở Tư pháp", "TAND": "Tòa án nhân dân tỉnh"}
PASSWORD = "mua xuan la tet trong cay"


@pytest.fixture
def founded(app):
    """All that an operator has done: a bloc, its open year, the lead's agency and its head."""
    with clock.stopped_at(at("2026-01-05 08:00")):
        bloc = found_bloc("Khối thi đua các cơ quan Nội chính", "noi-chinh", "Lạng Sơn")
        db.session.commit()
        with acting(Scope.of_operator(bloc.id)):
            year = open_year(bloc, 2026)
            lead = make.agency(bloc, "TTT", "Thanh tra tỉnh")
            make.member(year, lead, Seat.LEAD)
            make.user(lead, Role.HEAD, "ttt.lanhdao")
            make.keep()
    return app


def test_a_year_is_set_up_lived_and_handed_on(founded, browser, tmp_path):
    set_up(browser)
    issue_a_document(browser)
    read_it(browser)
    register(browser)
    ask_for_the_half_year(browser)
    file_the_report(browser, "2026-07-06", "stp.lanhdao", "Sở Tư pháp", done=18)
    return_a_section(browser)
    file_again(browser)
    file_the_report(browser, "2026-07-13", "tand.lanhdao", "Tòa án nhân dân tỉnh", done=15)
    see_who_was_late(browser)
    put_the_report_together(browser, tmp_path)
    hand_on(browser, tmp_path)
    the_new_lead_sees_no_draft(browser)


def set_up(browser: Browser) -> None:
    """The lead's head brings in the members, gives their heads accounts, seats the deputy, publishes the sheet."""
    with on(browser, "2026-01-06 08:30", "ttt.lanhdao", "/turn") as page:
        expect(page.get_by_text("Thiết lập năm 2026: còn")).to_be_visible()
        first = {code: bring_in(page, code, name) for code, name in MEMBERS.items()}
        seat_the_deputy(page, "Thanh tra tỉnh", "Công an tỉnh")
    with on(browser, "2026-01-06 10:00", "ttt.lanhdao", "/sheet") as page:
        publish_the_sheet(page)
        page.goto(f"{HERE}/bases")
        expect(page.get_by_text("152/2025/NĐ-CP").first).to_be_visible()
    for code, password in first.items():
        change_the_first_password(browser, f"{code.lower()}.lanhdao", password)


def bring_in(page: Page, code: str, name: str) -> str:
    """Gives back the first password of the head's account."""
    page.goto(f"{HERE}/setup/members/new")
    page.get_by_label("Mã đơn vị").fill(code)
    page.get_by_label("Tên đơn vị").fill(name)
    page.get_by_role("button", name="Thêm đơn vị").click()
    page.get_by_role("row", name=name).get_by_role("link", name="Lập tài khoản lãnh đạo").click()
    page.get_by_label("Họ và tên").fill(f"Lãnh đạo {name}")
    page.get_by_label("Tên đăng nhập").fill("lanhdao")
    page.get_by_role("button", name="Lập tài khoản").click()
    return page.locator("[data-copy]").get_attribute("data-copy") or ""


def seat_the_deputy(page: Page, lead: str, deputy: str) -> None:
    page.goto(f"{HERE}/setup/seats")
    page.get_by_label("Khối trưởng").select_option(label=lead)
    page.get_by_label("Khối phó").select_option(label=deputy)
    page.get_by_label("Căn cứ").fill("Biên bản họp tổng kết số 12/BB-KTĐ")
    page.get_by_label("Tôi hiểu hệ quả nêu trên").check()
    page.get_by_role("button", name="Đổi vị trí").click()
    expect(page.get_by_text("Đã đổi vị trí")).to_be_visible()


def publish_the_sheet(page: Page) -> None:
    page.get_by_role("link", name="Nhập từ tệp").first.click()
    content = json.dumps(SHEET, ensure_ascii=False).encode()
    page.get_by_label("Tệp bảng tiêu chí").set_input_files(
        [{"name": "bang.json", "mimeType": "application/json", "buffer": content}]
    )
    page.get_by_role("button", name="Kiểm tra tệp").click()
    page.get_by_role("button", name="Nhập vào bản dự thảo").click()
    page.get_by_role("link", name="Kiểm tra và công bố").first.click()
    page.get_by_role("button", name="Công bố cho các đơn vị trong Khối").click()
    expect(page.get_by_text("11 tiêu chí · tổng 100 điểm")).to_be_visible()


def change_the_first_password(browser: Browser, login: str, first: str) -> None:
    with clock.stopped_at(at("2026-01-07 08:00")):
        page = browser.visitor()
        sign_in(page, login, first)
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Đăng nhập")
        page.goto(f"{HERE}/")
        page.get_by_label("Mật khẩu hiện nay").fill(first)
        page.get_by_label("Mật khẩu mới", exact=True).fill(make.PASSWORD)
        page.get_by_label("Nhập lại mật khẩu mới").fill(make.PASSWORD)
        page.get_by_role("button", name="Đặt mật khẩu").click()
        page.wait_for_url(f"**{HERE}/")
        leave(browser, page)


def issue_a_document(browser: Browser) -> None:
    with on(browser, "2026-02-10 09:00", "ttt.lanhdao", "/documents") as page:
        page.get_by_role("link", name="Soạn văn bản").first.click()
        page.get_by_label("Loại văn bản").select_option(label="Kế hoạch (…/KH-KTĐ)")
        page.get_by_label("Trích yếu").fill("Kế hoạch hoạt động của Khối năm 2026")
        page.get_by_label("Người ký").fill("Đậu Trường An, Chánh Thanh tra tỉnh")
        page.get_by_role("button", name="Lưu, sang bước tải tệp").click()
        signed = {"name": "Kế hoạch đã ký.pdf", "mimeType": "application/pdf", "buffer": pdf("Ke hoach", ("So: 01",))}
        page.locator("#files input[type=file]").set_input_files([signed])
        expect(page.get_by_role("link", name="Kế hoạch đã ký.pdf")).to_be_visible()
        page.get_by_role("link", name="Ban hành").click()
        expect(page.get_by_text("Sẽ gửi cho 3 đơn vị")).to_be_visible()
        page.get_by_role("button", name="Ban hành").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("01/KH-KTĐ")


def read_it(browser: Browser) -> None:
    """One member says that it has come and was read; the lead sees who, and who has not."""
    with on(browser, "2026-02-10 14:00", "stp.lanhdao") as page:
        page.get_by_role("link", name=re.compile("^Văn bản")).first.click()
        page.get_by_role("link", name="Kế hoạch hoạt động của Khối năm 2026").click()
        page.get_by_role("button", name="Đã nhận").click()
        page.get_by_role("button", name="Đã đọc").click()
        expect(page.get_by_text("đã đọc lúc 14:00 ngày 10/02/2026")).to_be_visible()
    with on(browser, "2026-02-11 08:00", "ttt.lanhdao", "/documents") as page:
        page.get_by_role("link", name="Kế hoạch hoạt động của Khối năm 2026").click()
        rows = page.get_by_role("table", name="Nơi nhận").locator("tbody tr")
        expect(rows.filter(has_text="Sở Tư pháp")).to_contain_text("14:00 ngày 10/02/2026")
        expect(rows.filter(has_text="Công an tỉnh")).to_contain_text("chưa nhận", ignore_case=True)


def register(browser: Browser) -> None:
    """One member registers its titles and targets in time; its head files."""
    with on(browser, "2026-03-01 09:00", "ttt.lanhdao", "/titles") as page:
        page.get_by_role("button", name="Lập danh mục").click()
    with on(browser, "2026-03-10 09:00", "stp.lanhdao", "/registration") as page:
        page.get_by_role("button", name="Bắt đầu đăng ký").click()
        page.get_by_label("Tập thể lao động xuất sắc, số lượng").fill("1")
        page.locator("h1").click()
        page.get_by_label("Nội dung chỉ tiêu").fill("Hoàn thành 100 % kế hoạch công tác năm")
        page.get_by_role("button", name="Thêm chỉ tiêu").click()
        page.get_by_role("button", name="Trình lãnh đạo duyệt").click()
        page.get_by_role("button", name="Duyệt và nộp").click()
        expect(page.get_by_text("Đã nộp", exact=False).first).to_be_visible()
    with on(browser, "2026-03-20 09:00", "ttt.lanhdao", "/registrations") as page:
        expect(page.get_by_role("row", name="Sở Tư pháp").first).to_contain_text("10/03/2026")


def ask_for_the_half_year(browser: Browser) -> None:
    with on(browser, "2026-06-10 09:00", "ttt.lanhdao", "/reports/completeness") as page:
        page.get_by_role("link", name="Lập báo cáo mới").first.click()
        page.get_by_label("Loại báo cáo").select_option(label="Sơ kết 6 tháng")
        page.get_by_label("Tên báo cáo").fill("Báo cáo sơ kết 6 tháng đầu năm 2026")
        page.get_by_label("Kỳ báo cáo từ ngày").fill("01/01/2026")
        page.get_by_label("đến ngày").fill("30/06/2026")
        page.get_by_role("button", name="Lập báo cáo").click()
        page.get_by_label("Hạn nộp").fill("17:00 ngày 10/07/2026")
        page.get_by_label("Khóa sổ").fill("17:00 ngày 25/07/2026")
        page.get_by_role("button", name="Yêu cầu các đơn vị báo cáo").click()
        expect(page.get_by_text("mọi đơn vị đã được thông báo")).to_be_visible()


#: Code of a figure → what is typed; the sums 6 and 7 are the portal's.
FIGURES = {"1": 20, "4": 2, "5": 1, "6.1": 0, "6.2": 1, "6.3": 2, "7.1": 0, "7.2": 2, "7.3": 5, "8": 10, "9": 4}


def file_the_report(browser: Browser, day: str, login: str, name: str, done: int) -> None:
    """Drafted with autosave, checked, approved and filed by the head."""
    with on(browser, f"{day} 09:00", login, "/reports") as page:
        page.get_by_role("button", name="Bắt đầu soạn").click()
        for part in page.locator("textarea.report-text").all():
            part.fill(f"{name}: đã thực hiện các nhiệm vụ trong 6 tháng đầu năm 2026.")
        for code, value in {**FIGURES, "2": done}.items():
            page.locator("#figures tr", has=page.locator(f"td.code:text-is('{code}')")).locator("input.cell").fill(
                str(value)
            )
        page.locator("h1").click()
        all_saved(page)
        page.get_by_role("link", name="Kiểm tra và trình lãnh đạo").click()
        expect(page.get_by_text("Báo cáo đủ điều kiện nộp")).to_be_visible()
        page.get_by_role("button", name="Trình lãnh đạo duyệt").click()
        submit(page)


def submit(page: Page) -> None:
    page.goto(f"{HERE}/reports")
    page.get_by_role("link", name="Duyệt và nộp").click()
    page.get_by_role("link", name="Kiểm tra và nộp").click()
    page.get_by_role("button", name="Nộp báo cáo").click()
    expect(page.get_by_text("Báo cáo đã niêm phong")).to_be_visible()


def return_a_section(browser: Browser) -> None:
    with on(browser, "2026-07-07 09:00", "ttt.lanhdao", "/reports/completeness") as page:
        page.get_by_role("row", name="Sở Tư pháp").get_by_role("link", name="Đã nộp").click()
        page.get_by_role("link", name="Trả lại").click()
        page.get_by_label("V. Hạn chế, nguyên nhân").fill("Chưa nêu nguyên nhân chủ quan.")
        page.get_by_role("button", name="Trả lại báo cáo cho Sở Tư pháp").click()
        expect(page.get_by_role("row", name="Sở Tư pháp")).to_contain_text("Đã trả lại")


def file_again(browser: Browser) -> None:
    with on(browser, "2026-07-08 09:00", "stp.lanhdao", "/reports") as page:
        page.get_by_role("link", name="Sửa và nộp lại").click()
        expect(page.get_by_text("Chưa nêu nguyên nhân chủ quan.")).to_be_visible()
        page.get_by_label("Nội dung phần V.").fill("Nguyên nhân chủ quan: chậm phân công đầu mối.")
        page.locator("h1").click()
        all_saved(page)
        page.get_by_role("link", name="Kiểm tra và trình lãnh đạo").click()
        page.get_by_role("button", name="Trình lãnh đạo duyệt").click()
        submit(page)


def see_who_was_late(browser: Browser) -> None:
    with on(browser, "2026-07-14 09:00", "ttt.lanhdao", "/reports/completeness") as page:
        expect(page.get_by_role("row", name="Tòa án nhân dân tỉnh")).to_contain_text("Chậm 3 ngày")
        expect(page.get_by_role("row", name="Sở Tư pháp")).not_to_contain_text("Chậm")
        expect(page.get_by_role("row", name="Công an tỉnh")).to_contain_text("Chưa bắt đầu")
        page.goto(f"{HERE}/lateness")
        row = page.get_by_role("row", name="Tòa án nhân dân tỉnh")
        expect(row.get_by_label("Báo cáo sơ kết 6 tháng, số ngày chậm")).to_have_value("3")


def put_the_report_together(browser: Browser, folder: Path) -> None:
    """The lead writes the bloc's report beside its sources, takes it away as Word, and publishes it."""
    with on(browser, "2026-07-20 09:00", "ttt.lanhdao", "/consolidated") as page:
        page.get_by_role("link", name="Xem và lập").first.click()
        page.get_by_role("button", name="Lập báo cáo của Khối").click()
        page.get_by_role("link", name="Đầu và cuối văn bản").click()
        page.get_by_label("Họ tên người ký").fill("Đậu Trường An")
        page.get_by_role("button", name="Lưu", exact=True).click()
        with page.expect_download() as word:
            page.get_by_role("button", name="Word", exact=False).first.click()
        text = words_of(kept(word.value, folder).read_bytes())
        assert "Nguyên nhân chủ quan: chậm phân công đầu mối." in text
        assert "Đậu Trường An" in text
        assert "33" in text  # 18 and 15 tasks done in time
        page.get_by_role("button", name="Công bố cho các đơn vị").click()
        expect(page.get_by_text("Đã công bố", exact=False).first).to_be_visible()


def hand_on(browser: Browser, folder: Path) -> None:
    """The next year is made with another lead, the papers are handed over, both heads sign."""
    with on(browser, "2026-12-20 09:00", "ttt.lanhdao", "/turn/next") as page:
        page.get_by_label("Khối trưởng năm sau").select_option(label="Sở Tư pháp")
        page.get_by_label("Khối phó năm sau").select_option(label="Công an tỉnh")
        page.get_by_label("Căn cứ bầu").fill("Biên bản họp tổng kết số 20/BB-KTĐ")
        page.get_by_role("button", name="Tạo năm 2027").click()
        page.goto(f"{HERE}/turn/handover")
        page.get_by_role("button", name="Ký danh mục bàn giao").click()
        expect(page.get_by_text("Chờ lãnh đạo Khối trưởng mới xác nhận")).to_be_visible()
        with page.expect_download() as minutes:
            page.get_by_role("link", name="Biên bản bàn giao").click()
        text = words_of(kept(minutes.value, folder).read_bytes())
        assert "BÀN GIAO" in text.upper()
        assert "chủ quan" not in text


def the_new_lead_sees_no_draft(browser: Browser) -> None:
    """It prepares and opens its year; of 2026 it sees what every member sees, and of the others' drafts nothing."""
    with on(browser, "2026-12-21 09:00", "stp.lanhdao") as page:
        page.goto("/noi-chinh/2027/turn")
        expect(page.get_by_text("Các bước chuẩn bị năm 2027")).to_be_visible()
        for shut in ("reports/completeness", "filings", "lateness", "incoming"):
            assert page.goto(f"{HERE}/{shut}").status == 403, shut
        assert page.goto(f"{HERE}/documents").status == 200
        page.goto(f"{HERE}/summaries")
        expect(page.get_by_text("Báo cáo sơ kết 6 tháng đầu năm 2026").first).to_be_visible()
        page.goto("/noi-chinh/2027/turn/reception")
        page.get_by_label("Tôi đã đọc danh mục").check()
        page.get_by_role("button", name="Xác nhận đã nhận bàn giao").click()
        expect(page.get_by_text("Đã nhận bàn giao")).to_be_visible()
