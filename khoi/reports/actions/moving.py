"""A report of one year is prepared anew in another: its outline goes along, its dates are asked when it is asked."""

from dataclasses import dataclass

from khoi.reports.actions.defining import About, write_outline
from khoi.reports.models import ReportRequest, request_keyed
from khoi.reports.rules import Kind, Outline
from tenants import journal
from tenants.database import db


@dataclass(frozen=True, slots=True)
class Carried:
    """A report's definition as plain values, named for the year it goes to."""

    key: str
    kind: Kind
    about: About
    outline: Outline


def take_over(bloc_id: int, year_id: int, carried: Carried) -> ReportRequest:
    """The same report in preparation, under the key it had, seen by the lead alone; once only. The year may have its
    filing of that key already."""
    if (present := request_keyed(year_id, carried.key)) is not None:
        return present
    request = ReportRequest(
        bloc_id=bloc_id, year_id=year_id, key=carried.key, kind=carried.kind, title=carried.about.title,
        basis=carried.about.basis, period_start=carried.about.period_start, period_end=carried.about.period_end,
    )  # fmt: skip
    db.session.add(request)
    db.session.flush()
    write_outline(request, carried.outline)
    journal.wrote(request, "take_over_report", key=carried.key, title=carried.about.title)
    return request
