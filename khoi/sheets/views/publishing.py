"""Before a draft binds everybody: what is wrong with it, and what it does to scores already entered."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for

from khoi.sheets import actions
from khoi.sheets.forms import StepForm
from khoi.sheets.models import Sheet, criteria_of, sheet_in_force, spec_of
from khoi.sheets.rules import (
    FACET_NAMES,
    SheetChanges,
    SheetSpec,
    differences,
    objections_to_publishing,
    warnings_before_publishing,
)
from khoi.sheets.views.blueprint import Answer, lead, sheets, the_sheet
from tenants.gate import only_to_change
from tenants.refusal import Objection, Refused


@dataclass(frozen=True)
class Finding:
    """An objection or a warning with the row to go to."""

    message: str
    where: str
    url: str


@sheets.get("/<bloc>/<int:year>/sheets/<public_id:sheet_id>/review")
@lead
@only_to_change
def review(sheet_id: str) -> str:
    """The check-list before publication, and the fate of scores already entered."""
    return _page(the_sheet(sheet_id))


@sheets.post("/<bloc>/<int:year>/sheets/<public_id:sheet_id>/publish")
@lead
def publish(sheet_id: str) -> Answer:
    """Freeze the draft that was reviewed and show it to the members."""
    form = StepForm()
    good = form.validate()
    sheet = the_sheet(sheet_id)
    if not good or form.revision.data != sheet.revision:
        return _page(sheet, "Bản dự thảo vừa được sửa sau khi mở trang này. Hãy xem lại rồi công bố."), 409
    try:
        actions.publish(sheet)
    except Refused as refused:
        return _page(sheet, refused.message), 409
    flash(f"Đã công bố bảng tiêu chí, phiên bản {sheet.number}. Các đơn vị đã được thông báo.", "ok")
    return redirect(url_for("sheets.show"), 303)


def _page(sheet: Sheet, refusal: str = "") -> str:
    spec = spec_of(sheet)
    former = sheet_in_force(sheet.year_id)
    effect = differences(spec_of(former), spec) if former and former is not sheet else None
    return render_template(
        "sheets/review.html", sheet=sheet, spec=spec, former=former, effect=effect, refusal=refusal,
        titles=_titles(spec, spec_of(former) if former else None), facets=FACET_NAMES,
        objections=_findings(sheet, objections_to_publishing(spec)),
        warnings=_findings(sheet, warnings_before_publishing(spec)), rows=_rows(effect),
        page_title=f"Kiểm tra và công bố phiên bản {sheet.number}",
    )  # fmt: skip


def _findings(sheet: Sheet, objections: list[Objection]) -> list[Finding]:
    rows = {row.path: row for row in criteria_of(sheet.id)}
    found = []
    for objection in objections:
        row = rows.get(objection.path or "")
        if row is not None:
            where, url = f"{row.code} {row.title}".strip(), url_for("sheets.row", node_id=row.public_id)
        else:
            where, url = "Thiết lập", url_for("sheets.settings", sheet_id=sheet.public_id)
        found.append(Finding(objection.message, where, url))
    return found


def _titles(spec: SheetSpec, former: SheetSpec | None) -> dict[str, str]:
    leaves = (*(former.leaves if former else ()), *spec.leaves)
    return {leaf.path: leaf.title for leaf in leaves}


def _rows(effect: SheetChanges | None) -> list[tuple[str, str, str]]:
    """What happens to each criterion that does not stay as it is: path, fate, kind of chip."""
    if effect is None:
        return []
    changed = [
        (change.path, "Giữ số liệu, tính lại điểm" if change.keeps_inputs else "Số liệu bị bỏ, phải nhập lại",
         "info" if change.keeps_inputs else "error")
        for change in effect.changed
    ]  # fmt: skip
    added = [(path, "Tiêu chí mới, chưa có số liệu", "gold") for path in effect.added]
    removed = [(path, "Bị bỏ cùng số liệu đã nhập", "error") for path in effect.removed]
    return [*changed, *added, *removed]
