"""Named rows come back: they alone are open, for as long as was said; every other leaves under the seal it had."""

from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import pytest

from khoi.scoring import actions
from khoi.scoring.actions.evidence import add, attach, describe, detach, replace
from khoi.scoring.actions.importing import take_in
from khoi.scoring.actions.releasing import send_back
from khoi.scoring.models import Evidence, last_filed, mark_at, pinned_to
from khoi.scoring.models.filed import rows_filed
from khoi.scoring.rules import Answer, Card, FiledCard, Inputs, Stage
from khoi.sheets.models import sheet_in_force
from khoi.years.actions import reopen
from khoi.years.models import SCORECARD, filing_keyed
from tenants import clock
from tenants.database import db, the
from tenants.models import membership_of, year_by_id
from tenants.refusal import Refused
from tenants.scope import Scope, acting
from tests.khoi.scoring.appraisal_made import entered, send, text
from tests.khoi.scoring.cards_made import fill, marks
from tests.khoi.scoring.evidence_made import pdf, received
from tests.khoi.scoring.rounds_made import ROWS, at_work, begun, the_card

ROOT = "/noi-chinh/2026"
EVIDENCED = {"evidence": "optional"}


@pytest.fixture
def three(make):
    """The member has filed all rows, with a document behind I/1 and I/4; I/1 came back for two days."""
    bloc = make.bloc_of_three()
    make.sheet(bloc, *(row | EVIDENCED for row in ROWS))
    make.dates(bloc)
    begun(bloc, bloc.member, make)
    with at_work(bloc, bloc.member, make, seated=False):
        card = the_card(bloc, bloc.member)
        fill(card, {"I/1": Inputs(points=Decimal(38)), "I/2": Inputs(count=3), "I/4": Inputs(points=Decimal(9))})
        fill(card, {"I/3": Inputs(actual=Decimal(12), target=Decimal(10))})
        add(marks(card)["I/4"], received())
        actions.send_to_head(card)
        actions.submit(card, card.version)
    with at_work(bloc, bloc.lead, make):
        send_back(the_card(bloc, bloc.member), "Sửa số liệu quý III", clock.now() + timedelta(days=2), ["I/1"])
    return bloc


def seals(three):
    return {c.path: row.seal for row, c in rows_filed(last_filed(the_card(three, three.member).id).id)}


def refiled(three, make):
    with at_work(three, three.member, make, seated=False):
        card = the_card(three, three.member)
        actions.send_to_head(card)
        actions.submit(card, card.version)


def test_the_named_row_is_entered_anew_and_every_other_seal_is_the_same(three, make):
    with at_work(three, three.member, make, seated=False):
        before = seals(three)
        mark = marks(the_card(three, three.member))["I/1"]
        actions.claim(mark, Inputs(points=Decimal(35)), "", mark.version)
    refiled(three, make)
    with at_work(three, three.member, make, seated=False):
        after = seals(three)
        assert [path for path in before if before[path] != after[path]] == ["I/1"]


def test_a_row_that_did_not_come_back_takes_neither_figure_nor_document(three, make):
    with at_work(three, three.member, make, seated=False):
        card = the_card(three, three.member)
        before, sealed = seals(three), marks(card)["I/4"]
        behind, revision = pinned_to(sealed.id)[0].evidence.public_id, pinned_to(sealed.id)[0].evidence.revision
        added = add(marks(card)["I/1"], received(pdf(2), "Mới.pdf")).evidence.public_id
    tries = (
        lambda mark: actions.claim(mark, Inputs(points=Decimal(10)), "", mark.version),
        lambda mark: actions.claim(mark, Inputs(points=Decimal(10)), "", mark.version, "excel"),
        lambda mark: add(mark, received(pdf(3), "Khác.pdf")),
        lambda mark: attach(mark, the(Evidence, added)),
        lambda mark: detach(mark, the(Evidence, behind)),
        lambda mark: replace(the(Evidence, behind), received(pdf(4), "Thay.pdf"), revision),
        lambda mark: describe(the(Evidence, behind), title="Tên khác", number="", dated=None, issuer="",
                              revision=revision),
    )  # fmt: skip
    for trial in tries:
        with pytest.raises(Refused, match="niêm phong"), at_work(three, three.member, make, seated=False):
            trial(mark_at(three.year.id, three.member.id, "I/4"))
    refiled(three, make)
    with at_work(three, three.member, make, seated=False):
        after = seals(three)
        assert {path for path in before if before[path] != after[path]} <= {"I/1"}


def test_an_excel_file_with_a_sealed_row_changes_no_row_at_all(app, three, make):
    clerk = entered(app, "a.clerk")
    with at_work(three, three.member, make, seated=False):
        open_, sealed = (marks(the_card(three, three.member))[path] for path in ("I/1", "I/4"))
        open_id, sealed_id = open_.public_id, sealed.public_id
        versions = open_.version, sealed.version
    rows = {
        f"{open_id}-version": versions[0], f"{open_id}-points": "30",
        f"{sealed_id}-version": versions[1], f"{sealed_id}-points": "10",
    }  # fmt: skip
    answer = send(clerk, f"{ROOT}/scorecard/apply", take=[open_id, sealed_id], **rows)
    assert (answer.status_code, "niêm phong" in text(answer)) == (409, True)
    with at_work(three, three.member, make, seated=False):
        assert [mark.version for mark in (marks(the_card(three, three.member))[p] for p in ("I/1", "I/4"))] == [
            *versions
        ]


def test_a_scores_file_changes_no_sealed_row(three, make):
    scope = Scope.of_operator(three.bloc.id, three.year.id)
    with acting(scope):
        answers = {
            "I/1": Answer(Inputs(points=Decimal(30))), "I/2": Answer(Inputs(count=3)),
            "I/3": Answer(Inputs(actual=Decimal(12), target=Decimal(10))), "I/4": Answer(Inputs(points=Decimal(10))),
        }  # fmt: skip
        file = FiledCard("A", Card("A", answers), {}, {})
        with pytest.raises(Refused) as refused:
            take_in(
                year_by_id(three.year.id), sheet_in_force(three.year.id), [(three.member.id, file)], Stage.SUBMITTED
            )
        assert refused.value.objections[0].path == "A I/4"
        db.session.rollback()


def test_after_the_time_limit_nothing_is_entered_or_filed_though_the_bloc_has_not_closed(three, make):
    with at_work(three, three.member, make, seated=False):
        until = the_card(three, three.member).returned_until
    for at, open_ in ((until, True), (until + timedelta(seconds=1), False)):
        with clock.stopped_at(at), suppress(Refused), at_work(three, three.member, make, seated=False):
            mark = marks(the_card(three, three.member))["I/1"]
            actions.claim(mark, Inputs(points=Decimal(20 + open_)), "", mark.version)
        with at_work(three, three.member, make, seated=False):
            points = marks(the_card(three, three.member))["I/1"].points
            assert points == Decimal(21)
    with clock.stopped_at(until + timedelta(seconds=1)), pytest.raises(Refused, match="hết thời hạn nộp lại"):
        refiled(three, make)


def test_a_named_exception_opens_it_again(three, make):
    with at_work(three, three.lead, make):
        until = the_card(three, three.member).returned_until
        member = membership_of(three.year.id, three.member.id)
        reopen(
            filing_keyed(three.year.id, SCORECARD),
            member,
            until + timedelta(days=9),
            "Lãnh đạo đơn vị đề nghị bằng công văn",
        )
    with clock.stopped_at(until + timedelta(days=1)):
        refiled(three, make)


def test_the_agency_sees_which_rows_are_open_why_and_until_when(app, three, make):
    page = text(entered(app, "a.clerk").get(f"{ROOT}/scorecard"))
    assert "Sửa số liệu quý III" in page
    assert "1 tiêu chí phải sửa, các tiêu chí khác vẫn niêm phong" in page
    assert "Nộp lại trước" in page
    assert page.count("Bị trả lại</span>") == 1


def test_the_chair_chooses_rows_from_the_card_itself(app, three, make):
    refiled(three, make)
    with at_work(three, three.lead, make):
        card = the_card(three, three.member).public_id
    lead = entered(app, "l.head")
    page = text(lead.get(f"{ROOT}/appraisal/agencies/{card}"))
    assert "Trả lại dòng này để sửa" in page
    form = text(lead.get(f"{ROOT}/appraisal/cards/{card}/return?row=I/2"))
    assert 'value="I/2" checked' in form
    assert "Trả lại dòng này để sửa" not in text(entered(app, "l.clerk").get(f"{ROOT}/appraisal/agencies/{card}"))
