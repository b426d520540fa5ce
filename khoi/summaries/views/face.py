"""Head and foot of the bloc's report."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.summaries import actions
from khoi.summaries.forms import FaceForm
from khoi.summaries.models import Consolidated, Gathering, cover_of, gathering_of
from khoi.summaries.rules import PATTERNS
from khoi.summaries.views.blueprint import summaries
from khoi.summaries.views.composing import asked_request
from tenants.gate import door
from tenants.roles import Role, Seat

Answer = Response | str | tuple[str, int]


@summaries.route("/<bloc>/<int:year>/consolidated/<public_id:report_request_id>/face", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def describe(report_request_id: str) -> Answer:
    """Head and foot of the report: who issues and signs it, about what, to whom."""
    form = FaceForm()
    sent = form.is_submitted()
    well_formed = sent and form.validate()
    found = gathering_of(asked_request(report_request_id))
    if found.row is None:
        raise NotFound
    if not sent:
        form = FaceForm(obj=found.row)
        form.show(found.row.version)
        return _face_page(found, form)
    if not well_formed:
        return _face_page(found, form), 422
    if form.seen.data and _is_stale(form, found.row):
        return _face_page(found, form), 409
    actions.describe(found, _face(form))
    flash("Đã lưu đầu và cuối văn bản.", "ok")
    return redirect(url_for("summaries.compose", report_request_id=report_request_id), 303)


def _is_stale(form: FaceForm, row: Consolidated) -> bool:
    """Shown to the person are the words that stand now, not a counter."""
    known = form.seen.data
    form.show(row.version)
    if form.seen.data == known:
        return False
    words = ", ".join(filter(None, (row.superior, row.issuer, row.subject, row.position, row.signer))) or "để trống"
    form.form_errors.append(f"Người khác vừa sửa phần này, hiện là: {words}. Lưu lần nữa để thay bằng nội dung dưới.")
    return True


def _face(form: FaceForm) -> actions.Face:
    names = [name for name in actions.Face.__slots__ if name != "dated"]
    return actions.Face(dated=form.dated.data, **{name: form[name].data or "" for name in names})


def _face_page(found: Gathering, form: FaceForm) -> str:
    usual = {pattern: cover_of(found, pattern) for pattern in PATTERNS}
    return render_template(
        "summaries/describe.html", found=found, form=form, usual=usual, page_title="Đầu và cuối văn bản"
    )
