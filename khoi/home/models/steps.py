"""What every step of the year says to who looks: a fixed number of questions, whatever the rows."""

from collections.abc import Mapping, Sequence

from khoi.activities.models import Activity, Invitation, announced_in
from khoi.documents.models import (
    Document,
    answered_at_head,
    incoming_due,
    open_deliveries_to,
    unreceived_in,
    waiting_for_head,
)
from khoi.home.models.how_far import HowFar
from khoi.home.models.merits import commending_at, movements_at, pledging_at
from khoi.home.models.reports import reports_at
from khoi.home.models.year_end import awarding_at, meeting_at, votes_at
from khoi.home.rules import Steps
from khoi.home.rules.tasks import Arrived, Gathering, Paper, Papers, Plans, PlanTask, Turn
from khoi.plans.models import Task, open_tasks_for, reports_to_send
from khoi.plans.rules import due_day
from khoi.turnover.models import all_steps, closing_request, waiting_handover
from khoi.years.models import Filing
from khoi.years.rules import Dates, missing
from tenants import clock
from tenants.models import Membership, year_by_id, year_of
from tenants.scope import Scope


def steps_at(
    scope: Scope,
    number: int,
    filings: Sequence[Filing],
    dates: Mapping[str, Dates],
    members: Sequence[Membership],
    far: HowFar,
    *,
    is_head: bool,
) -> Steps:
    """Through the scope's eyes, in the open year of this number; `dates` as they hold for the own agency. What only a
    head does is asked for a head alone, and of the rooms at the year's end those where there is something (`far`)."""
    return Steps(
        reports_at(scope, filings, dates, members),
        _plans(scope, number, is_head),
        _papers(scope, is_head),
        tuple(_gathering(*pair) for pair in announced_in(scope.year, scope.agency)),
        _turn(scope, number),
        pledging_at(scope, filings, dates, members),
        movements_at(scope),
        commending_at(scope, is_head),
        votes_at(scope, far, is_head=is_head),
        meeting_at(scope, far),
        awarding_at(scope, far),
    )


def steps_before(scope: Scope, number: int) -> Steps:
    """In a year that is being prepared: what it still lacks, and what the last lead hands over; for its lead."""
    if not scope.lead:
        return Steps()
    year = year_by_id(scope.year)
    lacks = missing(all_steps(year, clock.today()))
    before = year_of(scope.bloc, number - 1)
    handover = waiting_handover(before.id, scope.agency) if before else None
    needed = tuple(step.title for step in lacks if step.blocks)
    wanting = tuple(step.title for step in lacks if not step.blocks)
    return Steps(turn=Turn(None, number - 1 if handover else 0, needed, wanting))


def _plans(scope: Scope, number: int, is_head: bool) -> Plans:
    tasks = open_tasks_for(scope.year, scope.agency)
    own = tuple(_task(task, number) for task in tasks if task.agency_id == scope.agency)
    others = tuple(_task(task, number) for task in tasks if task.agency_id != scope.agency)
    return Plans(own, others, len(reports_to_send(scope.year, scope.agency)) if is_head else 0)


def _task(task: Task, number: int) -> PlanTask:
    return PlanTask(task.public_id, task.content, due_day(task.due, number, task.quarter))


def _papers(scope: Scope, is_head: bool) -> Papers:
    pairs = open_deliveries_to(scope.year, scope.agency)
    answers = answered_at_head(scope.year, scope.agency) if is_head else ()
    arrived = incoming_due(scope.year) if scope.lead else ()
    return Papers(
        to_receive=tuple(_paper(row) for row, delivery in pairs if delivery.received_at is None),
        to_answer=tuple(
            Paper(row.public_id, _name(row), delivery.reply_due)
            for row, delivery in pairs
            if delivery.reply_due is not None and delivery.replied_at is None
        ),
        at_head=tuple(_paper(row) for row in answers),
        unreceived=unreceived_in(scope.year) if scope.lead else 0,
        arrived=tuple(Arrived(f"{row.sign} {row.subject}".strip(), row.state, row.due) for row in arrived),
        to_issue=tuple(_paper(row) for row in waiting_for_head(scope.year)) if scope.lead and is_head else (),
    )


def _paper(row: Document) -> Paper:
    return Paper(row.public_id, _name(row))


def _name(row: Document) -> str:
    return f"{row.sign} {row.subject}".strip()


def _gathering(row: Activity, own: Invitation | None) -> Gathering:
    return Gathering(
        row.public_id, row.title, row.place, row.starts_at, row.ends_at or row.starts_at, row.answer_until,
        own is not None, bool(own and own.coming),
    )  # fmt: skip


def _turn(scope: Scope, number: int) -> Turn:
    request = closing_request(scope.year) if scope.is_chair else None
    handover = waiting_handover(scope.year, scope.agency)
    return Turn(request.asked_at if request else None, number if handover else 0)
