"""How far a year is set up, as the rules look at it."""

from datetime import date

from khoi.accounts.models import people_of_members
from khoi.years.models.bases import bases_of
from khoi.years.models.dates import filings_of
from khoi.years.rules.bases import in_force
from khoi.years.rules.dates import Dates, customary_dates
from khoi.years.rules.setup import Seen
from tenants.models import Membership, members_of, year_by_id
from tenants.roles import Role, Seat


def seen_of(year_id: int, today: date) -> Seen:
    """What there is of a year today."""
    members = members_of(year_id)
    names = {member.seat: member.name_that_year for member in members}
    filings = filings_of(year_id)
    customs = customary_dates(year_by_id(year_id).number)
    bases = in_force(bases_of(year_id), today)
    return Seen(
        lead=names.get(Seat.LEAD, ""),
        deputy=names.get(Seat.DEPUTY, ""),
        members=len(members),
        without_head=[member.name_that_year for member in without_head(year_id, members)],
        on_team=sum(member.on_appraisal_team for member in members),
        filings=len(filings),
        customary=[row.title for row in filings if Dates(row.due, row.closing) == customs.get(row.key)],
        bases=len(bases),
        to_verify=sum(basis.verify for basis in bases),
    )


def without_head(year_id: int, members: list[Membership]) -> list[Membership]:
    """The members for which no head can sign in."""
    people = people_of_members(year_id)
    headed = {
        agency_id
        for agency_id, users in people.items()
        if any(user.role == Role.HEAD and user.disabled_at is None for user in users)
    }
    return [member for member in members if member.agency_id not in headed]
