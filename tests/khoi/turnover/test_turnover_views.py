"""Walking through the turn of a year: roll-over, opening, handover, closing, by the people whose work it is."""

from io import BytesIO

import pytest
from docx import Document as Word

from khoi.scoring.models import card_of
from khoi.turnover.models import closing_request, handover_of, reception_of
from tenants.database import db
from tenants.models import membership_of, year_by_id, year_of
from tenants.roles import YearState
from tenants.scope import acting
from tests.khoi.accounts.people import post, sign_in
from tests.khoi.scoring.cards_made import begun, fill, working
from tests.khoi.turnover.turned import leading, rolled

OLD, NEW = "/noi-chinh/2026", "/noi-chinh/2027"
pytestmark = pytest.mark.usefixtures("in_december")


@pytest.fixture
def as_(app, trio):
    def enter(login):
        client = app.test_client()
        assert sign_in(client, login).status_code == 303
        return client

    return enter


def sent(trio, **other):
    ids = {agency.code: membership_of(trio.year.id, agency.id).public_id
           for agency in (trio.lead, trio.deputy, trio.member, trio.other)}  # fmt: skip
    chosen = {
        "lead": ids["P"], "deputy": ids["A"], "basis": "Biên bản 12", "members": list(ids.values()),
        "sheet": "y", "dates": "y", "bases": "y", "team": "y",
    }  # fmt: skip
    return chosen | other


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


# --- roll-over and opening -----------------------------------------------------------------------------------------


def test_the_old_leads_head_begins_the_next_year_once(as_, trio):
    lead = as_("l.head")
    form = page(lead, f"{OLD}/turn/next")
    assert "30/11/2027" in form
    assert "Nội dung còn ghi năm khác 2027" in form
    assert post(lead, f"{OLD}/turn/next", **sent(trio)).status_code == 303
    assert year_of(trio.bloc.id, 2027).state == YearState.PREPARING
    assert "Đơn vị P" in page(lead, f"{OLD}/turn")
    again = post(lead, f"{OLD}/turn/next", **sent(trio))
    assert again.status_code == 409
    assert "Năm 2027 đã được tạo" in again.get_data(as_text=True)


@pytest.mark.parametrize(
    ("wrong", "status", "why"),
    [
        ({"lead": ""}, 422, "Chọn Khối trưởng"),
        ({"basis": ""}, 422, "bắt buộc"),
        ({"lead": "x"}, 422, ""),
        ({"members": ["x"]}, 422, ""),
        ({"members": []}, 409, "ít nhất 3"),
    ],
)
def test_a_wrong_roll_over_is_refused_and_kept_as_typed(as_, trio, wrong, status, why):
    answer = post(as_("l.head"), f"{OLD}/turn/next", **sent(trio, **wrong))
    assert answer.status_code == status
    assert why in answer.get_data(as_text=True)
    assert "Biên bản 12" in answer.get_data(as_text=True) or "basis" in wrong
    assert year_of(trio.bloc.id, 2027) is None


def test_one_agency_in_both_chairs_is_refused(as_, trio):
    both = sent(trio)
    answer = post(as_("l.head"), f"{OLD}/turn/next", **both | {"deputy": both["lead"]})
    assert answer.status_code == 409
    assert "hai đơn vị khác nhau" in answer.get_data(as_text=True)


def test_nobody_but_the_leads_head_turns_the_year(as_, trio):
    for login in ("l.clerk", "p.head", "a.head"):
        client = as_(login)
        assert client.get(f"{OLD}/turn/next").status_code == 403
        assert post(client, f"{OLD}/turn/next", **sent(trio)).status_code == 403


def test_the_new_lead_prepares_and_opens_its_year_and_the_old_lead_does_not(as_, trio, make):
    rolled(trio, make)
    new, old = as_("p.head"), as_("l.head")
    assert "Các bước chuẩn bị năm 2027" in page(new, f"{NEW}/turn")
    assert "Chuẩn bị năm 2027" in page(new, f"{NEW}/")
    assert old.get(f"{NEW}/turn").status_code == 403
    assert post(old, f"{NEW}/turn/open").status_code == 403
    assert post(as_("p.clerk"), f"{NEW}/turn/open").status_code == 403
    assert "dự thảo" in page(new, f"{NEW}/sheet/draft")
    assert post(new, f"{NEW}/turn/open").status_code == 303
    assert year_of(trio.bloc.id, 2027).state == YearState.OPEN
    assert "đã mở" in page(as_("b.clerk"), f"{NEW}/notices")


def test_a_year_that_is_prepared_is_worked_in_by_nobody(as_, trio, make):
    rolled(trio, make)
    for login in ("p.head", "a.clerk", "l.head"):
        answer = post(as_(login), f"{NEW}/scorecard/begin")
        assert answer.status_code == 403
        assert "đang được chuẩn bị" in answer.get_data(as_text=True)
    with acting(make.scope(trio, trio.member)):
        assert card_of(year_of(trio.bloc.id, 2027).id, trio.member.id) is None
        db.session.rollback()


# --- handover ------------------------------------------------------------------------------------------------------


def test_the_handover_is_signed_received_and_taken_home_as_minutes(as_, trio, make):
    year = rolled(trio, make)
    old, new = as_("l.head"), as_("p.head")
    assert post(old, f"{OLD}/turn/handover", lines="Quỹ thi đua: 5 triệu đồng").status_code == 303
    assert new.get(f"{NEW}/turn/reception").status_code == 404
    assert old.get(f"{OLD}/turn/handover/minutes.docx").status_code == 404
    assert post(as_("l.clerk"), f"{OLD}/turn/handover/sign").status_code == 403
    assert post(old, f"{OLD}/turn/handover/sign").status_code == 303
    with working(trio, trio.lead, make, seated=True):
        digest = handover_of(trio.year.id).digest
    offered = page(new, f"{NEW}/turn/reception")
    assert "Quỹ thi đua: 5 triệu đồng" in offered
    assert post(new, f"{NEW}/turn/reception", digest=digest, note="Đủ").status_code == 422
    sent_ = {"digest": digest, "note": "Thiếu hồ sơ giấy", "understood": "y"}
    assert post(as_("p.clerk"), f"{NEW}/turn/reception", **sent_).status_code == 403
    assert post(new, f"{NEW}/turn/reception", **sent_ | {"digest": "0" * 64}).status_code == 409
    assert post(new, f"{NEW}/turn/reception", **sent_).status_code == 303
    with leading(trio, year, make, trio.deputy):
        assert reception_of(year.id).note == "Thiếu hồ sơ giấy"
    for client, address in ((old, f"{OLD}/turn/handover"), (new, f"{NEW}/turn/reception")):
        answer = client.get(f"{address}/minutes.docx")
        words = "\n".join(paragraph.text for paragraph in Word(BytesIO(answer.data)).paragraphs)
        assert "Quỹ thi đua: 5 triệu đồng" in words
        assert "Thiếu hồ sơ giấy" in words


def test_lines_too_many_or_too_long_are_refused_and_kept_as_typed(as_, trio):
    lead = as_("l.clerk")
    assert post(lead, f"{OLD}/turn/handover", lines="x" * 20_001).status_code == 422
    answer = post(lead, f"{OLD}/turn/handover", lines="dòng\n" * 61)
    assert answer.status_code == 409
    assert "Không quá 60 dòng" in answer.get_data(as_text=True)
    assert "dòng\ndòng" in answer.get_data(as_text=True)


def test_a_rival_opens_no_page_of_a_handover(as_, trio, make):
    rolled(trio, make)
    with working(trio, trio.lead, make, seated=True):
        pass
    for login in ("a.head", "b.head"):
        client = as_(login)
        for address in (f"{OLD}/turn", f"{OLD}/turn/handover", f"{OLD}/turn/handover/minutes.docx"):
            assert client.get(address).status_code == 403
    assert as_("b.head").get(f"{NEW}/turn/reception").status_code == 403


def test_no_draft_of_the_old_year_is_on_any_page_of_the_new_lead(as_, trio, make):
    card = begun(trio, trio.other, make)
    with working(trio, trio.other, make):
        fill(card)
    rolled(trio, make)
    post(as_("l.head"), f"{OLD}/turn/handover/sign")
    new = as_("p.head")
    for address in (f"{NEW}/turn/reception", f"{NEW}/turn", f"{NEW}/", f"{OLD}/turn"):
        assert "38,5" not in page(new, address)
        assert "đang soạn" not in page(new, address) or address == f"{OLD}/turn"


# --- closing -------------------------------------------------------------------------------------------------------


def test_the_year_closes_by_two_heads_and_stays_shut(as_, trio, make):
    lead, deputy = as_("l.head"), as_("p.head")
    assert "Kết quả xếp hạng chưa công bố" in page(lead, f"{OLD}/turn")
    assert post(as_("l.clerk"), f"{OLD}/turn/closing").status_code == 403
    assert post(lead, f"{OLD}/turn/closing").status_code == 303
    with working(trio, trio.deputy, make, seated=True):
        request = closing_request(trio.year.id).public_id
    told = page(deputy, f"{OLD}/turn")
    assert "Kết quả xếp hạng chưa công bố" in told
    assert post(lead, f"{OLD}/turn/closing/{request}/confirm").status_code == 403
    assert post(deputy, f"{OLD}/turn/closing/{request}/confirm").status_code == 303
    db.session.expire_all()
    assert year_by_id(trio.year.id).state == YearState.CLOSED
    for address in ("turn/closing", "turn/next", "turn/handover", "turn/handover/sign"):
        assert post(lead, f"{OLD}/{address}", **sent(trio)).status_code == 403
    assert "đã khóa" in page(lead, f"{OLD}/turn")


def test_the_deputy_says_no_and_the_year_stays_open(as_, trio, make):
    post(as_("l.head"), f"{OLD}/turn/closing")
    with working(trio, trio.deputy, make, seated=True):
        request = closing_request(trio.year.id).public_id
    assert post(as_("p.head"), f"{OLD}/turn/closing/{request}/decline").status_code == 303
    db.session.expire_all()
    assert year_by_id(trio.year.id).state == YearState.OPEN
