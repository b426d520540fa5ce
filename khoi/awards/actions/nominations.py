"""An agency nominates its people: written by the clerk, filed by the head, given back by the lead."""

import json
from dataclasses import dataclass
from datetime import date

from khoi.awards.models import (
    AchievementFile,
    Nomination,
    NominationReturn,
    achievement_files,
    award_proposal_on,
    held_titles,
    hold_nomination,
    nomination_like,
    return_of,
)
from khoi.awards.rules import AT_HEAD, DRAFT, FILED
from khoi.awards.rules.nominations import objections_to_nominating, objections_to_person
from khoi.pledges.models import Title
from khoi.years.models import dates_for
from khoi.years.rules import filing_verdict
from tenants import clock, journal, vi
from tenants.database import db
from tenants.files import Received, facts_of
from tenants.models import Year
from tenants.notices import notify
from tenants.refusal import Refused, refuse_over
from tenants.vi import fold

#: The filing whose dates hold for nominations, where the year has one of that key.
KEY = "nominations"
MOST_FILES = 5


@dataclass(frozen=True, slots=True)
class Person:
    """What is written of a nominee."""

    name: str
    born: date | None = None
    position: str = ""
    unit: str = ""
    achievement: str = ""
    clean: bool | None = None


def nominate(row: Nomination | None, year: Year, agency_id: int, title: Title, person: Person) -> Nomination:
    """Write a nomination, new, still with the agency, or given back; the same person for the same title is there
    once."""
    if title.for_whom != "individual" or title.year_id != year.id:
        raise Refused("Chọn danh hiệu, hình thức cho cá nhân.", field="title")
    refuse_over(objections_to_person(person.name, person.born, clock.today()), "Chưa lưu được đề nghị.")
    same = nomination_like(agency_id, title.id, person.name, year.id)
    if same is not None and (row is None or same.id != row.id):
        if row is None and _is(same, person):
            return same
        raise Refused(f"Đã có đề nghị {title.name} cho {person.name}.", field="name")
    if row is None:
        row = Nomination(year_id=year.id, agency_id=agency_id, filed=False, stage=DRAFT, filings=0, title_id=title.id,
                         name=person.name)  # fmt: skip
        db.session.add(row)
        db.session.flush()
    row = _writable(row)
    row.title_id, row.name, row.born, row.position = title.id, person.name, person.born, person.position
    row.unit, row.achievement, row.clean = person.unit, person.achievement, person.clean
    journal.wrote(row, "nominate", title=title.code)
    return row


def _is(row: Nomination, person: Person) -> bool:
    return (row.position, row.unit, row.achievement) == (person.position, person.unit, person.achievement)


def _writable(row: Nomination) -> Nomination:
    """Locked, and back with the agency where the lead gave it back; refused once it is filed."""
    held = hold_nomination(row.id)
    if held.erased_at is not None:
        raise Refused("Thông tin cá nhân của đề nghị này đã xóa.")
    if held.stage == FILED:
        if return_of(held) is None:
            raise Refused("Đề nghị đã nộp, không sửa được nữa.")
        _unfile(held)
    held.stage = DRAFT
    return held


def _unfile(held: Nomination) -> None:
    held.filed = False
    for file in achievement_files([held.id])[held.id]:
        file.filed = False


def nomination_to_head(row: Nomination) -> None:
    """The clerk is done."""
    held = hold_nomination(row.id)
    if held.stage == DRAFT:
        held.stage = AT_HEAD
        journal.wrote(held, "nomination_to_head")


def file_nomination(row: Nomination) -> Nomination:
    """The head files it, with what the agency's own book says of the person; the chairs see it from then on. Refused
    without a report, and after the khóa sổ; a second time changes nothing."""
    held = hold_nomination(row.id)
    if held.stage == FILED and held.filed and return_of(held) is None:
        return held
    if held.erased_at is not None:
        raise Refused("Thông tin cá nhân của đề nghị này đã xóa.")
    files = achievement_files([held.id])[held.id]
    refuse_over(objections_to_nominating(held.achievement, len(files)), "Chưa nộp được đề nghị.")
    now, dates = clock.now(), dates_for(held.year_id, held.agency_id, KEY)
    verdict = filing_verdict(now, dates.due, dates.closing) if dates else None
    if dates and verdict and not verdict.accepted:
        raise Refused(f"Đã khóa sổ lúc {vi.date_time(dates.closing)}: không nộp được nữa. Đề nghị Khối trưởng gia hạn.")
    book = held_titles(held.agency_id)
    mine = [each for each in book if each.folded == fold(held.name) and not each.themed]
    held.held = json.dumps(sorted({(each.held_year, each.title_code) for each in mine}))
    held.known = json.dumps(sorted({each.held_year for each in book}))
    held.days_late = held.days_late if held.filings else verdict.days_late if verdict else 0
    held.stage, held.filed, held.filed_at, held.filings = FILED, True, now, held.filings + 1
    for file in files:
        file.filed = True
    journal.wrote(held, "file_nomination", days_late=held.days_late, filing=held.filings)
    return held


def drop_nomination(row: Nomination) -> None:
    """Throw a nomination away that was never filed."""
    held = hold_nomination(row.id)
    if held.filings:
        raise Refused("Đề nghị đã nộp, không xóa được.")
    for file in achievement_files([held.id])[held.id]:
        db.session.delete(file)
    db.session.flush()
    journal.wrote(held, "drop_nomination")
    db.session.delete(held)


def return_nomination(row: Nomination, title: Title, reason: str) -> NominationReturn:
    """The lead gives it back with a reason, as long as it is not on the bloc's list."""
    if award_proposal_on(row.year_id, row.agency_id, title.id, row.id) is not None:
        raise Refused("Đề nghị đã vào danh sách của Khối: rút khỏi danh sách thay vì trả lại.")
    if (same := return_of(row)) is not None:
        return same
    made = NominationReturn(
        year_id=row.year_id, agency_id=row.agency_id, nomination_id=row.id, filing=row.filings, reason=reason,
        returned_at=clock.now(),
    )  # fmt: skip
    db.session.add(made)
    journal.wrote(made, "return_nomination", filing=row.filings)
    notify(row.agency_id, "returned", f"Khối trưởng trả lại một đề nghị {title.name}. Lý do: {reason}"[:500])
    return made


def add_report_file(row: Nomination, received: Received) -> AchievementFile:
    """Attach the signed report; the same bytes twice are there once."""
    held = _writable(row)
    present = achievement_files([held.id])[held.id]
    if same := next((each for each in present if each.sha256 == received.kept.sha256), None):
        return same
    if len(present) >= MOST_FILES:
        raise Refused(f"Mỗi đề nghị nhiều nhất {MOST_FILES} tệp.")
    file = AchievementFile(
        year_id=held.year_id, agency_id=held.agency_id, filed=False, nomination_id=held.id, **facts_of(received)
    )
    db.session.add(file)
    db.session.flush()
    journal.wrote(file, "add_achievement_file", sha256=file.sha256)
    return file


def remove_report_file(row: Nomination, file: AchievementFile) -> None:
    """Take a file off again, as long as the nomination is with the agency."""
    _writable(row)
    journal.wrote(file, "remove_achievement_file", sha256=file.sha256)
    db.session.delete(file)
