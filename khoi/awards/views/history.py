"""Earlier awards: the bloc's book beside the ranking, an agency's own book of its people; in and out by Excel."""

import json
from collections.abc import Mapping

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.awards import actions
from khoi.awards.excel import history_book, read_history
from khoi.awards.excel.history import MOST_BYTES
from khoi.awards.forms import HistoryConfirmForm, HistoryFileForm
from khoi.awards.models import YEARS, HeldAward, HeldTitle, held_awards, held_titles
from khoi.awards.rules.history import HeldLine, Known, read_lines, write_lines
from khoi.awards.views.blueprint import Answer, awards, everybody, lead, members
from khoi.office.serving import made_file
from khoi.office.upload import MIMES, FileKind
from khoi.pledges.models import catalogue_of
from tenants.database import the
from tenants.gate import here, only_to_change, refuse_restrained, takes_home
from tenants.models import agencies_of, all_members_of, year_by_id
from tenants.refusal import Refused
from tenants.scope import present_scope

#: How far back the page goes: more than the five beside the ranking.
BACK = 15


@awards.get("/<bloc>/<int:year>/yearly/history")
@everybody
def history() -> str:
    """What members were given in earlier years."""
    rows = held_awards(present_scope().bloc, here().number - BACK, here().number - 1)
    return render_template(
        "awards/history.html", rows=rows, names=_names(), leads=bool(present_scope().lead), years=YEARS,
        page_title="Lịch sử khen thưởng của Khối",
    )  # fmt: skip


def _names() -> dict[int, str]:
    """Members' names of this year, and today's of those that are none."""
    named = {agency.id: agency.name for agency in agencies_of(present_scope().bloc)}
    return named | {member.agency_id: member.name_that_year for member in all_members_of(here().year_id)}


def _codes() -> dict[str, int]:
    return {agency.code: agency.id for agency in agencies_of(present_scope().bloc)}


def _titles(for_whom: str) -> list[tuple[str, str]]:
    titles = catalogue_of(here().year_id, all_rows=True)
    return [(title.code, title.name) for title in titles if title.for_whom == for_whom]


def _known(for_whom: str) -> Known:
    names, codes = _names(), _codes()
    return Known.of(_titles(for_whom), [(code, names[key]) for code, key in codes.items()], here().number)


@awards.post("/<bloc>/<int:year>/yearly/history/workbook")
@everybody
@takes_home
def history_workbook() -> Response:
    """The bloc's book as a file that may be changed and brought back; empty, it is the template."""
    codes = {key: code for code, key in _codes().items()}
    rows = held_awards(present_scope().bloc, here().number - BACK, here().number - 1)
    lines = [
        HeldLine(row.held_year, row.title_code, codes.get(row.member_id, ""), "", row.number, row.dated, row.themed,
                 row.note)
        for row in rows
    ]  # fmt: skip
    names = _names()
    members_named = {code: names[key] for key, code in codes.items()}
    book = history_book(lines, _titles("collective"), members_named, people=False)
    return made_file(book, MIMES[FileKind.XLSX], f"Lịch sử khen thưởng đến {here().number - 1}.xlsx")


@awards.get("/<bloc>/<int:year>/yearly/history/import")
@lead
@only_to_change
def bring_history() -> str:
    """Choose a file."""
    return _bring(HistoryFileForm(), "awards.history")


@awards.post("/<bloc>/<int:year>/yearly/history/import")
@lead
def preview_history() -> Answer:
    """Read the file: all its faults by their cells, or what it would bring; nothing is kept yet."""
    return _preview("awards.history", people=False)


@awards.post("/<bloc>/<int:year>/yearly/history/import/confirm")
@lead
def import_history() -> Answer:
    """Keep what the page before showed."""
    lines = _confirmed("collective")
    if not isinstance(lines, list):
        return _bring(HistoryFileForm(formdata=None), "awards.history", lines), 422
    titles = dict(_titles("collective"))
    new = actions.keep_history(year_by_id(here().year_id), lines, _codes(), titles)
    flash(f"Đã nhập {len(lines)} dòng, {new} dòng mới.", "ok")
    return redirect(url_for("awards.history"), 303)


@awards.post("/<bloc>/<int:year>/yearly/history/<public_id:held_id>/remove")
@lead
def remove_held(held_id: str) -> Response:
    """Take a line out of the bloc's book."""
    row = the(HeldAward, held_id)
    if row.year_id != here().year_id:
        raise NotFound
    actions.forget_held(row)
    flash("Đã bỏ dòng khỏi lịch sử.", "ok")
    return redirect(url_for("awards.history"), 303)


# --- an agency's own book of its people --------------------------------------------------------------------------


@awards.get("/<bloc>/<int:year>/people-history")
@members
def own_history() -> str:
    """What the agency's people were given in earlier years; nobody else sees it."""
    refuse_restrained()
    return render_template(
        "awards/own_history.html", rows=held_titles(here().agency_id), page_title="Danh hiệu cá nhân các năm trước"
    )


@awards.post("/<bloc>/<int:year>/people-history/workbook")
@members
@takes_home
def own_history_workbook() -> Response:
    """The agency's own book as a file that may be changed and brought back; empty, it is the template."""
    refuse_restrained()
    lines = [
        HeldLine(row.held_year, row.title_code, "", row.name, row.number, row.dated, row.themed, row.note)
        for row in held_titles(here().agency_id)
    ]
    book = history_book(lines, _titles("individual"), {}, people=True)
    return made_file(book, MIMES[FileKind.XLSX], f"Danh hiệu cá nhân đến {here().number - 1}.xlsx")


@awards.get("/<bloc>/<int:year>/people-history/import")
@members
@only_to_change
def bring_own_history() -> str:
    """Choose a file."""
    refuse_restrained()
    return _bring(HistoryFileForm(), "awards.own_history")


@awards.post("/<bloc>/<int:year>/people-history/import")
@members
def preview_own_history() -> Answer:
    """Read the file: all its faults by their cells, or what it would bring; nothing is kept yet."""
    refuse_restrained()
    return _preview("awards.own_history", people=True)


@awards.post("/<bloc>/<int:year>/people-history/import/confirm")
@members
def import_own_history() -> Answer:
    """Keep what the page before showed."""
    refuse_restrained()
    lines = _confirmed("individual")
    if not isinstance(lines, list):
        return _bring(HistoryFileForm(formdata=None), "awards.own_history", lines), 422
    titles = dict(_titles("individual"))
    new = actions.keep_own_history(year_by_id(here().year_id), here().agency_id, lines, titles)
    flash(f"Đã nhập {len(lines)} dòng, {new} dòng mới.", "ok")
    return redirect(url_for("awards.own_history"), 303)


@awards.post("/<bloc>/<int:year>/people-history/<public_id:own_held_id>/remove")
@members
def remove_own_held(own_held_id: str) -> Response:
    """Take a line out of the agency's own book."""
    refuse_restrained()
    row = the(HeldTitle, own_held_id)
    if row.year_id != here().year_id:
        raise NotFound
    actions.forget_held(row)
    flash("Đã bỏ dòng khỏi sổ của đơn vị.", "ok")
    return redirect(url_for("awards.own_history"), 303)


# --- what both have in common ------------------------------------------------------------------------------------


def _bring(form: HistoryFileForm, book: str, refused: Refused | None = None, name: str = "") -> str:
    return render_template(
        "awards/bring_history.html", form=form, book=book, refused=refused, file_name=name,
        page_title="Nhập lịch sử khen thưởng",
    )  # fmt: skip


def _preview(book: str, *, people: bool) -> Answer:
    form = HistoryFileForm()
    if not form.validate():
        return _bring(form, book), 422
    upload, for_whom = form.file.data, "individual" if people else "collective"
    name = upload.filename or ""
    try:
        lines = read_history(name, upload.read(MOST_BYTES + 1), _known(for_whom), people=people)
    except Refused as refused:
        return _bring(form, book, refused, name), 422
    words = json.dumps(write_lines(lines), ensure_ascii=False)
    confirm = HistoryConfirmForm(formdata=None, data={"lines": words})
    return _preview_page(book, confirm, lines, dict(_titles(for_whom)), name)


def _preview_page(
    book: str, form: HistoryConfirmForm, lines: list[HeldLine], titles: Mapping[str, str], name: str
) -> str:
    names, codes = _names(), _codes()
    members_named = {code: names[key] for code, key in codes.items()}
    return render_template(
        "awards/preview_history.html", form=form, book=book, lines=lines, titles=titles, names=members_named,
        file_name=name, page_title="Xem trước khi nhập",
    )  # fmt: skip


def _confirmed(for_whom: str) -> list[HeldLine] | Refused:
    form = HistoryConfirmForm()
    try:
        if not form.validate():
            raise Refused("Trang xem trước không còn đầy đủ. Hãy chọn lại tệp.")
        return read_lines(json.loads(form.lines.data or ""), _known(for_whom), people=for_whom == "individual")
    except (Refused, ValueError, RecursionError) as wrong:
        return wrong if isinstance(wrong, Refused) else Refused("Trang xem trước không còn đầy đủ. Hãy chọn lại tệp.")
