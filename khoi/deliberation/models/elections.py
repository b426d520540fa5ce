"""Who was chosen in the bloc's secret votes to lead the next year, as long as the meeting has not noted it."""

from dataclasses import dataclass

from khoi.ballots.models import counted_in
from khoi.ballots.models.minutes import day_of
from khoi.ballots.rules import Kind
from khoi.deliberation.models.rows import elected_in
from tenants import vi
from tenants.roles import Seat


@dataclass(frozen=True, slots=True)
class Chosen:
    """One that a counted vote has chosen: the seat, the agency, its votes of how many, and where that is written."""

    seat: Seat
    agency_id: int
    votes: int
    roll: int
    basis: str
    title: str


def chosen_in(year_id: int) -> list[Chosen]:
    """Those chosen and not noted yet, the latest vote first. Through the chairs' eyes."""
    noted, found = elected_in(year_id), []
    for ballot, candidate, tally in counted_in(year_id, Kind.ELECTION):
        if not candidate.chosen or candidate.agency_id is None or ballot.office not in {*Seat} - {*noted}:
            continue
        day = day_of(ballot)
        basis = f"Biên bản kiểm phiếu{f' ngày {vi.date(day)}' if day else ''}"
        seat = Seat(ballot.office)
        found.append(Chosen(seat, candidate.agency_id, tally.agree, tally.of, basis, ballot.title))
    return found
