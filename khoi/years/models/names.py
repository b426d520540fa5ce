"""What a member was called before it was renamed within the year."""

from datetime import date

from sqlalchemy import ForeignKeyConstraint, String, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.years.rules.members import Named, name_on
from tenants.database import Base, Public, db
from tenants.isolation import BlocOwned
from tenants.models import Membership


class FormerName(BlocOwned, Public, Base):
    """A name that a member bore in this year until the day before `until`; what was made then keeps it."""

    more = (ForeignKeyConstraint(["year_id", "member_id"], ["membership.year_id", "membership.agency_id"]),)

    #: The member's agency.
    member_id: Mapped[int] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(200))
    #: The first day of the next name.
    until: Mapped[date] = mapped_column()
    basis: Mapped[str] = mapped_column(String(300))


def former_names(year_id: int) -> dict[int, list[FormerName]]:
    """The names given up in the year, by agency, the oldest first."""
    rows = db.session.scalars(
        select(FormerName).where(FormerName.year_id == year_id).order_by(FormerName.until, FormerName.id)
    )
    found: dict[int, list[FormerName]] = {}
    for row in rows:
        found.setdefault(row.member_id, []).append(row)
    return found


def name_of_member_on(member: Membership, day: date) -> str:
    """What the member was called on a day of its year."""
    given_up = former_names(member.year_id).get(member.agency_id, [])
    return name_on(day, member.name_that_year, [Named(row.name, row.until) for row in given_up])
