"""Where a person begins."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from khoi.ranking.models import Standing
from tenants.database import db
from tenants.models import Bloc, Grant, Membership, Year
from tenants.roles import YearState


@dataclass(frozen=True, slots=True)
class Beginning:
    """A year of a bloc that a person may open."""

    slug: str
    bloc: str
    province: str
    number: int
    state: str
    bloc_id: int

    @property
    def is_open(self) -> bool:
        return self.state == YearState.OPEN


def years_for(user_id: int, agency_id: int | None) -> list[Beginning]:
    """What a person may open: the years of the own agency, or of the blocs granted; of each bloc the open ones first,
    then the newest."""
    asked = select(Bloc.slug, Bloc.name, Bloc.province, Year.number, Year.state, Bloc.id).join(
        Year, Year.bloc_id == Bloc.id
    )
    if agency_id is not None:
        asked = asked.join(Membership, Membership.year_id == Year.id).where(Membership.agency_id == agency_id)
    else:
        asked = asked.join(Grant, Grant.bloc_id == Bloc.id).where(Grant.user_id == user_id)
    years = [Beginning(*row) for row in db.session.execute(asked.order_by(Bloc.id))]
    return sorted(years, key=lambda year: (not year.is_open, -year.number))


def published_at() -> dict[int, datetime]:
    """When the results in force were published, by the number of the year; of the scope's bloc, all its years."""
    in_force = select(Year.number, Standing.published_at).join(Year, Year.id == Standing.year_id)
    rows = db.session.execute(in_force.where(Standing.withdrawn_at.is_(None)).order_by(Standing.number))
    return {row.number: row.published_at for row in rows}
