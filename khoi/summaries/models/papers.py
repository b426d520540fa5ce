"""Official documents as issued: their bytes, their seal, whom they concern; their end, and the signed file beside."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from json import loads
from typing import Any

from sqlalchemy import ForeignKeyConstraint, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.summaries.models.consolidated import LONGEST_SUBJECT, Faced
from tenants.database import Base, Public, db
from tenants.files import FileFacts
from tenants.isolation import Addressed, AgencyOwned, BlocOwned, hangs_in
from tenants.isolation.kinds import Condition, Facts

WITHDRAWN, REPLACED = "withdrawn", "replaced"


class PaperFace(BlocOwned, Faced, Public, Base):
    """Head and foot of one paper before it is issued, and what it said when the lead last took it home."""

    more = (UniqueConstraint("year_id", "kind", "key"),)

    kind: Mapped[str] = mapped_column(String(30))
    #: Which one of its kind: the public id of what it is about; empty where there is one a year.
    key: Mapped[str] = mapped_column(String(40), default="")
    taken_digest: Mapped[str] = mapped_column(String(64), default="")
    taken_at: Mapped[datetime | None] = mapped_column()


class Paper(Addressed, FileFacts, Public, Base):
    """An official document as issued: its number, date and signer, its words, and its file, whose hash is its seal."""

    written_once = True
    addressees, addressed_by = "paper_addressee", "paper_id"
    more = (UniqueConstraint("year_id", "id"), hangs_in("paper", "replaces_id"))

    kind: Mapped[str] = mapped_column(String(30))
    key: Mapped[str] = mapped_column(String(40), default="")
    #: What it is about, where there are several of its kind: an agency's name.
    about: Mapped[str] = mapped_column(String(200), default="")
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT))
    #: Number and sign, `05/TB-KTĐ`; empty for what bears none.
    sign: Mapped[str] = mapped_column(String(60), default="")
    dated: Mapped[date] = mapped_column()
    signer: Mapped[str] = mapped_column(String(160), default="", info={"pii": True})
    #: The whole document as `keep_document` writes it, and the hash of what it says beside head and foot.
    document: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    #: The paper that this one takes the place of.
    replaces_id: Mapped[int | None] = mapped_column()

    @property
    def seal(self) -> str:
        return self.sha256


class PaperAddressee(AgencyOwned, Base):
    """An agency to which an issued paper is shown; the lead alone says so, once."""

    written_once = True
    more = (
        ForeignKeyConstraint(["year_id", "paper_id"], ["paper.year_id", "paper.id"]),
        UniqueConstraint("paper_id", "agency_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column()

    @classmethod
    def seen(cls, row: Any, who: Facts) -> Condition:
        return AgencyOwned.seen(row, who) | ((row.year_id == who.year) & (who.lead == 1))

    @classmethod
    def changed(cls, row: Any, who: Facts) -> Condition:
        return (who.operator == 1) | ((row.year_id == who.year) & (who.lead == 1) & (who.open == 1))


class PaperEnd(Addressed, Public, Base):
    """A paper is withdrawn, or another takes its place: it stays in sight as such."""

    written_once = True
    addressees, addressed_by, addressed_as = "paper_addressee", "paper_id", "paper_id"
    more = (hangs_in("paper", "paper_id"), UniqueConstraint("paper_id"))

    paper_id: Mapped[int] = mapped_column()
    how: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(500), default="")
    at: Mapped[datetime] = mapped_column()
    by: Mapped[int | None] = mapped_column()


class SignedPaper(Addressed, FileFacts, Public, Base):
    """The signed PDF of an issued paper, as it came."""

    written_once = True
    addressees, addressed_by, addressed_as = "paper_addressee", "paper_id", "paper_id"
    more = (hangs_in("paper", "paper_id"),)

    paper_id: Mapped[int] = mapped_column(index=True)


class SignatureCheck(Addressed, Public, Base):
    """What a look at the signatures of a signed file found, against the roots that there were that day."""

    written_once = True
    addressees, addressed_by, addressed_as = "paper_addressee", "paper_id", "paper_id"
    more = (hangs_in("paper", "paper_id"), hangs_in("signed_paper", "signed_id"))

    paper_id: Mapped[int] = mapped_column()
    signed_id: Mapped[int] = mapped_column(index=True)
    #: JSON as `khoi.office.signatures` writes it.
    findings: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column()
    by: Mapped[int | None] = mapped_column()

    @property
    def found(self) -> dict[str, Any]:
        told: dict[str, Any] = loads(self.findings)
        return told


class PaperTemplate(BlocOwned, FileFacts, Public, Base):
    """The office's own wording of a kind, as an uploaded Word file; older ones stay."""

    more = (UniqueConstraint("year_id", "kind", "number"),)

    kind: Mapped[str] = mapped_column(String(30))
    number: Mapped[int] = mapped_column()
    in_use: Mapped[bool] = mapped_column(default=False)


@dataclass(frozen=True, slots=True)
class IssuedLine:
    """An issued paper in a list: everything but its words."""

    id: int
    public_id: str
    kind: str
    key: str
    about: str
    subject: str
    sign: str
    dated: date
    shown_to: str
    stored_at: datetime
    sha256: str
    how: str | None
    signed: int

    @property
    def in_force(self) -> bool:
        return self.how is None


def papers_in(year_id: int) -> list[IssuedLine]:
    """The year's issued papers in sight, the newest first, ended ones among them."""
    signed = select(func.count(SignedPaper.id)).where(SignedPaper.paper_id == Paper.id).scalar_subquery()
    asked = (
        select(
            Paper.id, Paper.public_id, Paper.kind, Paper.key, Paper.about, Paper.subject, Paper.sign, Paper.dated,
            Paper.shown_to, Paper.stored_at, Paper.sha256, PaperEnd.how, signed,
        )
        .outerjoin(PaperEnd, PaperEnd.paper_id == Paper.id)
        .where(Paper.year_id == year_id)
        .order_by(Paper.stored_at.desc(), Paper.id.desc())
    )  # fmt: skip
    return [IssuedLine(*tuple(row)) for row in db.session.execute(asked)]


def paper_in_force(year_id: int, kind: str, key: str) -> Paper | None:
    """The paper of this kind and key that is neither withdrawn nor replaced."""
    asked = (
        select(Paper)
        .outerjoin(PaperEnd, PaperEnd.paper_id == Paper.id)
        .where(Paper.year_id == year_id, Paper.kind == kind, Paper.key == key, PaperEnd.id.is_(None))
    )
    return db.session.scalars(asked.order_by(Paper.id.desc())).first()


def papers_in_force(year_id: int, kinds: Iterable[str]) -> list[Paper]:
    """Those of these kinds that are in force, in the order of their issue."""
    asked = (
        select(Paper)
        .outerjoin(PaperEnd, PaperEnd.paper_id == Paper.id)
        .where(Paper.year_id == year_id, Paper.kind.in_(list(kinds)), PaperEnd.id.is_(None))
    )
    return list(db.session.scalars(asked.order_by(Paper.id)))


def end_of(paper_id: int) -> PaperEnd | None:
    return db.session.scalar(select(PaperEnd).where(PaperEnd.paper_id == paper_id))


def successor_of(paper_id: int) -> Paper | None:
    """The paper that took this one's place, where it is in sight."""
    return db.session.scalar(select(Paper).where(Paper.replaces_id == paper_id))


def addressees_of(paper_id: int) -> list[int]:
    """The agencies to which a paper was shown by name."""
    asked = select(PaperAddressee.agency_id).where(PaperAddressee.paper_id == paper_id)
    return list(db.session.scalars(asked.order_by(PaperAddressee.id)))


def paper_of(signed: SignedPaper) -> Paper:
    """The paper beside which a signed file lies."""
    return db.session.scalars(select(Paper).where(Paper.id == signed.paper_id)).one()


def signed_files_of(paper_id: int) -> list[tuple[SignedPaper, SignatureCheck | None]]:
    """The signed files of a paper, the newest first, each with the newest look at its signatures."""
    files = select(SignedPaper).where(SignedPaper.paper_id == paper_id).order_by(SignedPaper.id.desc())
    checks = select(SignatureCheck).where(SignatureCheck.paper_id == paper_id).order_by(SignatureCheck.id)
    newest = {check.signed_id: check for check in db.session.scalars(checks)}
    return [(file, newest.get(file.id)) for file in db.session.scalars(files)]


def faces_in(year_id: int) -> dict[tuple[str, str], PaperFace]:
    """The year's heads and feet by kind and key."""
    rows = db.session.scalars(select(PaperFace).where(PaperFace.year_id == year_id))
    return {(row.kind, row.key): row for row in rows}


def face_of(year_id: int, kind: str, key: str) -> PaperFace | None:
    asked = select(PaperFace).where(PaperFace.year_id == year_id, PaperFace.kind == kind, PaperFace.key == key)
    return db.session.scalar(asked)


def hold_face(face_id: int) -> PaperFace:
    """Head and foot, read again and locked until the commit."""
    asked = select(PaperFace).where(PaperFace.id == face_id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def templates_of(year_id: int, kind: str) -> list[PaperTemplate]:
    """The office's templates of a kind, the newest first."""
    asked = select(PaperTemplate).where(PaperTemplate.year_id == year_id, PaperTemplate.kind == kind)
    return list(db.session.scalars(asked.order_by(PaperTemplate.number.desc())))


def templates_in_use(year_id: int) -> dict[str, PaperTemplate]:
    """The template in use by kind; a kind without one is written as built in."""
    asked = select(PaperTemplate).where(PaperTemplate.year_id == year_id, PaperTemplate.in_use.is_(True))
    return {row.kind: row for row in db.session.scalars(asked)}
