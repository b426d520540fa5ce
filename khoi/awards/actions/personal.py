"""One person's data, erased on request: the award stays, and names nobody any more."""

from khoi.awards.models import CouncilCandidate, CouncilSeat, HeldTitle, Nomination, Proposal, achievement_files
from khoi.awards.models.personal import Trace, traces_of
from khoi.awards.rules.personal import ERASED, is_name, is_same_name
from khoi.plans.actions import remove_person
from khoi.plans.models import DepartmentPerson
from tenants import clock, journal
from tenants.database import db
from tenants.models import Year
from tenants.refusal import Refused


def erase_person(year: Year, agency_id: int, name: str) -> tuple[int, list[Trace]]:
    """Empty what this year's steps keep of the person. Gives back how many rows were emptied, and what stays with why
    it must: sealed copies, the bloc's decisions, other years, texts that name others too."""
    if not is_name(name):
        raise Refused("Nhập đủ họ và tên (ít nhất hai chữ).", field="name")
    erased, kept = 0, []
    for trace in traces_of(agency_id, name):
        if getattr(trace.row, "year_id", None) == year.id and _erase(trace.row, name):
            erased += 1
        else:
            kept.append(trace)
    if erased:
        journal.wrote(year, "erase_person", agency=agency_id, rows=erased)
    return erased, kept


def _erase(row: object, name: str) -> bool:
    """Empty the row where it is that person's own; False where it is not this action's to empty."""
    if not is_same_name(name, str(getattr(row, "name", ""))):
        return False
    if isinstance(row, Nomination):
        _empty_nomination(row)
    elif isinstance(row, HeldTitle):
        row.name, row.note, row.folded = "", "", f"da xoa {row.public_id}"
    elif isinstance(row, CouncilCandidate):
        row.name, row.position, row.achievement, row.clean, row.erased_at = "", "", "", None, clock.now()
    elif isinstance(row, CouncilSeat):
        row.name, row.position, row.in_office = ERASED, "", False
    elif isinstance(row, Proposal):
        row.name, row.position, row.achievement = ERASED, "", ERASED
    elif isinstance(row, DepartmentPerson):
        remove_person(row)
    else:
        return False
    return True


def _empty_nomination(row: Nomination) -> None:
    row.name, row.born, row.position, row.unit, row.achievement = "", None, "", "", ""
    row.clean, row.held, row.erased_at = None, "[]", clock.now()
    for file in achievement_files([row.id])[row.id]:
        db.session.delete(file)
