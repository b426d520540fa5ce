"""What a member was called before it was renamed within the year, and members that were entered by mistake."""

from datetime import date

from sqlalchemy import ForeignKeyConstraint, String, exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from khoi.years.rules.members import Named, name_on
from tenants.database import Base, Public, db
from tenants.isolation import BlocOwned
from tenants.models import Agency, Membership, User, agency_by_id
from tenants.notices import Notice


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


def renamed_on(year_id: int, agency_id: int) -> date | None:
    """The day of the member's last change of name within the year, if there was one."""
    asked = select(func.max(FormerName.until)).where(FormerName.year_id == year_id, FormerName.member_id == agency_id)
    return db.session.scalar(asked)


def discard(member: Membership) -> bool:
    """Take a member out of the year with the notices sent to it, and its agency out of the bloc where it has nothing
    else there; False, and nothing happened, where anything hangs on the member. The database itself is asked: what
    the agency keeps for itself is not in sight."""
    hanging = select(Notice).where(Notice.year_id == member.year_id, Notice.agency_id == member.agency_id)
    named = select(FormerName).where(FormerName.year_id == member.year_id, FormerName.member_id == member.agency_id)
    try:
        with db.session.begin_nested():
            for row in (*db.session.scalars(hanging), *db.session.scalars(named)):
                db.session.delete(row)
            db.session.flush()
            db.session.delete(member)
            db.session.flush()
    except IntegrityError:
        return False
    if not _is_used(member.agency_id):
        db.session.delete(agency_by_id(member.agency_id))
        db.session.flush()
    return True


def _is_used(agency_id: int) -> bool:
    other_year = exists(select(Membership.id).where(Membership.agency_id == agency_id))
    account = exists(select(User.id).where(User.agency_id == agency_id))
    return bool(db.session.scalar(select(other_year | account).select_from(Agency).where(Agency.id == agency_id)))
