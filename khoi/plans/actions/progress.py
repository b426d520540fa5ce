"""How tasks come along: the agency's own word, and what coordinating agencies report to the lead."""

from khoi.plans.actions.tasks import line
from khoi.plans.models import Task, TaskReport, coordinators_of, history_of, reports_by, reports_on
from khoi.plans.rules import Party, Status, objections_to_status
from tenants import clock, journal
from tenants.database import db
from tenants.models import members_of
from tenants.notices import notify
from tenants.refusal import Objection, Refused, refuse_over
from tenants.scope import present_scope
from tenants.vi import ZONE


def advance(task: Task, status: Status, reason: str, note: str) -> bool:
    """The task stands thus now, with a note of progress; whether anything was said that was not known.

    Refused for a task out of the plan, and for one not carried out without a reason."""
    if task.removed_at is not None:
        raise Refused("Việc này đã đưa ra khỏi kế hoạch.")
    refuse_over([Objection(None, why) for why in objections_to_status(status, reason)], "Chưa lưu được tiến độ.")
    reason = reason if status is Status.DROPPED else ""
    if (task.status, task.reason) == (status, reason) and not note:
        return False
    before = task.status
    task.status, task.reason = status, reason
    line(task, "advanced", note or reason)
    journal.wrote(task, "advance_task", before=before, status=status.value, reason=reason)
    return True


def write_report(task: Task, agency_id: int, status: Status, text: str) -> TaskReport:
    """The agency's draft of a report on a task of the bloc, written anew where there is one; nobody else sees it.

    Refused where the agency does not coordinate on the task, or where it is the task's own."""
    _refuse_stranger(task, agency_id)
    draft = _draft(task, agency_id)
    if draft is None:
        draft = TaskReport(
            year_id=task.year_id, agency_id=agency_id, task_agency_id=task.agency_id, task_id=task.id, filed=False
        )
        db.session.add(draft)
    elif (draft.status, draft.text) == (status, text):
        return draft
    draft.status, draft.text, draft.written_at = status, text, clock.now()
    draft.written_by = present_scope().user or None
    db.session.flush()
    journal.wrote(draft, "write_task_report")
    return draft


def send_report(task: Task, agency_id: int) -> TaskReport:
    """Send the agency's draft to the lead; from then on it stays as it is. Sent twice, it goes once."""
    _refuse_stranger(task, agency_id)
    draft = _draft(task, agency_id)
    if draft is None:
        sent = next((row for row in reports_by(agency_id, task) if row.filed), None)
        if sent is None:
            raise Refused("Chưa có báo cáo nào để gửi.")
        return sent
    draft.filed, draft.sent_at = True, clock.now()
    journal.wrote(draft, "send_task_report", status=draft.status)
    return draft


def discard_report(task: Task, agency_id: int) -> None:
    """Throw the draft away; what was sent stays."""
    draft = _draft(task, agency_id)
    if draft is not None:
        journal.wrote(draft, "discard_task_report")
        db.session.delete(draft)


def remind(task: Task) -> list[str]:
    """Tell the coordinating members that have sent no report; returns their names. Once a day, so that a resent
    request tells nobody twice; for the lead, who sees what was sent."""
    if not task.of_bloc or task.removed_at is not None:
        raise Refused("Chỉ nhắc về việc của Khối đang có trong kế hoạch.")
    today = clock.now().astimezone(ZONE).date()
    if any(row.act == "reminded" and row.at.astimezone(ZONE).date() == today for row in history_of(task)):
        raise Refused("Hôm nay đã nhắc các đơn vị về việc này.")
    sent = {row.agency_id for row in reports_on([task]) if row.filed}
    silent = [
        member
        for member in members_of(task.year_id)
        if member.agency_id not in sent | {task.agency_id} and coordinates(task, member.agency_id)
    ]
    for member in silent:
        notify(member.agency_id, "plan", f"Khối trưởng nhắc báo cáo phối hợp việc: {task.content}"[:500])
    if silent:
        line(task, "reminded", "; ".join(member.name_that_year for member in silent))
        journal.wrote(task, "remind_coordinators", agencies=[member.agency_id for member in silent])
    return [member.name_that_year for member in silent]


def _draft(task: Task, agency_id: int) -> TaskReport | None:
    return next((row for row in reports_by(agency_id, task) if not row.filed), None)


def _refuse_stranger(task: Task, agency_id: int) -> None:
    if task.agency_id == agency_id:
        raise Refused("Việc của chính đơn vị: ghi tiến độ, không báo cáo phối hợp.")
    if task.removed_at is not None:
        raise Refused("Khối trưởng đã đưa việc này ra khỏi kế hoạch.")
    if not coordinates(task, agency_id):
        raise Refused("Đơn vị không được giao phối hợp việc này.")


def coordinates(task: Task, agency_id: int) -> bool:
    """Is the agency one of those that coordinate on the task?"""
    return any(each.party == Party.MEMBERS or each.partner_id == agency_id for each in coordinators_of([task])[task.id])
