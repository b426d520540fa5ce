"""A sheet of small rows, cards on it, and the agency's people at work, for the tests of self-assessment."""

from contextlib import contextmanager
from decimal import Decimal

from khoi.scoring import actions
from khoi.scoring.models import card_of, marks_of
from khoi.scoring.rules import Inputs
from khoi.sheets.models import PUBLISHED, SUPERSEDED, Criterion, Sheet
from tenants.database import db
from tenants.scope import acting

DIRECT = {"code": "1", "title": "Tự nhập", "ceiling": "40", "method": '{"type":"direct"}'}
PERCENT = {
    "code": "2", "title": "Theo tỷ lệ", "ceiling": "40",
    "method": '{"type":"percent","minus_per_percent":"2"}',
}  # fmt: skip
RELATIVE = {"code": "3", "title": "So với đơn vị tốt nhất", "ceiling": "10", "method": '{"type":"relative"}'}
TIMELY = {
    "code": "4", "title": "Nộp đúng hạn", "ceiling": "10",
    "method": '{"type":"timeliness","points_per_day":"2","filing":"scorecard"}',
}  # fmt: skip
ROWS = (DIRECT, PERCENT, RELATIVE, TIMELY)
FULL = {
    "I/1": Inputs(points=Decimal("38.5")),
    "I/2": Inputs(actual=Decimal(47), target=Decimal(48)),
    "I/3": Inputs(actual=Decimal(5), target=Decimal(4)),
}


@contextmanager
def working(three, agency, make, *, seated=False, user=0):
    """Somebody of the agency works: what he did is committed at the end, or rolled back when it was refused."""
    with acting(make.scope(three, agency, seated=seated, user_id=user)):
        try:
            yield
            db.session.commit()
        finally:
            db.session.rollback()


def begun(three, agency, make):
    """The agency's card, just begun."""
    with working(three, agency, make):
        return actions.begin(three.year.id, agency.id)


def marks(card):
    return {criterion.path: mark for mark, criterion in marks_of(card.id)}


def fill(card, answers=FULL):
    """Answer these rows of a card; within `working`."""
    for path, inputs in answers.items():
        mark = marks(card)[path]
        actions.claim(mark, inputs, "", mark.version)


def filed(three, agency, make, answers=FULL):
    """A card that its head has submitted."""
    card = begun(three, agency, make)
    with working(three, agency, make):
        fill(card, answers)
        actions.send_to_head(card)
        actions.submit(card, card.version)
    return card


def card_again(three, agency):
    return card_of(three.year.id, agency.id)


def new_version(three, make, **changed):
    """Version 2 of the sheet: the given rows changed by code; a code of None removes the row."""
    with acting(make.scope(three, three.lead)):
        old = db.session.query(Sheet).one()
        old.state = SUPERSEDED
        owner = {"bloc_id": old.bloc_id, "year_id": old.year_id, "shown_to": "members"}
        made = Sheet(
            **owner, number=2, state=PUBLISHED, name=old.name, settings=old.settings, total=old.total,
            made_at=old.made_at, published_at=old.made_at,
        )  # fmt: skip
        db.session.add(made)
        db.session.flush()
        parents = {}
        for node in db.session.query(Criterion).filter_by(sheet_id=old.id).order_by(Criterion.place).all():
            more = changed.get(f"row_{node.code}", {})
            if more is None:
                continue
            values = {
                key: getattr(node, key)
                for key in (
                    "position",
                    "place",
                    "depth",
                    "path",
                    "code",
                    "title",
                    "ceiling",
                    "kind",
                    "method",
                    "evidence",
                )
            }
            row = Criterion(**owner, sheet_id=made.id, parent_id=parents.get(node.parent_id), **(values | more))
            db.session.add(row)
            db.session.flush()
            parents[node.id] = row.id
        db.session.commit()
