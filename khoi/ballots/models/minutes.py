"""Biên bản kiểm phiếu of a counted vote, from its rows."""

from datetime import date

from khoi.ballots.models.asking import (
    candidates_of,
    counts_of,
    motion_of,
    outcome_of,
    protocol_of,
    sheet_of,
    tallies_of,
    tellers_of,
)
from khoi.ballots.models.rows import Ballot
from khoi.ballots.rules import Asked, tally_minutes_document
from khoi.office.document import Document
from tenants.models import bloc_by_id, members_of, seated
from tenants.roles import Seat
from tenants.vi.dates import local


def day_of(ballot: Ballot) -> date | None:
    """The day that stands in the minutes: that of the vote as it was called, else of the count."""
    return ballot.held_on or (local(ballot.closed_at).date() if ballot.closed_at else None)


def minutes_of(ballot: Ballot) -> Document:
    """Biên bản kiểm phiếu of a counted vote; for who sees its numbers."""
    protocol, found, rows = protocol_of(ballot.id), outcome_of(ballot), candidates_of(ballot.id)
    assert protocol is not None
    assert found is not None
    bloc, called = bloc_by_id(ballot.bloc_id), {m.agency_id: m.name_that_year for m in members_of(ballot.year_id)}
    lead = seated(ballot.year_id, Seat.LEAD)
    council = bloc.name if ballot.is_blocs else f"Hội đồng Thi đua, Khen thưởng {called.get(ballot.owner, '')}"
    motion = motion_of(ballot)
    asked = Asked(
        council=council, superior=lead.name_that_year if ballot.is_blocs and lead else called.get(ballot.owner, ""),
        issuer=council, place=bloc.province, title=ballot.title, kind=motion.kind, way=motion.way,
        office=ballot.office, measure=motion.measure, basis=ballot.basis, held_on=day_of(ballot),
        roll=ballot.roll_size,
        tellers=tuple((each.name, called.get(each.agency_id, "")) for each in tellers_of(ballot.id)),
        box_hash=ballot.box_hash,
    )  # fmt: skip
    tallies = tallies_of(rows, counts_of(ballot.id))
    return tally_minutes_document(asked, sheet_of(protocol), tallies, found.verdicts, found.next_step, protocol.note)
