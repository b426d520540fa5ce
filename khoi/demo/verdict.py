"""The end of a demo year: the points adopted, the result published, each asked by one head and confirmed by another."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from khoi.demo.deliberation import elect_chairs, hold_meeting
from khoi.demo.official_papers import issue_closing_papers, issue_tallies
from khoi.demo.proposals import propose_awards
from khoi.demo.stagehand import Stagehand
from khoi.demo.voting import vote_for_chairs, vote_for_flag
from khoi.ranking.actions import ask_to_adopt, ask_to_publish, confirm
from khoi.ranking.models import PublicationRequest, open_request
from tenants.models import Year
from tenants.roles import Seat


class Chairs(Protocol):
    """Whoever lets the heads of lead and deputy act in a year."""

    year: Year

    def head_of(self, seat: Seat) -> AbstractContextManager[None]: ...


def make_verdict(stage: Stagehand) -> None:
    """The end of this year: from released cards over the meeting, its votes and proposals to the published result and
    the papers that go out with it."""
    hold_meeting(stage)
    by_two(stage, ask_to_adopt)
    vote_for_chairs(stage)
    vote_for_flag(stage)
    minutes = issue_tallies(stage)
    elect_chairs(stage, minutes)
    propose_awards(stage, minutes["award"])
    by_two(stage, ask_to_publish)
    issue_closing_papers(stage)


def adopt_and_publish(chairs: Chairs) -> None:
    """The points first, the places last."""
    by_two(chairs, ask_to_adopt)
    by_two(chairs, ask_to_publish)


def by_two(chairs: Chairs, ask: Callable[[int], PublicationRequest]) -> None:
    """The lead's head asks, the deputy's head confirms."""
    with chairs.head_of(Seat.LEAD):
        ask(chairs.year.id)
    with chairs.head_of(Seat.DEPUTY):
        request = open_request(chairs.year.id)
        assert request is not None
        confirm(request)
