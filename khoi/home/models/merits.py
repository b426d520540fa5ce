"""Registration, movements and their commendations at one look: the own agency's, and for the lead the bloc's."""

from collections.abc import Iterable, Mapping, Sequence

from khoi.awards.models import filed_cases, proposals_at_head
from khoi.home.rules.tasks.movements import Commending, Drive, Movements
from khoi.home.rules.tasks.parts import Dates
from khoi.home.rules.tasks.pledges import Pledging
from khoi.movements.models import Way, ways_of
from khoi.movements.rules import AT_HEAD, DRAFT, LAUNCHED, SENT
from khoi.pledges.models import registrations_in
from khoi.pledges.rules import Stage
from khoi.years.models import REGISTRATION, Filing
from khoi.years.rules import Dates as YearDates
from tenants.models import Membership
from tenants.scope import Scope


def pledging_at(
    scope: Scope, filings: Sequence[Filing], dates: Mapping[str, YearDates], members: Sequence[Membership]
) -> Pledging:
    """Through the scope's eyes, beside the filings, the own agency's dates and the members it sees."""
    rows, held = registrations_in(scope.year), dates.get(REGISTRATION)
    own = rows.get(scope.agency)
    unfiled = (
        member.name_that_year
        for member in members
        if member.agency_id != scope.agency
        and (member.agency_id not in rows or rows[member.agency_id].stage != Stage.FILED)
    )
    return Pledging(
        held is not None or own is not None, Stage(own.stage) if own else None,
        Dates(held.due, held.closing) if held else None, own.returned_until if own else None,
        tuple(unfiled) if scope.lead else (), next((row.due for row in filings if row.key == REGISTRATION), None),
    )  # fmt: skip


def movements_at(scope: Scope) -> Movements:
    """What is to join, to report and to send; for the lead also what is to launch and to sum up, in as many questions
    for everybody."""
    ways = ways_of(scope.year, scope.agency)
    launched = [way for way in ways if way.movement.state == LAUNCHED]
    joined = [way for way in launched if way.stage == SENT]
    return Movements(
        to_join=_drives(way for way in launched if way.stage not in (AT_HEAD, SENT)),
        at_head=_drives(way for way in launched if way.stage == AT_HEAD),
        to_report=_drives(way for way in joined if not way.concluded),
        to_send=_drives(way for way in joined if way.unsent),
        drafts=_drives(way for way in ways if way.movement.state == DRAFT) if scope.lead else (),
        to_sum_up=_drives(launched) if scope.lead else (),
    )


def _drives(ways: Iterable[Way]) -> tuple[Drive, ...]:
    return tuple(Drive(way.movement.public_id, way.movement.name, way.movement.ends) for way in ways)


def commending_at(scope: Scope, is_head: bool) -> Commending:
    """The own proposals for a head; what was filed for the lead's people."""
    cases = filed_cases(scope.year) if scope.lead else []
    accepted = [case for case in cases if case.finding and case.finding.accepted and case.commendation is None]
    return Commending(
        tuple(row.name for row in proposals_at_head(scope.year, scope.agency)) if is_head else (),
        tuple(case.proposal.name for case in cases if case.finding is None),
        tuple(case.proposal.name for case in accepted),
    )
