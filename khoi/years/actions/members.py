"""Agencies join the bloc and become members of a year, each in its seat."""

import re

from tenants import journal
from tenants.database import db
from tenants.models import Agency, Membership, Year, agency_coded, members_of, membership_of, seated
from tenants.notices import notify
from tenants.refusal import Refused
from tenants.roles import SEAT_NAMES, Seat
from tenants.vi import nfc

LONGEST_NAME = 200
CODE = re.compile(r"[^\W_][\w.-]{0,19}")


def add_agency(bloc_id: int, code: str, name: str) -> Agency:
    """A new agency of the bloc, in no year yet."""
    code, name = nfc(code).strip(), nfc(name).strip()
    if not CODE.fullmatch(code):
        raise Refused(f"Mã đơn vị “{code}” phải có từ 1 đến 20 chữ, số, dấu . _ -", field="code")
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused(f"Tên đơn vị phải có từ 1 đến {LONGEST_NAME} ký tự.", field="name")
    if agency_coded(bloc_id, code) is not None:
        raise Refused(f"Khối đã có đơn vị mã {code}.", field="code")
    agency = Agency(bloc_id=bloc_id, code=code, name=name, folded=f"{code} {name}")
    db.session.add(agency)
    db.session.flush()
    journal.wrote(agency, "add_agency", code=code, name=name)
    return agency


def admit(year: Year, agency: Agency, seat: Seat = Seat.MEMBER, *, on_team: bool = False, name: str = "") -> Membership:
    """The agency is a member of the year, under the name it has that year; there is one lead and one deputy."""
    if membership_of(year.id, agency.id) is not None:
        raise Refused(f"{agency.name} đã là thành viên của năm {year.number}.", field="agency")
    if seat is not Seat.MEMBER and (taken := seated(year.id, seat)) is not None:
        raise Refused(f"{SEAT_NAMES[seat]} năm {year.number} đã là {taken.name_that_year}.", field="seat")
    member = Membership(
        bloc_id=year.bloc_id, year_id=year.id, agency_id=agency.id, seat=seat, on_appraisal_team=on_team,
        name_that_year=nfc(name).strip() or agency.name, position=len(members_of(year.id)),
    )  # fmt: skip
    db.session.add(member)
    db.session.flush()
    journal.wrote(member, "admit", agency=agency.code, seat=seat.value, on_team=on_team)
    return member


def describe(member: Membership, name: str, *, on_team: bool) -> None:
    """The agency's name in this year, and whether its people appraise; names of other years stay as they were."""
    before = {"name": member.name_that_year, "on_team": member.on_appraisal_team}
    member.name_that_year, member.on_appraisal_team = name, on_team
    journal.wrote(member, "describe_member", before=before, name=name, on_team=on_team)


def seat_chairs(year_id: int, lead_id: int, deputy_id: int, reason: str) -> list[Membership]:
    """Lead and deputy from now on, by agency; who sat there becomes a member. Returns whose seat changed."""
    if lead_id == deputy_id:
        raise Refused("Khối trưởng và Khối phó phải là hai đơn vị khác nhau.", field="deputy")
    seats = {lead_id: Seat.LEAD, deputy_id: Seat.DEPUTY}
    members = members_of(year_id)
    if not seats.keys() <= {member.agency_id for member in members}:
        raise Refused("Chọn Khối trưởng và Khối phó trong các đơn vị thành viên của năm.")
    moved = [member for member in members if member.seat != seats.get(member.agency_id, Seat.MEMBER)]
    for member in moved:
        before, member.seat = member.seat, seats.get(member.agency_id, Seat.MEMBER)
        journal.wrote(member, "seat", before=before, seat=str(member.seat), reason=reason)
    for member in members if moved else ():
        notify(member.agency_id, "seats", _who_chairs(members))
    return moved


def _who_chairs(members: list[Membership]) -> str:
    names = {member.seat: member.name_that_year for member in members}
    return f"Khối trưởng: {names[Seat.LEAD]}; Khối phó: {names[Seat.DEPUTY]}."
