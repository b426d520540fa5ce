"""The settings of the draft."""

from flask import flash, redirect, render_template, request, url_for

from khoi.sheets import actions
from khoi.sheets.forms import SettingsForm
from khoi.sheets.models import Sheet, spec_of
from khoi.sheets.rules import SheetSpec
from khoi.sheets.views.blueprint import Answer, lead, sheets, the_sheet
from tenants.gate import only_to_change


@sheets.get("/<bloc>/<int:year>/sheets/<public_id:sheet_id>/settings")
@lead
@only_to_change
def settings(sheet_id: str) -> str:
    """Name, total, rounding, what does not apply, ties, classes, reasons."""
    sheet = the_sheet(sheet_id)
    form = SettingsForm(formdata=None, spec=spec_of(sheet), seen=actions.settings_seen(sheet))
    return _page(sheet, form)


@sheets.post("/<bloc>/<int:year>/sheets/<public_id:sheet_id>/settings")
@lead
def change_settings(sheet_id: str) -> Answer:
    """Save them; stale ones come back beside what stands now."""
    sheet = the_sheet(sheet_id)
    present = spec_of(sheet)
    form = SettingsForm(request.form, spec=present)
    if not form.validate():
        return _page(sheet, form), 422
    typed = form.spec(present)
    try:
        actions.change_settings(sheet, form.seen.data or "", typed)
    except actions.Stale:
        form.seen.data, form.seen.raw_data = actions.settings_seen(sheet), None
        return _page(sheet, form, _differences(present, typed)), 409
    flash("Đã lưu thiết lập.", "ok")
    return redirect(url_for("sheets.draft"), 303)


def _page(sheet: Sheet, form: SettingsForm, theirs: list[tuple[str, str]] | None = None) -> str:
    return render_template(
        "sheets/settings.html", sheet=sheet, form=form, theirs=theirs, page_title="Thiết lập bảng tiêu chí"
    )


def _differences(present: SheetSpec, typed: SheetSpec) -> list[tuple[str, str]]:
    """What stands now where something else was typed."""
    now = SettingsForm(formdata=None, spec=present)
    mine = SettingsForm(formdata=None, spec=typed)
    return [
        (field.label.text, str(field._value() if hasattr(field, "_value") else field.data))
        for field in now
        if field.name in SINGLE and field.data != mine[field.name].data
    ]


SINGLE = ("name", "total", "places", "away", "exceed", "reasons", "note", "illustrative")
