"""Giải trình: the rounds in which cards are explained, what an agency drafts on a row, what was said on both sides."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.scoring.models.evidence import Document, Evidence, in_force
from khoi.sheets.models import Criterion
from tenants.database import Base, Public, db
from tenants.isolation import AgencyOwned, Discussed, Shared, hangs_on

LONGEST_ANSWER = 10_000


class Round(Shared, Public, Base):
    """One agency explains its card: from when, until when, in how many words a row. Rounds opened in one act share
    its id."""

    more = (hangs_on("scorecard", "scorecard_id"), UniqueConstraint("scorecard_id", "number"))

    scorecard_id: Mapped[int] = mapped_column(index=True)
    #: 1, 2 … : the rounds of this card.
    number: Mapped[int] = mapped_column()
    batch: Mapped[str] = mapped_column(String(12))
    opens_at: Mapped[datetime] = mapped_column()
    closes_at: Mapped[datetime] = mapped_column()
    #: 0: no limit.
    most_words: Mapped[int] = mapped_column(default=0)
    #: What the chair asks of the agencies.
    words: Mapped[str] = mapped_column(String(1000), default="")
    opened_at: Mapped[datetime] = mapped_column()
    opened_by: Mapped[int | None] = mapped_column()
    #: When it ended: told by the chair, returned, or adopted.
    closed_at: Mapped[datetime | None] = mapped_column()
    closed_by: Mapped[int | None] = mapped_column()
    version: Mapped[int] = mapped_column(default=1)

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class Explanation(AgencyOwned, Public, Base):
    """What an agency drafts on one row within a round: words, or that it takes the finding. The agency's alone; emptied
    when its head has sent it."""

    more = (hangs_on("round", "round_id"), UniqueConstraint("round_id", "criterion_id"))

    round_id: Mapped[int] = mapped_column(index=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"))
    text: Mapped[str] = mapped_column(Text, default="")
    accepts: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime | None] = mapped_column()
    changed_by: Mapped[int | None] = mapped_column()


class ExplanationDocument(AgencyOwned, Public, Base):
    """A document of the agency behind a drafted explanation."""

    more = (
        hangs_on("explanation", "explanation_id"),
        hangs_on("evidence", "evidence_id"),
        UniqueConstraint("explanation_id", "evidence_id"),
    )

    explanation_id: Mapped[int] = mapped_column(index=True)
    evidence_id: Mapped[int] = mapped_column(index=True)


class ThreadLine(Discussed, Public, Base):
    """One word of the thread on a row: the agency explains or accepts, an appraiser asks. Written once."""

    written_once = True
    more = (hangs_on("round", "round_id"), hangs_on("scorecard", "scorecard_id"))

    round_id: Mapped[int] = mapped_column(index=True)
    scorecard_id: Mapped[int] = mapped_column(index=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"))
    act: Mapped[str] = mapped_column(String(30))
    text: Mapped[str] = mapped_column(Text, default="")
    #: Of an acceptance: the points taken, "computed" where the bloc's figures decide, "" of everything else.
    taken: Mapped[str] = mapped_column(String(20), default="")
    #: JSON list of documents as a filed row has them.
    evidence: Mapped[str] = mapped_column(Text, default="[]")
    #: The seal of the row that was spoken about.
    seal: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column()
    by: Mapped[int | None] = mapped_column()
    by_agency: Mapped[int | None] = mapped_column()


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted answer with its place and its documents."""

    row: Explanation
    path: str
    documents: tuple[Document, ...] = ()
    links: tuple[ExplanationDocument, ...] = ()


def rounds_in(year_id: int) -> list[Round]:
    """The year's rounds that are in sight, the newest first."""
    return list(db.session.scalars(select(Round).where(Round.year_id == year_id).order_by(Round.id.desc())))


def rounds_of(scorecard_id: int) -> list[Round]:
    """The rounds of one card, the newest first."""
    asked = select(Round).where(Round.scorecard_id == scorecard_id).order_by(Round.number.desc())
    return list(db.session.scalars(asked))


def open_round_of(scorecard_id: int) -> Round | None:
    """The round of a card that nobody has closed, if there is one."""
    asked = select(Round).where(Round.scorecard_id == scorecard_id, Round.closed_at.is_(None))
    return db.session.scalars(asked.order_by(Round.number.desc()).limit(1)).first()


def last_round_number(scorecard_id: int) -> int:
    asked = select(func.max(Round.number)).where(Round.scorecard_id == scorecard_id)
    return db.session.scalar(asked) or 0


def hold_round(round_id: int) -> Round:
    """The round, read again; its card is held before."""
    asked = select(Round).where(Round.id == round_id).execution_options(populate_existing=True)
    return db.session.scalars(asked).one()


def explanation_on(round_id: int, criterion_id: int) -> Explanation | None:
    """The drafted answer on a row, as it stands."""
    asked = select(Explanation).where(Explanation.round_id == round_id, Explanation.criterion_id == criterion_id)
    return db.session.scalars(asked.execution_options(populate_existing=True)).first()


def drafts_in(round_id: int) -> list[Draft]:
    """The answers an agency has drafted in a round, in the printed order."""
    behind = _documents_behind(round_id)
    rows = db.session.execute(
        select(Explanation, Criterion.path)
        .join(Criterion, Criterion.id == Explanation.criterion_id)
        .where(Explanation.round_id == round_id)
        .order_by(Criterion.place)
    )
    return [Draft(row, path, *_apart(behind.get(row.id, ()))) for row, path in rows]


Behind = tuple[Document, ExplanationDocument]


def _apart(pairs: Iterable[Behind]) -> tuple[tuple[Document, ...], tuple[ExplanationDocument, ...]]:
    found = list(pairs)
    return tuple(document for document, _ in found), tuple(link for _, link in found)


def _documents_behind(round_id: int) -> dict[int, list[Behind]]:
    asked = (
        in_force(ExplanationDocument)
        .join(ExplanationDocument, ExplanationDocument.evidence_id == Evidence.id)
        .join(Explanation, Explanation.id == ExplanationDocument.explanation_id)
        .where(Explanation.round_id == round_id)
        .order_by(ExplanationDocument.id)
    )
    found: dict[int, list[Behind]] = {}
    for evidence, version, file, link in db.session.execute(asked):
        found.setdefault(link.explanation_id, []).append((Document(evidence, version, file), link))
    return found


def link_to_document(explanation_id: int, evidence_id: int) -> ExplanationDocument | None:
    """The pin of a document to a drafted answer."""
    return db.session.scalar(
        select(ExplanationDocument).where(
            ExplanationDocument.explanation_id == explanation_id, ExplanationDocument.evidence_id == evidence_id
        )
    )


def thread_on(scorecard_id: int, path: str) -> list[ThreadLine]:
    """All that was said on one row, under whichever version of the sheet, the oldest first."""
    asked = (
        select(ThreadLine)
        .join(Criterion, Criterion.id == ThreadLine.criterion_id)
        .where(ThreadLine.scorecard_id == scorecard_id, Criterion.path == path)
    )
    return list(db.session.scalars(asked.order_by(ThreadLine.id)))


def threads_of(scorecards: Collection[int]) -> dict[tuple[int, str], list[ThreadLine]]:
    """What was said on the rows of these cards, by card and path, the oldest first."""
    rows = db.session.execute(
        select(ThreadLine, Criterion.path)
        .join(Criterion, Criterion.id == ThreadLine.criterion_id)
        .where(ThreadLine.scorecard_id.in_(scorecards))
        .order_by(ThreadLine.id)
    )
    found: dict[tuple[int, str], list[ThreadLine]] = {}
    for line, path in rows:
        found.setdefault((line.scorecard_id, path), []).append(line)
    return found


def sent_in(round_id: int, criterion_id: int) -> list[ThreadLine]:
    """What the agency has sent on a row within one round."""
    asked = select(ThreadLine).where(
        ThreadLine.round_id == round_id,
        ThreadLine.criterion_id == criterion_id,
        ThreadLine.by_agency == ThreadLine.agency_id,
    )
    return list(db.session.scalars(asked.order_by(ThreadLine.id)))
