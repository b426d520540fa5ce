"""What the members of a year have still to file, and of what they have been reminded."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from khoi.home.rules.reminding import Owed
from khoi.pledges.models import last_registered_in, registrations_in
from khoi.pledges.rules import Stage as RegistrationStage
from khoi.reports.models import reports_in, requests_of
from khoi.reports.rules import Stage as ReportStage
from khoi.scoring.models import cards_in, last_filed_in, own_counts, rounds_in
from khoi.scoring.rules import FILED
from khoi.years.models import REGISTRATION, SCORECARD, Filing, dates_for, filings_of
from tenants.database import Base, Numbered, db
from tenants.isolation import AgencyOwned
from tenants.models import members_of

REGISTERING = "Bản đăng ký thi đua"


class Reminded(AgencyOwned, Numbered, Base):
    """An agency has been reminded of a filing at one step on the way to one hạn nộp: once, whoever reminds."""

    more = (UniqueConstraint("year_id", "agency_id", "filing", "due", "step"),)

    filing: Mapped[str] = mapped_column(String(60))
    due: Mapped[datetime] = mapped_column()
    step: Mapped[int] = mapped_column()
    made_at: Mapped[datetime] = mapped_column()


EXPLANATION = "explanation"
#: Who has filed what: the agencies by key of the filing. A key that no source names is nobody's to remind of, for the
#: portal does not know who owes it.
Filed = Mapping[str, set[int]]


def _cards_filed(year_id: int) -> Filed:
    return {SCORECARD: set(last_filed_in(year_id))}


def _reports_filed(year_id: int) -> Filed:
    """Of each report that was asked for."""
    filed: dict[int, set[int]] = {}
    for report in reports_in(year_id).values():
        if report.filings:
            filed.setdefault(report.request_id, set()).add(report.agency_id)
    return {asked.key: filed.get(asked.id, set()) for asked in requests_of(year_id) if asked.is_asked}


def _registered(year_id: int) -> Filed:
    """Who has registered, also on paper."""
    return {REGISTRATION: set(last_registered_in(year_id))}


FILED_BY: tuple[Callable[[int], Filed], ...] = (_cards_filed, _registered, _reports_filed)


def owed_in(year_id: int) -> list[Owed]:
    """What each member has still to file, in the order of the dates; a returned card with its own time."""
    members = [member.agency_id for member in members_of(year_id)]
    done: dict[str, set[int]] = {}
    for source in FILED_BY:
        for key, agencies in source(year_id).items():
            done.setdefault(key, set()).update(agencies)
    filings = filings_of(year_id)
    owed = [
        Owed(agency, filing.key, filing.title, dates.due, dates.closing)
        for filing in filings
        if filing.key in done
        for agency in members
        if agency not in done[filing.key]
        if (dates := dates_for(year_id, agency, filing.key)) is not None
    ]
    returned = [*_returned(year_id, filings), *_returned_registrations(year_id), *_returned_reports(year_id)]
    return [*owed, *returned, *_explanations(year_id)]


def _explanations(year_id: int) -> list[Owed]:
    """The open rounds in which an agency has still rows to answer; they have one date, after which nothing is taken."""
    cards = {card.id: card for card in cards_in(year_id).values()}
    return [
        Owed(
            row.agency_id, EXPLANATION, f"Giải trình kết quả thẩm định (đợt {row.number})", row.closes_at, row.closes_at
        )
        for row in rounds_in(year_id)
        if not row.is_closed and own_counts(cards[row.scorecard_id]).open
    ]


def _returned(year_id: int, filings: list[Filing]) -> list[Owed]:
    """The cards that were filed and returned, where the return named a time."""
    title = next((filing.title for filing in filings if filing.key == SCORECARD), "Phiếu tự chấm điểm")
    filed = last_filed_in(year_id)
    return [
        Owed(card.agency_id, SCORECARD, title, card.returned_until, card.returned_until, returned=True)
        for card in cards_in(year_id).values()
        if card.agency_id in filed and card.stage not in FILED and card.returned_until is not None
    ]


def _returned_registrations(year_id: int) -> list[Owed]:
    """The registrations that were returned with a time."""
    return [
        Owed(row.agency_id, REGISTRATION, REGISTERING, row.returned_until, row.returned_until, returned=True)
        for row in registrations_in(year_id).values()
        if row.returned_until is not None and row.filings and row.stage != RegistrationStage.FILED
    ]


def _returned_reports(year_id: int) -> list[Owed]:
    """The reports that were returned with a time."""
    asked = {request.id: request for request in requests_of(year_id)}
    return [
        Owed(
            row.agency_id, asked[row.request_id].key, asked[row.request_id].title,
            row.returned_until, row.returned_until, returned=True,
        )
        for row in reports_in(year_id).values()
        if row.returned_until is not None and row.filings and row.stage != ReportStage.FILED
    ]  # fmt: skip


def reminded_in(year_id: int) -> set[tuple[int, str, datetime, int]]:
    """Of what who has been reminded: agency, filing, hạn nộp, step."""
    rows = db.session.scalars(select(Reminded).where(Reminded.year_id == year_id))
    return {(row.agency_id, row.filing, row.due, row.step) for row in rows}
