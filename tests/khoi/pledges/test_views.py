"""The pages of pledges: typing that saves itself, what the lead is shown, paper, the giao ước."""

import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import event

from khoi.pledges import actions
from khoi.pledges.models import catalogue_of, last_registered, targets_of
from tenants import clock
from tenants.database import db
from tests.faults.visitors import FETCH, Visitor
from tests.khoi.pledges.pledges_made import DUE, SONG, bloc_with_catalogue, filed, fill, own, working
from tests.khoi.scoring.evidence_made import pdf

HERE = "/noi-chinh/2026/"
MEMBERS_PAGES = ("registration", "pledge", "target-results/half_year", "target-results/full_year")
LEADS_PAGES = ("registrations", "registrations/results/half_year", "titles", "titles/new", "pledge/edit", "pledge")


@pytest.fixture(autouse=True)
def in_march():
    """A day before hạn nộp."""
    with clock.stopped_at(DUE - timedelta(days=1)):
        yield


@pytest.fixture
def three(make):
    return bloc_with_catalogue(make)


@pytest.fixture
def as_(app, three):
    return lambda login: Visitor(app, login)


def title_id(three, make, code="LĐTT"):
    with working(three, three.member, make):
        return next(each.public_id for each in catalogue_of(three.year.id) if each.code == code)


def target_id(three, make):
    with working(three, three.member, make):
        return targets_of(own(three, three.member).id)[0].public_id


@pytest.mark.parametrize("page", MEMBERS_PAGES)
@pytest.mark.parametrize("state", ["nothing", "draft", "filed"])
def test_every_page_of_a_member_opens_with_one_heading(as_, three, make, page, state):
    {"nothing": lambda *_: None, "draft": fill, "filed": filed}[state](three, three.member, make)
    for login in ("a.clerk", "a.head"):
        answer = as_(login).get(HERE + page)
        assert answer.status_code == 200
        assert answer.text.count("<h1") == 1


@pytest.mark.parametrize("page", LEADS_PAGES)
def test_every_page_of_the_lead_opens_for_the_lead_alone(as_, three, make, page):
    filed(three, three.member, make)
    answer = as_("l.clerk").get(HERE + page)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    if page != "pledge":
        assert as_("p.head").get(HERE + page).status_code == as_("a.head").get(HERE + page).status_code == 403


def test_an_agency_registers_by_its_pages_and_its_head_files(as_, three, make):
    clerk, head = as_("a.clerk"), as_("a.head")
    assert clerk.post(HERE + "registration/begin").status_code == 303
    saved = clerk.post(
        f"{HERE}registration/titles/{title_id(three, make)}", FETCH, version="0", count="12", names="Hoa"
    )
    assert saved.status_code == 200
    assert "Đã lưu" in saved.text
    assert clerk.post(HERE + "registration/targets", text="Hoàn thành", unit="%", figure="97,5").status_code == 303
    assert clerk.post(HERE + "registration/send-to-head").status_code == 303
    assert clerk.post(HERE + "registration/file", seal="0" * 64).status_code == 403
    seal = re.search(r'name="seal" value="(\w{64})"', head.get(HERE + "registration").text)[1]
    assert head.post(HERE + "registration/file", seal="0" * 64).status_code == 409
    assert head.post(HERE + "registration/file", seal=seal).status_code == 303
    with working(three, three.lead, make, seated=True):
        registered = last_registered(three.year.id, three.member.id).registered
    assert registered.titles[0].people == ["Hoa"]
    assert str(registered.targets[0].figure) == "97.5"


@pytest.mark.parametrize("count", ["-1", "1,5", "nhiều", "99999", "٣"])
def test_a_count_that_is_none_comes_back_as_it_was_typed(as_, three, make, count):
    fill(three, three.member, make)
    where = f"{HERE}registration/titles/{title_id(three, make)}"
    for headers in (FETCH, {}):
        answer = as_("a.clerk").post(where, headers, version="1", count=count)
        assert answer.status_code == 422
        assert f'value="{count}"' in answer.text
        assert 'aria-invalid="true"' in answer.text


def test_a_figure_needs_its_unit(as_, three, make):
    fill(three, three.member, make)
    answer = as_("a.clerk").post(HERE + "registration/targets", text="Hội nghị", figure="24")
    assert answer.status_code == 422
    assert "Ghi đơn vị tính" in answer.text
    assert 'value="24"' in answer.text


def test_a_stale_row_shows_both_values_and_the_second_save_decides(as_, three, make):
    fill(three, three.member, make)
    where = f"{HERE}registration/targets/{target_id(three, make)}"
    typed = {"text": "Của tôi", "unit": "%", "figure": "90"}
    assert as_("a.head").post(where, FETCH, version="1", text="Của người kia", unit="%", figure="80").status_code == 200
    answer = as_("a.clerk").post(where, FETCH, version="1", **typed)
    assert answer.status_code == 409
    assert "Của tôi" in answer.text
    assert "Của người kia" in answer.text
    version = re.search(r'name="version" value="(\d+)"', answer.text)[1]
    assert as_("a.clerk").post(where, FETCH, version=version, choose="mine", **typed).status_code == 200
    with working(three, three.member, make):
        assert targets_of(own(three, three.member).id)[0].text == "Của tôi"


def test_a_target_is_taken_off_the_list(as_, three, make):
    fill(three, three.member, make)
    assert as_("a.clerk").post(f"{HERE}registration/targets/{target_id(three, make)}/remove").status_code == 303
    with working(three, three.member, make):
        assert not targets_of(own(three, three.member).id)


def board(as_):
    page = as_("l.head").get(HERE + "registrations").text
    return re.sub(r'(content|value)="[^"]{40,}"', "", page)


def test_the_leads_table_says_two_words_of_what_is_not_filed_and_does_not_change_with_the_work(as_, three, make):
    assert "Chưa bắt đầu" in board(as_)
    fill(three, three.member, make, text=SONG, names=SONG)
    before = board(as_)
    assert "Đang soạn" in before
    assert SONG not in before
    as_("a.clerk").post(HERE + "registration/targets", text=SONG + " hai")
    as_("a.clerk").post(HERE + "registration/send-to-head")
    assert board(as_) == before


def test_of_a_returned_one_the_table_does_not_change_until_it_is_filed_again(as_, three, make):
    found = filed(three, three.member, make)
    until = (clock.now() + timedelta(days=3)).strftime("%d/%m/%Y")
    lead = as_("l.clerk")
    assert lead.post(f"{HERE}registrations/filed/{found}", reason="", until=until).status_code == 422
    assert lead.post(f"{HERE}registrations/filed/{found}", reason="Bổ sung", until="01/01/2026").status_code == 409
    assert lead.post(f"{HERE}registrations/filed/{found}", reason="Bổ sung", until=until).status_code == 303
    before = board(as_)
    assert "Đã trả lại" in before
    as_("a.clerk").post(HERE + "registration/targets", text="Chỉ tiêu thêm")
    as_("a.clerk").post(HERE + "registration/send-to-head")
    assert board(as_) == before


def test_a_rivals_filing_is_a_404_for_a_member(as_, three, make):
    found = filed(three, three.other, make)
    assert as_("a.head").get(f"{HERE}registration/filed/{found}").status_code == 404
    assert as_("b.head").get(f"{HERE}registration/filed/{found}").status_code == 200


def test_a_late_filing_is_said_on_both_pages(as_, three, make):
    with clock.stopped_at(DUE + timedelta(days=2)):
        filed(three, three.member, make)
    assert "chậm 2 ngày" in as_("a.clerk").get(HERE + "registration").text
    assert "Chậm 2 ngày" in board(as_)


def taken(visitor, address):
    with visitor.get(address, buffered=True) as answer:
        return answer.data


def paper_address(as_, name="Đơn vị A"):
    page = as_("l.clerk").get(HERE + "registrations").text
    return re.search(rf'href="([^"]+/paper)"[^>]*>(?:(?!</a>).)*{name}', page, re.DOTALL)[1]


def send_paper(as_, three, make, address, **more):
    count = {f"count_{title_id(three, make)}": "9"}
    data = {"arrived_at": "15:00 ngày 12/03/2026", "targets": "Hoàn thành kế hoạch | % | 100", **count, **more}
    data.setdefault("file", (io.BytesIO(pdf()), "Đăng ký.pdf"))
    return as_("l.clerk").send(address, data)


def test_the_lead_enters_what_came_on_paper_and_the_agency_sees_it_with_the_scan(as_, three, make):
    where = paper_address(as_)
    assert send_paper(as_, three, make, where).status_code == 303
    assert "Bản giấy" in board(as_)
    page = as_("a.clerk").get(HERE + "registration").text
    assert "bản giấy, Khối trưởng nhập" in page
    scan = re.search(r'href="([^"]+/scans/[^"]+/file)"', page)[1]
    assert taken(as_("a.clerk"), scan).startswith(b"%PDF")
    assert as_("b.clerk").get(scan).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "status", "words"),
    [
        ({"targets": "a | b | c"}, 422, "Dòng 1"),
        ({"arrived_at": "mai"}, 422, "Nhập ngày"),
        ({"file": (io.BytesIO(b""), "")}, 422, "Chưa chọn tệp nào"),
        ({"arrived_at": "01/04/2026"}, 409, "tương lai"),
    ],
)
def test_a_paper_form_that_is_wrong_says_where_and_keeps_what_was_typed(as_, three, make, wrong, status, words):
    answer = send_paper(as_, three, make, paper_address(as_), **wrong)
    assert answer.status_code == status
    assert words in answer.text
    assert 'value="9"' in answer.text


def test_the_giao_uoc_is_written_issued_and_signed(as_, three):
    lead, member = as_("l.clerk"), as_("a.head")
    page = lead.get(HERE + "pledge/edit").text
    seen = re.search(r'name="seen"[^>]* value="(\w+)"', page)[1]
    words = {
        "issuer": "KHỐI",
        "sign": "GƯ-KTĐ",
        "place": "Lạng Sơn",
        "subject": "Năm 2026",
        "promises": "Một",
        "targets": "Hai",
    }
    assert lead.post(HERE + "pledge/edit", seen=seen, **words | {"promises": ""}).status_code == 422
    assert lead.post(HERE + "pledge/edit", seen=seen, **words).status_code == 303
    assert lead.post(HERE + "pledge/edit", seen=seen, **words).status_code == 409
    assert "Chưa có giao ước" in member.get(HERE + "pledge").text
    assert lead.post(HERE + "pledge/issue").status_code == 403
    assert as_("l.head").post(HERE + "pledge/issue").status_code == 303
    assert "ĐẠI DIỆN ĐƠN VỊ B" in member.get(HERE + "pledge").text
    assert lead.send(HERE + "pledge/scan", {"file": (io.BytesIO(b"x"), "a.exe")}).status_code == 409
    assert lead.send(HERE + "pledge/scan", {"file": (io.BytesIO(pdf()), "Đã ký.pdf")}).status_code == 303
    scan = re.search(r'href="([^"]+/pledge/scans/[^"]+)"', member.get(HERE + "pledge").text)[1]
    assert taken(member, scan).startswith(b"%PDF")


def test_results_are_typed_filed_and_compared(as_, three, make):
    filed(three, three.member, make)
    clerk = as_("a.clerk")
    page = clerk.get(HERE + "target-results/half_year").text
    row = re.search(r'action="([^"]+/rows/[^"]+)"', page)[1]
    assert clerk.post(row, FETCH, version="0", figure="x").status_code == 422
    saved = clerk.post(row, FETCH, version="0", figure="47,5", words="Đang làm")
    assert "47,5 %" in saved.text
    assert clerk.post(row, FETCH, version="0", figure="50").status_code == 409
    assert clerk.post(row.replace("/rows/", "/rows/")[:-12] + "unknown-0000", FETCH).status_code == 404
    assert as_("a.head").post(HERE + "target-results/half_year/file").status_code == 303
    assert "47,5 %" in as_("l.clerk").get(HERE + "registrations/results/half_year").text
    assert "Đang làm" not in as_("l.clerk").get(HERE + "registrations/results/full_year").text
    assert clerk.get(HERE + "target-results/quarter").status_code == 404


def test_both_tables_are_taken_home_as_excel(as_, three, make):
    filed(three, three.member, make)
    for where in ("registrations/workbook", "registrations/results/half_year/workbook"):
        assert as_("l.clerk").post(HERE + where).data.startswith(b"PK")


def test_the_catalogue_is_changed_in_the_browser(as_, three, make):
    lead = as_("l.clerk")
    row = {"code": "HK", "name": "Hình khen", "kind": "commendation", "for_whom": "individual", "level": "agency"}
    assert lead.post(HERE + "titles/new", **row | {"kind": "lạ"}).status_code == 422
    assert lead.post(HERE + "titles/new", **row).status_code == 303
    assert lead.post(HERE + "titles/new", **row).status_code == 409
    where = f"{HERE}titles/{title_id(three, make, 'HK')}"
    seen = re.search(r'name="seen"[^>]* value="(\w+)"', lead.get(where).text)[1]
    assert lead.post(where, seen=seen, **row | {"name": "Tên khác"}).status_code == 303
    assert lead.post(where, seen=seen, **row | {"name": "Tên nữa"}).status_code == 409


def statements(visitor, address):
    asked = []

    def note(*args):
        asked.append(args[2])

    event.listen(db.engine, "before_cursor_execute", note)
    assert visitor.get(address).status_code == 200
    event.remove(db.engine, "before_cursor_execute", note)
    return len(asked)


def test_a_page_asks_as_often_for_many_rows_as_for_few(as_, three, make):
    filed(three, three.member, make)
    lead, member = as_("l.clerk"), as_("b.clerk")
    few = statements(lead, HERE + "registrations")
    for agency in (three.deputy, three.lead):
        filed(three, agency, make)
    assert statements(lead, HERE + "registrations") == few
    fill(three, three.other, make)
    few = statements(member, HERE + "registration")
    with working(three, three.other, make):
        for number in range(20):
            actions.add_target(own(three, three.other), f"Chỉ tiêu {number}")
    assert statements(member, HERE + "registration") == few
