"""Whose rows may be read and written: the kinds of owners, each with one rule for reading and one for writing."""

from functools import partial
from typing import Any, ClassVar, Protocol

from sqlalchemy import ForeignKeyConstraint, Integer, UniqueConstraint, bindparam, exists, select
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from tenants.database import Base
from tenants.scope import FACTS, present_scope

# Rules are built of `&`, `|` and `==`, so that one text serves SQL expressions and plain Python values alike.
Condition = Any


class Facts(Protocol):
    """The facts of a scope, as numbers or as SQL."""

    bloc: Any
    year: Any
    agency: Any
    lead_agency: Any
    lead: Any
    deputy: Any
    team: Any
    observer: Any
    operator: Any
    open: Any
    user: Any


def _operator(who: Facts) -> Condition:
    return who.operator == 1


def _sees_filed(row: Any, who: Facts) -> Condition:
    """Chairs and appraisal team look at what has been filed in their year."""
    return (row.year_id == who.year) & ((who.lead == 1) | (who.deputy == 1) | (who.team == 1))


def _may_change(row: Any, who: Facts) -> Condition:
    return (row.year_id == who.year) & (who.open == 1)


def _assesses(row: Any, who: Facts) -> Condition:
    """Nobody appraises his own agency; the lead's own card goes to the deputy."""
    others = (row.agency_id != who.lead_agency) & ((who.lead == 1) | (who.team == 1))
    leads = (row.agency_id == who.lead_agency) & (who.deputy == 1)
    return (row.agency_id != who.agency) & (others | leads)


class Owned:
    """A row that belongs to someone; the kinds below, and those of `councils`, say to whom."""

    #: Rows written once: nobody changes or removes them, whatever the scope.
    written_once: ClassVar[bool] = False
    #: A table of holdings of years (since, ended_at): while one stands, the database refuses to write these rows.
    held_by: ClassVar[str] = ""

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        raise NotImplementedError

    @classmethod
    def changed(cls, row: Any, who: Facts) -> Condition:
        raise NotImplementedError

    # Where writing a row for the first time, changing and removing it are not one right, a kind says so here.

    @classmethod
    def inserted(cls, row: Any, who: Facts) -> Condition:
        return cls.changed(row, who)

    @classmethod
    def updated(cls, row: Any, who: Facts) -> Condition:
        return cls.changed(row, who)

    @classmethod
    def deleted(cls, row: Any, who: Facts) -> Condition:
        return cls.changed(row, who)

    @classmethod
    def let_go(cls, row: Any) -> Condition:
        """For the database's wall alone: no holding of the row's year stands. Actions refuse it before, in words."""
        held = Base.metadata.tables[cls.held_by]
        stands = (held.c.year_id == row.year_id) & held.c.ended_at.is_(None)
        return ~exists(select(held.c.id).where(stands).correlate_except(held))

    @classmethod
    def in_sight(cls) -> Condition:
        """The reading rule as the criteria of a statement; the scope is asked anew at each execution."""
        return cls.seen(cls, BOUND)


class AgencyOwned(Owned):
    """A row of one agency in one year: its drafts, its inputs. Nobody else sees or writes it."""

    year_id: Mapped[int] = mapped_column()
    agency_id: Mapped[int] = mapped_column()
    #: What a model adds to its table beside the keys that carry the owner.
    more: ClassVar[tuple[Any, ...]] = ()

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        return (*_member_keys(), *cls.more)

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        return _operator(who) | (row.agency_id == who.agency)

    @classmethod
    def changed(cls, row: Any, who: Facts) -> Condition:
        return _operator(who) | (_may_change(row, who) & (row.agency_id == who.agency))


class Filed(AgencyOwned):
    """A row of one agency that chairs and appraisers see once it is filed, and that only the agency writes."""

    filed: Mapped[bool] = mapped_column(default=False)

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        # The parent by its name: of an alias `cls` is no class, and super() would fail.
        return AgencyOwned.seen(row, who) | (_sees_filed(row, who) & (row.filed == True))  # noqa: E712


class Shared(AgencyOwned):
    """What the bloc keeps about one agency (a card's stage, lateness, a notice): that agency and the chairs see and
    write it; doors and actions say who does what."""

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        return AgencyOwned.seen(row, who) | _sees_filed(row, who)

    @classmethod
    def changed(cls, row: Any, who: Facts) -> Condition:
        return AgencyOwned.changed(row, who) | (_may_change(row, who) & _sees_filed(row, who))


class Opened(AgencyOwned):
    """A row of one agency that all members see in its year once it is the bloc's (của Khối), and that only the agency
    writes. Observers see none of it."""

    of_bloc: Mapped[bool] = mapped_column(default=False)

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        member = (row.year_id == who.year) & (who.agency != 0)
        return AgencyOwned.seen(row, who) | (member & (row.of_bloc == True))  # noqa: E712


class Assessed(AgencyOwned):
    """What others find about one agency's card: written by its appraisers, seen by the agency once released."""

    released: Mapped[bool] = mapped_column(default=False)

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        own = (row.agency_id == who.agency) & ((row.released == True) | (who.lead == 1))  # noqa: E712
        others = _sees_filed(row, who) & (row.agency_id != who.agency)
        return _operator(who) | own | others

    @classmethod
    def changed(cls, row: Any, who: Facts) -> Condition:
        return _operator(who) | (_may_change(row, who) & _assesses(row, who))


class Discussed(AgencyOwned):
    """What an agency and those who appraise its card say to each other. No rival hears it, nor a chair who does not
    appraise that card; both sides write."""

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        return AgencyOwned.seen(row, who) | ((row.year_id == who.year) & _assesses(row, who))

    @classmethod
    def changed(cls, row: Any, who: Facts) -> Condition:
        return AgencyOwned.changed(row, who) | (_may_change(row, who) & _assesses(row, who))


class BlocOwned(Owned):
    """A row of the bloc in one year. Who sees it stands in `shown_to`; the lead writes it."""

    bloc_id: Mapped[int] = mapped_column()
    year_id: Mapped[int] = mapped_column()
    #: lead · chairs (lead and deputy) · chosen (see Addressed) · members · published (members and observers)
    shown_to: Mapped[str] = mapped_column(default="lead")
    more: ClassVar[tuple[Any, ...]] = ()

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        return (*_year_keys(), *cls.more)

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        seated = (row.year_id == who.year) & ((who.lead == 1) | ((who.deputy == 1) & (row.shown_to == "chairs")))
        member = (who.agency != 0) & ((row.shown_to == "members") | (row.shown_to == "published"))
        observer = (who.observer == 1) & (row.shown_to == "published")
        return (row.bloc_id == who.bloc) & (_operator(who) | seated | member | observer)

    @classmethod
    def changed(cls, row: Any, who: Facts) -> Condition:
        return (row.bloc_id == who.bloc) & (_operator(who) | (_may_change(row, who) & (who.lead == 1)))


class Addressed(BlocOwned):
    """A row of the bloc that may also be shown to chosen members: `shown_to` is then "chosen", and each of them has
    a row of its own (year, agency, the key named by `addressed_by`) in the table of addressees."""

    #: The table of addressees, and its column that names this row or this row's parent …
    addressees: ClassVar[str]
    addressed_by: ClassVar[str]
    #: … which here is this column.
    addressed_as: ClassVar[str] = "id"

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        chosen = (row.bloc_id == who.bloc) & (row.shown_to == "chosen") & cls._is_addressee(row, who)
        return BlocOwned.seen(row, who) | chosen

    @classmethod
    def _is_addressee(cls, row: Any, who: Facts) -> Condition:
        # The table itself, not its class: the wall's own question gets no criteria of the wall.
        sent = Base.metadata.tables[cls.addressees]
        mine = (sent.c.year_id == row.year_id) & (sent.c.agency_id == who.agency)
        named = sent.c[cls.addressed_by] == getattr(row, cls.addressed_as)
        return exists(select(sent.c.id).where(mine & named).correlate_except(sent))


class ChairOwned(BlocOwned):
    """A row of the bloc that the deputy writes too, where two people bind the others."""

    @classmethod
    def changed(cls, row: Any, who: Facts) -> Condition:
        confirms = _may_change(row, who) & ((who.lead == 1) | (who.deputy == 1))
        return (row.bloc_id == who.bloc) & (_operator(who) | confirms)


def _member_keys() -> tuple[Any, ...]:
    """The owner's key: a row hangs on a membership, and a child may name its owner in its own key."""
    return (
        ForeignKeyConstraint(["year_id", "agency_id"], ["membership.year_id", "membership.agency_id"]),
        UniqueConstraint("year_id", "agency_id", "id"),
    )


def _year_keys() -> tuple[Any, ...]:
    return (
        ForeignKeyConstraint(["bloc_id", "year_id"], ["year.bloc_id", "year.id"]),
        UniqueConstraint("bloc_id", "year_id", "id"),
    )


def hangs_on(parent: str, column: str) -> ForeignKeyConstraint:
    """A child's key to a parent of the same agency and year: a mark of ours can never hang on their scorecard."""
    owner = ["year_id", "agency_id"]
    return ForeignKeyConstraint([*owner, column], [f"{parent}.{name}" for name in (*owner, "id")])


def hangs_in(parent: str, column: str) -> ForeignKeyConstraint:
    """The same for rows of the bloc: the parent is of the same bloc and year."""
    owner = ["bloc_id", "year_id"]
    return ForeignKeyConstraint([*owner, column], [f"{parent}.{name}" for name in (*owner, "id")])


# --- the facts of the scope, as bound values ---------------------------------------------------------------------


def _fact(name: str) -> int:
    return int(getattr(present_scope(), name))


class _Bound:
    """The facts as parameters whose value is asked at each execution; without a scope that raises."""

    def __init__(self) -> None:
        for name in FACTS:
            param = bindparam(f"scope_{name}", callable_=partial(_fact, name), type_=Integer())
            setattr(self, name, param)


BOUND: Any = _Bound()
