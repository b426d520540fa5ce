"""The year's rules of awards, as the lead keeps them beside the catalogue of titles."""

from datetime import date

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, aliased, mapped_column

from khoi.awards.rules import RuleKind, RuleSpec
from khoi.pledges.models import Title
from tenants.database import Base, Public, db
from tenants.isolation import BlocOwned


class AwardRule(BlocOwned, Public, Base):
    """A rule that a candidate for a title is held against, with its source and dates; set aside, never deleted."""

    kind: Mapped[str] = mapped_column(String(20))
    #: None: every title for whom it is; `for_whom` empty: for all.
    title_id: Mapped[int | None] = mapped_column(ForeignKey("title.id"))
    for_whom: Mapped[str] = mapped_column(String(20), default="")
    number: Mapped[int] = mapped_column(default=0)
    out_of: Mapped[int] = mapped_column(default=100)
    other_id: Mapped[int | None] = mapped_column(ForeignKey("title.id"))
    basis: Mapped[str] = mapped_column(String(300), default="")
    in_force_from: Mapped[date | None] = mapped_column()
    in_force_to: Mapped[date | None] = mapped_column()
    #: Somebody still has to look whether it is so.
    verify: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(String(500), default="")
    position: Mapped[int] = mapped_column(default=0)
    in_use: Mapped[bool] = mapped_column(default=True)


def rule_rows(year_id: int) -> list[tuple[AwardRule, RuleSpec]]:
    """All rules of the year in their order, also those set aside, each as the rules read it."""
    title, other = aliased(Title), aliased(Title)
    asked = (
        select(AwardRule, title.code, other.code)
        .outerjoin(title, title.id == AwardRule.title_id)
        .outerjoin(other, other.id == AwardRule.other_id)
        .where(AwardRule.year_id == year_id)
        .order_by(AwardRule.position, AwardRule.id)
    )
    return [(row, _spec(row, code or "", second or "")) for row, code, second in db.session.execute(asked)]


def rules_of(year_id: int) -> list[RuleSpec]:
    """The rules in use, in their order."""
    return [spec for row, spec in rule_rows(year_id) if row.in_use]


def _spec(row: AwardRule, title: str, other: str) -> RuleSpec:
    return RuleSpec(
        RuleKind(row.kind), title, row.for_whom, row.number, row.out_of, other, row.basis, row.in_force_from,
        row.in_force_to, row.verify, row.note,
    )  # fmt: skip
