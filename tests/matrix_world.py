"""The world of the matrix: two blocs, people of every seat, and things of each kind that belong to somebody."""

from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from khoi.sheets.models import criteria_of
from tenants import clock
from tenants.database import db
from tenants.models import Grant, User, users_of
from tenants.roles import Role, Seat
from tenants.scope import acting
from tests.khoi.scoring.rounds_made import ROWS
from tests.make import BlocOfThree
from tests.matrix_explained import begin_explaining, explained_things
from tests.matrix_things import answered_document, asked_of_all, invited_activity, owned_things

UNKNOWN = "unknown-0000"
#: What the random ids in the addresses name; a new argument must say so here.
ARGUMENTS = {
    "agency_id": "agency",
    "user_id": "user",
    "session_id": "",
    "link_id": "",
    "mark_id": "mark",
    "card_id": "card",
    "evidence_id": "evidence",
    "version_id": "version",
    "criterion_id": "criterion",
    "sheet_id": "sheet",
    "notice_id": "notice",
    "node_id": "criterion",
    "member_id": "",
    "filing_id": "filing",
    "request_id": "",
    "standing_id": "",
    "decided_id": "",
    "bulk": "",
    "section_id": "criterion",
    "report_request_id": "",
    "bloc_section_id": "",
    "published_report_id": "",
    "paper_kind": "",
    "paper_key": "",
    "paper_id": "paper",
    "signed_paper_id": "signed_paper",
    "template_id": "",
    "file_id": "file",
    "decision_id": "",
    "row_id": "row",
    "vote_id": "",
    "title_id": "",
    "target_id": "target",
    "target_key": "",
    "movement_id": "",
    "proposal_id": "proposal",
    "commendation_id": "",
    "decision_file_id": "",
    "movement_file_id": "",
    "launch_file_id": "",
    "progress_id": "",
    "own_id": "own_movement",
    "scan_id": "",
    "basis_id": "",
    "reopening_id": "",
    "closing_id": "",
    "task_id": "task",
    "department_id": "department",
    "person_id": "person",
    "asked_id": "asked",
    "text_id": "text",
    "figure_id": "figure",
    "annex_id": "annex",
    "filed_annex_id": "annex",
    "filed_id": "",
    "document_id": "document",
    "document_file_id": "document_file",
    "reply_id": "reply",
    "reply_file_id": "reply_file",
    "entry_id": "",
    "incoming_id": "",
    "incoming_file_id": "",
    "activity_id": "activity",
    "thing_id": "",
    "activity_file_id": "activity_file",
    "ballot_id": "ballot",
    "candidate_id": "candidate",
    "council_member_id": "",
    "teller_id": "",
    "tally_scan_id": "tally_scan",
    "rule_id": "",
    "council_decision_id": "",
    "own_seat_id": "council_member",
    "sitting_id": "sitting",
    "own_candidate_id": "own_candidate",
    "council_file_id": "",
    "held_id": "",
    "own_held_id": "held_title",
    "nomination_id": "nomination",
    "filed_nomination_id": "nomination",
    "achievement_file_id": "achievement_file",
    "filed_file_id": "achievement_file",
    "award_proposal_id": "",
    "award_decision_id": "",
    "award_file_id": "",
    "award_id": "",
    "revocation_id": "",
    "round_id": "round",
}


@dataclass
class World:
    """A bloc with something to hide in it, and the people who try every door."""

    three: BlocOfThree
    people: dict[str, tuple[User, Seat | None, bool]] = field(default_factory=dict)
    #: The random ids of what belongs to the member (A) and to its rival (B), by kind.
    ids: dict[str, dict[str, str]] = field(default_factory=dict)


def world_made(app: Flask, make: Any, *, explained: bool = False) -> World:
    """The world while cards are being drafted, or (`explained`) while what was found on them is."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    three = make.bloc_of_three()
    make.sheet(three, *(ROWS if explained else ()))
    filing = make.dates(three)
    world = World(three)
    asked_of_all(three, make)
    for agency in (three.member, three.other):
        if explained:
            begin_explaining(three, make, agency)
        ids = owned_things(three, make, agency)
        ids |= answered_document(three, make, agency) | invited_activity(three, make, agency)
        world.ids[agency.code] = ids | (explained_things(three, make, agency) if explained else {})
    with acting(make.scope(three, three.lead)):
        section = criteria_of(1)[0]
        for ids in world.ids.values():
            ids.update(filing=filing.public_id, sheet="", section=section.public_id)
        db.session.rollback()
    seats = {three.lead: Seat.LEAD, three.deputy: Seat.DEPUTY, three.member: Seat.MEMBER, three.other: Seat.MEMBER}
    for agency, seat in seats.items():
        for user in users_of(agency.id):
            world.people[f"{user.role} of {agency.code}"] = (user, seat, agency is three.other)
    _outsiders(world, make)
    make.keep()
    return world


def _outsiders(world: World, make: Any) -> None:
    observer = make.user(None, Role.OBSERVER, "quan.sat")
    db.session.add(Grant(user_id=observer.id, bloc_id=world.three.bloc.id))
    world.people["observer"] = (observer, None, False)
    world.people["operator"] = (make.user(None, Role.OPERATOR, "van.hanh"), None, False)
    disabled = make.user(world.three.member, Role.HEAD, "da.khoa", disabled_at=clock.now())
    world.people["disabled"] = (disabled, None, False)
    stranger = make.bloc_of_three("khoi-khac", prefix="K")
    world.people["head of another bloc"] = (users_of(stranger.lead.id)[0], None, False)
