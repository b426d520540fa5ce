"""A bloc at work for the tests of its pages: people signed in, cards at every stage, the words of a page."""

import re
from contextlib import contextmanager
from decimal import Decimal

from sqlalchemy import event

from khoi.ranking.models import Standing, StandingLine
from khoi.scoring.models import Scorecard, card_of
from khoi.sheets.models import sheet_in_force
from tenants import clock
from tenants.database import db
from tenants.models import Grant
from tenants.roles import Role
from tenants.scope import acting
from tests import make as makers
from tests.khoi.accounts.people import sign_in

HOME = "/noi-chinh/2026/"


def visitor(app, login):
    """Somebody who has just signed in."""
    client = app.test_client()
    assert sign_in(client, login).status_code == 303
    return client


def page_of(client, address=HOME):
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.get_data(as_text=True)


def words_in(page):
    """What a reader sees of the main part, without markup and with single spaces."""
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def begun_card(of, by, stage="draft", **more):
    """A card of `by` that has never been filed; commits."""
    with acting(makers.scope(of, by, seated=False)):
        in_force = sheet_in_force(of.year.id)
        db.session.add(Scorecard(year_id=of.year.id, agency_id=by.id, sheet_id=in_force.id, stage=stage, **more))
        makers.keep()


def change_card(of, by, **values):
    """Put a card into another state; commits."""
    with acting(makers.scope(of, by, seated=False)):
        card = card_of(of.year.id, by.id)
        for name, value in values.items():
            setattr(card, name, value)
        makers.keep()


def observer(make, *blocs):
    """Sở Nội vụ's person, granted these blocs; signs in as so.noi.vu. Commits."""
    row = make.user(None, Role.OBSERVER, "so.noi.vu")
    db.session.add_all(Grant(user_id=row.id, bloc_id=of.bloc.id) for of in blocs)
    db.session.commit()


def publish(of, *agencies):
    """A published result with these agencies in their order; commits."""
    with acting(makers.scope(of, of.lead)):
        owner = {"bloc_id": of.bloc.id, "year_id": of.year.id, "shown_to": "published"}
        in_force = sheet_in_force(of.year.id)
        standing = Standing(
            **owner, number=1, sheet_id=in_force.id, published_at=clock.now(), digest="0" * 64, sheet="{}"
        )
        db.session.add(standing)
        db.session.flush()
        for place, agency in enumerate(agencies, 1):
            figures = {"claimed_total": 90, "total": 90 - place, "base": 90 - place, "bonus": 0, "penalty": 0}
            line = {
                "standing_id": standing.id,
                "member_id": agency.id,
                "name": agency.name,
                "place": place,
                "rank": place,
            }
            db.session.add(StandingLine(**owner, **line, **{k: Decimal(v) for k, v in figures.items()}, figures="{}"))
        makers.keep()


@contextmanager
def statements():
    """The statements on tables within the block; what only opens or sets a transaction does not count."""
    seen: list[str] = []

    def note(connection, cursor, statement, *more):
        if re.match(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b", statement) and " FROM " in statement.replace("\n", " "):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
