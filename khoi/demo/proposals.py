"""The awards at the end of a published demo year: proposed by the places, told, voted on at the meeting."""

from khoi.awards import actions
from khoi.awards.actions import Votes
from khoi.awards.actions.yearly import Merits
from khoi.awards.models import AwardProposal, award_proposals
from khoi.demo.stagehand import LEAD, Stagehand
from khoi.pledges.models import Title
from tenants import clock
from tenants.roles import Role

#: Of how many members how many were there and agreed.
VOTES = (8, 7, 7)
SUMMARY = (
    "Hoàn thành 100 % nhiệm vụ được giao trong năm, không có nhiệm vụ quá hạn; dẫn đầu phong trào thi đua của Khối; "
    "nội bộ đoàn kết, không có đơn thư, khiếu nại."
)


def propose_awards(stage: Stagehand, minutes: str) -> None:
    """The lead's clerk proposes by the places, tells the members, and enters the votes of those minutes."""
    with stage.as_seat(LEAD, Role.CLERK):
        actions.suggest_awards(stage.year)
        for row, title in award_proposals(stage.year.id):
            _write_merits(row, title)
        actions.tell_proposals(stage.year)
    with stage.as_seat(LEAD, Role.CLERK):
        total, present, agreed = VOTES
        for row, _ in award_proposals(stage.year.id):
            actions.record_vote(row, Votes(minutes, clock.today(), total, present, agreed))


def _write_merits(row: AwardProposal, title: Title) -> None:
    summary = row.summary if row.about else SUMMARY
    actions.change_award_proposal(row, title, Merits(row.reason, summary, clean=True))
