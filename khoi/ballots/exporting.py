"""What leaves the portal of a counted vote: the box as JSON, the minutes as a document, the script that recounts."""

import json
from pathlib import Path

from khoi.ballots import recount
from khoi.ballots.models import (
    Ballot,
    candidates_of,
    counts_of,
    outcome_of,
    protocol_of,
    receipts_of,
    votes_of,
)
from khoi.ballots.rules import Way

SCRIPT = Path(recount.__file__)


def box_of(ballot: Ballot) -> str:
    """Terms, candidates, box and outcome, as `recount.py` reads them."""
    rows, protocol, found = candidates_of(ballot.id), protocol_of(ballot.id), outcome_of(ballot)
    assert protocol is not None
    assert found is not None
    names, counts = {row.id: row.public_id for row in rows}, counts_of(ballot.id)
    slips = {name: getattr(protocol, name) for name in ("issued", "returned", "missing", "valid", "invalid")}
    said = {
        "title": ballot.title, "kind": ballot.kind, "way": ballot.way, "seats": ballot.seats, "roll": ballot.roll_size,
        "percent": ballot.percent, "strict": ballot.strict, "quorum": [ballot.quorum_part, ballot.quorum_whole],
        "basis": ballot.basis, "slips": slips,
        "candidates": [
            {
                "id": row.public_id, "name": row.name, "of": row.base, "voters": row.voters,
                "count": {name: getattr(counts[row.id], name) for name in recount.CHOICES},
            }
            for row in rows
        ],
        "outcome": {
            "valid": found.valid, "verdicts": {each.key: [each.reached, each.chosen] for each in found.verdicts},
            "next_step": found.next_step,
        },
    }  # fmt: skip
    if ballot.way == Way.PORTAL:
        said["box"] = sorted([names[vote.candidate_id], vote.choice] for vote in votes_of(ballot.id))
        said["receipts"] = sorted([names[sign.candidate_id], sign.sign] for sign in receipts_of(ballot.id))
        said["box_hash"] = ballot.box_hash
    return json.dumps(said, ensure_ascii=False, indent=1)
