"""The year turns: the next one begins, opens; the old one is handed over and closed. Nothing of the old one changes."""

from datetime import timedelta
from json import loads

import pytest
from sqlalchemy import inspect, text

from khoi.scoring.models import cards_in
from khoi.sheets.models import draft_of, sheet_in_force
from khoi.turnover import actions
from khoi.turnover.models import (
    Handover,
    all_steps,
    closing_request,
    handover_of,
    passed_on,
    reception_of,
    taken_from,
    texts_behind,
    unfinished,
)
from khoi.turnover.rules import Kind, items_from
from khoi.years.actions import note_lateness, reopen_year
from khoi.years.models import SCORECARD, filing_keyed, filings_of, legal_bases
from khoi.years.rules import missing
from tenants import clock
from tenants.database import db
from tenants.journal import verify
from tenants.models import all_members_of, membership_of, seated, year_by_id, year_of
from tenants.notices import notices_to
from tenants.refusal import Refused
from tenants.roles import Seat, YearState
from tenants.scope import OutOfScope, Scope, acting
from tests.khoi.scoring.cards_made import begun, filed, fill, working
from tests.khoi.turnover.turned import DUE, bloc_in_december, choices_of, leading, rolled


@pytest.fixture(autouse=True)
def in_december():
    with clock.stopped_at(DUE - timedelta(days=5)):
        yield


@pytest.fixture
def trio(make):
    return bloc_in_december(make)


def kept(trio, year):
    """Every row of the old year, table by table, and the year itself."""
    with acting(Scope.of_operator(trio.bloc.id, year.id)):
        connection = db.session.connection()
        tables = [
            name
            for name in inspect(connection).get_table_names()
            if name != "journal_line" and any(c["name"] == "year_id" for c in inspect(connection).get_columns(name))
        ]
        rows = {
            name: connection.execute(text(f"SELECT * FROM {name} WHERE year_id = {year.id} ORDER BY 1")).fetchall()
            for name in tables
        }
        rows["year"] = connection.execute(text(f"SELECT * FROM year WHERE id = {year.id}")).fetchall()
        db.session.rollback()
    return rows


# --- roll-over -----------------------------------------------------------------------------------------------------


def test_the_next_year_is_prepared_with_what_was_chosen_and_nothing_of_the_old_one_changes(trio, make):
    filed(trio, trio.member, make)
    before = kept(trio, trio.year)
    year = rolled(trio, make)
    assert year.state == YearState.PREPARING
    with leading(trio, year, make, trio.deputy):
        assert seated(year.id, Seat.LEAD).agency_id == trio.deputy.id
        assert seated(year.id, Seat.DEPUTY).agency_id == trio.member.id
        assert len(all_members_of(year.id)) == 4
        assert membership_of(year.id, trio.other.id).on_appraisal_team
        assert filing_keyed(year.id, SCORECARD).due == DUE.replace(year=2027)
        assert sheet_in_force(year.id) is None
        assert draft_of(year.id).shown_to == "lead"
        assert loads(draft_of(year.id).settings)["year"] == 2027
        assert len(legal_bases(year.id)) == 7
        assert cards_in(year.id) == {}
    assert kept(trio, trio.year) == before
    assert verify(trio.bloc.id).why == ""


def test_what_was_not_chosen_stays_behind(trio, make):
    few = (trio.lead.id, trio.deputy.id, trio.member.id)
    year = rolled(trio, make, members=few, sheet=False, dates=False, bases=False, team=False)
    with leading(trio, year, make, trio.deputy):
        assert membership_of(year.id, trio.other.id) is None
        assert draft_of(year.id) is None
        assert filings_of(year.id) == []
        assert len(legal_bases(year.id)) == 7  # what every year begins with


def test_a_second_click_is_refused_and_makes_nothing(trio, make):
    year = rolled(trio, make)
    with pytest.raises(Refused, match="đã có năm 2027"):
        rolled(trio, make, lead=trio.other.id)
    with leading(trio, year, make, trio.deputy):
        assert seated(year.id, Seat.LEAD).agency_id == trio.deputy.id


def test_a_year_that_could_not_be_filled_is_not_there(trio, make):
    by = make.scope(trio, trio.lead)
    with acting(by), pytest.raises(ZeroDivisionError):
        taken = taken_from(trio.year)
        db.session.rollback()
        with actions.next_year_begun(taken, choices_of(trio), by) as year:
            actions.fill_year(year, taken, choices_of(trio))
            _ = 1 / 0
    db.session.rollback()
    assert year_of(trio.bloc.id, 2027) is None


def test_the_old_lead_writes_nothing_in_the_new_year_once_it_is_there(trio, make):
    year = rolled(trio, make)
    with leading(trio, year, make, trio.deputy):
        [row] = filings_of(year.id)
    with pytest.raises(OutOfScope), working(trio, trio.lead, make, seated=True):
        [row] = filings_of(year.id)
        row.title = "Của người cũ"
        db.session.flush()


def test_texts_that_still_name_the_old_year_are_shown_to_the_new_lead(trio, make):
    with working(trio, trio.lead, make, seated=True):
        filing_keyed(trio.year.id, SCORECARD).title = "Phiếu theo Kế hoạch năm 2024"
    year = rolled(trio, make)
    with leading(trio, year, make, trio.deputy):
        assert [(left.where, left.years) for left in texts_behind(year)] == [("Nội dung phải nộp", (2024,))]


# --- opening -------------------------------------------------------------------------------------------------------


def test_the_new_lead_opens_the_year_and_every_member_is_told(trio, make):
    year = rolled(trio, make)
    with leading(trio, year, make, trio.deputy):
        actions.open_for_all(year_by_id(year.id))
        assert len(filings_of(year.id)) == 4  # those every year has
        assert "Năm thi đua 2027 đã mở" in notices_to(trio.other.id)[0].text
    assert year_of(trio.bloc.id, 2027).state == YearState.OPEN


def test_a_year_without_its_chairs_or_dates_is_not_opened(trio, make):
    year = rolled(trio, make, dates=False)
    with leading(trio, year, make, trio.deputy):
        seated(year.id, Seat.DEPUTY).seat = Seat.MEMBER
        lacks = [step.title for step in missing(all_steps(year, clock.today())) if step.blocks]
        assert lacks == ["Khối trưởng và Khối phó", "Hạn nộp và khóa sổ"]
        with pytest.raises(Refused) as refused:
            actions.open_for_all(year)
        assert len(refused.value.objections) == 2


def test_an_open_year_is_not_opened_again(trio, make):
    with pytest.raises(Refused, match="không ở trạng thái đang chuẩn bị"), working(trio, trio.lead, make, seated=True):
        actions.open_for_all(trio.year)


# --- handover ------------------------------------------------------------------------------------------------------


def test_what_passes_on_is_the_blocs_and_names_no_draft(trio, make):
    filed(trio, trio.member, make)
    drafting = begun(trio, trio.other, make)
    with working(trio, trio.other, make):
        fill(drafting)
    with working(trio, trio.lead, make, seated=True):
        passed = passed_on(trio.year, ("Quỹ thi đua",))
        papers, matters = ([item.title for item in passed.of(kind)] for kind in Kind)
        assert "Phiếu chấm đã nộp" in papers
        assert "Nhật ký của Khối" in papers
        assert matters == ["Chưa nộp phiếu chấm", "Chưa thẩm định xong", "Kết quả xếp hạng chưa công bố"]
        [missing_cards] = [item.detail for item in passed.items if item.title == "Chưa nộp phiếu chấm"]
        assert missing_cards == "Đơn vị L, Đơn vị P, Đơn vị B"


def test_both_heads_sign_one_list_each_in_his_own_year(trio, make):
    year = rolled(trio, make)
    with working(trio, trio.lead, make, seated=True):
        actions.keep_lines(trio.year, "Quỹ thi đua\nTủ hồ sơ")
        given = actions.hand_over(trio.year, "Quỹ thi đua\nTủ hồ sơ")
        assert actions.hand_over(trio.year, "khác").id == given.id
    digest = given.digest
    with leading(trio, year, make, trio.deputy):
        offered = handover_of(trio.year.id)
        assert items_from(offered.items).lines == ("Quỹ thi đua", "Tủ hồ sơ")
        with pytest.raises(Refused):
            actions.receive(year, offered, "0" * 64, "")
        actions.receive(year, offered, digest, "Đủ")
        assert actions.receive(year, offered, digest, "lại").note == "Đủ"
        assert reception_of(year.id).digest == digest


def test_a_list_that_was_signed_stands(trio, make):
    rolled(trio, make)
    with working(trio, trio.lead, make, seated=True):
        actions.hand_over(trio.year, "")
    with pytest.raises(Refused, match="đã ký"), working(trio, trio.lead, make, seated=True):
        actions.keep_lines(trio.year, "thêm")


def test_only_the_receiver_reads_a_handover_and_only_once_it_is_signed(trio, make):
    year = rolled(trio, make)
    with working(trio, trio.lead, make, seated=True):
        actions.keep_lines(trio.year, "Quỹ")
    with leading(trio, year, make, trio.deputy):
        assert handover_of(trio.year.id) is None
    with working(trio, trio.lead, make, seated=True):
        actions.hand_over(trio.year, "Quỹ")
    for agency in (trio.member, trio.other):
        with acting(make.scope(trio, agency, seated=False)):
            assert handover_of(trio.year.id) is None
            db.session.rollback()
    with leading(trio, year, make, trio.deputy):
        assert handover_of(trio.year.id) is not None


def test_nobody_hands_over_to_nobody_or_to_himself(trio, make):
    with pytest.raises(Refused, match="Chưa có Khối trưởng năm 2027"), working(trio, trio.lead, make, seated=True):
        actions.hand_over(trio.year, "")
    rolled(trio, make, lead=trio.lead.id, deputy=trio.deputy.id)
    with pytest.raises(Refused, match="tiếp tục là Khối trưởng"), working(trio, trio.lead, make, seated=True):
        actions.hand_over(trio.year, "")


def test_a_receiver_writes_nothing_into_the_handover(trio, make):
    year = rolled(trio, make)
    with working(trio, trio.lead, make, seated=True):
        actions.hand_over(trio.year, "")
    with pytest.raises(OutOfScope), leading(trio, year, make, trio.deputy):
        handover_of(trio.year.id).items = "{}"
        db.session.flush()
    with pytest.raises(OutOfScope), working(trio, trio.member, make):
        db.session.add(Handover(bloc_id=trio.bloc.id, year_id=trio.year.id, shown_to="members"))
        db.session.flush()


def test_the_new_lead_sees_no_draft_of_the_old_year(trio, make):
    filed(trio, trio.member, make)
    drafting = begun(trio, trio.other, make)
    with working(trio, trio.other, make):
        fill(drafting)
    year = rolled(trio, make)
    with leading(trio, year, make, trio.deputy):
        assert cards_in(trio.year.id) == {}  # its own, and what is published
        assert cards_in(year.id) == {}


# --- closing -------------------------------------------------------------------------------------------------------


def asked(trio, make):
    with working(trio, trio.lead, make, seated=True, user=1):
        return actions.ask_to_close(trio.year)


def test_two_people_close_a_year_and_every_member_is_told(trio, make):
    request = asked(trio, make)
    assert asked(trio, make).id == request.id
    with working(trio, trio.deputy, make, seated=True):
        row = closing_request(trio.year.id)
        assert loads(row.unfinished) == unfinished(trio.year)
        actions.confirm_closing(row)
    assert year_by_id(trio.year.id).state == YearState.CLOSED
    with acting(make.scope(trio, trio.other, seated=False)):
        assert "đã khóa" in notices_to(trio.other.id)[0].text
        db.session.rollback()


def test_the_lead_alone_closes_nothing(trio, make):
    asked(trio, make)
    with pytest.raises(Refused, match="lãnh đạo Khối phó"), working(trio, trio.lead, make, seated=True):
        actions.confirm_closing(closing_request(trio.year.id))
    assert year_by_id(trio.year.id).state == YearState.OPEN


def test_what_is_confirmed_is_what_was_asked(trio, make):
    asked(trio, make)
    filed(trio, trio.member, make)
    with pytest.raises(Refused, match="đã khác lúc"), working(trio, trio.deputy, make, seated=True):
        actions.confirm_closing(closing_request(trio.year.id))


def test_a_request_to_close_is_answered_once(trio, make):
    asked(trio, make)
    with working(trio, trio.deputy, make, seated=True):
        request = closing_request(trio.year.id)
        actions.decline_closing(request)
        with pytest.raises(Refused, match="đã được trả lời"):
            actions.confirm_closing(request)
        assert closing_request(trio.year.id) is None
    assert year_by_id(trio.year.id).state == YearState.OPEN


def test_only_the_operator_opens_a_closed_year_again_and_says_why(trio, make):
    with acting(Scope.of_operator(trio.bloc.id, trio.year.id)):
        year = year_by_id(trio.year.id)
        with pytest.raises(Refused, match="chưa khóa"):
            reopen_year(year, "Sửa")
        year.state = YearState.CLOSED
        with pytest.raises(Refused, match="lý do"):
            reopen_year(year, " ")
        reopen_year(year, "Sửa sai sót theo kết luận")
        db.session.commit()
    assert year_by_id(trio.year.id).state == YearState.OPEN


def test_the_old_year_stays_the_old_leads_while_the_new_one_runs(trio, make):
    year = rolled(trio, make)
    with leading(trio, year, make, trio.deputy):
        actions.open_for_all(year_by_id(year.id))
    with working(trio, trio.lead, make, seated=True):
        note_lateness(trio.year.id, trio.member.id, SCORECARD, 1)
    with pytest.raises(OutOfScope), leading(trio, year, make, trio.deputy):
        note_lateness(trio.year.id, trio.member.id, SCORECARD, 2)
        db.session.flush()
