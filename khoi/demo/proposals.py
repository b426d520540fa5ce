"""The awards at the end of a published demo year: proposed by the places, told, voted on at the meeting."""

from khoi.awards import actions
from khoi.awards.actions import Votes
from khoi.awards.actions.yearly import Merits
from khoi.awards.models import award_proposals
from khoi.demo.stagehand import LEAD, Stagehand
from khoi.pledges.models import catalogue_of
from tenants import clock
from tenants.roles import Role

#: Of how many members how many were there and agreed.
VOTES = (8, 7, 7)
#: For what, whom: as the flag's vote and the places have it.
PROPOSED = (("CTĐT", "BNC"), ("BKT-TT", "VKSND"), ("BKT-TT", "CA"))
SUMMARY = (
    "Hoàn thành 100 % nhiệm vụ được giao trong năm, không có nhiệm vụ quá hạn; dẫn đầu phong trào thi đua của Khối; "
    "nội bộ đoàn kết, không có đơn thư, khiếu nại."
)


def propose_awards(stage: Stagehand, minutes: str) -> None:
    """The lead's clerk proposes by the places, tells the members, and enters the votes of those minutes."""
    with stage.as_seat(LEAD, Role.CLERK):
        titles = {title.code: title for title in catalogue_of(stage.year.id)}
        for code, part in PROPOSED:
            merits = Merits("Theo thứ tự xếp hạng.", SUMMARY, clean=True)
            actions.propose_award(stage.year, stage.agencies[part].id, titles[code], merits)
        actions.tell_proposals(stage.year)
    with stage.as_seat(LEAD, Role.CLERK):
        total, present, agreed = VOTES
        for row, _ in award_proposals(stage.year.id):
            actions.record_vote(row, Votes(minutes, clock.today(), total, present, agreed))
