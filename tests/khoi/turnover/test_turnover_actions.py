"""The year turns: the next one begins and opens. Nothing of the old one changes."""

from json import loads

import pytest
from sqlalchemy import inspect, text

from khoi.scoring.models import cards_in
from khoi.sheets.models import draft_of, sheet_in_force
from khoi.turnover import actions
from khoi.turnover.models import all_steps, taken_from, texts_behind
from khoi.years.actions import note_lateness
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
from tests.khoi.scoring.cards_made import filed, working
from tests.khoi.turnover.turned import DUE, choices_of, leading, rolled

pytestmark = pytest.mark.usefixtures("in_december")


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


def test_the_old_year_stays_the_old_leads_while_the_new_one_runs(trio, make):
    year = rolled(trio, make)
    with leading(trio, year, make, trio.deputy):
        actions.open_for_all(year_by_id(year.id))
    with working(trio, trio.lead, make, seated=True):
        note_lateness(trio.year.id, trio.member.id, SCORECARD, 1)
    with pytest.raises(OutOfScope), leading(trio, year, make, trio.deputy):
        note_lateness(trio.year.id, trio.member.id, SCORECARD, 2)
        db.session.flush()
