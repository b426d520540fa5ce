"""The bloc's report goes to the members: kept word for word, told to every agency. And the law it cites."""

import hashlib
from datetime import date

from khoi.ranking.models import standing_in_force
from khoi.summaries.models import Gathering, bloc_report_of, cover_of, hold_consolidated
from khoi.summaries.models.consolidated import LONGEST_LIST
from khoi.summaries.models.published import PublishedReport, last_published
from khoi.summaries.rules import report_document
from khoi.summaries.rules.asking import bases_to_cite, objection_to_publishing
from khoi.summaries.rules.kept import keep_document
from khoi.years.models import bases_of
from tenants import clock, journal
from tenants.database import db
from tenants.models import members_of
from tenants.notices import notify
from tenants.refusal import Refused
from tenants.scope import present_scope


def publish_report(found: Gathering) -> PublishedReport:
    """Show the report as it stands to members and observers. The same words again publish nothing anew."""
    if found.row is None:
        raise Refused("Báo cáo của Khối chưa được lập.")
    hold_consolidated(found.row.id)
    report = bloc_report_of(found)
    if (objection := objection_to_publishing(report, standing_in_force(found.year.id) is not None)) is not None:
        raise Refused(objection)
    text = keep_document(report_document(report))
    digest = hashlib.sha256(text.encode()).hexdigest()
    last = last_published(found.row.id)
    if last is not None and last.digest == digest:
        return last
    row = _kept(found, text, digest, last.number + 1 if last else 1)
    _tell_all(row)
    return row


def _kept(found: Gathering, text: str, digest: str, number: int) -> PublishedReport:
    assert found.row is not None, "only a begun report is published"
    row = PublishedReport(
        bloc_id=found.request.bloc_id, year_id=found.request.year_id, shown_to="published",
        consolidated_id=found.row.id, number=number, key=found.request.key, title=found.request.title,
        published_at=clock.now(), published_by=present_scope().user or None, document=text, digest=digest,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    journal.wrote(row, "publish_bloc_report", key=row.key, number=number, digest=digest)
    return row


def _tell_all(row: PublishedReport) -> None:
    again = " (bản thay thế)" if row.number > 1 else ""
    for member in members_of(row.year_id):
        notify(member.agency_id, "bloc_report", f"Khối đã công bố báo cáo{again}: {row.title}"[:500])


def cite_in_force(found: Gathering, on: date) -> int:
    """Add the laws in force that day which the report does not cite yet; how many they were."""
    assert found.row is not None, "a report is begun before it cites"
    held = hold_consolidated(found.row.id)
    wanted = bases_to_cite(cover_of(found), bases_of(found.year.id), on)
    if not wanted:
        return 0
    whole = "\n".join([*filter(None, [held.bases.strip()]), *wanted])
    if len(whole) > LONGEST_LIST:
        raise Refused("Danh sách căn cứ đã quá dài, không thêm được. Hãy bỏ bớt.")
    held.bases = whole
    held.version += 1
    journal.wrote(held, "cite_in_force", added=len(wanted), version=held.version)
    return len(wanted)
