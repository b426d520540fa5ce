"""The legal bases of the year: which texts the bloc cites, and when each is in force."""

from datetime import date

from sqlalchemy import String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.years.rules.bases import Basis
from tenants.database import Base, FoldedText, Public, db
from tenants.isolation import BlocOwned


class LegalBasis(BlocOwned, Public, Base):
    """A text that documents of the bloc may cite, with the days on which it is in force."""

    more = (UniqueConstraint("year_id", "number"),)

    kind: Mapped[str] = mapped_column(String(40))
    number: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(500))
    folded: Mapped[str] = mapped_column(FoldedText(700), default="")
    issued: Mapped[date] = mapped_column()
    in_force_from: Mapped[date] = mapped_column()
    #: The last day on which it is in force; none: nobody has ended it.
    in_force_to: Mapped[date | None] = mapped_column()
    #: Somebody still has to look whether these dates are right.
    verify: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(String(500), default="")

    def as_basis(self) -> Basis:
        """The row as the rules read it."""
        return Basis(
            self.kind,
            self.number,
            self.title,
            self.issued,
            self.in_force_from,
            self.in_force_to,
            self.verify,
            self.note,
        )


def legal_bases(year_id: int) -> list[LegalBasis]:
    """The year's texts: laws, then decrees, then the rest; within them the older first."""
    rows = db.session.scalars(select(LegalBasis).where(LegalBasis.year_id == year_id))
    return sorted(rows, key=lambda row: (row.as_basis().weight, row.issued, row.number))


def bases_of(year_id: int) -> list[Basis]:
    """The same as plain values, for rules."""
    return [row.as_basis() for row in legal_bases(year_id)]


def basis_numbered(year_id: int, number: str) -> LegalBasis | None:
    return db.session.scalar(select(LegalBasis).where(LegalBasis.year_id == year_id, LegalBasis.number == number))
