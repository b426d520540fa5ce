"""The giao ước: the lead writes it, its head issues it to all members, the signed scan is filed."""

from dataclasses import asdict

from khoi.pledges.models import Pledge, PledgeScan, hold_pledge, pledge_of, scans_of_pledge
from khoi.pledges.rules import Agreement, objections_to_issuing
from tenants import clock, journal
from tenants.database import db
from tenants.files import Received, facts_of
from tenants.models import Year, members_of
from tenants.notices import notify
from tenants.refusal import Refused, refuse_over


def draft_pledge(year: Year, agreement: Agreement) -> Pledge:
    """The year's giao ước, begun with these words; what is there already stays."""
    if (present := pledge_of(year.id)) is not None:
        return present
    row = Pledge(bloc_id=year.bloc_id, year_id=year.id, **asdict(agreement))
    db.session.add(row)
    db.session.flush()
    journal.wrote(row, "draft_pledge")
    return row


def change_pledge(pledge: Pledge, agreement: Agreement) -> bool:
    """Other words, as long as nobody has signed; was anything changed?"""
    held = hold_pledge(pledge.id)
    if held.agreement == agreement:
        return False
    if scans_of_pledge(held.id):
        raise Refused("Giao ước đã có bản ký, không sửa nội dung được nữa.")
    for name, value in asdict(agreement).items():
        setattr(held, name, value)
    journal.wrote(held, "change_pledge", subject=agreement.subject)
    return True


def issue_pledge(pledge: Pledge) -> None:
    """Show it to all members and tell them; a second time changes nothing."""
    held = hold_pledge(pledge.id)
    if held.issued_at is not None:
        return
    members = members_of(held.year_id)
    refuse_over(objections_to_issuing(held.agreement, len(members)), "Chưa gửi giao ước được:")
    held.issued_at, held.shown_to = clock.now(), "members"
    journal.wrote(held, "issue_pledge")
    for member in members:
        notify(member.agency_id, "issued", "Khối trưởng đã gửi giao ước thi đua năm nay; lãnh đạo đơn vị xem và ký.")


def file_signed(pledge: Pledge, scan: Received) -> PledgeScan:
    """Keep the scan with the signatures; the same bytes again change nothing."""
    held = hold_pledge(pledge.id)
    if held.issued_at is None:
        raise Refused("Gửi giao ước cho các đơn vị trước, rồi đưa bản đã ký lên.")
    present = scans_of_pledge(held.id)
    if same := next((each for each in present if each.sha256 == scan.kept.sha256), None):
        return same
    row = PledgeScan(
        bloc_id=held.bloc_id, year_id=held.year_id, shown_to="members", pledge_id=held.id, **facts_of(scan)
    )
    db.session.add(row)
    journal.wrote(row, "file_signed_pledge", name=scan.name, sha256=scan.kept.sha256)
    for member in members_of(held.year_id):
        notify(member.agency_id, "issued", "Đã có bản giao ước thi đua đủ chữ ký; xem ở trang Giao ước thi đua.")
    return row
