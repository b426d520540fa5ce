"""A bloc with a catalogue and registrations, and its people at work, for the tests of pledges."""

from datetime import datetime, timedelta
from decimal import Decimal

from khoi.pledges import actions
from khoi.pledges.models import catalogue_of, contents_of, registration_of
from khoi.pledges.rules import seal_of
from khoi.years.models import Filing
from khoi.years.rules import ZONE
from tenants.database import db
from tenants.models import year_by_id
from tenants.scope import acting
from tests.khoi.scoring.cards_made import working

DUE = datetime(2026, 3, 15, 17, tzinfo=ZONE)
CLOSING = DUE + timedelta(days=10)
SONG = "CHIM-HOANG-YEN"

__all__ = ["CLOSING", "DUE", "SONG", "bloc_with_catalogue", "filed", "fill", "own", "working"]


def bloc_with_catalogue(make):
    """The bloc of three with dates for registration and the customary catalogue."""
    three = make.bloc_of_three()
    with acting(make.scope(three, three.lead)):
        db.session.add(
            Filing(
                bloc_id=three.bloc.id, year_id=three.year.id, shown_to="members", key="registration",
                title="Đăng ký thi đua", due=DUE, closing=CLOSING,
            )
        )  # fmt: skip
        actions.begin_catalogue(year_by_id(three.year.id))
        make.keep()
    return three


def own(three, agency):
    return registration_of(three.year.id, agency.id)


def fill(three, agency, make, text="Hoàn thành kế hoạch", names=""):
    """The agency's registration with a title and a target, still a draft."""
    with working(three, agency, make):
        row = actions.begin_registration(three.year.id, agency.id)
        title = next(each for each in catalogue_of(three.year.id) if each.code == "LĐTT")
        actions.register_title(row, title, 12, names, 0)
        actions.add_target(row, text, "%", Decimal(100))


def filed(three, agency, make, **more):
    """The same, sent to the head and filed."""
    fill(three, agency, make, **more)
    with working(three, agency, make):
        actions.send_to_head(own(three, agency))
    with working(three, agency, make):
        row = own(three, agency)
        found = actions.file_registration(row, seal_of(contents_of(row.id)))
        return found.public_id


def title_id(three, make, code="LĐTT"):
    with working(three, three.member, make):
        return next(each.public_id for each in catalogue_of(three.year.id) if each.code == code)
