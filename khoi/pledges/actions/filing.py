"""A registration leaves the agency through its head, in time or late, and may be returned by the lead."""

from datetime import datetime

from khoi.pledges.actions.registering import contents_now
from khoi.pledges.models import FiledRegistration, Registration, filings_of, hold_registration
from khoi.pledges.rules import Contents, Event, Stage, next_stage, objections_to_filing, seal_of, write_contents
from khoi.years.actions import note_lateness
from khoi.years.models import REGISTRATION, dates_for
from khoi.years.rules import filing_verdict
from tenants import clock, journal, vi
from tenants.database import db
from tenants.notices import notify
from tenants.refusal import Refused, Stale, refuse_over
from tenants.scope import present_scope

NOT_READY = "Bản đăng ký chưa nộp được:"


def send_to_head(registration: Registration) -> None:
    """The clerk is done; the head looks at it."""
    held = hold_registration(registration.id)
    if held.stage == Stage.AT_HEAD:
        return
    to = next_stage(Stage(held.stage), Event.SEND_TO_HEAD)
    refuse_when_shut(held)
    held.stage = to
    journal.wrote(held, "send_registration_to_head")


def give_back(registration: Registration, reason: str) -> None:
    """The head gives it back to the clerk, and says why."""
    held = hold_registration(registration.id)
    held.stage = next_stage(Stage(held.stage), Event.GIVE_BACK, held.filings)
    journal.wrote(held, "give_back_registration")
    notify(held.agency_id, "given_back", f"Lãnh đạo đơn vị chuyển lại bản đăng ký thi đua: {reason}"[:500])


def file_registration(registration: Registration, seen: str) -> FiledRegistration:
    """The head files what he saw (`seen`, its seal): a copy that nobody changes. The first filing writes the year's
    lateness. Refused after the agency's khóa sổ, but where a return set a time that has not run out.

    A second filing of what was just filed changes nothing."""
    held = hold_registration(registration.id)
    if held.stage == Stage.FILED:
        return filings_of(held.id)[0]
    stage = next_stage(Stage(held.stage), Event.FILE)
    contents = contents_now(held)
    if seen != seal_of(contents):
        raise Stale("Bản đăng ký đã thay đổi sau khi đồng chí mở trang. Xem lại rồi nộp.")
    refuse_when_shut(held)
    refuse_over(objections_to_filing(contents), NOT_READY)
    filed = keep_filing(held, contents, clock.now())
    held.stage, held.returned_reason, held.returned_until = stage, "", None
    return filed


def keep_filing(
    registration: Registration, contents: Contents, at: datetime, *, on_paper: bool = False
) -> FiledRegistration:
    """Copy what is registered, timed `at`; lateness is that of the first filing, a return does not make it worse."""
    before = filings_of(registration.id)
    late = before[-1].days_late if before else _days_late(registration, at)
    filed = FiledRegistration(
        year_id=registration.year_id, agency_id=registration.agency_id, filed=True, registration_id=registration.id,
        number=registration.filings + 1, filed_at=at, filed_by=present_scope().user or None, days_late=late,
        contents=write_contents(contents), seal=seal_of(contents), on_paper=on_paper,
    )  # fmt: skip
    db.session.add(filed)
    db.session.flush()
    registration.filings = filed.number
    if not before:
        note_lateness(registration.year_id, registration.agency_id, REGISTRATION, late)
    journal.wrote(filed, "file_registration", number=filed.number, days_late=late, seal=filed.seal, on_paper=on_paper)
    return filed


def send_back(registration: Registration, reason: str, until: datetime) -> None:
    """The lead returns a filed registration with a reason and a time; what was filed stays in the lead's sight."""
    held = hold_registration(registration.id)
    stage = next_stage(Stage(held.stage), Event.RETURN)
    if until <= clock.now():
        raise Refused("Thời hạn nộp lại phải ở sau thời điểm này.", field="until")
    held.stage, held.returned_reason, held.returned_until = stage, reason, until
    journal.wrote(held, "return_registration", reason=reason, until=until.isoformat())
    words = f"Khối trưởng trả lại bản đăng ký thi đua; nộp lại trước {vi.date_time(until)}. Lý do: {reason}"
    notify(held.agency_id, "returned", words[:500])


def refuse_when_shut(registration: Registration) -> None:
    """Refuse after the agency's own khóa sổ, but while a return's time has not run out."""
    now, dates = clock.now(), dates_for(registration.year_id, registration.agency_id, REGISTRATION)
    if dates is None or filing_verdict(now, dates.due, dates.closing).accepted:
        return
    if registration.returned_until is not None and now <= registration.returned_until:
        return
    raise Refused(f"Đã khóa sổ lúc {vi.date_time(dates.closing)}: không nộp được nữa. Đề nghị Khối trưởng gia hạn.")


def _days_late(registration: Registration, at: datetime) -> int:
    dates = dates_for(registration.year_id, registration.agency_id, REGISTRATION)
    return filing_verdict(at, dates.due, dates.closing).days_late if dates else 0
