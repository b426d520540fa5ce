"""What the lead asks the members to report: the request, its outline, figures, cross-checks and annexes."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.reports.rules.outline import Annex, CrossCheck, FigureType, Level, Outline, Section
from khoi.reports.rules.outline import Indicator as IndicatorSpec
from tenants.database import Base, Public, db
from tenants.isolation import BlocOwned, hangs_in

LONGEST_KEY, LONGEST_TITLE, LONGEST_GUIDANCE, LONGEST_NAME, LONGEST_FORMULA = 60, 200, 2000, 300, 500


class ReportRequest(BlocOwned, Public, Base):
    """A report that the bloc asks of every member. Prepared by the lead alone; shown to the members once asked.

    Its due and its closing stand with the year's filings under its `key`, never here."""

    more = (UniqueConstraint("year_id", "key"), UniqueConstraint("year_id", "id"))

    key: Mapped[str] = mapped_column(String(LONGEST_KEY))
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    #: The document by which it is asked: "Công văn số 12/KTĐ-VP ngày 05/06/2026".
    basis: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    period_start: Mapped[date] = mapped_column()
    period_end: Mapped[date] = mapped_column()
    asked_at: Mapped[datetime | None] = mapped_column()
    asked_by: Mapped[int | None] = mapped_column()
    #: What was corrected after it was asked, shown to everybody; empty while nothing was.
    correction: Mapped[str] = mapped_column(String(1000), default="")
    corrected_at: Mapped[datetime | None] = mapped_column()
    version: Mapped[int] = mapped_column(default=1)

    @property
    def is_asked(self) -> bool:
        return self.asked_at is not None


class OutlineSection(BlocOwned, Public, Base):
    """A part of the text that every member writes."""

    more = (hangs_in("report_request", "request_id"),)

    request_id: Mapped[int] = mapped_column(index=True)
    position: Mapped[int] = mapped_column()
    number: Mapped[str] = mapped_column(String(20))
    heading: Mapped[str] = mapped_column(String(LONGEST_NAME))
    guidance: Mapped[str] = mapped_column(String(LONGEST_GUIDANCE), default="")
    #: 0: no limit.
    most_words: Mapped[int] = mapped_column(default=0)
    required: Mapped[bool] = mapped_column(default=True)


class Indicator(BlocOwned, Public, Base):
    """A figure that every member gives, or that the portal computes from others by its formula."""

    more = (hangs_in("report_request", "request_id"), UniqueConstraint("request_id", "code"))

    request_id: Mapped[int] = mapped_column(index=True)
    position: Mapped[int] = mapped_column()
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    unit: Mapped[str] = mapped_column(String(40), default="")
    type: Mapped[str] = mapped_column(String(20))
    level: Mapped[str] = mapped_column(String(20), default="")
    formula: Mapped[str] = mapped_column(String(LONGEST_FORMULA), default="")
    required: Mapped[bool] = mapped_column(default=True)

    @property
    def spec(self) -> IndicatorSpec:
        return IndicatorSpec(
            self.code, self.name, self.unit, FigureType(self.type), Level(self.level), self.formula, self.required
        )


class FigureCheck(BlocOwned, Public, Base):
    """Two sums of figures that must agree in every member's report."""

    more = (hangs_in("report_request", "request_id"),)

    request_id: Mapped[int] = mapped_column(index=True)
    position: Mapped[int] = mapped_column()
    left_side: Mapped[str] = mapped_column(String(LONGEST_FORMULA))
    relation: Mapped[str] = mapped_column(String(2), default="=")
    right_side: Mapped[str] = mapped_column(String(LONGEST_FORMULA))


class AnnexAsked(BlocOwned, Public, Base):
    """A file that goes with every member's report."""

    more = (hangs_in("report_request", "request_id"),)

    request_id: Mapped[int] = mapped_column(index=True)
    position: Mapped[int] = mapped_column()
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    required: Mapped[bool] = mapped_column(default=False)
    #: Extensions, separated by spaces; empty: any kind the portal takes.
    kinds: Mapped[str] = mapped_column(String(60), default="")


@dataclass(frozen=True)
class Definition:
    """A request with all that it asks for, in the printed order."""

    request: ReportRequest
    sections: list[OutlineSection]
    indicators: list[Indicator]
    checks: list[FigureCheck]
    annexes: list[AnnexAsked]

    @property
    def outline(self) -> Outline:
        """The same as plain values, as the rules read it."""
        return Outline(
            tuple(Section(row.number, row.heading, row.guidance, row.most_words, row.required)
                  for row in self.sections),
            tuple(row.spec for row in self.indicators),
            tuple(CrossCheck(row.left_side, row.right_side, row.relation) for row in self.checks),
            tuple(Annex(row.title, row.required, tuple(row.kinds.split())) for row in self.annexes),
        )  # fmt: skip


def requests_of(year_id: int) -> list[ReportRequest]:
    """The year's requests that are in sight, by the end of their period."""
    asked = select(ReportRequest).where(ReportRequest.year_id == year_id)
    return list(db.session.scalars(asked.order_by(ReportRequest.period_end, ReportRequest.id)))


def request_keyed(year_id: int, key: str) -> ReportRequest | None:
    return db.session.scalar(select(ReportRequest).where(ReportRequest.year_id == year_id, ReportRequest.key == key))


def hold_request(request_id: int) -> ReportRequest:
    """The request, read again and locked until the commit."""
    asked = select(ReportRequest).where(ReportRequest.id == request_id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def request_of(request_id: int) -> ReportRequest:
    return db.session.scalars(select(ReportRequest).where(ReportRequest.id == request_id)).one()


def sections_of(request_id: int) -> list[OutlineSection]:
    """The parts of the text in the printed order."""
    asked = select(OutlineSection).where(OutlineSection.request_id == request_id)
    return list(db.session.scalars(asked.order_by(OutlineSection.position, OutlineSection.id)))


def indicators_of(request_id: int) -> list[Indicator]:
    """The figures in the printed order; `.spec` is what the rules read."""
    asked = select(Indicator).where(Indicator.request_id == request_id)
    return list(db.session.scalars(asked.order_by(Indicator.position, Indicator.id)))


def checks_of(request_id: int) -> list[FigureCheck]:
    asked = select(FigureCheck).where(FigureCheck.request_id == request_id)
    return list(db.session.scalars(asked.order_by(FigureCheck.position, FigureCheck.id)))


def annexes_asked(request_id: int) -> list[AnnexAsked]:
    asked = select(AnnexAsked).where(AnnexAsked.request_id == request_id)
    return list(db.session.scalars(asked.order_by(AnnexAsked.position, AnnexAsked.id)))


def definition_of(request: ReportRequest) -> Definition:
    """A request with its outline, in four statements."""
    asked = request.id
    return Definition(request, sections_of(asked), indicators_of(asked), checks_of(asked), annexes_asked(asked))
