"""The card as an Excel file: out, back in with a preview, and only what was confirmed is kept."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.office.intake import limits, most_bytes
from khoi.office.serving import made_file
from khoi.office.upload import FileKind, pass_upload
from khoi.scoring import actions
from khoi.scoring.excel import FileRow, read_card_file, write_card_file
from khoi.scoring.forms import ConfirmedRow, confirmed_rows
from khoi.scoring.models import Mark, card_of, row_of
from khoi.scoring.rules import FATE_NAMES, Fate
from khoi.scoring.views.blueprint import scoring
from khoi.scoring.views.card_file import card_file, changes_in, read_typed
from khoi.scoring.views.desk import refuse_restrained, the_desk
from tenants.database import the
from tenants.gate import door, here, me, takes_home
from tenants.refusal import Objection, Refused, refuse_over
from tenants.roles import Role

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OTHER_CARD = "Tệp này xuất từ phiếu khác (đơn vị hoặc năm khác), không nhập vào phiếu này được."


@scoring.post("/<bloc>/<int:year>/scorecard/workbook")
@door(Role.CLERK, Role.HEAD)
@takes_home
def workbook() -> Response:
    """The card as a file to fill in or to keep."""
    desk = the_desk()
    card = card_of(here().year_id, here().agency_id)
    if card is None:
        raise NotFound
    content = write_card_file(card_file(desk, here().agency_name, here().number))
    actions.note_export(card, "card", content)
    name = f"phieu-tu-cham-{here().number}-{me().agency_code}.xlsx"
    return made_file(content, XLSX, name)


@scoring.get("/<bloc>/<int:year>/scorecard/upload")
@door(Role.CLERK, Role.HEAD)
def upload() -> str:
    """Where a filled file is handed in."""
    return render_template("scoring/upload.html", desk=the_desk(), wrong="", page_title="Nhập từ Excel", **limits())


@scoring.post("/<bloc>/<int:year>/scorecard/upload")
@door(Role.CLERK, Role.HEAD)
def preview() -> str | tuple[str, int]:
    """What the file would change; nothing is changed yet."""
    try:
        key, rows = _received()
    except Refused as refused:
        return _refuse_file(refused.message)
    desk = the_desk()
    if key != desk.page.id:
        return _refuse_file(OTHER_CARD)
    changes = changes_in(desk, rows)
    return render_template(
        "scoring/preview.html",
        desk=desk, groups=[(fate, [each for each in changes if each.fate is fate]) for fate in FATE_NAMES],
        names=FATE_NAMES, changes=[each for each in changes if each.fate is not Fate.REFUSED],
        rows=rows, page_title="Xem trước khi nhập từ Excel",
    )  # fmt: skip


@scoring.post("/<bloc>/<int:year>/scorecard/apply")
@door(Role.CLERK, Role.HEAD)
def apply() -> Response:
    """Keep the rows that were confirmed: all of them, or none and why."""
    wanted = confirmed_rows(request.form)
    objections = [objection for row in wanted if (objection := _apply(row)) is not None]
    refuse_over(objections, "Chưa nhập dòng nào. Hãy nhập lại tệp để xem bản mới nhất.")
    flash(f"Đã nhập {len(wanted)} dòng từ tệp Excel.", "ok")
    return redirect(url_for("scoring.card"), 303)


def _apply(wanted: ConfirmedRow) -> Objection | None:
    mark = the(Mark, wanted.mark)
    row = row_of(mark)
    refuse_restrained(row.card.stage)
    try:
        actions.claim(mark, read_typed(wanted.typed, row.leaf, row.is_untargeted), wanted.note, wanted.version, "excel")
    except Refused as refused:
        return Objection(f"{row.leaf.code} {row.leaf.title}", refused.message)
    return None


def _received() -> tuple[str, list[FileRow]]:
    """The file through the gate, and read."""
    storage = request.files.get("file")
    if storage is None or not storage.filename:
        raise Refused("Chưa chọn tệp.")
    content = storage.stream.read()
    pass_upload(storage.filename, content, most_bytes=most_bytes(), kinds=(FileKind.XLSX,))
    return read_card_file(content)


def _refuse_file(why: str) -> tuple[str, int]:
    page = render_template("scoring/upload.html", desk=the_desk(), wrong=why, page_title="Nhập từ Excel", **limits())
    return page, 422
