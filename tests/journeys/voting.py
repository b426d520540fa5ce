"""Two secret votes: the flag in the portal, sealed; the next lead on paper, counted by one and confirmed by another."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.chromium import Browser
from tests.journeys.people import kept, on, words_of

FLAG = "Đề nghị tặng Cờ thi đua năm 2026"
ELECTION = "Bầu Khối trưởng năm 2027"
RULES = "Điều 9 Quy chế hoạt động của Khối"
DAY = "2026-12-15"
VOTERS = "LPABCD"


def vote_in_the_portal(browser: Browser) -> None:
    draw_up_the_flag(browser)
    codes = [take_the_code(browser, login) for login in ("b.head", "c.head")]
    with on(browser, f"{DAY} 15:10", "l.head", "/ballots") as page:
        page.get_by_role("link", name=FLAG).click()
        page.get_by_role("button", name="Mở bỏ phiếu").click()
        expect(page.get_by_text("Đã mở bỏ phiếu")).to_be_visible()
    receipts = {code: vote(browser, code) for code in VOTERS}
    open_the_box(browser, codes)
    look_for_the_receipt(browser, receipts["A"])


def new_vote(page: Page, title: str, **chosen: str) -> None:
    page.get_by_role("link", name="Lập cuộc bỏ phiếu").click()
    page.get_by_label("Hội đồng bỏ phiếu").select_option(label="Khối thi đua")
    page.get_by_label("Tên cuộc bỏ phiếu").fill(title)
    for label, option in chosen.items():
        page.get_by_label(label.replace("_", " "), exact=True).select_option(label=option)
    page.get_by_label("Căn cứ của tỷ lệ và cách bỏ phiếu").fill(RULES)
    page.get_by_label("Ngày bỏ phiếu").fill("15/12/2026")


def name_candidates(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_label("Họ tên, tập thể").fill(name)
        page.get_by_label("Của đơn vị").select_option(label=name)
        page.get_by_role("button", name="Thêm vào phiếu").click()
        expect(page.get_by_role("table", name="Tên trên phiếu").get_by_role("row", name=name)).to_be_visible()


def name_tellers(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_label("Kiểm phiếu viên").select_option(label=f"Lãnh đạo {name} · Lãnh đạo đơn vị · {name}")
        page.get_by_role("button", name="Cử kiểm phiếu viên").click()
        expect(page.get_by_role("table", name="Kiểm phiếu viên")).to_contain_text(name)


def draw_up_the_flag(browser: Browser) -> None:
    """Four of five must agree; an agency has no slip for itself."""
    with on(browser, f"{DAY} 15:00", "l.clerk", "/ballots") as page:
        new_vote(
            page, FLAG, Loại="Đề nghị khen thưởng", Cách_bỏ_phiếu="Trên cổng",
            Đề_nghị_cho_chính_đơn_vị_mình="Đơn vị không có phiếu cho mình, không tính vào tổng số",
        )  # fmt: skip
        page.get_by_label("Tỷ lệ đồng ý (%)").fill("80")
        page.get_by_label("Phải hơn tỷ lệ này").uncheck()
        page.get_by_label("Số người bỏ tối thiểu").fill("2/3")
        page.get_by_role("button", name="Lập cuộc bỏ phiếu").click()
        name_candidates(page, "Sở Tư pháp", "Thanh tra tỉnh")
        name_tellers(page, "Tòa án nhân dân tỉnh", "Viện kiểm sát nhân dân tỉnh")


def take_the_code(browser: Browser, login: str) -> str:
    """The teller's half of the key, shown this once."""
    with on(browser, f"{DAY} 15:05", login, "/ballots") as page:
        page.get_by_role("link", name="Nhận mã mở hòm phiếu").click()
        page.get_by_role("button", name="Nhận mã").click()
        code = page.locator("code").inner_text()
        page.get_by_role("link", name="Đã in, quay lại").click()
        return code


def vote(browser: Browser, code: str) -> str:
    """Its head casts the agency's slip: all agree on Sở Tư pháp, some on the other; gives back the receipt."""
    with on(browser, f"{DAY} 15:15", f"{code.lower()}.head", "/ballots") as page:
        page.get_by_role("link", name="Bỏ phiếu", exact=True).click()
        for name, agrees in (("Sở Tư pháp", True), ("Thanh tra tỉnh", code in "AB")):
            slip = page.get_by_role("group", name=name)
            if code == {"Sở Tư pháp": "A", "Thanh tra tỉnh": "L"}[name]:
                expect(slip).to_have_count(0)
                continue
            slip.get_by_label("Đồng ý" if agrees else "Không đồng ý", exact=True).check()
        receipt = page.locator("code").inner_text()
        page.get_by_role("button", name="Bỏ phiếu").click()
        expect(page.get_by_text("Phiếu đã vào hòm")).to_be_visible()
        assert page.locator("code").inner_text() == receipt
        return receipt


def open_the_box(browser: Browser, codes: list[str]) -> None:
    """Two codes open it; a wrong one is named."""
    with on(browser, f"{DAY} 15:40", "l.head", "/ballots") as page:
        page.get_by_role("link", name=FLAG).click()
        page.get_by_role("link", name="Mở hòm phiếu, kiểm phiếu").click()
        first = page.get_by_label("Mã của Lãnh đạo Tòa án nhân dân tỉnh")
        first.fill(codes[1])
        page.get_by_label("Mã của Lãnh đạo Viện kiểm sát nhân dân tỉnh").fill(codes[1])
        page.get_by_role("button", name="Mở hòm, kiểm phiếu").click()
        expect(page.get_by_text("Mã chưa đúng: xem lại bản in của kiểm phiếu viên này.")).to_be_visible()
        first.fill(codes[0])
        page.get_by_label("Mã của Lãnh đạo Viện kiểm sát nhân dân tỉnh").fill(codes[1])
        page.get_by_role("button", name="Mở hòm, kiểm phiếu").click()
        results = page.get_by_role("table", name="Kết quả bỏ phiếu")
        expect(results.get_by_role("row", name="Sở Tư pháp")).to_contain_text("Đủ tỷ lệ")
        expect(results.get_by_role("row", name="Thanh tra tỉnh")).to_contain_text("Không đủ tỷ lệ")


def look_for_the_receipt(browser: Browser, receipt: str) -> None:
    """A member sees that its slip was counted, and no numbers."""
    with on(browser, f"{DAY} 16:00", "a.head", "/ballots") as page:
        page.get_by_role("link", name=FLAG).click()
        results = page.get_by_role("table", name="Kết quả bỏ phiếu")
        expect(results.get_by_role("row", name="Sở Tư pháp")).to_contain_text("Đủ tỷ lệ")
        expect(results.get_by_role("columnheader", name="Đồng ý")).to_have_count(0)
        page.get_by_role("link", name="Danh sách mã kiểm phiếu").click()
        for typed, found in ((receipt, "Mã này có trong 1 lá phiếu"), (receipt[::-1], "Mã này không có trong hòm")):
            page.get_by_label("Mã kiểm phiếu", exact=True).fill(typed)
            page.get_by_role("button", name="Tra mã").click()
            expect(page.get_by_text(found)).to_be_visible()


def vote_on_paper(browser: Browser, folder: Path) -> str:
    """The words of the tellers' minutes."""
    draw_up_the_election(browser)
    enter_the_count(browser)
    return confirm_the_count(browser, folder)


def draw_up_the_election(browser: Browser) -> None:
    with on(browser, f"{DAY} 16:10", "l.head", "/ballots") as page:
        new_vote(page, ELECTION, Loại="Bầu chọn", Bầu_chức_danh="Khối trưởng năm sau", Cách_bỏ_phiếu="Phiếu giấy")
        page.get_by_label("Số được chọn").fill("1")
        page.get_by_role("button", name="Lập cuộc bỏ phiếu").click()
        name_candidates(page, "Sở Tư pháp", "Công an tỉnh")
        name_tellers(page, "Tòa án nhân dân tỉnh", "Viện kiểm sát nhân dân tỉnh")
        page.get_by_role("button", name="Mở bỏ phiếu").click()
        page.get_by_role("link", name="Phiếu in").click()
        expect(page.get_by_role("heading", name="PHIẾU BẦU")).to_have_count(6)


def enter_the_count(browser: Browser) -> None:
    """Numbers that do not add up are refused with what is wrong."""
    with on(browser, f"{DAY} 16:30", "b.head", "/ballots") as page:
        page.get_by_role("row", name=ELECTION).get_by_role("link", name="Nhập kết quả").click()
        for label, number in (("Thu vào", 6), ("Không thu được", 0), ("Hợp lệ", 5), ("Không hợp lệ", 0)):
            page.get_by_label(label, exact=True).fill(str(number))
        for name, (agree, disagree) in {"Sở Tư pháp": (4, 1), "Công an tỉnh": (1, 4)}.items():
            page.get_by_label(f"{name}: đồng ý").fill(str(agree))
            page.get_by_label(f"{name}: không đồng ý").fill(str(disagree))
            page.get_by_label(f"{name}: không ý kiến").fill("0")
        page.get_by_role("button", name="Lưu số liệu").click()
        expect(page.get_by_text("Số liệu kiểm phiếu chưa khớp")).to_be_visible()
        page.get_by_label("Không hợp lệ", exact=True).fill("1")
        page.get_by_role("button", name="Lưu số liệu").click()
        expect(page.get_by_text("chờ người thứ hai xác nhận")).to_be_visible()


def confirm_the_count(browser: Browser, folder: Path) -> str:
    with on(browser, f"{DAY} 16:45", "p.head", "/ballots") as page:
        page.get_by_role("link", name=ELECTION).click()
        page.get_by_role("button", name="Xác nhận số liệu").click()
        expect(page.get_by_role("row", name="Sở Tư pháp").first).to_contain_text("Trúng cử")
        with page.expect_download() as minutes:
            page.get_by_role("button", name="Biên bản kiểm phiếu (Word)").click()
        return words_of(kept(minutes.value, folder).read_bytes())
