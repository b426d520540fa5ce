"""The handover: the old lead's head signs the list in the old year, the new lead's head receives it in the new one."""

from khoi.turnover.models import Handover, HandoverReader, Reception, handover_of, passed_on, reception_of
from khoi.turnover.rules import digest_of, objections_to_lines, own_lines, write_items
from tenants import clock, journal
from tenants.database import db
from tenants.models import Year, membership_of, seated, year_of
from tenants.notices import notify
from tenants.refusal import Refused
from tenants.roles import Seat
from tenants.scope import present_scope


def keep_lines(year: Year, text: str) -> Handover:
    """The lead's own lines, to be signed later; what did not change leaves no trace."""
    for why in objections_to_lines(own_lines(text)):
        raise Refused(why, field="lines")
    row = handover_of(year.id)
    if row is None:
        row = Handover(bloc_id=year.bloc_id, year_id=year.id, shown_to="lead")
        db.session.add(row)
        db.session.flush()
    if row.given_at is not None:
        raise Refused("Danh mục bàn giao đã ký, không sửa được nữa.")
    if row.lines != text:
        row.lines = text
        journal.wrote(row, "keep_lines")
    return row


def hand_over(year: Year, text: str) -> Handover:
    """The old lead's head signs: the list is frozen as it stands, and the next year's lead reads it and is told.

    Refused while nobody leads the next year, and where the same agency does."""
    present = handover_of(year.id)
    if present is not None and present.given_at is not None:
        return present
    following = year_of(year.bloc_id, year.number + 1)
    receiver = seated(following.id, Seat.LEAD) if following else None
    if receiver is None:
        raise Refused(f"Chưa có Khối trưởng năm {year.number + 1}: tạo năm sau trước khi bàn giao.")
    if receiver.agency_id == present_scope().agency:
        raise Refused(f"Đơn vị tiếp tục là Khối trưởng năm {year.number + 1}: không có gì phải bàn giao.")
    if membership_of(year.id, receiver.agency_id) is None:
        raise Refused(f"{receiver.name_that_year} không phải thành viên năm {year.number}.")
    row = keep_lines(year, text)
    row.items = write_items(passed_on(year, own_lines(text)))
    row.digest, row.shown_to, row.receiver_id = digest_of(row.items), "chosen", receiver.agency_id
    row.given_at, row.given_by = clock.now(), present_scope().user or None
    db.session.add(HandoverReader(year_id=year.id, agency_id=receiver.agency_id, handover_id=row.id))
    journal.wrote(row, "hand_over", digest=row.digest, receiver=receiver.public_id)
    words = f"Khối trưởng năm {year.number} đã ký danh mục bàn giao; lãnh đạo đơn vị xác nhận ở năm {year.number + 1}."
    notify(receiver.agency_id, "handed_over", words)
    return row


def receive(year: Year, handover: Handover, digest: str, note: str) -> Reception:
    """The new lead's head confirms, in the new year, the very list that was signed; a second word is the first one."""
    if (present := reception_of(year.id)) is not None:
        return present
    if handover.given_at is None or handover.receiver_id != present_scope().agency or handover.digest != digest:
        raise Refused("Danh mục bàn giao không còn như lúc mở trang. Xem lại rồi xác nhận.")
    row = Reception(
        bloc_id=year.bloc_id, year_id=year.id, shown_to="members", handover_id=handover.id, digest=digest,
        note=note, received_at=clock.now(), received_by=present_scope().user or None,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    journal.wrote(row, "receive_handover", digest=digest, note=note)
    return row
