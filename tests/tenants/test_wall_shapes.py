"""Every way of asking that SQLAlchemy knows, tried against the wall: none may show or touch a rival's rows.

What the session's wall cannot see (Core, bulk by primary key, text) must be stopped by the database's: for writing on
both, for reading on PostgreSQL.
"""

import pytest
from sqlalchemy import delete, exists, func, insert, literal, select, text, union_all, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import aliased
from sqlalchemy.orm.exc import StaleDataError

from khoi.scoring.models import Mark, MarkLine, Scorecard
from khoi.sheets.models import Criterion
from tenants import clock
from tenants.database import db
from tenants.models import Membership
from tenants.scope import OutOfScope, Scope, acting


@pytest.fixture
def trio(make):
    """Member and rival both have a card with one mark."""
    three = make.bloc_of_three()
    make.sheet(three)
    for agency in (three.member, three.other):
        with acting(make.scope(three, agency, seated=False)):
            owner = {"year_id": three.year.id, "agency_id": agency.id}
            card = Scorecard(**owner, sheet_id=1, stage="draft")
            db.session.add(card)
            db.session.flush()
            leaf = db.session.scalars(select(Criterion.id).where(Criterion.method.is_not(None))).one()
            db.session.add(Mark(**owner, scorecard_id=card.id, criterion_id=leaf, note=f"bí mật của {agency.code}"))
            db.session.commit()
    return three


@pytest.fixture
def as_member(trio, make):
    scope = make.scope(trio, trio.member, seated=False)
    with acting(scope):
        yield scope
        db.session.rollback()


def _ids(rows):
    return {row if isinstance(row, int) else row.agency_id for row in rows}


READING = {
    "entity": lambda: db.session.scalars(select(Mark)),
    "column": lambda: db.session.scalars(select(Mark.agency_id)),
    "two entities": lambda: (
        row[0] for row in db.session.execute(select(Mark, Scorecard).join(Scorecard, Scorecard.id == Mark.scorecard_id))
    ),
    "joined from the other side": lambda: db.session.scalars(
        select(Mark).join(Scorecard, Scorecard.year_id == Mark.year_id)
    ),
    "outer join from an open table": lambda: (
        row[1].agency_id
        for row in db.session.execute(select(Membership, Mark).outerjoin(Mark, Mark.agency_id == Membership.agency_id))
        if row[1]
    ),
    "alias": lambda: db.session.scalars(select(aliased(Mark))),
    "alias of a subquery": lambda: db.session.scalars(select(aliased(Mark, select(Mark).subquery()))),
    "subquery columns": lambda: (row[0] for row in db.session.execute(select(select(Mark.agency_id).subquery()))),
    "cte": lambda: (row[0] for row in db.session.execute(select(select(Mark.agency_id).cte()))),
    "union": lambda: (
        row[0] for row in db.session.execute(union_all(select(Mark.agency_id), select(Scorecard.agency_id)))
    ),
    "in a subquery": lambda: db.session.scalars(select(Mark).where(Mark.scorecard_id.in_(select(Scorecard.id)))),
    "legacy query": lambda: db.session.query(Mark).all(),
    "legacy query of columns": lambda: (row[0] for row in db.session.query(Mark.agency_id)),
    "group by": lambda: (
        row[0] for row in db.session.execute(select(Mark.agency_id, func.count()).group_by(Mark.agency_id))
    ),
    "yield_per": lambda: db.session.scalars(select(Mark).execution_options(yield_per=1)),
    "update returning": lambda: (
        row[0] for row in db.session.execute(update(Mark).values(note="x").returning(Mark.agency_id))
    ),
    "delete returning": lambda: (row[0] for row in db.session.execute(delete(Mark).returning(Mark.agency_id))),
    "from statement": lambda: db.session.scalars(select(Mark).from_statement(select(Mark))),
}


@pytest.mark.parametrize("shape", READING)
def test_no_way_of_asking_shows_a_rival(shape, trio, as_member):
    assert _ids(READING[shape]()) <= {trio.member.id}


def test_counts_and_existence_tell_nothing_of_a_rival(trio, as_member):
    rival = Mark.agency_id == trio.other.id
    assert db.session.scalar(select(func.count()).select_from(Mark)) == 1
    assert db.session.scalar(select(func.count(Mark.id))) == 1
    assert not db.session.scalar(select(exists().where(rival)))
    assert not db.session.scalar(select(select(Mark.id).where(rival).exists()))
    assert db.session.scalar(select(literal(1)).where(exists(select(Mark.id).where(rival)))) is None
    assert db.session.scalar(select(select(func.max(Mark.agency_id)).scalar_subquery())) in (trio.member.id, None)


def test_get_and_merge_do_not_reach_a_rival(trio, make):
    with acting(make.scope(trio, trio.other, seated=False)):
        rivals = db.session.scalars(select(Mark.id)).one()
        db.session.rollback()
    db.session.remove()
    with acting(make.scope(trio, trio.member, seated=False)):
        assert db.session.get(Mark, rivals) is None
        db.session.rollback()


def test_a_refresh_of_an_owned_row_raises(trio, as_member):
    mark = db.session.scalars(select(Mark)).one()
    with pytest.raises(OutOfScope):
        db.session.refresh(mark)


def rival_mark(trio, make) -> int:
    with acting(make.scope(trio, trio.other, seated=False)):
        found = db.session.scalars(select(Mark.id).where(Mark.agency_id == trio.other.id)).one()
        db.session.rollback()
    db.session.remove()
    return found


WRITING = {
    "bulk update by key": lambda key, trio: db.session.execute(update(Mark), [{"id": key, "note": "trộm"}]),
    "bulk mappings": lambda key, trio: db.session.bulk_update_mappings(Mark, [{"id": key, "note": "trộm"}]),
    "core update": lambda key, trio: db.session.execute(
        update(Mark.__table__).where(Mark.__table__.c.id == key).values(note="trộm")
    ),
    "core delete": lambda key, trio: db.session.execute(delete(Mark.__table__).where(Mark.__table__.c.id == key)),
    "core insert": lambda key, trio: db.session.execute(
        insert(Mark.__table__).from_select(
            ["year_id", "agency_id", "scorecard_id", "criterion_id", "inputs", "note", "version", "public_id"],
            select(
                *(Mark.__table__.c[n] for n in ("year_id", "agency_id", "scorecard_id")),
                Mark.__table__.c.criterion_id + 1,
                *(Mark.__table__.c[n] for n in ("inputs", "note", "version")),
                literal("z" * 12),
            ).where(Mark.__table__.c.id == key),
        )
    ),
    "text": lambda key, trio: db.session.execute(text(f"UPDATE mark SET note = 'trộm' WHERE id = {key}")),
    "driver": lambda key, trio: db.session.connection().exec_driver_sql(
        f"UPDATE mark SET note = 'trộm' WHERE id = {key}"
    ),
    "move an own row away": lambda key, trio: db.session.execute(
        update(Mark.__table__).where(Mark.__table__.c.agency_id == trio.member.id).values(agency_id=trio.other.id)
    ),
}


@pytest.mark.parametrize("shape", WRITING)
def test_no_way_of_writing_touches_a_rival(shape, trio, make):
    key = rival_mark(trio, make)
    before = _state(trio, make)
    with acting(make.scope(trio, trio.member, seated=False)):
        try:
            WRITING[shape](key, trio)
            db.session.commit()
        except (DBAPIError, OutOfScope, StaleDataError):
            db.session.rollback()
    assert _state(trio, make) == before


def _state(trio, make):
    """All marks as the operator sees them."""
    db.session.remove()
    with acting(Scope.of_operator(trio.bloc.id, trio.year.id)):
        rows = [(m.id, m.agency_id, m.note) for m in db.session.scalars(select(Mark).order_by(Mark.id))]
        db.session.remove()
    return rows


def test_what_is_written_once_stays_as_it_is_for_everyone(trio, make):
    with acting(make.scope(trio, trio.member, seated=False)):
        mark = db.session.scalars(select(Mark)).one()
        line = MarkLine(
            year_id=trio.year.id, agency_id=trio.member.id, mark_id=mark.id, act="claim", state="{}", at=clock.now()
        )
        db.session.add(line)
        db.session.commit()
    for statement in ("UPDATE mark_line SET state = 'x'", "DELETE FROM mark_line"):
        with acting(Scope.of_operator(trio.bloc.id, trio.year.id)), pytest.raises(DBAPIError):
            db.session.connection().exec_driver_sql(statement)
        db.session.rollback()


def test_a_child_cannot_hang_on_a_rivals_parent(trio, make):
    with acting(make.scope(trio, trio.other, seated=False)):
        theirs = db.session.scalars(select(Scorecard.id).where(Scorecard.agency_id == trio.other.id)).one()
        db.session.rollback()
    with acting(make.scope(trio, trio.member, seated=False)), pytest.raises(DBAPIError):
        db.session.add(Mark(year_id=trio.year.id, agency_id=trio.member.id, scorecard_id=theirs, criterion_id=1))
        db.session.commit()
    db.session.rollback()


def test_the_chairs_see_no_draft_whatever_they_ask(trio, make):
    for chair in (trio.lead, trio.deputy, trio.other):
        db.session.remove()
        with acting(make.scope(trio, chair)):
            seen = set(db.session.scalars(select(Mark.agency_id)))
            assert seen <= {chair.id}
            db.session.rollback()


def test_on_postgres_even_the_driver_sees_only_its_own(trio, as_member, settings):
    if settings.is_sqlite:
        pytest.skip("SQLite's second wall is for writing")
    assert db.session.connection().exec_driver_sql("SELECT count(*) FROM mark").scalar() == 1
    role = "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    assert tuple(db.session.connection().exec_driver_sql(role).one()) == (False, False)
    owner = "SELECT tableowner = current_user FROM pg_tables WHERE tablename = 'mark'"
    assert db.session.connection().exec_driver_sql(owner).scalar() is False


def test_on_sqlite_every_connection_carries_the_whole_wall_and_its_settings(app, settings):
    if not settings.is_sqlite:
        pytest.skip("PostgreSQL keeps its wall in the schema")
    from tenants.isolation.database import sqlite_triggers, standing_triggers

    with db.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert standing_triggers(raw) == len(sqlite_triggers())
        asked = {
            name: raw.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        }
        assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1}
