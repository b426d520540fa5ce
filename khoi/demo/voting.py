"""The votes at the end of a published demo year: next year's chairs on paper, the flag in the portal."""

from khoi.ballots import actions
from khoi.ballots.actions import Terms
from khoi.ballots.models import Ballot, tellers_of
from khoi.ballots.rules import Choice, Kind, Measure, Sheet
from khoi.ballots.sealing import RECEIPT_GROUPS, new_code
from khoi.demo.ballots import FLAG, REGULATION, TELLERS, ballot_called, name_tellers, part_of
from khoi.demo.cast import PARTS, Part
from khoi.demo.stagehand import DEPUTY, LEAD, Stagehand
from tenants import clock
from tenants.database import db, leave_no_trace
from tenants.roles import Role

#: Whom the bloc elects for the next year: the office, its name, who stands, how many agree of those seven that voted.
CHAIRS = (("lead", "Khối trưởng", DEPUTY.code, 7), ("deputy", "Khối phó", "TAND", 6))
PRESENT = 7
#: Who counts the slips at the meeting: of agencies that do not stand.
COUNTERS = tuple(part_of(code) for code in ("STP", "VKSND", "THADS"))
#: Who does not agree with whom; all else is agreed.
AGAINST = {("STP", "CA"), ("TAND", "CA"), ("THADS", "TTT"), ("BCHQS", "TTT"), ("VKSND", "TTT")}


def vote_for_chairs(stage: Stagehand) -> None:
    """Two slips of paper each: opened by the chair, counted by one teller, confirmed by the lead's head."""
    for office, name, code, agreed in CHAIRS:
        title = f"Bầu {name} năm {stage.year.number + 1}"
        _open_election(stage, title, office, code)
        with stage.as_seat(COUNTERS[0], Role.HEAD):
            row = ballot_called(stage, title)
            numbers = {each.public_id: (agreed, PRESENT - agreed, 0) for each in actions.slips_for(row, 0)}
            actions.enter_counts(row, Sheet(PRESENT, PRESENT, 0, PRESENT, 0), numbers)
        with stage.as_seat(LEAD, Role.HEAD):
            actions.confirm_counts(ballot_called(stage, title))


def _open_election(stage: Stagehand, title: str, office: str, code: str) -> None:
    terms = Terms(
        title, Kind.ELECTION, office=office, seats=1, basis=f"{REGULATION} năm {stage.year.number}",
        held_on=clock.today(), measure=Measure(50, strict=True, quorum=(2, 3)),
    )  # fmt: skip
    with stage.as_seat(LEAD, Role.HEAD):
        row = actions.draft_ballot(stage.year, terms)
        actions.add_candidate(row, part_of(code).name, "", stage.agencies[code].id)
        name_tellers(row, COUNTERS)
        actions.open_ballot(row)


def vote_for_flag(stage: Stagehand) -> None:
    """Each teller takes his code, each head votes, two codes open the box; then the database forgets how it lay."""
    title = FLAG.format(year=stage.year.number)
    codes = {part.code: _take_code(stage, part, title) for part in TELLERS}
    with stage.as_seat(LEAD, Role.HEAD):
        actions.open_ballot(ballot_called(stage, title))
    for part in PARTS:
        with stage.as_member(part, Role.HEAD):
            row = ballot_called(stage, title)
            actions.cast(row, _choices(stage, row, part), new_code(RECEIPT_GROUPS))
    with stage.as_seat(LEAD, Role.HEAD):
        row = ballot_called(stage, title)
        by_agency = {stage.agencies[part.code].id: codes[part.code] for part in TELLERS[:2]}
        actions.close_ballot(
            row, {one.public_id: by_agency[one.agency_id] for one in tellers_of(row.id) if one.agency_id in by_agency}
        )
    db.session.rollback()
    if leave_no_trace():
        with stage.as_seat(LEAD, Role.HEAD):
            actions.mark_wiped(ballot_called(stage, title))


def _take_code(stage: Stagehand, part: Part, title: str) -> str:
    with stage.as_member(part, Role.HEAD):
        row = ballot_called(stage, title)
        own = next(one for one in tellers_of(row.id) if one.agency_id == stage.agencies[part.code].id)
        return actions.take_code(own, row)


def _choices(stage: Stagehand, row: Ballot, part: Part) -> dict[str, Choice]:
    """What the head of that agency says to each name on his slip."""
    codes = {stage.agencies[each.code].id: each.code for each in PARTS}
    slips = actions.slips_for(row, stage.agencies[part.code].id)
    refused = [each.public_id for each in slips if (part.code, codes[each.agency_id or 0]) in AGAINST]
    return {each.public_id: Choice.DISAGREE if each.public_id in refused else Choice.AGREE for each in slips}
