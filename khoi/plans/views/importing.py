"""A plan comes in as a file: looked at on one page with every fault, kept only when that page is confirmed."""

import json

from flask import flash, redirect, render_template, url_for

from khoi.office.serving import made_file
from khoi.plans import actions
from khoi.plans.excel import write_workbook
from khoi.plans.files import MOST_BYTES, parse_json, read_file
from khoi.plans.forms import ConfirmForm, FileForm
from khoi.plans.models import member_names, spec_of
from khoi.plans.rules import (
    Fate,
    Match,
    PlanSpec,
    carried,
    empty_plan,
    matched,
    objections_to_opening,
    proposed_for_bloc,
    read_plan,
    text_differences,
)
from khoi.plans.views.blueprint import Answer, everybody, own_plan, plans, refuse_restrained, this_year
from khoi.plans.views.plan import XLSX
from tenants.gate import here, only_to_change, takes_home
from tenants.refusal import Refused, refuse_over
from tenants.roles import Seat

FATES = {
    Fate.CHANGED: "Việc thay đổi", Fate.ADDED: "Việc thêm mới", Fate.ABSENT: "Việc có trên cổng, không có trong tệp",
    Fate.SAME: "Việc giữ nguyên",
}  # fmt: skip


@plans.get("/<bloc>/<int:year>/plan/import")
@everybody
@only_to_change
def bring() -> str:
    """Choose a file; the template and the guide."""
    return _page(FileForm())


@plans.post("/<bloc>/<int:year>/plan/template")
@everybody
@takes_home
def template() -> Answer:
    """An empty workbook to fill in."""
    refuse_restrained()
    empty = empty_plan(here().number, here().agency_name)
    return made_file(write_workbook(empty), XLSX, f"mau-ke-hoach-{here().number}.xlsx")


@plans.post("/<bloc>/<int:year>/plan/import")
@everybody
def preview() -> Answer:
    """Read the file and show what it would change, or all that is wrong with it; nothing is kept yet."""
    form = FileForm()
    if not form.validate():
        return _page(form), 422
    upload = form.file.data
    try:
        spec = read_file(upload.filename or "", upload.read(MOST_BYTES + 1))
        if spec.year != here().number:
            raise Refused(f"Tệp của kế hoạch năm {spec.year}, không nhập vào năm {here().number}.")
        if here().seat is not Seat.LEAD:
            refuse_over(objections_to_opening(spec.tasks), "Tệp kế hoạch chưa nhập được.")
    except Refused as refused:
        return _page(form, refused, upload.filename or ""), 422
    return _preview(spec, upload.filename or "")


def _preview(spec: PlanSpec, name: str) -> str:
    mine = own_plan()
    present = spec_of(mine) if mine else empty_plan(here().number, "")
    matches = matched(present.tasks, spec.tasks)
    form = ConfirmForm(formdata=None, data={"plan": json.dumps(carried(spec), ensure_ascii=False)})
    form.show(present)
    return render_template(
        "plans/preview.html", form=form, file_name=name, spec=spec, fates=FATES, absent=Fate.ABSENT,
        groups={fate: [match for match in matches if match.fate is fate] for fate in FATES},
        text_changes=text_differences(present, spec) if mine else [], proposed=_proposed(matches),
        page_title="Xem trước khi nhập",
    )  # fmt: skip


def _proposed(matches: list[Match]) -> int | None:
    """How many of the new tasks will be the bloc's by what they say; nothing of that in a plan that carries none."""
    if here().seat is not Seat.LEAD:
        return None
    names = member_names(here().year_id, here().agency_id)
    added = [match.wanted for match in matches if match.fate is Fate.ADDED and match.wanted]
    return sum(
        proposed_for_bloc(task.content, task.coordination, names) if task.of_bloc is None else task.of_bloc
        for task in added
    )


@plans.post("/<bloc>/<int:year>/plan/import/confirm")
@everybody
def import_plan() -> Answer:
    """Keep what the page before showed; refused when the plan has changed since."""
    form = ConfirmForm()
    if not form.validate():
        return _page(FileForm(formdata=None), Refused("Trang xem trước không còn đầy đủ. Hãy chọn lại tệp.")), 422
    try:
        spec = read_plan(parse_json((form.plan.data or "").encode()))
    except Refused as refused:
        return _page(FileForm(formdata=None), refused), 422
    mine = own_plan()
    if form.is_stale(spec_of(mine) if mine else empty_plan(here().number, "")):
        raise Refused("Kế hoạch vừa được sửa ở nơi khác. Hãy nhập lại tệp để xem lại thay đổi.")
    _, matches = actions.take_in(this_year(), here().agency_id, spec, replace_all=bool(form.replace_all.data))
    added, changed = (sum(match.fate is fate for match in matches) for fate in (Fate.ADDED, Fate.CHANGED))
    flash(f"Đã nhập kế hoạch: {added} việc mới, {changed} việc thay đổi.", "ok")
    return redirect(url_for("plans.plan"), 303)


def _page(form: FileForm, refused: Refused | None = None, name: str = "") -> str:
    return render_template(
        "plans/bring.html", form=form, refused=refused, file_name=name, plan=own_plan(),
        page_title="Nhập kế hoạch từ tệp",
    )  # fmt: skip
