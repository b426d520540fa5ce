"""Head and foot of the bloc's report."""

from datetime import date

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.summaries import actions
from khoi.summaries.forms import FaceForm
from khoi.summaries.models import Gathering, cover_of, gathering_of
from khoi.summaries.models.consolidated import Faced
from khoi.summaries.rules import PATTERNS
from khoi.summaries.rules.asking import bases_to_cite
from khoi.summaries.views.blueprint import summaries
from khoi.summaries.views.composing import asked_request
from khoi.years.models import bases_of
from tenants import clock
from tenants.forms import Form
from tenants.gate import door, only_to_change
from tenants.refusal import Refused
from tenants.roles import Role, Seat

Answer = Response | str | tuple[str, int]


@summaries.route("/<bloc>/<int:year>/consolidated/<public_id:report_request_id>/face", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@only_to_change
def describe(report_request_id: str) -> Answer:
    """Head and foot of the report: who issues and signs it, about what, to whom."""
    form = FaceForm()
    sent = form.is_submitted()
    well_formed = sent and form.validate()
    found = gathering_of(asked_request(report_request_id))
    if found.row is None:
        raise NotFound
    if not sent:
        return _shown(found)
    if not well_formed:
        return _face_page(found, form), 422
    if form.seen.data and is_stale(form, found.row):
        return _face_page(found, form), 409
    actions.describe(found, face_from(form))
    flash("Đã lưu đầu và cuối văn bản.", "ok")
    return redirect(url_for("summaries.compose", report_request_id=report_request_id), 303)


@summaries.post("/<bloc>/<int:year>/consolidated/<public_id:report_request_id>/bases")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def cite_bases(report_request_id: str) -> Answer:
    """Add the laws in force that the report does not cite yet."""
    well_formed = Form().validate_on_submit()
    found = gathering_of(asked_request(report_request_id))
    if found.row is None:
        raise NotFound
    if not well_formed:
        return _shown(found, "Trang đã mở quá lâu. Hãy thử lại."), 422
    try:
        added = actions.cite_in_force(found, day_of(found))
    except Refused as refused:
        return _shown(found, refused.message), 409
    flash(f"Đã thêm {added} căn cứ." if added else "Các căn cứ này đã có trong báo cáo.", "ok")
    return redirect(url_for("summaries.describe", report_request_id=report_request_id), 303)


def day_of(found: Gathering) -> date:
    """The day whose law counts: the report's own, before it is dated today."""
    return found.row.dated if found.row and found.row.dated else clock.today()


def _shown(found: Gathering, refusal: str = "") -> str:
    """The page as it stands, with what was refused."""
    assert found.row is not None, "a report is begun before it is described"
    form = FaceForm(obj=found.row, formdata=None)
    form.show(found.row.version)
    if refusal:
        form.form_errors.append(refusal)
    return _face_page(found, form)


def is_stale(form: FaceForm, row: Faced) -> bool:
    """Shown to the person are the words that stand now, not a counter."""
    known = form.seen.data
    form.show(row.version)
    if form.seen.data == known:
        return False
    words = ", ".join(filter(None, (row.superior, row.issuer, row.subject, row.position, row.signer))) or "để trống"
    form.form_errors.append(f"Người khác vừa sửa phần này, hiện là: {words}. Lưu lần nữa để thay bằng nội dung dưới.")
    return True


def face_from(form: FaceForm) -> actions.Face:
    names = [name for name in actions.Face.__slots__ if name != "dated"]
    return actions.Face(dated=form.dated.data, **{name: form[name].data or "" for name in names})


def _face_page(found: Gathering, form: FaceForm) -> str:
    on = day_of(found)
    usual = {pattern: cover_of(found, pattern) for pattern in PATTERNS}
    return render_template(
        "summaries/describe.html", found=found, form=form, usual=usual, on=on, page_title="Đầu và cuối văn bản",
        wanted=bases_to_cite(cover_of(found), bases_of(found.year.id), on),
    )  # fmt: skip
