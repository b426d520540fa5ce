"""The kinds of a secret vote: what a council owns, its roll, its sealed slips.

A council is the bloc's own (owner 0: all members take part, the chairs run it) or one agency's (owner: its id; to all
others it does not exist). What hangs on the state of the vote is asked of the database itself, so that no code of ours
can read a slip before the count or put one into a closed box.
"""

from typing import Any, ClassVar

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint, exists, select
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from tenants.database import Base
from tenants.isolation.kinds import Condition, Facts, Owned

#: The bloc's own council stands for no agency.
OF_THE_BLOC = 0
#: The tables that the rules below ask: whose vote it is and how it stands, who is on the roll, who counts.
BALLOT, ROLL, TELLER = "ballot", "roll_line", "teller"


def _chairs(row: Any, who: Facts) -> Condition:
    return (row.owner == OF_THE_BLOC) & (row.year_id == who.year) & ((who.lead == 1) | (who.deputy == 1))


def _own(row: Any, who: Facts) -> Condition:
    return (row.owner == who.agency) & (who.agency != 0)


def _here(row: Any, who: Facts) -> Condition:
    return (row.bloc_id == who.bloc) & (row.year_id == who.year) & (who.open == 1)


def _never(who: Facts) -> Condition:
    """Nobody: a year is open (1) or not (0)."""
    return who.open == -1


def _found(row: Any, table: str, **where: Any) -> Condition:
    """Is there such a row in `table`? Of a row in the session's hands the database is asked at the flush: here, yes."""
    if isinstance(row, Owned):
        return True
    asked = Base.metadata.tables[table]
    wanted = [asked.c[name] == value for name, value in where.items()]
    return exists(select(asked.c.id).where(*wanted).correlate_except(asked))


class CouncilOwned(Owned):
    """A row of a council's vote. `shown_to`: "chairs" (who runs it, and its tellers) or "members" (all of the bloc)."""

    bloc_id: Mapped[int] = mapped_column()
    year_id: Mapped[int] = mapped_column()
    owner: Mapped[int] = mapped_column()
    shown_to: Mapped[str] = mapped_column(default="chairs")
    #: The column that names the vote whose tellers see and write this row too; empty: they do not.
    tellers_by: ClassVar[str] = ""
    #: The operator, who sees nothing of a vote, sees these rows: his check of rows against files must know every file.
    for_upkeep: ClassVar[bool] = False
    more: ClassVar[tuple[Any, ...]] = ()

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        return (ForeignKeyConstraint(["bloc_id", "year_id"], ["year.bloc_id", "year.id"]), *cls.more)

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        member = (row.owner == OF_THE_BLOC) & (who.agency != 0) & (row.shown_to == "members")
        runs = _chairs(row, who) | _own(row, who)
        keeps = (who.operator == 1) if cls.for_upkeep else _never(who)
        return (row.bloc_id == who.bloc) & (runs | member | cls._tells(row, who) | keeps)

    @classmethod
    def changed(cls, row: Any, who: Facts) -> Condition:
        return _here(row, who) & (_chairs(row, who) | _own(row, who) | cls._tells(row, who))

    @classmethod
    def _tells(cls, row: Any, who: Facts) -> Condition:
        if not cls.tellers_by:
            return _never(who)
        return _found(row, TELLER, ballot_id=getattr(row, cls.tellers_by), agency_id=who.agency)


class VoterOwned(CouncilOwned):
    """A line of the roll: seen by its voter (the person named, or else whoever votes for the agency) and by who runs
    the vote; only its voter, and only while the vote is open, says on it that he has voted."""

    ballot_id: Mapped[int] = mapped_column()
    agency_id: Mapped[int] = mapped_column()
    user_id: Mapped[int | None] = mapped_column()

    @classmethod
    def _is_voters(cls, row: Any, who: Facts) -> Condition:
        return (row.agency_id == who.agency) & ((row.user_id == None) | (row.user_id == who.user))  # noqa: E711

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        return (row.bloc_id == who.bloc) & (_chairs(row, who) | _own(row, who) | cls._is_voters(row, who))

    @classmethod
    def changed(cls, row: Any, who: Facts) -> Condition:
        return _here(row, who) & (_chairs(row, who) | _own(row, who))

    @classmethod
    def updated(cls, row: Any, who: Facts) -> Condition:
        return _here(row, who) & cls._is_voters(row, who) & _found(row, BALLOT, id=row.ballot_id, state="open")


class Sealed(CouncilOwned):
    """A sealed slip: put in by a voter of the roll while the vote is open, read only by who runs the vote, and only
    while it is being counted; changed by nobody."""

    ballot_id: Mapped[int] = mapped_column()

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        counted = _found(row, BALLOT, id=row.ballot_id, state="counting")
        return (row.bloc_id == who.bloc) & (_chairs(row, who) | _own(row, who)) & counted

    @classmethod
    def changed(cls, row: Any, who: Facts) -> Condition:
        return _never(who)

    @classmethod
    def inserted(cls, row: Any, who: Facts) -> Condition:
        is_open = _found(row, BALLOT, id=row.ballot_id, state="open")
        votes = _found(row, ROLL, ballot_id=row.ballot_id, agency_id=who.agency)
        return _here(row, who) & (who.agency != 0) & is_open & votes

    @classmethod
    def deleted(cls, row: Any, who: Facts) -> Condition:
        emptied = _found(row, BALLOT, id=row.ballot_id, state="counting")
        return _here(row, who) & (_chairs(row, who) | _own(row, who)) & emptied


def numbered_under() -> UniqueConstraint:
    """What a row of a council offers its children as their key."""
    return UniqueConstraint("bloc_id", "year_id", "owner", "id")


def hangs_under(parent: str, column: str) -> ForeignKeyConstraint:
    """A child's key to a parent of the same council: a slip of ours can never lie in their box."""
    owner = ["bloc_id", "year_id", "owner"]
    return ForeignKeyConstraint([*owner, column], [f"{parent}.{name}" for name in (*owner, "id")])
