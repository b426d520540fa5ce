"""A voter casts: his line of the roll and his envelopes in one transaction, and no line in the journal."""

import secrets
from collections.abc import Mapping

from khoi.ballots import sealing
from khoi.ballots.models import Ballot, Candidate, Slip, candidates_of, hold_ballot, motion_of, named, own_line
from khoi.ballots.rules import Choice, Conflict, State, Way, may_vote_on, objections_to_choices, sign_of
from khoi.ballots.sealing import Answer
from tenants.database import db
from tenants.refusal import Refused, refuse_over
from tenants.scope import present_scope

TWICE = "Phiếu này đã được bỏ. Mỗi phiếu chỉ bỏ một lần; mã kiểm phiếu của lần bỏ đó vẫn có giá trị."


def slips_for(ballot: Ballot, agency_id: int) -> list[Candidate]:
    """The candidates for whom a voter of that agency has a slip."""
    conflict = Conflict(ballot.conflict)
    return [row for row in candidates_of(ballot.id) if may_vote_on(agency_id, row.agency_id, conflict)]


def cast(ballot: Ballot, choices: Mapping[str, Choice], receipt: str) -> None:
    """Put the voter's sealed answers (by the candidates' public ids) into the box; once, for good.

    Nothing here says when: no journal line, no time on any row; the envelopes go in under random keys in random
    order."""
    scope = present_scope()
    held = hold_ballot(ballot.id, whole=False)
    if held.state != State.OPEN or held.way != Way.PORTAL:
        raise Refused("Cuộc bỏ phiếu trên cổng không mở.")
    line = own_line(held.id, scope.agency, scope.user, hold=True)
    if line is None:
        raise Refused("Đồng chí không có trong danh sách bỏ phiếu.")
    if line.voted:
        raise Refused(TWICE)
    rows = slips_for(held, scope.agency)
    refuse_over(objections_to_choices(motion_of(held), named(rows), choices), "Chưa bỏ phiếu được.")
    line.voted = True
    answers = [Answer(choices[row.public_id], sign_of(receipt, row.public_id)) for row in rows]
    envelopes = list(zip(rows, sealing.seal(held.public_key, answers), strict=True))
    secrets.SystemRandom().shuffle(envelopes)
    for row, sealed in envelopes:
        db.session.add(
            Slip(
                key=secrets.token_hex(16), bloc_id=held.bloc_id, year_id=held.year_id, owner=held.owner,
                ballot_id=held.id, candidate_id=row.id, sealed=sealed,
            )
        )  # fmt: skip
