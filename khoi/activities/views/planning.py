"""The lead plans an activity, announces it, cancels it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from khoi.activities import actions
from khoi.activities.actions import Plan
from khoi.activities.forms import CHOSEN, TO_ALL, PlanForm, ReasonForm
from khoi.activities.models import Activity, chosen_for
from khoi.activities.rules import KIND_NAMES, ActivityKind
from khoi.activities.views.blueprint import activities
from khoi.activities.views.reading import activity_page
from khoi.documents.models import Document, Wanted, documents_in, documents_named
from khoi.documents.rules import State
from tenants import vi
from tenants.database import the
from tenants.gate import door, here, only_to_change
from tenants.models import members_of
from tenants.refusal import Refused
from tenants.roles import Role, Seat

Answer = Response | str | tuple[str, int]


@activities.route("/<bloc>/<int:year>/activities/new", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@only_to_change
def new_activity() -> Answer:
    """Plan an activity."""
    form = _form()
    if not form.is_submitted():
        return _new_page(form)
    if not form.validate():
        return _new_page(form), 422
    try:
        row = actions.plan(here().bloc_id, here().year_id, _plan(form))
    except Refused as refused:
        return _new_page(_blamed(form, refused)), 409
    flash("Đã lưu dự kiến. Các đơn vị chưa thấy cho đến khi mời.", "ok")
    return redirect(url_for("activities.activity", activity_id=row.public_id), 303)


def _new_page(form: PlanForm) -> str:
    return render_template("activities/new_activity.html", form=form, page_title="Dự kiến hoạt động")


@activities.route("/<bloc>/<int:year>/activities/<public_id:activity_id>/edit", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@only_to_change
def edit_activity(activity_id: str) -> Answer:
    """Write it anew; somebody else's change since is shown, not overwritten."""
    row = the(Activity, activity_id)
    form = _form(row)
    if not form.is_submitted():
        form.show(*_stands(row))
        return _edit_page(row, form)
    if not form.validate():
        return _edit_page(row, form), 422
    if form.is_stale(*_stands(row)):
        return _edit_page(row, form), 409
    try:
        actions.replan(row, _plan(form))
    except Refused as refused:
        return _edit_page(row, _blamed(form, refused)), 409
    flash("Đã lưu. Nếu đổi thời gian, địa điểm sau khi mời, các đơn vị đã được báo.", "ok")
    return redirect(url_for("activities.activity", activity_id=row.public_id), 303)


def _edit_page(row: Activity, form: PlanForm) -> str:
    return render_template("activities/edit_activity.html", row=row, form=form, page_title="Sửa hoạt động")


def _blamed(form: PlanForm, refused: Refused) -> PlanForm:
    """Each reason at its field."""
    for reason in refused.objections:
        if reason.path in form:
            form[reason.path].errors = [reason.message]
    if not refused.objections:
        form.form_errors.append(refused.message)
    return form


def _form(row: Activity | None = None) -> PlanForm:
    form = PlanForm(**(_values(row) if row else {"host": _own_id()}))
    form.offer(members_of(here().year_id), documents_in(here().year_id, Wanted(state=State.ISSUED)))
    return form


def _own_id() -> str:
    return next((one.public_id for one in members_of(here().year_id) if one.agency_id == here().agency_id), "")


def _values(row: Activity) -> dict[str, Any]:
    members = members_of(row.year_id)
    chosen = set(chosen_for(row.id))
    papers = documents_named(one for one in (row.letter_id, row.programme_id) if one)
    return {
        "kind": row.kind, "title": row.title, "starts_at": row.starts_at, "ends_at": row.ends_at, "place": row.place,
        "host": next((one.public_id for one in members if one.agency_id == row.host_agency_id), ""),
        "host_words": row.host_words, "recipients": TO_ALL if row.to_all else CHOSEN,
        "chosen": [one.public_id for one in members if one.agency_id in chosen],
        "answer_until": row.answer_until, "agenda": row.agenda,
        "letter": _paper(papers, row.letter_id), "programme": _paper(papers, row.programme_id),
    }  # fmt: skip


def _paper(papers: dict[int, Document], document_id: int | None) -> str:
    found = papers.get(document_id or 0)
    return found.public_id if found and found.state == State.ISSUED else ""


def _stands(row: Activity) -> tuple[object, ...]:
    return (
        KIND_NAMES[ActivityKind(row.kind)], row.title, vi.date_time(row.starts_at), vi.date_time(row.ends_at),
        row.place, row.host_words, vi.date_time(row.answer_until), row.agenda,
    )  # fmt: skip


def _plan(form: PlanForm) -> Plan:
    ids = {member.public_id: member.agency_id for member in members_of(here().year_id)}
    starts_at = form.starts_at.data
    assert starts_at is not None, "a required field passed without a value"
    letter = the(Document, form.letter.data).id if form.letter.data else None
    programme = the(Document, form.programme.data).id if form.programme.data else None
    host = ids.get(form.host.data or "")
    return Plan(
        kind=ActivityKind(form.kind.data), title=form.title.data or "", place=form.place.data or "",
        starts_at=starts_at, ends_at=form.ends_at.data, answer_until=form.answer_until.data, host_agency_id=host,
        host_words="" if host else form.host_words.data or "", agenda=form.agenda.data or "", letter_id=letter,
        programme_id=programme, to_all=form.recipients.data == TO_ALL,
        chosen=[ids[key] for key in form.chosen.data or []],
    )  # fmt: skip


@activities.post("/<bloc>/<int:year>/activities/<public_id:activity_id>/announce")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def announce_activity(activity_id: str) -> Response:
    """The invitations go out."""
    row = the(Activity, activity_id)
    actions.announce(row)
    flash("Đã mời; các đơn vị đã được báo.", "ok")
    return redirect(url_for("activities.activity", activity_id=row.public_id), 303)


@activities.post("/<bloc>/<int:year>/activities/<public_id:activity_id>/cancel")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def cancel_activity(activity_id: str) -> Answer:
    """Cancel what was announced; the invited read why."""
    form = ReasonForm()
    well_formed = form.validate()
    row = the(Activity, activity_id)
    if not well_formed:
        return activity_page(row, reason=form), 422
    actions.cancel(row, form.reason.data or "")
    flash("Đã hủy; các đơn vị được mời đã được báo lý do.", "info")
    return redirect(url_for("activities.activity", activity_id=row.public_id), 303)


@activities.post("/<bloc>/<int:year>/activities/<public_id:activity_id>/drop")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def drop_activity(activity_id: str) -> Response:
    """Throw a plan away."""
    actions.drop(the(Activity, activity_id))
    flash("Đã bỏ dự kiến.", "info")
    return redirect(url_for("activities.activities"), 303)
