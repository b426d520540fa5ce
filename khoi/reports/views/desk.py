"""One report as its agency sees it: what is asked for, what is written, what may be done now."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from werkzeug.exceptions import NotFound

from khoi.reports.models import (
    Definition,
    Draft,
    FiledReport,
    FiledWhole,
    Report,
    ReportRequest,
    definition_of,
    draft_of,
    last_filed,
    report_on,
    whole_of,
)
from khoi.reports.models.content import content_filed, content_of
from khoi.reports.models.earlier import Earlier, earlier_of
from khoi.reports.rules import (
    EDITABLE,
    PLACE_OF_CHECKS,
    STAGE_NAMES,
    Checked,
    Content,
    Stage,
    checked,
    objections_to_filing,
    place_of_annex,
    place_of_figure,
    place_of_section,
    shut_since,
)
from khoi.years.models import dates_for
from khoi.years.rules import Dates
from tenants import clock
from tenants.database import the
from tenants.gate import here, refuse_restrained
from tenants.refusal import Objection


@dataclass(frozen=True)
class Desk:
    """A request, the agency's draft on it, and the two dates that hold for the agency."""

    definition: Definition
    report: Report | None
    draft: Draft | None
    dates: Dates | None

    @property
    def request(self) -> ReportRequest:
        return self.definition.request

    @property
    def stage(self) -> Stage | None:
        return Stage(self.report.stage) if self.report else None

    @property
    def stage_name(self) -> str:
        return STAGE_NAMES[self.stage] if self.stage else "chưa bắt đầu"

    @cached_property
    def shut(self) -> datetime | None:
        """Since when nothing is taken any more."""
        return shut_since(clock.now(), self.dates, self.report.returned_until if self.report else None)

    @property
    def is_open(self) -> bool:
        """May the agency's clerk write now?"""
        return self.stage in EDITABLE and not self.shut and here().is_open

    @property
    def at_head(self) -> bool:
        return self.stage is Stage.AT_HEAD and here().is_open

    @cached_property
    def content(self) -> Content:
        """What was filed, where it lies filed (of paper the draft knows nothing); else what is written so far."""
        if self.whole is not None:
            return content_filed(self.definition, self.whole)
        return content_of(self.definition, self.draft) if self.draft else Content({}, {}, {})

    @cached_property
    def whole(self) -> FiledWhole | None:
        """The filing with its parts, where the report lies filed."""
        return whole_of(self.filed) if self.filed and self.stage is Stage.FILED else None

    @cached_property
    def checks(self) -> list[Checked]:
        specs = [row.spec for row in self.definition.indicators]
        return list(checked(specs, self.definition.outline.checks, self.content.values))

    @cached_property
    def objections(self) -> list[Objection]:
        return objections_to_filing(self.definition.outline, self.content)

    @cached_property
    def earlier(self) -> Earlier | None:
        return earlier_of(self.report, self.request) if self.report and self.is_open else None

    @cached_property
    def filed(self) -> FiledReport | None:
        return last_filed(self.report.id) if self.report and self.report.filings else None

    @property
    def filed_in_force(self) -> FiledReport | None:
        """What was filed, unless the agency has it back and works on it."""
        return self.filed if self.stage is Stage.FILED or (self.shut and not self.at_head) else None

    def anchor(self, place: str | None) -> str:
        """Where on the page an objection belongs."""
        places = {place_of_section(row.number): f"s-{row.public_id}" for row in self.definition.sections}
        figures = self.draft.figures if self.draft else {}
        places |= {
            place_of_figure(row.code): f"g-{figures[row.id].public_id}"
            for row in self.definition.indicators
            if row.id in figures
        }
        places |= {place_of_annex(row.title): "annexes" for row in self.definition.annexes}
        return places.get(place or "", "checks" if place == PLACE_OF_CHECKS else "main")


def the_request(asked_id: str) -> ReportRequest:
    """A request of this year; of another year it does not exist here."""
    request = the(ReportRequest, asked_id)
    if request.year_id != here().year_id:
        raise NotFound
    return request


def asked_request(asked_id: str) -> ReportRequest:
    """The same, once the members were asked."""
    request = the_request(asked_id)
    if not request.is_asked:
        raise NotFound
    return request


def desk_of(request: ReportRequest) -> Desk:
    """The agency's own desk on a request."""
    report = report_on(request.id, here().agency_id)
    draft = None
    if report is not None:
        if report.stage != Stage.FILED:
            refuse_restrained()
        draft = draft_of(report)
    return Desk(definition_of(request), report, draft, dates_for(request.year_id, here().agency_id, request.key))


def own_report(asked_id: str) -> Report:
    """The agency's report as a row that may be changed; 404 where it was not begun."""
    refuse_restrained()
    report = report_on(asked_request(asked_id).id, here().agency_id)
    if report is None:
        raise NotFound
    return report
