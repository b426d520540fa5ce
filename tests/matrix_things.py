"""What belongs to somebody in the world of the matrix: things of each kind, with canaries in every text."""

from datetime import date, timedelta
from typing import Any

from khoi.activities.actions import add_file, announce
from khoi.awards.actions import Person, add_report_file, nominate
from khoi.awards.actions.council import Before, call_sitting, put_before, seat_member
from khoi.awards.models import HeldTitle
from khoi.ballots.actions import (
    Terms,
    add_candidate,
    add_council_member,
    add_teller,
    draft_ballot,
    file_scan,
    open_ballot,
)
from khoi.ballots.models import candidates_of
from khoi.ballots.rules import Kind, Measure
from khoi.documents.actions import add_reply_file, begin_reply, write_reply
from khoi.documents.models import delivery_to, document_by_id, files_of
from khoi.movements.actions import keep_own_movement
from khoi.plans.actions import add_person, add_task, begin_plan
from khoi.plans.models import departments_of
from khoi.plans.rules import TaskSpec
from khoi.pledges.actions import add_target, begin_catalogue, begin_registration
from khoi.pledges.models import title_coded
from khoi.reports.models import (
    Indicator,
    OutlineSection,
    Report,
    ReportAnnex,
    ReportFigure,
    ReportRequest,
    ReportText,
    indicators_of,
    requests_of,
    sections_of,
)
from khoi.scoring.actions import begin
from khoi.scoring.models import Evidence, EvidenceVersion, marks_of
from tenants import clock
from tenants.database import db
from tenants.files import Received, StoredFile, facts_of
from tenants.models import Agency, membership_of, users_of, year_by_id
from tenants.notices import Notice
from tenants.scope import acting
from tests.khoi.activities.activities_made import found, planned
from tests.khoi.documents.documents_made import issued, received
from tests.make import BlocOfThree

CANARY = "CHIM-HOANG-YEN"


def sung(song: str) -> Received:
    """A file that is there, with the song in its name and its bytes."""
    return received(f"{song}.pdf", b"%PDF-1.4 " + song.encode())


def owned_things(three: BlocOfThree, make: Any, agency: Agency) -> dict[str, str]:
    """A draft card with canaries in every text, and the ids of all its parts."""
    song = f"{CANARY}-{agency.code}"
    with acting(make.scope(three, agency, seated=False)):
        card = begin(three.year.id, agency.id)
        owner = {"year_id": three.year.id, "agency_id": agency.id}
        mark, criterion = marks_of(card.id)[0]
        mark.note = song
        stored = StoredFile(**owner, **facts_of(sung(song)))
        evidence = Evidence(**owner, title=song, folded=song, made_at=clock.now())
        notice = Notice(**owner, kind="returned", text=song, made_at=clock.now())
        days = (date(three.year.number, 4, 1), date(three.year.number, 4, 30))
        own = keep_own_movement(None, year_by_id(three.year.id), agency.id, song, *days, song, song)
        target = add_target(begin_registration(three.year.id, agency.id), song, song)
        db.session.add_all([stored, evidence, notice])
        db.session.flush()
        plan = begin_plan(year_by_id(three.year.id), agency.id)
        task = add_task(plan, TaskSpec(1, 0, song, song, (song,), of_bloc=False), song)
        department = departments_of(three.year.id, agency.id)[0]
        person = add_person(department, song, song)
        version = EvidenceVersion(**owner, evidence_id=evidence.id, file_id=stored.id, number=1, made_at=clock.now())
        db.session.add(version)
        db.session.flush()
        ids = {
            "agency": agency.public_id, "user": users_of(agency.id)[0].public_id, "mark": mark.public_id,
            "card": card.public_id, "evidence": evidence.public_id, "version": version.public_id,
            "criterion": criterion.public_id, "notice": notice.public_id, "file": stored.public_id,
            "target": target.public_id, "own_movement": own.public_id,
            "task": task.public_id, "department": department.public_id, "person": person.public_id,
            **_report_being_written(three, owner, song), **_nominated(three, owner, song),
            **_own_councils_vote(three, agency, song),
        }  # fmt: skip
        make.keep()
    return ids


def asked_of_all(three: BlocOfThree, make: Any) -> None:
    """A report that every member is asked for, with one section and one figure in words."""
    with acting(make.scope(three, three.lead)):
        owner = {"bloc_id": three.bloc.id, "year_id": three.year.id, "shown_to": "members"}
        start, end = date(2026, 1, 1), date(2026, 6, 30)
        asked = ReportRequest(**owner, key="half_year_report", kind="half_year", title="Báo cáo sơ kết", basis="",
                              period_start=start, period_end=end, asked_at=clock.now())  # fmt: skip
        db.session.add(asked)
        db.session.flush()
        section = OutlineSection(**owner, request_id=asked.id, position=0, number="I", heading="Kết quả")
        indicator = Indicator(**owner, request_id=asked.id, position=0, code="1", name="Điển hình", type="text")
        db.session.add_all([section, indicator])
        begin_catalogue(year_by_id(three.year.id))
        make.keep()


def _report_being_written(three: BlocOfThree, owner: dict[str, int], song: str) -> dict[str, str]:
    """An agency's draft on it, with canaries in its words and files."""
    asked = requests_of(three.year.id)[0]
    report = Report(**owner, request_id=asked.id, stage="draft")
    db.session.add(report)
    db.session.flush()
    part = owner | {"report_id": report.id}
    text = ReportText(**part, section_id=sections_of(asked.id)[0].id, text=song)
    figure = ReportFigure(**part, indicator_id=indicators_of(asked.id)[0].id, words=song)
    annex = ReportAnnex(**part, **facts_of(sung(song)))
    db.session.add_all([text, figure, annex])
    db.session.flush()
    return {
        "asked": asked.public_id, "text": text.public_id, "figure": figure.public_id, "annex": annex.public_id,
    }  # fmt: skip


def _nominated(three: BlocOfThree, owner: dict[str, int], song: str) -> dict[str, str]:
    """One of the agency's people on the way to a title, and a title of an earlier year in its own book."""
    title = title_coded(three.year.id, "CSTĐT")
    assert title is not None
    row = nominate(None, year_by_id(three.year.id), owner["agency_id"], title, Person(song, achievement=song))
    file = add_report_file(row, sung(song))
    held = HeldTitle(
        **owner, held_year=2025, name=song, folded=song, title_code="LĐTT", title_name="Lao động tiên tiến"
    )
    db.session.add(held)
    db.session.flush()
    seat = seat_member(owner["year_id"], owner["agency_id"], song, song, "chair")
    sitting = call_sitting(None, owner["year_id"], owner["agency_id"], song, date(2026, 11, 1), song)
    before = put_before(sitting, title, Before(song, song, song))
    return {
        "council_member": seat.public_id, "sitting": sitting.public_id, "own_candidate": before.public_id,
        "nomination": row.public_id, "achievement_file": file.public_id, "held_title": held.public_id,
    }  # fmt: skip


def _own_councils_vote(three: BlocOfThree, agency: Agency, song: str) -> dict[str, str]:
    """A vote of the agency's own council, opened, with canaries in every text."""
    terms = Terms(song, Kind.AWARD, measure=Measure(50, strict=True), basis=song, by_agency=False)
    ballot = draft_ballot(year_by_id(three.year.id), terms, agency.id)
    add_candidate(ballot, song, song)
    people, member = users_of(agency.id), membership_of(three.year.id, agency.id)
    assert member is not None
    for user in people:
        add_council_member(ballot, f"{song} {user.role}", member, user)
        add_teller(ballot, user)
    open_ballot(ballot)
    scan = file_scan(ballot, sung(song))
    db.session.flush()
    return {
        "ballot": ballot.public_id, "candidate": candidates_of(ballot.id)[0].public_id, "tally_scan": scan.public_id,
    }  # fmt: skip


def answered_document(three: BlocOfThree, make: Any, agency: Agency) -> dict[str, str]:
    """A document issued to that agency alone, and the draft of its answer with canaries in every text."""
    song = f"{CANARY}-{agency.code}"
    answer_due = {"reply_asked": "Góp ý", "reply_due": clock.now() + timedelta(days=3)}
    document_id = issued(three, make, f"Giấy mời {agency.code}", to_all=False, chosen=[agency.id], **answer_due)
    with acting(make.scope(three, agency, seated=False)):
        document, delivery = document_by_id(document_id), delivery_to(document_id, agency.id)
        assert document is not None
        assert delivery is not None
        reply = begin_reply(delivery)
        write_reply(reply, song)
        file = add_reply_file(reply, sung(song))
        ids = {
            "document": document.public_id, "document_file": files_of(document_id)[0].public_id,
            "reply": reply.public_id, "reply_file": file.public_id,
        }  # fmt: skip
        make.keep()
    return ids


def invited_activity(three: BlocOfThree, make: Any, agency: Agency) -> dict[str, str]:
    """An activity to which that agency alone is invited, with a paper."""
    activity_id = planned(three, make, f"Họp với {agency.code}", to_all=False, chosen=[agency.id])
    with acting(make.scope(three, three.lead)):
        activity = found(three, activity_id)
        file = add_file(activity, received(f"Tài liệu {agency.code}.pdf"))
        announce(activity)
        ids = {"activity": activity.public_id, "activity_file": file.public_id}
        make.keep()
    return ids
