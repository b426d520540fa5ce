"""Adoption: two people freeze the points of every row; after it nothing changes them, and two people reopen them."""

import json
from decimal import Decimal

import pytest
from sqlalchemy.exc import DBAPIError

from khoi.ranking.actions import ask_to_adopt, ask_to_publish, ask_to_reopen, ask_to_withdraw, confirm, decide
from khoi.ranking.models import (
    AdoptedLine,
    adopted_table,
    adoption_in_force,
    adoptions_of,
    bloc_table,
    lines_of,
    open_request,
    standing_in_force,
)
from khoi.ranking.rules import DecidedKind
from khoi.scoring.actions import begin
from khoi.scoring.actions.appraising import accept_in_bulk, appraise
from khoi.scoring.actions.importing import take_in
from khoi.scoring.actions.releasing import release, send_back
from khoi.scoring.actions.targeting import set_untargeted
from khoi.scoring.models import card_of
from khoi.scoring.rules import Stage, Verdict
from khoi.sheets.models import criteria_of, sheet_in_force
from khoi.years.actions import consider, correct_lateness, note_lateness, set_aside
from khoi.years.models import lateness_in
from tenants import journal
from tenants.database import db
from tenants.models import membership_of, users_of
from tenants.notices import notices_to
from tenants.refusal import Refused
from tenants.scope import Scope, acting
from tests.khoi.ranking.year_made import adopt, appraised_year, by_two, publish
from tests.khoi.scoring.appraisal_made import DIRECT, ITEMS, OTHERS, RELATIVE
from tests.khoi.scoring.appraisal_made import FILED as ONE

REASON = "Phát hiện sai số liệu ở tiêu chí 1.1 của hai đơn vị"
POINTED = ("scorecard", "filed_card", "filed_mark", "appraisal")


@pytest.fixture
def compared(make):
    """Four members on a sheet with a row that compares them, everything appraised."""
    bloc = make.bloc_of_three()
    make.sheet(bloc, DIRECT, ITEMS, RELATIVE)
    for agency, inputs in ((bloc.lead, OTHERS), (bloc.deputy, OTHERS), (bloc.member, ONE), (bloc.other, OTHERS)):
        make.filed_card(bloc, agency, inputs)
        with acting(make.scope(bloc, bloc.deputy if agency is bloc.lead else bloc.lead)):
            card = card_of(bloc.year.id, agency.id)
            accept_in_bulk(card)
            release(card)
            make.keep()
    return bloc


@pytest.fixture
def adopted(compared):
    adopt(compared)
    return compared


def test_adoption_freezes_every_row_also_the_compared_ones_and_tells_everybody(adopted, make):
    with acting(make.scope(adopted, adopted.lead)):
        table, adoption = adopted_table(adopted.year.id), adoption_in_force(adopted.year.id)
        assert table.digest == adoption.digest == bloc_table(adopted.year.id).digest
        rows = {line.agency: line.points["I/3"] for line in table.appraised}
        assert rows == {"L": Decimal("15.00"), "P": Decimal("15.00"), "A": Decimal("20.00"), "B": Decimal("15.00")}
        assert {card_of(adopted.year.id, a.id).stage for a in (adopted.lead, adopted.member)} == {"adopted"}
        make.keep()
    for agency in (adopted.lead, adopted.deputy, adopted.member, adopted.other):
        with acting(make.scope(adopted, agency, seated=False)):
            told = notices_to(agency.id)[0]
            assert (told.kind, adoption.digest[:16] in told.text) == ("adopted", True)
            make.keep()


def test_a_member_sees_nothing_of_what_was_adopted_before_the_publication(adopted, make):
    with acting(make.scope(adopted, adopted.member, seated=False)):
        assert adoption_in_force(adopted.year.id) is None
        assert adopted_table(adopted.year.id) is None
        assert db.session.scalars(db.select(AdoptedLine)).all() == []
        make.keep()


def test_one_person_or_one_agency_does_not_adopt(compared, make):
    clerk, head = (user.id for user in users_of(compared.lead.id))
    with acting(make.scope(compared, compared.lead, user_id=clerk)):
        ask_to_adopt(compared.year.id)
        make.keep()
    same_person = make.scope(compared, compared.deputy, user_id=clerk)
    same_agency = Scope(
        bloc=compared.bloc.id, year=compared.year.id, agency=compared.lead.id, lead_agency=compared.other.id,
        deputy=1, open=1, user=head,
    )  # fmt: skip
    for scope in (make.scope(compared, compared.lead, user_id=clerk), same_person, same_agency):
        with acting(scope), pytest.raises(Refused, match="Khối phó"):
            confirm(open_request(compared.year.id))
        db.session.rollback()
    with acting(make.scope(compared, compared.lead, user_id=head)):
        assert adoption_in_force(compared.year.id) is None
        db.session.rollback()


def test_the_operator_does_not_answer_himself(compared):
    with acting(Scope.of_operator(compared.bloc.id, compared.year.id)):
        request = ask_to_adopt(compared.year.id)
        db.session.commit()
        with pytest.raises(Refused, match="Khối phó"):
            confirm(request)
    db.session.rollback()


def test_nothing_is_published_that_was_not_adopted(compared, make):
    with acting(make.scope(compared, compared.lead, user_id=1)), pytest.raises(Refused, match="chưa chốt"):
        ask_to_publish(compared.year.id)
    db.session.rollback()


def test_what_is_published_is_what_was_adopted(adopted, make):
    with acting(make.scope(adopted, adopted.lead)):
        frozen = {line.member_id: line.total for line in db.session.scalars(db.select(AdoptedLine))}
        make.keep()
    by_two(adopted, ask_to_publish)
    with acting(make.scope(adopted, adopted.other, seated=False)):
        assert {line.member_id: line.total for line in lines_of(standing_in_force(adopted.year.id).id)} == frozen
        make.keep()


def test_after_the_adoption_no_action_changes_points(adopted, make):
    year = adopted.year
    sheet_leaf = "I/1"

    def leaf():
        return next(row for row in criteria_of(sheet_in_force(year.id).id) if row.path == sheet_leaf)

    acts = (
        lambda card: appraise(card, leaf(), Verdict(points=Decimal(1), reason="Muộn"), 1),
        accept_in_bulk,
        lambda card: send_back(card, "Bổ sung", None),
        lambda card: set_aside(year.id, adopted.member.id, "Kỷ luật"),
        lambda card: correct_lateness(year.id, adopted.member.id, {"scorecard": None}, {"scorecard": 3}, "x"),
        lambda card: set_untargeted(membership_of(year.id, adopted.member.id), ["I/3"], ["I/3"]),
        lambda card: take_in(year, sheet_in_force(year.id), [], Stage.APPRAISED),
        lambda card: decide(
            year.id, membership_of(year.id, adopted.member.id), DecidedKind.CONSIDERATION, "Kỷ luật", "BB 1"
        ),
    )
    for act in acts:
        with acting(make.scope(adopted, adopted.lead)):
            card = card_of(year.id, adopted.member.id)
            with pytest.raises(Refused, match="đã chốt"):
                act(card)
            db.session.rollback()


def test_what_is_filed_late_after_the_adoption_is_not_noted_and_does_not_fail(adopted, make):
    with acting(make.scope(adopted, adopted.member, seated=False)):
        assert note_lateness(adopted.year.id, adopted.member.id, "year_report", 4) is None
        db.session.commit()
        assert lateness_in(adopted.year.id, adopted.member.id) == {}
        db.session.rollback()


def test_an_agency_that_had_no_card_begins_none_any_more(make):
    year = appraised_year()
    late = make.agency(year.bloc, "N")
    make.member(year.year, late)
    with acting(make.scope(year, year.lead)):
        set_aside(year.year.id, late.id, "Không tự chấm")
        make.keep()
    adopt(year)
    with acting(make.scope(year, late, seated=False)):
        with pytest.raises(Refused, match="đã chốt"):
            begin(year.year.id, late.id)
        db.session.rollback()


def kept_rows():
    return {
        table: db.session.connection().exec_driver_sql(f"SELECT * FROM {table} ORDER BY id").all() for table in POINTED
    }


@pytest.mark.parametrize("who", ["lead", "deputy", "member", "operator"])
def test_raw_sql_on_the_portals_own_connection_changes_no_points_either(adopted, make, who):
    operator = Scope.of_operator(adopted.bloc.id, adopted.year.id)
    with acting(operator):
        before = kept_rows()
        db.session.rollback()
    scope = operator if who == "operator" else make.scope(adopted, getattr(adopted, who))
    statements = (
        "UPDATE scorecard SET stage = 'draft'",
        "UPDATE appraisal SET points = 1000",
        "DELETE FROM appraisal",
        "UPDATE filed_mark SET inputs = '{}'",
        "UPDATE adopted_line SET total = 1",
        "DELETE FROM adopted_line",
        "UPDATE scorecard SET filings = 9 WHERE id IN (SELECT scorecard_id FROM appraisal)",
    )
    for statement in statements:
        with acting(scope):
            try:
                changed = db.session.connection().exec_driver_sql(statement).rowcount
            except DBAPIError:
                changed = 0
            assert changed == 0, statement
            db.session.rollback()
    if db.engine.dialect.name == "sqlite":
        with acting(scope), pytest.raises(DBAPIError):
            db.session.connection().exec_driver_sql("INSERT OR REPLACE INTO appraisal SELECT * FROM appraisal")
        db.session.rollback()
    with acting(operator):
        assert kept_rows() == before
        db.session.rollback()


def test_the_database_lets_points_change_again_once_they_are_reopened(adopted, make):
    by_two(adopted, ask_to_reopen, REASON)
    with acting(make.scope(adopted, adopted.lead)):
        changed = db.session.connection().exec_driver_sql("UPDATE scorecard SET filings = 2 WHERE stage = 'appraised'")
        assert changed.rowcount > 0
        db.session.rollback()


def test_two_people_reopen_with_a_reason_that_all_read_and_what_was_adopted_stays_on_record(adopted, make):
    with acting(make.scope(adopted, adopted.lead, user_id=1)):
        with pytest.raises(Refused, match="ít nhất 20"):
            ask_to_reopen(adopted.year.id, "sai")
        db.session.rollback()
    by_two(adopted, ask_to_reopen, REASON)
    with acting(make.scope(adopted, adopted.other, seated=False)):
        assert REASON in notices_to(adopted.other.id)[0].text
        assert card_of(adopted.year.id, adopted.other.id).stage == "appraised"
        make.keep()
    with acting(make.scope(adopted, adopted.lead)):
        assert adoption_in_force(adopted.year.id) is None
        assert [row.reopened_reason for row in adoptions_of(adopted.year.id)] == [REASON]
        consider(adopted.year.id, adopted.member.id)
        make.keep()
    adopt(adopted)
    with acting(make.scope(adopted, adopted.lead)):
        assert adoption_in_force(adopted.year.id).number == 2
        make.keep()


def test_published_points_are_reopened_only_after_the_result_was_withdrawn(compared, make):
    publish(compared)
    with acting(make.scope(compared, compared.lead, user_id=1)):
        with pytest.raises(Refused, match="rút kết quả trước"):
            ask_to_reopen(compared.year.id, REASON)
        db.session.rollback()
    by_two(compared, ask_to_withdraw, REASON)
    by_two(compared, ask_to_reopen, REASON)
    with acting(make.scope(compared, compared.member, seated=False)):
        assert card_of(compared.year.id, compared.member.id).stage == "appraised"
        make.keep()


def test_votes_after_the_adoption_order_equals_and_change_no_points(make):
    year = appraised_year()
    adopt(year)
    with acting(make.scope(year, year.lead)):
        before = {line.agency: line.points for line in adopted_table(year.year.id).appraised}
        for agency, place in ((year.member, "1"), (year.deputy, "2")):
            decide(year.year.id, membership_of(year.year.id, agency.id), DecidedKind.TIE, place, "BB 02")
        db.session.commit()
        after = adopted_table(year.year.id).appraised
        assert [(line.agency, line.rank) for line in after] == [("L", 1), ("A", 2), ("P", 3), ("B", 4)]
        assert {line.agency: line.points for line in after} == before
        make.keep()


def test_the_adoption_stands_in_the_journal_with_the_hash_of_the_table(adopted, make):
    with acting(make.scope(adopted, adopted.lead)):
        digest = adoption_in_force(adopted.year.id).digest
        lines = db.session.scalars(db.select(journal.JournalLine)).all()
        assert [json.loads(line.facts)["digest"] for line in lines if line.act == "adopt"] == [digest]
        make.keep()
