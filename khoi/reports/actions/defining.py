"""The lead prepares a report: what it is about, what it asks for; then the members are asked, and it is frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from khoi.reports.models import (
    AnnexAsked,
    Definition,
    FigureCheck,
    Indicator,
    OutlineSection,
    ReportRequest,
    definition_of,
    hold_request,
    request_keyed,
    sections_of,
)
from khoi.reports.rules import (
    KEY,
    USUAL_KEYS,
    Kind,
    Outline,
    customary_outline,
    objections_to_outline,
    objections_to_period,
)
from khoi.years.actions import ask_filing
from khoi.years.models import filing_keyed
from tenants import clock, journal, vi
from tenants.database import db
from tenants.models import members_of, year_by_id
from tenants.notices import notify
from tenants.refusal import Objection, Refused, Stale, refuse_over
from tenants.scope import present_scope

FROZEN = "Báo cáo đã được yêu cầu: chỉ sửa được lời hướng dẫn và thời hạn."


@dataclass(frozen=True, slots=True)
class About:
    """What a report is about, as the lead types it."""

    title: str
    period_start: date
    period_end: date
    basis: str = ""


def define(bloc_id: int, year_id: int, kind: Kind, key: str, about: About) -> ReportRequest:
    """A report in preparation, with the outline that custom gives its kind; seen by the lead alone.

    The two usual kinds have their own key; `key` is asked for the others. Refused where the year has that report."""
    key = USUAL_KEYS.get(kind, key)
    _refuse_key(year_id, kind, key)
    _refuse_period(year_id, about)
    request = ReportRequest(
        bloc_id=bloc_id, year_id=year_id, key=key, kind=kind, title=about.title, basis=about.basis,
        period_start=about.period_start, period_end=about.period_end,
    )  # fmt: skip
    db.session.add(request)
    db.session.flush()
    write_outline(request, customary_outline(kind))
    journal.wrote(request, "define_report", key=key, kind=kind.value, title=about.title)
    return request


def describe(request: ReportRequest, about: About) -> None:
    """What the report is about, while it is in preparation."""
    hold_request(request.id)
    _refuse_asked(request)
    _refuse_period(request.year_id, about)
    request.title, request.basis = about.title, about.basis
    request.period_start, request.period_end = about.period_start, about.period_end
    request.version += 1
    journal.wrote(request, "describe_report", title=about.title)


def save_outline(request: ReportRequest, outline: Outline, version: int) -> None:
    """Replace what the report asks for; refused once the members were asked, and with every fault of the outline."""
    hold_request(request.id)
    _refuse_asked(request)
    if definition_of(request).outline == outline:
        return
    if version != request.version:
        raise Stale("Người khác vừa sửa đề cương này. Đối chiếu rồi lưu lại.")
    # An outline without a section may be kept, only not asked for.
    refuse_over([each for each in objections_to_outline(outline) if each.path], "Chưa lưu được đề cương:")
    _clear(definition_of(request))
    write_outline(request, outline)
    request.version += 1
    journal.wrote(request, "save_outline", sections=len(outline.sections), figures=len(outline.indicators))


def discard(request: ReportRequest) -> None:
    """A report in preparation is given up."""
    hold_request(request.id)
    _refuse_asked(request)
    journal.wrote(request, "discard_report", key=request.key, title=request.title)
    _clear(definition_of(request))
    db.session.delete(request)


def ask(request: ReportRequest, due: datetime, closing: datetime) -> None:
    """Ask every member for the report: from now on it is shown to them, and frozen. Done twice it changes nothing."""
    hold_request(request.id)
    if request.is_asked:
        return
    definition = definition_of(request)
    refuse_over(objections_to_outline(definition.outline), "Chưa yêu cầu được báo cáo:")
    ask_filing(
        request.bloc_id, request.year_id, request.key, request.title, due, closing, request.basis or request.title
    )
    for row in (request, *_parts_of(definition)):
        row.shown_to = "members"
    request.asked_at, request.asked_by = clock.now(), present_scope().user or None
    request.version += 1
    journal.wrote(request, "ask_report", key=request.key, due=due.isoformat(), closing=closing.isoformat())
    _tell(request, "due", f"Khối yêu cầu {request.title}: hạn nộp {vi.date_time(due)}.")


def correct(request: ReportRequest, guidance: Mapping[str, str], correction: str, version: int) -> None:
    """Put the words of guidance right after the members were asked, and say so: `guidance` by a section's public id."""
    hold_request(request.id)
    if not request.is_asked:
        raise Refused("Báo cáo chưa được yêu cầu: sửa thẳng trong đề cương.")
    changed = [row for row in sections_of(request.id) if guidance.get(row.public_id, row.guidance) != row.guidance]
    if not changed:
        return
    if version != request.version:
        raise Stale("Người khác vừa đính chính báo cáo này. Đối chiếu rồi lưu lại.")
    if not correction.strip():
        raise Refused("Nêu nội dung đính chính để các đơn vị biết.", field="correction")
    for row in changed:
        row.guidance = guidance[row.public_id]
    request.correction, request.corrected_at = correction.strip(), clock.now()
    request.version += 1
    journal.wrote(request, "correct_report", sections=[row.number for row in changed], correction=request.correction)
    _tell(request, "due", f"{request.title} được đính chính: {request.correction}"[:500])


def _tell(request: ReportRequest, kind: str, words: str) -> None:
    for member in members_of(request.year_id):
        notify(member.agency_id, kind, words)


def _refuse_asked(request: ReportRequest) -> None:
    if request.is_asked:
        raise Refused(FROZEN)


def _refuse_key(year_id: int, kind: Kind, key: str) -> None:
    if kind not in USUAL_KEYS and (not KEY.fullmatch(key) or key in USUAL_KEYS.values()):
        raise Refused("Mã báo cáo chỉ gồm chữ thường không dấu, số, gạch nối.", field="key")
    if request_keyed(year_id, key) is not None:
        raise Refused("Năm nay đã có báo cáo này.", field="kind" if kind in USUAL_KEYS else "key")
    if kind not in USUAL_KEYS and filing_keyed(year_id, key) is not None:
        raise Refused("Mã này đã dùng cho một thời hạn khác trong năm.", field="key")


def _refuse_period(year_id: int, about: About) -> None:
    reasons = objections_to_period(about.period_start, about.period_end, year_by_id(year_id).number)
    refuse_over([Objection(None, why) for why in reasons], "Chưa lưu được kỳ báo cáo.")


def _parts_of(definition: Definition) -> list[OutlineSection | Indicator | FigureCheck | AnnexAsked]:
    return [*definition.sections, *definition.indicators, *definition.checks, *definition.annexes]


def _clear(definition: Definition) -> None:
    for row in _parts_of(definition):
        db.session.delete(row)
    db.session.flush()


def write_outline(request: ReportRequest, outline: Outline) -> None:
    """The rows of an outline, for a request that has none."""
    owner = {"bloc_id": request.bloc_id, "year_id": request.year_id, "request_id": request.id}
    for at, part in enumerate(outline.sections):
        db.session.add(OutlineSection(
            **owner, position=at, number=part.number, heading=part.heading, guidance=part.guidance,
            most_words=part.most_words, required=part.required,
        ))  # fmt: skip
    for at, one in enumerate(outline.indicators):
        db.session.add(Indicator(
            **owner, position=at, code=one.code, name=one.name, unit=one.unit, type=one.type, level=one.level,
            formula=one.formula, required=one.required,
        ))  # fmt: skip
    for at, check in enumerate(outline.checks):
        db.session.add(FigureCheck(
            **owner, position=at, left_side=check.left, relation=check.relation, right_side=check.right
        ))  # fmt: skip
    for at, annex in enumerate(outline.annexes):
        db.session.add(AnnexAsked(
            **owner, position=at, title=annex.title, required=annex.required, kinds=" ".join(annex.kinds)
        ))  # fmt: skip
    db.session.flush()
