"""A bloc whose member was told what was found, and people of both sides within a round, for the tests of giải trình."""

from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal

from khoi.scoring import actions
from khoi.scoring.actions.answering import send_answers, state_of_drafts, write_answer
from khoi.scoring.actions.appraising import accept_in_bulk, appraise
from khoi.scoring.actions.explaining import open_rounds
from khoi.scoring.actions.releasing import release
from khoi.scoring.models import card_of, drafts_in, open_differences, open_round_of
from khoi.scoring.rules import Inputs, Verdict
from khoi.sheets.models import criteria_of, sheet_in_force
from tenants import clock
from tenants.database import db
from tenants.scope import acting
from tests.khoi.scoring.cards_made import begun, fill

DIRECT = {"code": "1", "title": "Tự nhập", "ceiling": "40", "method": '{"type":"direct"}'}
ITEMS = {"code": "2", "title": "Phong trào", "ceiling": "30", "method": '{"type":"per_item","points":"10"}'}
RELATIVE = {"code": "3", "title": "Vượt chỉ tiêu", "ceiling": "20", "method": '{"type":"relative"}'}
LAST = {"code": "4", "title": "Kỷ luật", "ceiling": "10", "method": '{"type":"direct"}'}
ROWS = (DIRECT, ITEMS, RELATIVE, LAST)
FULL = {
    "I/1": Inputs(points=Decimal(38)),
    "I/2": Inputs(count=3),
    "I/3": Inputs(actual=Decimal(12), target=Decimal(10)),
    "I/4": Inputs(points=Decimal(9)),
}


@contextmanager
def at_work(three, who, make, *, seated=True, user=0):
    """Somebody works: what he did is committed at the end, or rolled back when it was refused."""
    with acting(make.scope(three, who, seated=seated, user_id=user)):
        try:
            yield
            db.session.commit()
        finally:
            db.session.rollback()


def chair_of(three, agency):
    return three.deputy if agency is three.lead else three.lead


def filed(three, agency, make):
    """The agency's card, submitted by its head."""
    begun(three, agency, make)
    with at_work(three, agency, make, seated=False):
        card = card_of(three.year.id, agency.id)
        fill(card, FULL)
        actions.send_to_head(card)
        actions.submit(card, card.version)


def told(three, agency, make):
    """The same card appraised and released: I/1 given 30, of I/2 one item taken off, I/3 corrected, I/4 accepted."""
    filed(three, agency, make)
    with at_work(three, chair_of(three, agency), make):
        card = card_of(three.year.id, agency.id)
        appraise(card, leaf(three, "I/1"), Verdict(points=Decimal(30), reason="Thiếu quý III"), 0)
        appraise(card, leaf(three, "I/2"), Verdict(corrected=Inputs(count=2), reason="Một việc năm trước"), 0)
        figures = Inputs(actual=Decimal(11), target=Decimal(10))
        appraise(card, leaf(three, "I/3"), Verdict(corrected=figures, reason="Theo báo cáo"), 0)
        accept_in_bulk(card)
        release(card)


def explaining(three, agency, make, *, most_words=0, days=3):
    """The same card in an open round."""
    told(three, agency, make)
    with at_work(three, chair_of(three, agency), make):
        now = clock.now()
        open_rounds([card_of(three.year.id, agency.id)], now, now + timedelta(days=days), most_words)


def leaf(three, path):
    return next(node for node in criteria_of(sheet_in_force(three.year.id).id) if node.path == path)


def the_card(three, agency):
    return card_of(three.year.id, agency.id)


def the_round(three, agency):
    return open_round_of(the_card(three, agency).id)


def answer(three, make, path="I/1", text="Quý III đã họp, kèm biên bản"):
    with at_work(three, three.member, make, seated=False):
        write_answer(the_round(three, three.member), leaf(three, path), text, 0)


def sent(three, make):
    with at_work(three, three.member, make, seated=False):
        present = the_round(three, three.member)
        return send_answers(present, state_of_drafts(drafts_in(present.id)))


def version_of(three, path):
    row = next(each for each in open_differences(three.year.id) if each.path == path)
    return row.row.version
