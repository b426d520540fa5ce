"""The bloc's own report as the lead writes it: its head and foot, and a text a section. The deputy looks on."""

from datetime import date, datetime
from json import dumps, loads

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.summaries.rules.bloc_report import Cover
from tenants.database import Base, Public, db
from tenants.isolation import BlocOwned, hangs_in

#: A section holds what twenty members wrote, and still travels in one form.
LONGEST_SECTION = 150_000
LONGEST_NAME, LONGEST_SUBJECT, LONGEST_LIST = 200, 500, 4000


class Faced:
    """Head and foot of a document as the lead says them. Empty fields follow custom."""

    #: bloc: the lead agency above, the bloc below; agency: the province above, the lead agency below.
    pattern: Mapped[str] = mapped_column(String(20), default="bloc")
    superior: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    issuer: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    sign: Mapped[str] = mapped_column(String(30), default="")
    place: Mapped[str] = mapped_column(String(100), default="")
    dated: Mapped[date | None] = mapped_column()
    subject: Mapped[str] = mapped_column(String(LONGEST_SUBJECT), default="")
    #: One a line.
    bases: Mapped[str] = mapped_column(String(LONGEST_LIST), default="")
    recipients: Mapped[str] = mapped_column(String(LONGEST_LIST), default="")
    closing: Mapped[str] = mapped_column(String(1000), default="")
    authority: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    position: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    signer: Mapped[str] = mapped_column(String(100), default="", info={"pii": True})
    version: Mapped[int] = mapped_column(default=1)


def said_over(usual: Cover, row: Faced | None) -> Cover:
    """Head and foot: what the lead said, elsewhere what custom says."""
    if row is None:
        return usual
    return Cover(
        pattern=usual.pattern,
        superior=row.superior or usual.superior,
        issuer=row.issuer or usual.issuer,
        sign=row.sign or usual.sign,
        place=row.place or usual.place,
        dated=row.dated or usual.dated,
        subject=row.subject or usual.subject,
        bases=_lines(row.bases) or usual.bases,
        recipients=_lines(row.recipients) or usual.recipients,
        closing=row.closing or usual.closing,
        authority=row.authority or usual.authority,
        position=row.position or usual.position,
        signer=row.signer or usual.signer,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


class Consolidated(BlocOwned, Faced, Public, Base):
    """The bloc's report on one request: who issues and signs it, about what, to whom."""

    more = (hangs_in("report_request", "request_id"), UniqueConstraint("year_id", "request_id"))

    request_id: Mapped[int] = mapped_column(index=True)
    begun_at: Mapped[datetime] = mapped_column()


class ConsolidatedSection(BlocOwned, Public, Base):
    """A section in the lead's words, and how the members' sections stood when the lead last looked at them."""

    more = (hangs_in("consolidated", "consolidated_id"), UniqueConstraint("consolidated_id", "section_id"))

    consolidated_id: Mapped[int] = mapped_column(index=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("outline_section.id"))
    text: Mapped[str] = mapped_column(Text, default="")
    #: JSON {public id of a membership: the seal of its section}.
    looked_at: Mapped[str] = mapped_column(Text, default="{}")
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime | None] = mapped_column()
    changed_by: Mapped[int | None] = mapped_column()

    @property
    def seals(self) -> dict[str, str]:
        """The members' seals as the lead last saw them."""
        found: dict[str, str] = loads(self.looked_at)
        return found

    def look_at(self, seals: dict[str, str]) -> None:
        self.looked_at = dumps(seals, sort_keys=True)


def consolidated_in(year_id: int) -> dict[int, Consolidated]:
    """The year's reports of the bloc that were begun, by request."""
    rows = db.session.scalars(select(Consolidated).where(Consolidated.year_id == year_id))
    return {row.request_id: row for row in rows}


def consolidated_on(request_id: int) -> Consolidated | None:
    return db.session.scalar(select(Consolidated).where(Consolidated.request_id == request_id))


def report_behind(section: ConsolidatedSection) -> Consolidated:
    """The report of which this is a section."""
    return db.session.scalars(select(Consolidated).where(Consolidated.id == section.consolidated_id)).one()


def written_sections(consolidated_id: int) -> dict[int, ConsolidatedSection]:
    """The lead's sections by the outline's section."""
    asked = select(ConsolidatedSection).where(ConsolidatedSection.consolidated_id == consolidated_id)
    return {row.section_id: row for row in db.session.scalars(asked)}


def hold_consolidated(consolidated_id: int) -> Consolidated:
    """The report, read again and locked until the commit."""
    asked = select(Consolidated).where(Consolidated.id == consolidated_id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def hold_section(section_id: int) -> ConsolidatedSection:
    """The section, read again and locked until the commit."""
    asked = select(ConsolidatedSection).where(ConsolidatedSection.id == section_id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()
