"""The lead writes the bloc's report: begun from the members' words, edited by section, its sources looked at."""

from dataclasses import dataclass
from datetime import date

from khoi.reports.models import ReportRequest, hold_request
from khoi.summaries.models import (
    LONGEST_SECTION,
    Consolidated,
    ConsolidatedSection,
    Gathering,
    Part,
    consolidated_on,
    gathering_of,
    hold_consolidated,
    hold_section,
)
from khoi.summaries.rules import Source, mark_of, said_by, seals_of
from tenants import clock, journal
from tenants.database import db
from tenants.refusal import Refused, Stale
from tenants.scope import present_scope


@dataclass(frozen=True, slots=True)
class Face:
    """Head and foot as the lead types them; an empty field follows custom."""

    pattern: str
    superior: str
    issuer: str
    sign: str
    place: str
    dated: date | None
    subject: str
    bases: str
    recipients: str
    closing: str
    authority: str
    position: str
    signer: str


def begin_report(request: ReportRequest) -> Consolidated:
    """The bloc's report, each section begun with what the members have filed; done twice it changes nothing."""
    hold_request(request.id)
    if (present := consolidated_on(request.id)) is not None:
        return present
    if not request.is_asked:
        raise Refused("Báo cáo này chưa được yêu cầu các đơn vị, nên chưa có gì để tổng hợp.")
    found = gathering_of(request)
    owner = {"bloc_id": request.bloc_id, "year_id": request.year_id, "shown_to": "chairs"}
    row = Consolidated(**owner, request_id=request.id, begun_at=clock.now())
    db.session.add(row)
    db.session.flush()
    for part in found.parts:
        section = ConsolidatedSection(
            **owner, consolidated_id=row.id, section_id=part.section.id, text=part.text, version=1
        )
        section.look_at(seals_of(part.sources))
        db.session.add(section)
    db.session.flush()
    journal.wrote(row, "begin_report", key=request.key, sources=len(found.filed))
    return row


def write_section(row: ConsolidatedSection, part: Part, text: str, version: int, mark: str) -> None:
    """Save the lead's words; Stale when somebody saved others since `version`. `mark` says which sources the page
    showed: where they are still the same, they are looked at now. The same words again change nothing."""
    held = hold_section(row.id)
    if held.text != text:
        if held.version != version:
            raise Stale("Người khác vừa sửa phần này. Chọn nội dung được giữ.")
        _put(held, text)
    if mark == mark_of(part.sources) and held.seals != seals_of(part.sources):
        held.look_at(seals_of(part.sources))


def look_at_sources(row: ConsolidatedSection, part: Part, mark: str) -> None:
    """The lead has compared the section with its sources; refused when one changed after the page was opened."""
    held = hold_section(row.id)
    if mark != mark_of(part.sources):
        raise Refused("Có đơn vị vừa nộp lại trong lúc trang đang mở. Xem nguồn mới rồi đánh dấu lại.")
    if held.seals != seals_of(part.sources):
        held.look_at(seals_of(part.sources))
        journal.wrote(held, "look_at_sources", sources=len(held.seals))


def insert_source(row: ConsolidatedSection, source: Source) -> None:
    """Put a member's words at the end of the lead's; words that stand there already are not put twice."""
    held = hold_section(row.id)
    if not source.text.strip():
        raise Refused(f"{source.name} chưa có nội dung ở phần này.")
    words = said_by(source)
    if words not in held.text:
        whole = f"{held.text}\n{words}".strip()
        if len(whole) > LONGEST_SECTION:
            raise Refused("Phần này đã quá dài, không thêm được nguyên văn. Hãy tóm tắt.")
        _put(held, whole)
    if held.seals.get(source.key) != source.seal:
        held.look_at(held.seals | {source.key: source.seal})


def _put(held: ConsolidatedSection, text: str) -> None:
    held.text = text
    held.version += 1
    held.changed_at, held.changed_by = clock.now(), present_scope().user or None
    journal.wrote(held, "write_bloc_section", version=held.version)


def describe(found: Gathering, face: Face) -> None:
    """Say head and foot of the report otherwise than custom does."""
    assert found.row is not None, "a report is begun before it is described"
    held = hold_consolidated(found.row.id)
    fields = {name: getattr(face, name) for name in Face.__slots__}
    if all(getattr(held, name) == value for name, value in fields.items()):
        return
    for name, value in fields.items():
        setattr(held, name, value)
    held.version += 1
    journal.wrote(held, "describe_bloc_report", pattern=face.pattern, version=held.version)
