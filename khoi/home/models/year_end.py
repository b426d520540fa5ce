"""What the end of the year asks of who looks: votes, the meeting, awards. Each room is asked once, and only where
there is something in it."""

from khoi.awards.models import decisions_waiting, nominations_underway, revocations_waiting
from khoi.ballots.models import UnderWay, votes_under_way
from khoi.ballots.rules import Person, State, Way, objection_to_second
from khoi.deliberation.models import present_meeting
from khoi.home.models.how_far import HowFar
from khoi.home.rules.tasks.awards import Awarding
from khoi.home.rules.tasks.meeting import Called
from khoi.home.rules.tasks.votes import Vote
from tenants.scope import Scope


def votes_at(scope: Scope, far: HowFar, *, is_head: bool) -> tuple[Vote, ...]:
    """The votes of the bloc and of the own council, as far as they concern this person."""
    found = votes_under_way(scope.year, scope.agency, scope.user, is_head=is_head) if far.votes else ()
    return tuple(_vote(scope, each) for each in found)


def _vote(scope: Scope, each: UnderWay) -> Vote:
    ballot, teller = each.ballot, each.teller
    return Vote(
        ballot.public_id, ballot.title, State(ballot.state), Way(ballot.way),
        runs=bool(scope.lead) if ballot.is_blocs else True,
        confirms=_confirms(scope, each),
        may_cast=each.may_cast,
        tells=teller is not None,
        has_code=bool(teller and teller.public_key),
        wiped=ballot.wiped,
    )  # fmt: skip


def _confirms(scope: Scope, each: UnderWay) -> bool:
    """Could this person be the second one of the count that was entered?"""
    row, ballot = each.protocol, each.ballot
    if row is None or not (scope.is_chair if ballot.is_blocs else True):
        return False
    entered, second = Person(row.entered_by, row.entered_agency), Person(scope.user, scope.agency)
    return not objection_to_second(entered, second, of_bloc=ballot.is_blocs)


def meeting_at(scope: Scope, far: HowFar) -> Called | None:
    """The meeting that was called and is not over."""
    row = present_meeting(scope.year) if far.meeting else None
    return Called(row.held_at, row.place) if row is not None and row.closed_at is None else None


def awarding_at(scope: Scope, far: HowFar) -> Awarding:
    """What waits for a second head, of the chairs; the own agency's nominations, and for the lead those filed."""
    decisions = decisions_waiting(scope.year) if far.decisions and scope.is_chair else ()
    revocations = revocations_waiting(scope.year) if far.revocations and scope.is_chair else ()
    people = nominations_underway(scope.year) if far.nominations else []
    own = [each for each in people if each.row.agency_id == scope.agency]
    filed = [each for each in people if each.row.filed and not each.returned] if scope.lead else []
    return Awarding(
        decisions=tuple(row.number for row in decisions),
        revocations=tuple(f"{award.title_name}, {award.agency_name}" for _, award in revocations),
        at_head=tuple(each.row.name for each in own if each.row.stage == "at_head"),
        returned=tuple(each.row.name for each in own if each.returned),
        to_take=tuple(each.row.name for each in filed),
    )
