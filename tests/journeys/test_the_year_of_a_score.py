"""The main job, walked in a real browser: from a clerk's first sign-in to the published table and its workbook."""

import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from khoi.demo.papers import pdf
from tests import calc, make
from tests.chromium import Browser
from tests.journeys.people import HERE, all_saved, come_in, paste, sign_in
from tests.journeys.ten_methods import bloc_of_ten_methods, file_card

NEW_PASSWORD = "mua thu la bay tren doi"


@pytest.fixture
def three(app):
    three = bloc_of_ten_methods()
    file_card(three, three.lead, "14", 12)
    file_card(three, three.deputy, "13", 9)
    return three


def test_a_score_goes_its_whole_way_from_the_first_password_to_the_published_table(three, browser, tmp_path):
    clerk = first_sign_in(browser)
    begin(clerk)
    type_the_figures(clerk)
    say_that_a_row_does_not_apply(clerk)
    put_evidence_behind(clerk, "1 Thực hiện")
    mend_what_the_check_lists(clerk)
    send_to_head(clerk)
    assert submit_as_head(browser) == "78,78"  # 73,42 of 95 for the base, 2,5 more, 1 less; row 6 waits for the others

    lead = appraise_by_agency(browser)
    appraise_by_criterion(lead)
    accept_the_rest_and_think_again(lead)
    release(come_in(browser, "l.head", "/appraisal"), "Sở Tư pháp", "Công an tỉnh")
    appraise_the_leads_card(browser)
    release(come_in(browser, "p.head", "/appraisal"), "Thanh tra tỉnh")

    totals = publish(browser, clerk)
    assert totals["Sở Tư pháp"] == ("86,68", "85,10")
    workbook = download(browser, tmp_path)
    assert totals_in(workbook) == totals
    assert totals_in(calc.converted(workbook, "xlsx", tmp_path)) == totals


def first_sign_in(browser: Browser) -> Page:
    """Nothing opens before the first password is changed."""
    page = browser.visitor()
    sign_in(page, "a.clerk")
    page.goto(f"{HERE}/scorecard")
    expect(page).to_have_url(re.compile("/account/password"))
    page.get_by_label("Mật khẩu hiện nay").fill(make.PASSWORD)
    page.get_by_label("Mật khẩu mới", exact=True).fill(NEW_PASSWORD)
    page.get_by_label("Nhập lại mật khẩu mới").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Đặt mật khẩu").click()
    page.wait_for_url(f"**{HERE}/")
    return page


def begin(page: Page) -> None:
    page.get_by_role("link", name="Tự chấm điểm").first.click()
    page.get_by_role("button", name="Bắt đầu tự chấm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tự chấm điểm: Sở Tư pháp")


def row_of(page: Page, title: str) -> Locator:
    return page.locator("#grid tr[data-row]", has_text=title)


def cell(page: Page, name: str) -> Locator:
    return page.get_by_label(name, exact=True)


def type_the_figures(page: Page) -> None:
    """A column from Excel, then by hand: Tab within the row, Enter to the next; too much is refused in place."""
    cell(page, "1 Điểm").focus()
    paste(page, "14,5\nĐạt\n3\nKhá")
    expect(page.get_by_text("Đã dán 4 dòng")).to_be_visible()
    cell(page, "5 Kế hoạch").focus()
    page.keyboard.type("48")
    page.keyboard.press("Tab")
    page.keyboard.type("47")
    page.keyboard.press("Enter")
    expect(cell(page, "6 Thực hiện")).to_be_focused()
    page.keyboard.type("11")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("10")
    cell(page, "7 Số văn bản").focus()
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    expect(cell(page, "9 Điểm")).to_be_focused()
    page.keyboard.type("5,5")
    page.keyboard.press("Enter")
    expect(row_of(page, "Phụ trách xã").locator(".wrong")).to_contain_text("vượt điểm tối đa 5")
    cell(page, "10 Số bằng khen").focus()
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    expect(row_of(page, "Vụ việc bị nhắc nhở").locator(".points")).to_have_text("−1")
    worth = {"Thực hiện quy chế": "14,5", "Ban hành": "10", "Nhân rộng": "6", "Xếp loại": "7", "Giải quyết": "17,92",
             "Số vụ việc": "–", "thể thức": "8", "Nộp phiếu": "10", "Bằng khen": "2,5"}  # fmt: skip
    for title, points in worth.items():
        expect(row_of(page, title).locator(".points")).to_have_text(points)


def say_that_a_row_does_not_apply(page: Page) -> None:
    row = row_of(page, "Phụ trách xã")
    cell(page, "9 Điểm").fill("")
    row.get_by_role("link", name="ghi chú").click()
    row.get_by_label("9 Ghi chú").fill("Đơn vị không được phân công xã nào")
    row.get_by_label("Không áp dụng với đơn vị").check()
    expect(row.get_by_text("Không áp dụng", exact=False).first).to_be_visible()
    all_saved(page)
    page.reload()
    expect(row.get_by_label("Không áp dụng với đơn vị")).to_be_checked()


def put_evidence_behind(page: Page, title: str) -> None:
    row = row_of(page, title.split(" ", 1)[1])
    with page.expect_file_chooser() as chooser:
        row.get_by_text("+ minh chứng").click()
    content = pdf(f"Báo cáo {title}", ("So: 47/BC",))
    chooser.value.set_files([{"name": f"Báo cáo {title}.pdf", "mimeType": "application/pdf", "buffer": content}])
    expect(row.locator("a.file")).to_contain_text("Báo cáo")


def mend_what_the_check_lists(page: Page) -> None:
    page.get_by_role("link", name="Kiểm tra trước khi nộp").click()
    table = page.get_by_role("table", name="Những dòng chưa nộp được")
    expect(table.locator("tbody tr")).to_have_count(1)
    expect(table).to_contain_text("inh chứng")
    table.get_by_role("link", name="Đến dòng này").click()
    put_evidence_behind(page, "3 Nhân rộng")
    page.get_by_role("link", name="Kiểm tra trước khi nộp").click()
    expect(page.get_by_text("Phiếu đủ điều kiện nộp")).to_be_visible()


def send_to_head(page: Page) -> None:
    page.get_by_role("button", name="Trình lãnh đạo duyệt").click()
    expect(page.locator("input[data-cell]")).to_have_count(0)


def submit_as_head(browser: Browser) -> str:
    """Gives back the total that the agency filed."""
    page = come_in(browser, "a.head", "/scorecard")
    page.get_by_text("Nộp phiếu", exact=True).first.click()
    page.get_by_role("dialog").get_by_role("button", name="Nộp phiếu").click()
    expect(page.locator(".seal b")).to_have_text(re.compile(r"\S{6,}"))
    return page.locator("#total .total b, #total b").first.inner_text()


def appraise_by_agency(browser: Browser) -> Page:
    """Enter accepts; another number without its reason is refused in the row."""
    page = come_in(browser, "l.clerk", "/appraisal")
    page.get_by_role("table", name="Tiến độ").get_by_role("link", name="Sở Tư pháp").click()
    points = page.get_by_label("Tiêu chí 1, điểm thẩm định", exact=True)
    points.fill("13")
    page.get_by_label("Tiêu chí 2, điểm thẩm định", exact=True).focus()
    row = page.locator("tr[data-row]", has_text="Thực hiện quy chế")
    expect(row.locator(".wrong")).to_be_visible()
    page.get_by_label("Tiêu chí 1, lý do", exact=False).fill("Một báo cáo gửi chậm")
    page.keyboard.press("Enter")
    expect(row.locator("[data-state]")).to_contain_text("Đã lưu")
    page.get_by_label("Tiêu chí 2, điểm thẩm định", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("tr[data-row]", has_text="Ban hành").locator("[data-state]")).to_contain_text("Đã lưu")
    return page


def appraise_by_criterion(page: Page) -> None:
    """The same row of all agencies, one beneath the other; the lead's own is not for its people."""
    page.goto(f"{HERE}/appraisal")
    page.get_by_role("link", name="5 Giải quyết đơn đúng hạn").click()
    expect(page.get_by_role("textbox", name="điểm thẩm định")).to_have_count(2)
    page.get_by_label("Sở Tư pháp, điểm thẩm định").focus()
    page.keyboard.press("Enter")
    row = page.locator("tr[data-row]", has_text="Sở Tư pháp")
    expect(row.locator("[data-state]")).to_contain_text("Đã lưu")


def accept_the_rest_and_think_again(page: Page) -> None:
    for name in ("Sở Tư pháp", "Công an tỉnh"):
        page.goto(f"{HERE}/appraisal")
        page.get_by_role("table", name="Tiến độ").get_by_role("link", name=name).click()
        page.get_by_role("button", name="dòng chưa chấm").click()
        page.get_by_role("button", name="Hoàn tác").click()
        page.get_by_role("button", name="dòng chưa chấm").click()
        expect(page.get_by_text("Mọi tiêu chí đã thẩm định")).to_be_visible()


def release(page: Page, *names: str) -> None:
    for name in names:
        page.goto(f"{HERE}/appraisal")
        page.get_by_role("table", name="Tiến độ").get_by_role("link", name=name).click()
        page.locator("#card-actions").get_by_text("Thông báo kết quả").click()
        page.get_by_role("dialog").get_by_role("button", name="Thông báo kết quả").click()
        expect(page).to_have_url(re.compile("/appraisal$"))


def appraise_the_leads_card(browser: Browser) -> None:
    page = come_in(browser, "p.clerk", "/appraisal")
    page.get_by_role("table", name="Tiến độ").get_by_role("link", name="Thanh tra tỉnh").click()
    page.get_by_role("button", name="dòng chưa chấm").click()
    expect(page.get_by_text("Mọi tiêu chí đã thẩm định")).to_be_visible()


def publish(browser: Browser, member: Page) -> dict[str, tuple[str, str]]:
    """Asked by one head, confirmed by another: first that the points are adopted, then that the places are published;
    gives back what the member then reads: claimed and appraised totals."""
    lead, deputy = come_in(browser, "l.head", "/ranking"), come_in(browser, "p.head", "/ranking")
    for step in ("chốt điểm", "công bố"):
        member.goto(f"{HERE}/results")
        expect(member.get_by_text("Kết quả chưa công bố")).to_be_visible()
        lead.goto(f"{HERE}/ranking")
        lead.get_by_role("button", name=f"Đề nghị {step}").click()
        deputy.goto(f"{HERE}/ranking")
        deputy.get_by_role("button", name=f"Xác nhận {step}").click()
    expect(deputy.get_by_text("ông bố lần 1", exact=False).first).to_be_visible()
    member.goto(f"{HERE}/results")
    rows = member.locator("#places tbody tr")
    expect(rows).to_have_count(3)
    return {
        row.locator("th").inner_text().strip(): (
            row.locator("[data-label='Tự chấm']").inner_text(), row.locator("[data-label='Thẩm định']").inner_text(),
        )
        for row in rows.all()
    }  # fmt: skip


def download(browser: Browser, folder: Path) -> Path:
    page = come_in(browser, "l.head", "/summaries")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải bảng tổng hợp").click()
    path = folder / "tong-hop.xlsx"
    download.value.save_as(path)
    return path


def totals_in(workbook: Path) -> dict[str, tuple[str, str]]:
    """Name → claimed and appraised total as the page Xếp hạng of the workbook has them, spelled the Vietnamese way."""
    page = openpyxl.load_workbook(workbook, data_only=True)["Xếp hạng"]
    rows = [[value.value for value in row[:4]] for row in page.iter_rows(min_row=2)]
    found = {row[1]: row[2:] for row in rows if isinstance(row[3], int | float)}
    return {name: (spelled(own), spelled(given)) for name, (own, given) in found.items()}


def spelled(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")
