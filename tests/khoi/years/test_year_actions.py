"""The facts of the year: opened with its dates, seats handed over, lateness noted, agencies set aside."""

from datetime import datetime, timedelta

import pytest

from khoi.years import actions
from khoi.years.models import filing_keyed, filings_of, grounds_of, lateness_in, not_considered_in
from khoi.years.rules import FILING_NAMES, ZONE
from tenants.database import db
from tenants.models import members_of, seated
from tenants.notices import notices_to
from tenants.refusal import Refused
from tenants.roles import Seat
from tenants.scope import OutOfScope, Scope, acting


@pytest.fixture
def trio(make):
    return make.bloc_of_three()


@pytest.fixture
def lead(trio, make):
    db.session.commit()
    with acting(make.scope(trio, trio.lead)):
        yield
        db.session.rollback()


def test_a_year_opens_with_the_filings_every_year_has(make):
    bloc = make.bloc()
    with acting(Scope.of_operator(bloc.id)):
        year = actions.open_year(bloc, 2027)
        db.session.commit()
        filings = filings_of(year.id)
        assert [filing.key for filing in filings] == ["registration", "half_year_report", "scorecard", "year_report"]
        assert {filing.key: filing.title for filing in filings} == FILING_NAMES
        assert all(filing.due < filing.closing for filing in filings)
        assert filing_keyed(year.id, "scorecard").due.astimezone(ZONE) == datetime(2027, 11, 30, 17, tzinfo=ZONE)
        db.session.rollback()


def test_dates_move_together_and_every_member_is_told(lead, trio, make):
    filing = make_filing(trio)
    due = datetime(2026, 12, 5, 17, tzinfo=ZONE)
    actions.set_dates(filing, due, due + timedelta(days=5), "KH 05")
    db.session.commit()
    assert (filing.due, filing.closing) == (due, due + timedelta(days=5))
    assert "17:00 ngày 05/12/2026" in notices_to(trio.member.id)[0].text


def make_filing(trio):
    from khoi.years.models import Filing

    due = datetime(2026, 11, 30, 17, tzinfo=ZONE)
    row = Filing(
        bloc_id=trio.bloc.id, year_id=trio.year.id, shown_to="members", key="scorecard", title="Phiếu tự chấm điểm",
        due=due, closing=due + timedelta(days=10),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


@pytest.mark.parametrize(
    ("due", "closing"),
    [
        (datetime(2026, 12, 5, tzinfo=ZONE), datetime(2026, 12, 4, tzinfo=ZONE)),
        (datetime(2025, 12, 5, tzinfo=ZONE), datetime(2026, 12, 4, tzinfo=ZONE)),
        (datetime(2026, 12, 5, tzinfo=ZONE), datetime(2027, 4, 1, tzinfo=ZONE)),
    ],
)
def test_dates_out_of_order_or_of_another_year_are_refused(lead, trio, due, closing):
    filing = make_filing(trio)
    before = filing.due
    with pytest.raises(Refused):
        actions.set_dates(filing, due, closing, "KH 05")
    assert filing.due == before


def test_the_chairs_are_handed_over_and_the_old_ones_become_members(lead, trio):
    moved = actions.seat_chairs(trio.year.id, trio.deputy.id, trio.member.id, "Biên bản 02")
    db.session.commit()
    assert {row.agency_id for row in moved} == {trio.lead.id, trio.deputy.id, trio.member.id}
    assert seated(trio.year.id, Seat.LEAD).agency_id == trio.deputy.id
    assert seated(trio.year.id, Seat.DEPUTY).agency_id == trio.member.id
    assert sum(row.seat == Seat.MEMBER for row in members_of(trio.year.id)) == 2


def test_one_agency_cannot_hold_both_chairs_nor_a_stranger_one(lead, trio):
    with pytest.raises(Refused):
        actions.seat_chairs(trio.year.id, trio.lead.id, trio.lead.id, "BB")
    with pytest.raises(Refused):
        actions.seat_chairs(trio.year.id, trio.lead.id, 999, "BB")


def test_a_name_of_this_year_leaves_the_names_of_other_years_alone(lead, trio, make):
    earlier = make.year(trio.bloc, 2025)
    old = make.member(earlier, trio.member)
    row = next(row for row in members_of(trio.year.id) if row.agency_id == trio.member.id)
    actions.describe(row, "Sở Nội vụ và Lao động", on_team=True)
    db.session.commit()
    assert (row.name_that_year, row.on_appraisal_team) == ("Sở Nội vụ và Lao động", True)
    assert old.name_that_year == "Đơn vị A"


def correct(trio, seen, typed):
    changed = actions.correct_lateness(trio.year.id, trio.member.id, seen, typed, "CV 12")
    db.session.commit()
    return changed


def test_only_what_was_changed_in_the_grid_is_written(lead, trio):
    assert correct(trio, {"scorecard": None, "registration": None}, {"scorecard": 2, "registration": None}) == [
        "scorecard"
    ]
    assert lateness_in(trio.year.id, trio.member.id) == {"scorecard": 2}
    assert correct(trio, {"scorecard": 2, "registration": None}, {"scorecard": 2, "registration": 0}) == [
        "registration"
    ]
    assert lateness_in(trio.year.id, trio.member.id) == {"scorecard": 2, "registration": 0}
    assert correct(trio, {"scorecard": 2}, {"scorecard": None}) == ["scorecard"]
    assert lateness_in(trio.year.id, trio.member.id) == {"registration": 0}


def test_a_stale_cell_is_refused_with_the_present_value_and_overwrites_nothing(lead, trio):
    correct(trio, {"scorecard": None}, {"scorecard": 3})
    with pytest.raises(Refused, match="3 ngày"):
        correct(trio, {"scorecard": None}, {"scorecard": 5})
    assert lateness_in(trio.year.id, trio.member.id) == {"scorecard": 3}


def test_a_row_sent_twice_changes_nothing_twice(lead, trio):
    correct(trio, {"scorecard": None}, {"scorecard": 3})
    assert correct(trio, {"scorecard": None}, {"scorecard": 3}) == ["scorecard"]
    assert lateness_in(trio.year.id, trio.member.id) == {"scorecard": 3}


def test_the_lead_sets_others_aside_but_not_itself(lead, trio):
    actions.set_aside(trio.year.id, trio.member.id, "Không đăng ký")
    db.session.commit()
    assert not_considered_in(trio.year.id)[trio.member.id].reason == "Không đăng ký"
    with pytest.raises(OutOfScope):
        actions.set_aside(trio.year.id, trio.lead.id, "Không đăng ký")


def test_the_reason_is_not_shown_to_the_agency(trio, make):
    with acting(make.scope(trio, trio.lead)):
        actions.set_aside(trio.year.id, trio.member.id, "Đang thanh tra")
        db.session.commit()
    with acting(make.scope(trio, trio.member, seated=False)):
        assert not_considered_in(trio.year.id) == {}
        db.session.rollback()


def test_publishing_a_sheet_names_the_years_grounds(lead, trio):
    actions.name_grounds(trio.bloc.id, trio.year.id, ["Một", "Hai"])
    actions.name_grounds(trio.bloc.id, trio.year.id, ["Không đăng ký", "Bị kỷ luật"])
    db.session.commit()
    assert [row.text for row in grounds_of(trio.year.id)] == ["Không đăng ký", "Bị kỷ luật"]
