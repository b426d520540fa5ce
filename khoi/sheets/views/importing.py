"""A sheet comes in as a file: looked at on one page with every fault, kept only when that page is confirmed."""

import json

from flask import flash, redirect, render_template, url_for

from khoi.sheets import actions
from khoi.sheets.excel import Incoming
from khoi.sheets.files import MOST_BYTES, parse_json, read_file
from khoi.sheets.forms import ConfirmForm, FileForm
from khoi.sheets.models import draft_of
from khoi.sheets.rules import (
    describe_method,
    objections_to_publishing,
    read_sheet,
    warnings_before_publishing,
    write_sheet,
)
from khoi.sheets.rules.storing import objections_to_storing
from khoi.sheets.views.blueprint import Answer, lead, sheets, this_year
from tenants.gate import here, only_to_change
from tenants.refusal import Refused


@sheets.get("/<bloc>/<int:year>/sheet/import")
@lead
@only_to_change
def bring() -> str:
    """Choose a file; the template and the guide."""
    return _page(FileForm())


@sheets.post("/<bloc>/<int:year>/sheet/import")
@lead
def preview() -> Answer:
    """Read the file and show what is in it, or all that is wrong with it; nothing is kept yet."""
    form = FileForm()
    if not form.validate():
        return _page(form), 422
    upload = form.file.data
    try:
        incoming = read_file(upload.filename or "", upload.read(MOST_BYTES + 1))
        faults = incoming.located(objections_to_storing(incoming.spec))
        if faults:
            raise Refused("Tệp chưa đúng.", objections=faults)
    except Refused as refused:
        return _page(form, refused, upload.filename or ""), 422
    return _preview(incoming, upload.filename or "")


@sheets.post("/<bloc>/<int:year>/sheet/import/confirm")
@lead
def import_sheet() -> Answer:
    """Keep the sheet of the page before as the draft; refused when the draft it replaces has changed since."""
    form = ConfirmForm()
    if not form.validate():
        return _page(FileForm(formdata=None), Refused("Trang xem trước không còn đầy đủ. Hãy chọn lại tệp.")), 422
    try:
        spec = read_sheet(parse_json((form.sheet.data or "").encode()))
    except Refused as refused:
        return _page(FileForm(formdata=None), refused), 422
    present = draft_of(here().year_id)
    if (present.revision if present else 0) != form.revision.data:
        raise Refused("Bản dự thảo vừa được sửa ở nơi khác. Hãy xem lại bản dự thảo rồi nhập lại tệp nếu vẫn cần.")
    sheet = actions.store_sheet(this_year(), spec)
    flash(f"Đã nhập {len(spec.leaves)} tiêu chí vào bản dự thảo (phiên bản {sheet.number}).", "ok")
    return redirect(url_for("sheets.draft"), 303)


def _page(form: FileForm, refused: Refused | None = None, name: str = "") -> str:
    return render_template(
        "sheets/bring.html", form=form, refused=refused, file_name=name, draft=draft_of(here().year_id),
        page_title="Nhập bảng tiêu chí từ tệp",
    )  # fmt: skip


def _preview(incoming: Incoming, name: str) -> str:
    spec = incoming.spec
    present = draft_of(here().year_id)
    return render_template(
        "sheets/preview.html", spec=spec, file_name=name, draft=present, describe=describe_method,
        text=json.dumps(write_sheet(spec), ensure_ascii=False), revision=present.revision if present else 0,
        faults=incoming.located(objections_to_publishing(spec)),
        warnings=incoming.located(warnings_before_publishing(spec)), other_year=spec.year != here().number,
        page_title="Xem trước khi nhập",
    )  # fmt: skip
