"""The agency's documents: one serves many criteria, a replaced one keeps its old versions."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Select, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, aliased, mapped_column

from khoi.scoring.models.cards import Mark, MarkEvidence
from khoi.sheets.models import Criterion
from tenants.database import Base, FoldedText, Public, db
from tenants.files import StoredFile
from tenants.isolation import AgencyOwned, Filed, hangs_on


class Evidence(AgencyOwned, Public, Base):
    """A document of the agency: its title, number, date and issuer; the bytes stand in its versions.

    What others see of it is the sealed copy in the filed rows: a title changed after a return is a draft again."""

    title: Mapped[str] = mapped_column(String(300))
    number: Mapped[str] = mapped_column(String(60), default="")
    dated: Mapped[date | None] = mapped_column(Date)
    issuer: Mapped[str] = mapped_column(String(200), default="")
    folded: Mapped[str] = mapped_column(FoldedText(600), default="")
    #: Raised by every edit and every replacement, carried by their forms.
    revision: Mapped[int] = mapped_column(default=1)
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


@dataclass(frozen=True, slots=True)
class Document:
    """A document with the version in force and its file; `rows` is how many rows it serves, where that was asked."""

    evidence: Evidence
    version: EvidenceVersion
    file: StoredFile
    rows: int = 0


_newer = aliased(EvidenceVersion)


def in_force(*more: Any) -> Select[Any]:
    """The question for documents with their newest version and its file; callers say which."""
    newest = select(func.max(_newer.number)).where(_newer.evidence_id == Evidence.id).scalar_subquery()
    return (
        select(Evidence, EvidenceVersion, StoredFile, *more)
        .select_from(Evidence)
        .join(EvidenceVersion, (EvidenceVersion.evidence_id == Evidence.id) & (EvidenceVersion.number == newest))
        .join(StoredFile, StoredFile.id == EvidenceVersion.file_id)
    )


def pinned_to_marks(scorecard_id: int) -> dict[int, list[Document]]:
    """The evidence of every row of a card by mark, in the order attached: what a seal covers and a filing copies."""
    asked = (
        in_force(MarkEvidence.mark_id)
        .join(MarkEvidence, MarkEvidence.evidence_id == Evidence.id)
        .join(Mark, Mark.id == MarkEvidence.mark_id)
        .where(Mark.scorecard_id == scorecard_id)
        .order_by(MarkEvidence.position, MarkEvidence.id)
    )
    found: dict[int, list[Document]] = {}
    for evidence, version, file, mark_id in db.session.execute(asked):
        found.setdefault(mark_id, []).append(Document(evidence, version, file))
    return found


def pinned_to(mark_id: int) -> list[Document]:
    """The evidence of one row, in the order it was attached."""
    asked = (
        in_force()
        .join(MarkEvidence, MarkEvidence.evidence_id == Evidence.id)
        .where(MarkEvidence.mark_id == mark_id)
        .order_by(MarkEvidence.position, MarkEvidence.id)
    )
    return [Document(*row) for row in db.session.execute(asked)]


def documents_of(year_id: int, agency_id: int, words: str = "") -> list[Document]:
    """The store of an agency in a year, the newest first; `words` are found without diacritics, in any order."""
    rows = select(func.count(MarkEvidence.id)).where(MarkEvidence.evidence_id == Evidence.id).scalar_subquery()
    asked = in_force(rows).where(
        Evidence.year_id == year_id, Evidence.agency_id == agency_id, Evidence.removed_at.is_(None)
    )
    for word in words.split():
        asked = asked.where(Evidence.folded.contains(word, autoescape=True))
    return [Document(*row) for row in db.session.execute(asked.order_by(Evidence.made_at.desc(), Evidence.id.desc()))]


def document(evidence: Evidence) -> Document:
    """A document with what is in force of it, read again: behind a lock it is what the last one left."""
    asked = in_force().where(Evidence.id == evidence.id).execution_options(populate_existing=True)
    return Document(*db.session.execute(asked).one())


def versions_of(evidence_id: int) -> list[tuple[EvidenceVersion, StoredFile]]:
    """Every version of a document, the newest first."""
    asked = (
        select(EvidenceVersion, StoredFile)
        .join(StoredFile, StoredFile.id == EvidenceVersion.file_id)
        .where(EvidenceVersion.evidence_id == evidence_id)
        .order_by(EvidenceVersion.number.desc())
    )
    return [(version, file) for version, file in db.session.execute(asked)]


def file_of(version: EvidenceVersion) -> StoredFile:
    """The bytes of a version: their name, type, size and hash."""
    return db.session.scalars(select(StoredFile).where(StoredFile.id == version.file_id)).one()


def evidence_of(version: EvidenceVersion) -> Evidence:
    """The document that a version belongs to; its words are the agency's alone."""
    return db.session.scalars(select(Evidence).where(Evidence.id == version.evidence_id)).one()


def same_bytes(year_id: int, agency_id: int, sha256: str) -> Evidence | None:
    """A document in the agency's store whose file in force has these bytes already."""
    asked = in_force().where(
        StoredFile.sha256 == sha256,
        Evidence.year_id == year_id,
        Evidence.agency_id == agency_id,
        Evidence.removed_at.is_(None),
    )
    found = db.session.execute(asked.order_by(Evidence.id).limit(1)).first()
    return found[0] if found else None


def link_between(mark_id: int, evidence_id: int) -> MarkEvidence | None:
    """The pin of a document to a row."""
    return db.session.scalar(
        select(MarkEvidence).where(MarkEvidence.mark_id == mark_id, MarkEvidence.evidence_id == evidence_id)
    )


def rows_served_by(evidence_id: int) -> list[tuple[Mark, Criterion]]:
    """The rows a document is attached to, in the order of the printed page."""
    asked = (
        select(Mark, Criterion)
        .join(MarkEvidence, MarkEvidence.mark_id == Mark.id)
        .join(Criterion, Criterion.id == Mark.criterion_id)
        .where(MarkEvidence.evidence_id == evidence_id)
        .order_by(Criterion.place)
    )
    return [(mark, criterion) for mark, criterion in db.session.execute(asked)]
