"""What the documents of awards say, gathered for who looks."""

from json import loads

from khoi.accounts.models import living_heads
from khoi.awards.models.council import CouncilCandidate, CouncilSitting, agreed_in, candidates_of, council_of
from khoi.awards.models.desk import Desk, Row
from khoi.awards.models.nominations import Nomination
from khoi.awards.rules import reached
from khoi.awards.rules.papers import Considered, Issuing, Nominee, Proposed, Sitting
from khoi.plans.models import departments_of
from khoi.pledges.models import Title
from khoi.years.models import bases_of
from khoi.years.rules import in_force
from tenants import clock, vi
from tenants.models import bloc_by_id, membership_of, seated
from tenants.roles import Seat


def issuing_of(desk: Desk) -> Issuing:
    """The lead's letterhead, with the texts in force today that a letter of awards cites: none whose dates are still
    to be looked at."""
    bloc, lead = bloc_by_id(desk.year.bloc_id), seated(desk.year.id, Seat.LEAD)
    heads = living_heads(lead.agency_id) if lead else []
    today = clock.today()
    bases = tuple(f"Căn cứ {basis.citation()}" for basis in in_force(bases_of(desk.year.id), today) if not basis.verify)
    return Issuing(
        bloc.name, lead.name_that_year if lead else "", bloc.province, desk.year.number,
        heads[0].name if heads else "", None, bases,
    )  # fmt: skip


def proposed_of(desk: Desk) -> list[Proposed]:
    """What stands on the list: nothing withdrawn, and nothing the council did not agree on."""
    return [_proposed(row) for row in desk.rows if row.withdrawal is None and reached(row.checks) is not False]


def _proposed(row: Row) -> Proposed:
    total = vi.points(row.proposal.total, 2) if row.proposal.total is not None else ""
    summary = row.nomination.achievement if row.nomination else row.proposal.summary
    vote = row.vote
    why = row.proposal.reason if row.over or any(check.outcome == "not_met" for check in row.checks) else ""
    return Proposed(
        row.title.name, row.name, row.agency, bool(row.proposal.about), row.proposal.rank, total,
        vote.agreed if vote else None, vote.total if vote else None, vote.minutes if vote else "",
        vote.held_on if vote else None, why, summary,
    )  # fmt: skip


def nominee_of(row: Nomination, title: Title, names: dict[str, str]) -> Nominee:
    """The person of an achievement report, as the agency has written it; `names` of titles by code."""
    member = membership_of(row.year_id, row.agency_id)
    held = tuple((year, names.get(code, code)) for year, code in loads(row.held))
    return Nominee(
        row.name, row.born, row.position, row.unit, member.name_that_year if member else "", row.achievement,
        title.name, held,
    )  # fmt: skip


def sitting_said(row: CouncilSitting, province: str) -> Sitting:
    """A sitting as its minutes tell it."""
    member = membership_of(row.year_id, row.agency_id)
    seats = council_of(row.year_id, row.agency_id)
    chair = next((each.name for each in seats if each.role == "chair"), "")
    secretary = next((each.name for each in seats if each.role == "secretary"), "")
    return Sitting(
        member.name_that_year if member else "", province, row.title, row.held_on, row.minutes, row.total or len(seats),
        row.present or 0, chair, secretary,
    )  # fmt: skip


def considered_in(row: CouncilSitting) -> list[tuple[CouncilCandidate, Considered]]:
    """Each candidate with what the documents say of it."""
    candidates = candidates_of(row.id)
    agreed = agreed_in(row, candidates)
    units = {each.id: each.name for each in departments_of(row.year_id, row.agency_id)}
    return [
        (one, Considered(title.name, one.name, units.get(one.department_id or 0, ""), one.agreed, one.id in agreed))
        for one, title in candidates
    ]
