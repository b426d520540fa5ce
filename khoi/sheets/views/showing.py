"""The sheet to read: the version in force with its rules in words, older versions, and the files of both."""

import json

from flask import make_response, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.sheets.excel import write_template, write_workbook
from khoi.sheets.models import Sheet, draft_of, sheet_in_force, sheets_of, spec_of
from khoi.sheets.rules import describe_method, write_sheet
from khoi.sheets.rules.words import AWAY_NAMES, EVIDENCE_NAMES, KIND_NAMES, TIE_NAMES
from khoi.sheets.views.blueprint import everybody, lead, leads, sheets, the_sheet
from tenants.gate import here

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATE_NAMES = {"draft": "Bản dự thảo", "published": "Đang dùng", "superseded": "Đã thay bằng phiên bản mới"}


@sheets.get("/<bloc>/<int:year>/sheet")
@everybody
def show() -> str:
    """The version in force; where there is none, what will be here and who brings it."""
    return _page(sheet_in_force(here().year_id))


@sheets.get("/<bloc>/<int:year>/sheets/<public_id:sheet_id>")
@everybody
def version(sheet_id: str) -> str:
    """One version, as it was published or as the draft stands."""
    return _page(the_sheet(sheet_id))


@sheets.get("/<bloc>/<int:year>/sheets/<public_id:sheet_id>/file.xlsx")
@everybody
def download(sheet_id: str) -> Response:
    """A version as an Excel file that can be imported again."""
    sheet = the_sheet(sheet_id)
    return _file(write_workbook(spec_of(sheet)), _file_name(sheet, "xlsx"), XLSX)


@sheets.get("/<bloc>/<int:year>/sheets/<public_id:sheet_id>/file.json")
@everybody
def download_json(sheet_id: str) -> Response:
    """The same as JSON."""
    sheet = the_sheet(sheet_id)
    text = json.dumps(write_sheet(spec_of(sheet)), ensure_ascii=False, indent=1)
    return _file(text.encode(), _file_name(sheet, "json"), "application/json")


@sheets.get("/<bloc>/<int:year>/sheet/template.xlsx")
@lead
def template() -> Response:
    """The empty form with its guide."""
    return _file(write_template(here().number), f"mau-bang-tieu-chi-{here().number}.xlsx", XLSX)


def _page(sheet: Sheet | None) -> str:
    year_id = here().year_id
    if sheet is not None and sheet.year_id != year_id:
        raise NotFound
    return render_template(
        "sheets/show.html",
        sheet=sheet, spec=spec_of(sheet) if sheet else None, versions=sheets_of(year_id), draft=draft_of(year_id),
        leads=leads(), describe=describe_method, kinds=KIND_NAMES, away=AWAY_NAMES, ties=TIE_NAMES,
        evidences=EVIDENCE_NAMES, states=STATE_NAMES, page_actions=_actions(sheet),
        page_title=f"Bảng tiêu chí năm {here().number}",
    )  # fmt: skip


def _actions(sheet: Sheet | None) -> list[dict[str, str]]:
    if sheet is None:
        return []
    excel = url_for("sheets.download", sheet_id=sheet.public_id)
    plain = url_for("sheets.download_json", sheet_id=sheet.public_id)
    return [
        {"label": "Tải Excel", "url": excel, "icon_name": "download"},
        {"label": "Tải JSON", "url": plain, "icon_name": "download"},
    ]


def _file_name(sheet: Sheet, extension: str) -> str:
    return f"bang-tieu-chi-{here().number}-phien-ban-{sheet.number}.{extension}"


def _file(content: bytes, name: str, mime: str) -> Response:
    response = make_response(content)
    response.headers.set("Content-Type", mime)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
