"""A card at any past moment, rebuilt from its history, is what stood there then."""

from contextlib import suppress
from dataclasses import replace as replaced
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from json import dumps, loads
from random import Random

import pytest

from khoi.scoring import actions
from khoi.scoring.actions.appraising import accept_in_bulk, appraise
from khoi.scoring.actions.evidence import attach, detach, replace, store
from khoi.scoring.actions.explaining import close_round, open_rounds
from khoi.scoring.actions.releasing import release, send_back
from khoi.scoring.actions.settling import settle
from khoi.scoring.models import Evidence, marks_of, pinned_to_marks
from khoi.scoring.models.appraisals import findings_by_path
from khoi.scoring.models.paths import CardThen, RowThen, card_then, lateness_then
from khoi.scoring.models.told import findings_told
from khoi.scoring.rules import SETTLED, Inputs, Stage, Verdict
from khoi.years.actions import forget_lateness, note_lateness
from tenants import clock
from tenants.database import the
from tenants.refusal import Refused
from tests.khoi.scoring.cards_made import begun, marks
from tests.khoi.scoring.evidence_made import pdf, received
from tests.khoi.scoring.rounds_made import DIRECT, ITEMS, LAST, RELATIVE, at_work, leaf, the_card, the_round

ROWS = tuple(row | {"evidence": "optional"} for row in (DIRECT, ITEMS, RELATIVE, LAST))
START = datetime(2026, 11, 2, 2, tzinfo=UTC)
PATHS = ("I/1", "I/2", "I/3", "I/4")


@pytest.fixture
def three(make):
    bloc = make.bloc_of_three()
    make.sheet(bloc, *ROWS)
    return bloc


def standing(three, make) -> CardThen:
    """What stands now, read from the rows themselves."""
    with at_work(three, three.member, make, seated=False):
        card = the_card(three, three.member)
        behind = pinned_to_marks(card.id)
        rows = {
            criterion.path: RowThen(
                dumps(loads(mark.inputs), ensure_ascii=False, sort_keys=True), mark.points, mark.note,
                tuple(document.version.public_id for document in behind.get(mark.id, ())),
            )
            for mark, criterion in marks_of(card.id)
        }  # fmt: skip
        told = findings_told(card.id) if Stage(card.stage) in SETTLED else {}
        return CardThen(card.stage, card.sheet_id, rows, told)


def rebuilt(three, make, moment) -> CardThen:
    with at_work(three, three.member, make, seated=False):
        found = card_then(the_card(three, three.member), moment)
        assert found is not None
        rows = {
            path: replaced(row, inputs=dumps(loads(row.inputs), ensure_ascii=False, sort_keys=True))
            for path, row in found.rows.items()
        }
        return CardThen(found.stage, found.sheet_id, rows, found.told)


class Walk:
    """Anybody does anything he may; what is refused changes nothing."""

    def __init__(self, three, make, seed):
        self.three, self.make, self.dice = three, make, Random(seed)
        with at_work(three, three.member, make, seated=False):
            papers = [store(three.year.id, three.member.id, received(pdf(n), f"Tệp {n}.pdf")) for n in (1, 2)]
            self.papers = [paper.evidence.public_id for paper in papers]

    def step(self):
        acts = (self.claim,) * 4 + (
            self.documents,
            *(self.leave,) * 5,
            self.appraise,
            self.appraise,
            self.tell,
            self.explain,
        )
        act = self.dice.choice((*acts, self.settle, self.back))
        with suppress(Refused):
            act()

    def own(self):
        return at_work(self.three, self.three.member, self.make, seated=False)

    def chair(self):
        return at_work(self.three, self.three.lead, self.make)

    def card(self):
        return the_card(self.three, self.three.member)

    def claim(self):
        path, number = self.dice.choice(PATHS), Decimal(self.dice.randint(1, 9))
        figures = {
            "I/1": Inputs(points=number), "I/2": Inputs(count=int(number) % 4),
            "I/3": Inputs(actual=number, target=Decimal(5)), "I/4": Inputs(points=number),
        }[path]  # fmt: skip
        with self.own():
            mark = marks(self.card())[path]
            actions.claim(mark, figures, self.dice.choice(("", "Ghi chú", "Đã rà soát")) or "Có lý do", mark.version)

    def documents(self):
        with self.own():
            mark, paper = marks(self.card())[self.dice.choice(PATHS)], the(Evidence, self.dice.choice(self.papers))
            act = self.dice.randint(0, 2)
            if act == 2:
                replace(paper, received(pdf(self.dice.randint(3, 90)), "Thay.pdf"), paper.revision)
            else:
                (attach if act else detach)(mark, paper)

    def leave(self):
        with self.own():
            card = self.card()
            act = self.dice.randint(0, 3)
            if act == 3:
                actions.give_back(card, "Xem lại")
            elif card.stage == "at_head":
                actions.submit(card, card.version)
            else:
                actions.send_to_head(card)

    def appraise(self):
        with self.chair():
            card, path = self.card(), self.dice.choice(PATHS)
            found = findings_by_path(card.id).get(path)
            points = Decimal(self.dice.randint(1, 9))
            appraise(
                card, leaf(self.three, path), Verdict(points=points, reason="Rà soát"), found.version if found else 0
            )

    def tell(self):
        with self.chair():
            accept_in_bulk(self.card())
            release(self.card())

    def explain(self):
        with self.chair():
            if (present := the_round(self.three, self.three.member)) is not None:
                close_round(present)
            else:
                open_rounds([self.card()], clock.now(), clock.now() + timedelta(days=1))

    def settle(self):
        with self.chair():
            card, path = self.card(), self.dice.choice(PATHS)
            found = findings_by_path(card.id).get(path)
            verdict = Verdict(points=Decimal(self.dice.randint(1, 9)), reason="Xem lại")
            settle(card, leaf(self.three, path), verdict, found.version if found else 0)

    def back(self):
        if self.dice.random() < 0.4:
            with self.chair():
                send_back(self.card(), "Bổ sung", None, self.dice.choice(((), ("I/1",), ("I/2", "I/4"))))


@pytest.mark.parametrize("seed", range(4))
def test_every_moment_of_a_random_walk_is_rebuilt_as_it_stood(three, make, seed):
    with clock.stopped_at(START):
        begun(three, three.member, make)
        walk = Walk(three, make, seed)
        with at_work(three, three.member, make, seated=False):
            for path, figures in zip(PATHS, ({"points": 7}, {"count": 2}, {"actual": 6, "target": 5}, {"points": 3}),
                                     strict=True):  # fmt: skip
                mark = marks(the_card(three, three.member))[path]
                typed = {k: Decimal(v) if k != "count" else v for k, v in figures.items()}
                actions.claim(mark, Inputs(**typed), "", mark.version)
    stood = {}
    for number in range(1, 31):
        moment = START + timedelta(minutes=number)
        with clock.stopped_at(moment):
            walk.step()
        stood[moment] = standing(three, make)
    for moment, then in stood.items():
        assert rebuilt(three, make, moment) == then, (seed, moment)
        assert rebuilt(three, make, moment + timedelta(seconds=59)) == then
    assert len({then.stage for then in stood.values()}) > 1


def test_before_it_was_begun_there_is_no_card(three, make):
    with clock.stopped_at(START):
        begun(three, three.member, make)
    with at_work(three, three.member, make, seated=False):
        assert card_then(the_card(three, three.member), START - timedelta(seconds=1)) is None


def test_days_late_are_those_that_were_noted_then(three, make):
    moments = [START + timedelta(days=day) for day in range(4)]
    for at, days in zip(moments[1:], (2, 5, None), strict=True):
        with clock.stopped_at(at), at_work(three, three.lead, make):
            if days is None:
                forget_lateness(three.year.id, three.member.id, "half_year_report", "Ghi nhầm")
            else:
                note_lateness(three.year.id, three.member.id, "half_year_report", days)
    with at_work(three, three.member, make, seated=False):
        known = [lateness_then(three.year.id, three.member.id, moment) for moment in moments]
    assert known == [{}, {"half_year_report": 2}, {"half_year_report": 5}, {}]
