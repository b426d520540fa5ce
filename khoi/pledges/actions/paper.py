"""A registration that came on paper: the lead enters it, with the scan and the time it arrived, and it says so."""

from datetime import datetime

from khoi.pledges.actions.filing import NOT_READY, keep_filing
from khoi.pledges.actions.registering import begin_registration
from khoi.pledges.models import FiledRegistration, PaperScan, hold_registration
from khoi.pledges.rules import Contents, Stage, objections_to_filing
from khoi.years.models import REGISTRATION, dates_for
from khoi.years.rules import filing_verdict
from tenants import clock, journal, vi
from tenants.database import db
from tenants.files import Received, facts_of
from tenants.models import Membership
from tenants.notices import notify
from tenants.refusal import Refused, refuse_over
from tenants.scope import present_scope


def enter_paper(member: Membership, contents: Contents, arrived_at: datetime, scan: Received) -> FiledRegistration:
    """Enter what an agency filed on paper at `arrived_at`. Refused for one that has filed, for the lead's own agency,
    for a time to come or after khóa sổ. The agency's draft, if there is one, stays its own and untouched."""
    if member.agency_id == present_scope().agency:
        raise Refused("Đơn vị Khối trưởng đăng ký ở trang của đơn vị mình.")
    registration = hold_registration(begin_registration(member.year_id, member.agency_id).id)
    if registration.stage == Stage.FILED:
        raise Refused(f"{member.name_that_year} đã nộp bản đăng ký; muốn thay thì trả lại trước.")
    arrived_at = arrived_at.replace(microsecond=0)
    _refuse_untimely(member, arrived_at)
    refuse_over(objections_to_filing(contents), NOT_READY)
    filed = keep_filing(registration, contents, arrived_at, on_paper=True)
    registration.stage, registration.returned_reason, registration.returned_until = Stage.FILED, "", None
    db.session.add(PaperScan(year_id=member.year_id, agency_id=member.agency_id, filed_id=filed.id, **facts_of(scan)))
    journal.wrote(filed, "enter_paper_registration", scan=scan.kept.sha256)
    words = f"Khối trưởng đã nhập bản đăng ký thi đua nộp bằng giấy của đơn vị, nhận lúc {vi.date_time(arrived_at)}."
    notify(member.agency_id, "registered", words)
    return filed


def _refuse_untimely(member: Membership, arrived_at: datetime) -> None:
    if arrived_at > clock.now():
        raise Refused("Thời điểm nhận bản giấy không được ở tương lai.", field="arrived_at")
    dates = dates_for(member.year_id, member.agency_id, REGISTRATION)
    if dates is not None and not filing_verdict(arrived_at, dates.due, dates.closing).accepted:
        raise Refused(f"Bản giấy đến sau khóa sổ ({vi.date_time(dates.closing)}), không nhận được.", field="arrived_at")
