"""Appraisal: who may say what on whose card, and what becomes of it."""

from decimal import Decimal

import pytest

from khoi.scoring.actions.appraising import accept_in_bulk, appraise, undo_bulk, withdraw
from khoi.scoring.actions.releasing import release, send_back
from khoi.scoring.models import Scorecard, appraisals_of, card_of
from khoi.scoring.models.bloc import bloc_cards
from khoi.scoring.rules import Inputs, Verdict, View, score_bloc, totals
from khoi.sheets.models import Criterion, criteria_of, sheet_in_force, spec_of
from tenants import journal
from tenants.database import db
from tenants.refusal import Refused
from tenants.scope import acting

DIRECT = '{"type":"direct"}'
PER_ITEM = '{"type":"per_item","points":"10"}'


@pytest.fixture
def three(make):
    """The member has filed 40 points typed and three items of 10."""
    bloc = make.bloc_of_three()
    make.sheet(
        bloc,
        {"code": "1", "title": "Phối hợp", "ceiling": "50", "method": DIRECT},
        {"code": "2", "title": "Phong trào", "ceiling": "50", "method": PER_ITEM},
    )
    make.filed_card(bloc, bloc.member, {"I/1": '{"points":"40"}', "I/2": '{"count":"3"}'})
    return bloc


def seen(three, agency) -> Scorecard:
    card = card_of(three.year.id, agency.id)
    assert card is not None
    return card


def leaf(three, path: str) -> Criterion:
    sheet = sheet_in_force(three.year.id)
    assert sheet is not None
    return next(node for node in criteria_of(sheet.id) if node.path == path)


def total(three, view: View) -> Decimal:
    sheet = sheet_in_force(three.year.id)
    assert sheet is not None
    spec = spec_of(sheet)
    rows = score_bloc(spec, bloc_cards(three.year.id, spec), view)
    return totals(spec, rows["A"]).total


def test_other_points_need_a_reason_and_then_count(three, make):
    with acting(make.scope(three, three.lead)):
        card = seen(three, three.member)
        with pytest.raises(Refused, match="Chưa lưu được"):
            appraise(card, leaf(three, "I/1"), Verdict(points=Decimal("35.5")), 0)
        appraise(card, leaf(three, "I/1"), Verdict(points=Decimal("35.5"), reason="Thiếu quý III"), 0)
        db.session.commit()
        assert card.stage == "under_appraisal"
        assert (total(three, View.CLAIMED), total(three, View.APPRAISED)) == (Decimal("70.00"), Decimal("65.50"))
        db.session.rollback()


def test_a_corrected_figure_is_computed_anew(three, make):
    with acting(make.scope(three, three.lead)):
        appraise(
            seen(three, three.member),
            leaf(three, "I/2"),
            Verdict(corrected=Inputs(count=2), reason="Một việc năm trước"),
            0,
        )
        db.session.commit()
        assert total(three, View.APPRAISED) == Decimal("60.00")
        db.session.rollback()


def test_points_above_the_ceiling_are_refused(three, make):
    with acting(make.scope(three, three.lead)), pytest.raises(Refused):
        appraise(seen(three, three.member), leaf(three, "I/1"), Verdict(points=Decimal("50.5"), reason="thưởng"), 0)
    db.session.rollback()


def test_two_appraisers_on_one_row_do_not_overwrite_each_other(three, make):
    with acting(make.scope(three, three.other)):
        appraise(seen(three, three.member), leaf(three, "I/1"), Verdict(accepted=True), 0)
        db.session.commit()
    db.session.remove()
    with acting(make.scope(three, three.lead)), pytest.raises(Refused, match="Người khác vừa thẩm định"):
        appraise(seen(three, three.member), leaf(three, "I/1"), Verdict(points=Decimal(1), reason="khác"), 0)
    db.session.rollback()


def test_nobody_appraises_his_own_agency_and_the_leads_card_is_the_deputys(three, make):
    make.filed_card(three, three.lead, {"I/1": '{"points":"50"}'})
    make.filed_card(three, three.other, {"I/1": '{"points":"50"}'})
    for who, whose, allowed in (
        (three.lead, three.lead, False),
        (three.deputy, three.lead, True),
        (three.other, three.lead, False),
        (three.deputy, three.member, False),
        (three.other, three.member, True),
        (three.other, three.other, False),
        (three.lead, three.other, True),
    ):
        db.session.remove()
        with acting(make.scope(three, who)):
            try:
                appraise(seen(three, whose), leaf(three, "I/1"), Verdict(accepted=True), 0)
                db.session.commit()
                done = True
            except Refused:
                db.session.rollback()
                done = False
            assert done is allowed, (who.code, whose.code)


def test_bulk_accept_settles_only_untouched_rows_and_its_undo_only_what_it_did(three, make):
    with acting(make.scope(three, three.lead)):
        card = seen(three, three.member)
        appraise(card, leaf(three, "I/1"), Verdict(points=Decimal(30), reason="Thiếu minh chứng"), 0)
        bulk, settled = accept_in_bulk(card)
        db.session.commit()
        assert settled == 1
        assert undo_bulk(card, bulk) == 1
        db.session.commit()
        assert [finding.points for finding in appraisals_of(card.id).values()] == [Decimal(30)]
        db.session.rollback()


def test_a_row_touched_after_the_bulk_act_survives_its_undo(three, make):
    with acting(make.scope(three, three.lead)):
        card = seen(three, three.member)
        bulk, _ = accept_in_bulk(card, "I")
        appraise(card, leaf(three, "I/1"), Verdict(points=Decimal(30), reason="Xem lại"), 1)
        db.session.commit()
        assert undo_bulk(card, bulk) == 1
        db.session.commit()
        assert len(appraisals_of(card.id)) == 1
        db.session.rollback()


def test_release_waits_for_every_row_and_only_then_the_agency_sees(three, make):
    with acting(make.scope(three, three.lead)):
        card = seen(three, three.member)
        appraise(card, leaf(three, "I/1"), Verdict(accepted=True), 0)
        with pytest.raises(Refused, match="1 tiêu chí chưa thẩm định"):
            release(card)
        db.session.commit()
    db.session.remove()
    with acting(make.scope(three, three.member, seated=False)):
        assert appraisals_of(card.id) == {}
        db.session.rollback()
    with acting(make.scope(three, three.lead)):
        card = seen(three, three.member)
        accept_in_bulk(card)
        release(card)
        db.session.commit()
        assert card.stage == "appraised"
    db.session.remove()
    with acting(make.scope(three, three.member, seated=False)):
        assert len(appraisals_of(card.id)) == 2
        db.session.rollback()


def test_a_card_is_returned_only_with_a_reason_and_its_findings_stay(three, make):
    with acting(make.scope(three, three.lead)):
        card = seen(three, three.member)
        appraise(card, leaf(three, "I/1"), Verdict(accepted=True), 0)
        with pytest.raises(Refused, match="lý do"):
            send_back(card, "  ", None)
        send_back(card, "Bổ sung minh chứng quý III", None)
        db.session.commit()
        assert card.stage == "returned"
        assert len(appraisals_of(card.id)) == 1
        db.session.rollback()


def test_taking_a_word_back_opens_the_row_and_every_step_is_in_the_journal(three, make):
    with acting(make.scope(three, three.lead)):
        card = seen(three, three.member)
        appraise(card, leaf(three, "I/1"), Verdict(accepted=True), 0)
        db.session.commit()
        withdraw(card, leaf(three, "I/1"), 1)
        db.session.commit()
        assert appraisals_of(card.id) == {}
        verdict = journal.verify(three.bloc.id)
        assert (verdict.lines, verdict.broken_at) == (2, 0)
        db.session.rollback()
