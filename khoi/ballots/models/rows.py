"""The rows of a secret vote: ballot, candidates, roll, tellers, sealed slips, and what the count left behind."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from khoi.ballots.rules import Conflict, Kind, Measure, State, Way
from tenants.database import Base, Numbered, Public
from tenants.files import FileFacts
from tenants.isolation import CouncilOwned, Sealed, VoterOwned, hangs_under, numbered_under
from tenants.isolation.kinds import Condition, Facts

PII = {"pii": True}


class Ballot(CouncilOwned, Public, Base):
    """A secret vote of a council: what is asked, who may answer, how much is enough and by which text."""

    tellers_by = "id"
    more = (
        ForeignKeyConstraint(["year_id", "agency_id"], ["membership.year_id", "membership.agency_id"]),
        CheckConstraint("owner = coalesce(agency_id, 0)", name="owner"),
        numbered_under(),
    )

    #: Whose council votes; none: the bloc's. Names the same agency as `owner`.
    agency_id: Mapped[int | None] = mapped_column()
    title: Mapped[str] = mapped_column(String(300))
    kind: Mapped[str] = mapped_column(String(10), default=Kind.QUESTION)
    way: Mapped[str] = mapped_column(String(10), default=Way.PAPER)
    #: What is elected: lead or deputy of the next year; empty for anything else.
    office: Mapped[str] = mapped_column(String(10), default="")
    #: At most so many are chosen; 0: as many as reach the threshold.
    seats: Mapped[int] = mapped_column(default=0)
    #: A vote an agency by its head, or one a person of the council.
    by_agency: Mapped[bool] = mapped_column(default=True)
    percent: Mapped[int] = mapped_column(default=50)
    #: More than that percentage, not just so much.
    strict: Mapped[bool] = mapped_column(default=True)
    quorum_part: Mapped[int] = mapped_column(default=0)
    quorum_whole: Mapped[int] = mapped_column(default=1)
    basis: Mapped[str] = mapped_column(String(1000), default="")
    conflict: Mapped[str] = mapped_column(String(10), default=Conflict.NONE)
    held_on: Mapped[date | None] = mapped_column()
    state: Mapped[str] = mapped_column(String(10), default=State.DRAFT)
    opened_at: Mapped[datetime | None] = mapped_column()
    closed_at: Mapped[datetime | None] = mapped_column()
    roll_size: Mapped[int] = mapped_column(default=0)
    #: The box's lock, and its key, wrapped for each pair of tellers: both are gone once the box is counted.
    public_key: Mapped[str] = mapped_column(String(64), default="")
    wraps: Mapped[str] = mapped_column(Text, default="")
    #: Of the counted box, as the export writes it.
    box_hash: Mapped[str] = mapped_column(String(64), default="")
    valid: Mapped[bool | None] = mapped_column()
    next_step: Mapped[str] = mapped_column(String(1000), default="")
    #: After the count the database's own left-overs (journal of pages, free pages) were wiped.
    wiped: Mapped[bool] = mapped_column(default=False)

    @property
    def is_blocs(self) -> bool:
        return self.owner == 0

    @property
    def measure(self) -> Measure:
        return Measure(self.percent, self.strict, (self.quorum_part, self.quorum_whole))


class Candidate(CouncilOwned, Public, Base):
    """One to be voted on: a person, a collective, or (of a yes/no question) the question itself. What became of it is
    all that members see of the count."""

    tellers_by = "ballot_id"
    more = (
        hangs_under("ballot", "ballot_id"),
        ForeignKeyConstraint(["year_id", "agency_id"], ["membership.year_id", "membership.agency_id"]),
        numbered_under(),
    )

    ballot_id: Mapped[int] = mapped_column(index=True)
    position: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column(String(200), info=PII)
    detail: Mapped[str] = mapped_column(String(300), default="", info=PII)
    #: Its agency: whose vote may be in conflict of interest.
    agency_id: Mapped[int | None] = mapped_column()
    #: The public id of another step's row, e.g. an award proposal.
    subject: Mapped[str] = mapped_column(String(12), default="")
    #: Since the opening: how many may vote on it, and the whole of which the percentage is taken.
    voters: Mapped[int] = mapped_column(default=0)
    base: Mapped[int] = mapped_column(default=0)
    #: Enough votes; and, where only some may be chosen, among them. None: not counted.
    reached: Mapped[bool | None] = mapped_column()
    chosen: Mapped[bool | None] = mapped_column()


class CouncilMember(CouncilOwned, Public, Base):
    """A person of the council as it is drawn up: becomes a line of the roll when the vote is opened."""

    more = (
        hangs_under("ballot", "ballot_id"),
        ForeignKeyConstraint(["year_id", "agency_id"], ["membership.year_id", "membership.agency_id"]),
        UniqueConstraint("ballot_id", "agency_id", "name"),
    )

    ballot_id: Mapped[int] = mapped_column(index=True)
    agency_id: Mapped[int] = mapped_column()
    user_id: Mapped[int | None] = mapped_column()
    name: Mapped[str] = mapped_column(String(200), info=PII)


class RollLine(VoterOwned, Numbered, Base):
    """One vote of the frozen roll, and whether it was cast. No time stands on it, and its number says nothing."""

    more = (
        hangs_under("ballot", "ballot_id"),
        ForeignKeyConstraint(["year_id", "agency_id"], ["membership.year_id", "membership.agency_id"]),
        UniqueConstraint("ballot_id", "agency_id", "name"),
    )

    name: Mapped[str] = mapped_column(String(200), info=PII)
    voted: Mapped[bool] = mapped_column(default=False)


class Teller(CouncilOwned, Public, Base):
    """Who counts: named before the vote is opened; for a vote in the portal with a key of his own."""

    more = (
        hangs_under("ballot", "ballot_id"),
        ForeignKeyConstraint(["year_id", "agency_id"], ["membership.year_id", "membership.agency_id"]),
        UniqueConstraint("ballot_id", "user_id"),
    )

    ballot_id: Mapped[int] = mapped_column(index=True)
    agency_id: Mapped[int] = mapped_column()
    user_id: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column(String(200), info=PII)
    #: The public half; the private one is on the paper the teller printed, and nowhere else.
    public_key: Mapped[str] = mapped_column(String(64), default="")

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        return CouncilOwned.seen(row, who) | ((row.bloc_id == who.bloc) & (row.agency_id == who.agency))

    @classmethod
    def updated(cls, row: Any, who: Facts) -> Condition:
        himself = (row.bloc_id == who.bloc) & (row.agency_id == who.agency) & (who.open == 1)
        return cls.changed(row, who) | himself


class Slip(Sealed, Base):
    """One sealed answer on one candidate: an envelope with a random key, no time, no order and no name."""

    more = (
        hangs_under("ballot", "ballot_id"),
        hangs_under("candidate", "candidate_id"),
        {"sqlite_with_rowid": False},
    )

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    candidate_id: Mapped[int] = mapped_column()
    sealed: Mapped[bytes] = mapped_column(LargeBinary())


class Vote(CouncilOwned, Base):
    """One answer of the counted box, in random order under a new random key."""

    more = (
        hangs_under("ballot", "ballot_id"),
        hangs_under("candidate", "candidate_id"),
        {"sqlite_with_rowid": False},
    )

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    ballot_id: Mapped[int] = mapped_column(index=True)
    candidate_id: Mapped[int] = mapped_column()
    choice: Mapped[str] = mapped_column(String(10))


class Receipt(CouncilOwned, Base):
    """A sign that came out of one opened envelope: whoever has the code it was made of knows that his was counted."""

    __tablename__ = "vote_receipt"
    more = (
        hangs_under("ballot", "ballot_id"),
        hangs_under("candidate", "candidate_id"),
        {"sqlite_with_rowid": False},
    )

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    ballot_id: Mapped[int] = mapped_column(index=True)
    candidate_id: Mapped[int] = mapped_column()
    sign: Mapped[str] = mapped_column(String(32))


class Protocol(CouncilOwned, Numbered, Base):
    """The count of the slips as the tellers report it: entered by one, confirmed by another."""

    __tablename__ = "tally_protocol"
    tellers_by = "ballot_id"
    more = (hangs_under("ballot", "ballot_id"), UniqueConstraint("ballot_id"))

    ballot_id: Mapped[int] = mapped_column()
    issued: Mapped[int] = mapped_column()
    returned: Mapped[int] = mapped_column()
    missing: Mapped[int] = mapped_column()
    valid: Mapped[int] = mapped_column()
    invalid: Mapped[int] = mapped_column()
    note: Mapped[str] = mapped_column(String(1000), default="")
    entered_at: Mapped[datetime] = mapped_column()
    entered_by: Mapped[int | None] = mapped_column()
    entered_agency: Mapped[int | None] = mapped_column()
    confirmed_at: Mapped[datetime | None] = mapped_column()
    confirmed_by: Mapped[int | None] = mapped_column()


class Count(CouncilOwned, Numbered, Base):
    """The votes on one candidate: for chairs, tellers and minutes, never for the members' pages."""

    __tablename__ = "vote_count"
    tellers_by = "ballot_id"
    more = (
        hangs_under("ballot", "ballot_id"),
        hangs_under("candidate", "candidate_id"),
        UniqueConstraint("candidate_id"),
    )

    ballot_id: Mapped[int] = mapped_column(index=True)
    candidate_id: Mapped[int] = mapped_column()
    agree: Mapped[int] = mapped_column()
    disagree: Mapped[int] = mapped_column()
    blank: Mapped[int] = mapped_column()


class TallyScan(CouncilOwned, FileFacts, Public, Base):
    """The signed minutes of the count, scanned."""

    tellers_by, for_upkeep = "ballot_id", True
    more = (hangs_under("ballot", "ballot_id"),)

    ballot_id: Mapped[int] = mapped_column(index=True)
