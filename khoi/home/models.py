"""Where a person begins."""

from sqlalchemy import select

from tenants.database import db
from tenants.models import Bloc, Grant, Membership, Year
from tenants.roles import YearState


def start_of(user_id: int, agency_id: int | None) -> tuple[str, int] | None:
    """The bloc and the number of the year to open first: the newest open one, else the newest one."""
    asked = select(Bloc.slug, Year.number, Year.state).join(Year, Year.bloc_id == Bloc.id)
    if agency_id is not None:
        asked = asked.join(Membership, Membership.year_id == Year.id).where(Membership.agency_id == agency_id)
    else:
        asked = asked.join(Grant, Grant.bloc_id == Bloc.id).where(Grant.user_id == user_id)
    years = sorted(db.session.execute(asked), key=lambda row: (row.state != YearState.OPEN, -row.number))
    return (years[0].slug, years[0].number) if years else None
