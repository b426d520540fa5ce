"""Members leave within a year, merge, come back, are renamed, or are taken out again where they were a mistake."""

from datetime import date

from khoi.years.models import FormerName, discard, renamed_on
from khoi.years.rules import objections_to_day, objections_to_leaving, objections_to_removing
from tenants import clock, journal, vi
from tenants.database import db
from tenants.models import Membership, agency_by_id, all_members_of, latest_year_of, members_of, users_of, year_by_id
from tenants.notices import notify
from tenants.refusal import Refused
from tenants.roles import Seat, YearState
from tenants.vi import nfc

LONGEST_NAME = 200


def rename(member: Membership, name: str, day: date, basis: str) -> None:
    """From that day of the year the member bears a new name; what was made before keeps the old one. All are told.

    A slip of the pen is not renamed but corrected (`describe`). The same word said twice changes nothing."""
    name = nfc(name).strip()
    if name == member.name_that_year:
        return
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused(f"Tên đơn vị phải có từ 1 đến {LONGEST_NAME} ký tự.", field="name")
    _refuse_day(member, day, renamed_on(member.year_id, member.agency_id))
    before = member.name_that_year
    row = FormerName(
        bloc_id=member.bloc_id, year_id=member.year_id, shown_to="members", member_id=member.agency_id, name=before,
        until=day, basis=basis,
    )  # fmt: skip
    db.session.add(row)
    member.name_that_year = name
    _name_today(member)
    journal.wrote(member, "rename_member", before=before, name=name, day=day.isoformat(), basis=basis)
    _tell_all(member, f"{before} đổi tên thành {name} từ ngày {vi.date(day)}.")


def leave(member: Membership, day: date, reason: str, successor: Membership | None = None) -> None:
    """The member left the bloc on that day, or was merged into another: it no longer files nor is ranked, and keeps
    reading what is its own. Refused for a chair, and for a successor that is itself gone."""
    if member.left_on is not None:
        return
    for why in objections_to_leaving(Seat(member.seat), member.name_that_year):
        raise Refused(why)
    _refuse_day(member, day, None)
    if successor is not None and (successor.left_on is not None or successor.agency_id == member.agency_id):
        raise Refused("Chọn đơn vị tiếp nhận là thành viên khác của năm.", field="successor")
    member.left_on, member.left_reason = day, reason
    member.successor_id = successor.agency_id if successor else None
    member.on_appraisal_team = False
    journal.wrote(member, "leave", day=day.isoformat(), reason=reason, into=successor and successor.public_id)
    joined = f", sáp nhập vào {successor.name_that_year}" if successor else ""
    _tell_all(member, f"{member.name_that_year} rời Khối từ ngày {vi.date(day)}{joined}.")


def come_back(member: Membership, reason: str) -> None:
    """The member is one again: it came back, or its leaving was entered by mistake."""
    if member.left_on is None:
        return
    before = {"day": member.left_on.isoformat(), "reason": member.left_reason}
    member.left_on, member.left_reason, member.successor_id = None, "", None
    journal.wrote(member, "come_back", before=before, reason=reason)
    _tell_all(member, f"{member.name_that_year} là thành viên của Khối trở lại.")


def remove(member: Membership) -> None:
    """Take out a member that was entered by mistake, while nothing hangs on it."""
    preparing = year_by_id(member.year_id).state == YearState.PREPARING
    accounts = bool(users_of(member.agency_id))
    seat, name = Seat(member.seat), member.name_that_year
    for why in objections_to_removing(seat, name, is_preparing=preparing, has_accounts=accounts):
        raise Refused(why)
    if any(row.successor_id == member.agency_id for row in all_members_of(member.year_id)):
        raise Refused(f"Có đơn vị đã sáp nhập vào {name}: không xóa được.")
    journal.wrote(year_by_id(member.year_id), "remove_member", name=name, member=member.public_id)
    if not discard(member):
        raise Refused(f"{name} đã có dữ liệu trong năm: không xóa được, hãy ghi rời khối.")


def _refuse_day(member: Membership, day: date, since: date | None) -> None:
    for why in objections_to_day(day, clock.today(), year_by_id(member.year_id).number, since):
        raise Refused(why, field="day")


def _name_today(member: Membership) -> None:
    """The agency's own name follows, unless a later year calls it otherwise."""
    if latest_year_of(member.agency_id) != member.year_id:
        return
    agency = agency_by_id(member.agency_id)
    agency.name, agency.folded = member.name_that_year, f"{agency.code} {member.name_that_year}"


def _tell_all(member: Membership, words: str) -> None:
    told = {row.agency_id for row in members_of(member.year_id)} | {member.agency_id}
    for agency_id in sorted(told):
        notify(agency_id, "members", words[:500])
