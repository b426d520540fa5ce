"""The register of numbers of a calendar year, with its gaps; documents issued elsewhere; the kinds of the year."""

from flask import Response as FileAnswer
from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from khoi.documents import actions
from khoi.documents.actions import Elsewhere
from khoi.documents.forms import ElsewhereForm
from khoi.documents.models import (
    RegisterEntry,
    all_taken,
    documents_named,
    entries_in,
    kinds_in,
    register_years,
)
from khoi.documents.rules import gaps, next_number, spans, written
from khoi.documents.views.blueprint import documents
from khoi.documents.views.excel import register_book
from khoi.office.serving import made_file
from khoi.office.upload import MIMES, FileKind
from tenants import clock
from tenants.database import the
from tenants.gate import door, here, only_to_change, takes_home
from tenants.refusal import Refused
from tenants.roles import Role, Seat

Answer = Response | str | tuple[str, int]


@documents.get("/<bloc>/<int:year>/documents/register")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
def register() -> str:
    """The lines of a calendar year by series; which numbers are free, which stand in another emulation year."""
    year = _calendar_year(request.args.get("of", type=int))
    entries = entries_in(year)
    return render_template(
        "documents/register.html", entries=entries, calendar_year=year, years=_years(year),
        series=_series(year, entries),
        documents=documents_named(entry.document_id for entry in entries if entry.document_id), written=written,
        page_title=f"Sổ văn bản đi năm {year}",
    )  # fmt: skip


def _calendar_year(asked: int | None) -> int:
    """The year that the address names, or the present one."""
    return asked if asked and 2000 <= asked <= 2100 else clock.today().year


def _years(shown: int) -> list[int]:
    return sorted({*register_years(here().bloc_id), clock.today().year, shown}, reverse=True)


def _series(year: int, entries: list[RegisterEntry]) -> list[dict[str, str]]:
    """Each series: the next number, its gaps, and the numbers whose lines another emulation year keeps."""
    mine: dict[str, set[int]] = {}
    for entry in entries:
        mine.setdefault(entry.series, set()).add(entry.number)
    taken = all_taken(here().bloc_id, year)
    names = {kind.series: kind.name for kind in reversed(kinds_in(here().year_id))}
    return [
        {
            "series": series, "name": names.get(series, series), "next": written(next_number(numbers)),
            "gaps": spans(gaps(numbers)), "elsewhere": spans(numbers - mine.get(series, set())),
        }
        for series, numbers in sorted(taken.items())
    ]  # fmt: skip


@documents.post("/<bloc>/<int:year>/documents/register/list")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@takes_home
def export_register() -> FileAnswer:
    """The register as an Excel file."""
    year = _calendar_year(request.form.get("of", type=int))
    book = register_book(f"Sổ văn bản đi năm {year}", entries_in(year))
    return made_file(book, MIMES[FileKind.XLSX], f"So van ban di {year}.xlsx")


@documents.route("/<bloc>/<int:year>/documents/register/new", methods=["GET", "POST"])
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD,))
@only_to_change
def enter_elsewhere() -> Answer:
    """A document issued on paper takes its line in the register."""
    form = ElsewhereForm()
    form.offer(kinds_in(here().year_id))
    if not form.is_submitted():
        return _entry_page(form)
    if not form.validate():
        return _entry_page(form), 422
    number, dated = form.number.data, form.dated.data
    assert number is not None, "a required field passed without a value"
    assert dated is not None, "a required field passed without a value"
    issued = Elsewhere(
        form.kind.data, number, dated, form.subject.data or "", form.signer.data or "", form.recipients.data or ""
    )
    try:
        entry = actions.enter_elsewhere(here().bloc_id, here().year_id, issued)
    except Refused as refused:
        form[refused.field or "number"].errors = [refused.message]
        return _entry_page(form), 409
    flash(f"Đã vào sổ {entry.kind} số {entry.sign}.", "ok")
    return redirect(url_for("documents.register", of=entry.calendar_year), 303)


def _entry_page(form: ElsewhereForm) -> str:
    return render_template(
        "documents/enter_elsewhere.html", form=form, page_title="Vào sổ văn bản ban hành ngoài phần mềm"
    )


@documents.post("/<bloc>/<int:year>/documents/register/<public_id:entry_id>/strike")
@door(Role.HEAD, seats=(Seat.LEAD,))
def strike_entry(entry_id: str) -> Response:
    """Take a line entered by hand out of the register."""
    entry = the(RegisterEntry, entry_id)
    year = entry.calendar_year
    actions.strike(entry)
    flash(f"Đã xóa {entry.kind} số {entry.sign} khỏi sổ; số này trống trở lại.", "info")
    return redirect(url_for("documents.register", of=year), 303)
