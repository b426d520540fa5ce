"""The points of the year are held from their adoption until they are reopened."""

from khoi.years.models import Holding, holding_of, is_held
from khoi.years.rules import HELD
from tenants import clock
from tenants.database import db
from tenants.refusal import Refused


def hold_points(bloc_id: int, year_id: int) -> Holding:
    """From now on nothing that points are made of changes; who adopts them writes the journal."""
    db.session.flush()  # what belongs to the adoption itself is there before the database shuts
    row = Holding(bloc_id=bloc_id, year_id=year_id, shown_to="members", since=clock.now())
    db.session.add(row)
    db.session.flush()
    return row


def let_points_go(year_id: int) -> None:
    """They may change again."""
    if (row := holding_of(year_id)) is not None:
        row.ended_at = clock.now()
        db.session.flush()


def refuse_held(year_id: int) -> None:
    """For every act that would change what adopted points are made of."""
    if is_held(year_id):
        raise Refused(HELD)
