"""The agency's documents: one serves many criteria, a replaced one keeps its old versions."""

from datetime import date, datetime

from sqlalchemy import Date, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, FoldedText, Public
from tenants.isolation import Filed, hangs_on


class Evidence(Filed, Public, Base):
    """A document of the agency: its title, number, date and issuer; the bytes stand in its versions."""

    title: Mapped[str] = mapped_column(String(300))
    number: Mapped[str] = mapped_column(String(60), default="")
    dated: Mapped[date | None] = mapped_column(Date)
    issuer: Mapped[str] = mapped_column(String(200), default="")
    folded: Mapped[str] = mapped_column(FoldedText(600), default="")
    made_at: Mapped[datetime] = mapped_column()
    removed_at: Mapped[datetime | None] = mapped_column()


class EvidenceVersion(Filed, Public, Base):
    """One file of a document; the newest is in force, the older ones stay."""

    more = (
        hangs_on("evidence", "evidence_id"),
        hangs_on("stored_file", "file_id"),
        UniqueConstraint("evidence_id", "number"),
    )

    evidence_id: Mapped[int] = mapped_column(index=True)
    file_id: Mapped[int] = mapped_column()
    number: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime] = mapped_column()
    made_by: Mapped[int | None] = mapped_column()
