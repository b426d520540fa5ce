"""The year's catalogue of titles and forms of commendation."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.pledges import actions
from khoi.pledges.forms import TitleForm
from khoi.pledges.models import Title, catalogue_of
from khoi.pledges.rules import FOR_WHOM, KINDS, LEVELS
from khoi.pledges.views.blueprint import Answer, lead, pledges
from tenants.database import the
from tenants.gate import here, only_to_change
from tenants.models import year_by_id
from tenants.refusal import Refused


@pledges.get("/<bloc>/<int:year>/titles")
@lead
def catalogue() -> str:
    """All rows, also those set aside."""
    return render_template(
        "pledges/catalogue.html", titles=catalogue_of(here().year_id, all_rows=True), for_whom=FOR_WHOM, kinds=KINDS,
        levels=LEVELS, page_title="Danh mục danh hiệu, hình thức khen thưởng",
    )  # fmt: skip


@pledges.post("/<bloc>/<int:year>/titles/begin")
@lead
def begin_catalogue() -> Response:
    """Fill it with last year's, or with the customary one."""
    rows = actions.begin_catalogue(year_by_id(here().year_id))
    flash(f"Danh mục có {len(rows)} danh hiệu, hình thức; sửa lại cho đúng quy định đang áp dụng.", "ok")
    return redirect(url_for("pledges.catalogue"), 303)


@pledges.route("/<bloc>/<int:year>/titles/new", methods=["GET", "POST"])
@lead
@only_to_change
def new_title() -> Answer:
    """A further row."""
    form = TitleForm()
    if not form.is_submitted():
        return _page(form, None)
    if not form.validate():
        return _page(form, None), 422
    try:
        row = actions.add_title(year_by_id(here().year_id), form.spec())
    except Refused as refused:
        form.code.errors = [refused.message]
        return _page(form, None), 409
    flash(f"Đã thêm “{row.name}”.", "ok")
    return redirect(url_for("pledges.catalogue"), 303)


@pledges.route("/<bloc>/<int:year>/titles/<public_id:title_id>", methods=["GET", "POST"])
@lead
@only_to_change
def title(title_id: str) -> Answer:
    """Change a row, or set it aside."""
    form = TitleForm()
    sent = form.is_submitted()
    good = sent and form.validate()
    row = the(Title, title_id)
    if row.year_id != here().year_id:
        raise NotFound
    if not sent:
        form = TitleForm(obj=row)
        form.show(*_shown(row))
    if not good:
        return _page(form, row), 422 if sent else 200
    if form.is_stale(*_shown(row)):
        return _page(form, row), 409
    try:
        changed = actions.change_title(row, form.spec(), in_use=bool(form.in_use.data))
    except Refused as refused:
        form.code.errors = [refused.message]
        return _page(form, row), 409
    flash(f"Đã lưu “{row.name}”." if changed else "Không có gì thay đổi.", "ok")
    return redirect(url_for("pledges.catalogue"), 303)


def _shown(row: Title) -> tuple[str, ...]:
    used = "đang dùng" if row.in_use else "thôi dùng"
    return row.code, row.name, KINDS[row.kind], FOR_WHOM[row.for_whom], LEVELS[row.level], row.decided_by, used


def _page(form: TitleForm, row: Title | None) -> str:
    template = "pledges/title.html" if row else "pledges/new_title.html"
    return render_template(template, form=form, row=row, page_title=row.name if row else "Thêm vào danh mục")
