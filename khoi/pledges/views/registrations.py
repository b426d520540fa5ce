"""The lead's table: who has filed, when, how late; of the rest two words. What was filed, its return, reminders."""

from dataclasses import dataclass
from datetime import datetime

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.office.serving import attachment, made_file
from khoi.office.upload import MIMES, FileKind
from khoi.pledges import actions
from khoi.pledges.excel import registrations_book
from khoi.pledges.forms import ReturnForm
from khoi.pledges.models import (
    FiledRegistration,
    PaperScan,
    Registration,
    catalogue_of,
    filings_of,
    last_registered_in,
    registration_of,
    registrations_in,
    reminders_of_registration,
    scan_of,
)
from khoi.pledges.rules import FOR_WHOM, KINDS, Contents, Stage, board_word
from khoi.pledges.views.blueprint import Answer, lead, pledges
from khoi.years.models import filing_keyed
from tenants.database import the
from tenants.gate import here, takes_home
from tenants.models import Membership, members_of, membership_of
from tenants.refusal import Refused


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A member on the lead's table: nothing here depends on what is not filed but one of two words."""

    member: Membership
    registration: Registration | None
    filed: FiledRegistration | None
    contents: Contents | None
    reminded: tuple[int, datetime] | None

    @property
    def word(self) -> str:
        stage = Stage(self.registration.stage) if self.registration else None
        return board_word(stage, self.registration.filings if self.registration else 0)

    @property
    def is_filed(self) -> bool:
        return self.registration is not None and self.registration.stage == Stage.FILED


def board() -> list[BoardLine]:
    """All members in the bloc's own order."""
    year_id = here().year_id
    rows, filed = registrations_in(year_id), last_registered_in(year_id)
    reminded = reminders_of_registration(year_id)
    lines = []
    for member in members_of(year_id):
        last = filed.get(member.agency_id)
        registered = last.registered if last else None
        row = rows.get(member.agency_id)
        lines.append(BoardLine(member, row, last, registered, reminded.get(member.agency_id)))
    return lines


@pledges.get("/<bloc>/<int:year>/registrations")
@lead
def registrations() -> str:
    """Who has filed."""
    lines, titles = board(), catalogue_of(here().year_id)
    sums = {title.code: sum(line.contents.count_of(title.code) for line in lines if line.contents) for title in titles}
    return render_template(
        "pledges/registrations.html", lines=lines, titles=titles, sums=sums,
        registered=[title for title in titles if sums[title.code]],
        filing=filing_keyed(here().year_id, "registration"), done=sum(line.is_filed for line in lines),
        page_title="Đăng ký thi đua của Khối",
    )  # fmt: skip


@pledges.post("/<bloc>/<int:year>/registrations/workbook")
@lead
@takes_home
def registrations_workbook() -> Response:
    """The same as an Excel file: titles by agency, and every target."""
    rows = [(line.member.name_that_year, line.filed, line.contents) for line in board()]
    book = registrations_book(here().number, here().bloc_name, catalogue_of(here().year_id, all_rows=True), rows)
    return made_file(book, MIMES[FileKind.XLSX], f"Đăng ký thi đua {here().number}.xlsx")


@pledges.post("/<bloc>/<int:year>/registrations/remind")
@lead
def remind_all() -> Response:
    """One click: a word to everybody who has not filed."""
    told = actions.remind_all(here().year_id)
    flash(f"Đã nhắc {told} đơn vị." if told else "Không còn đơn vị nào cần nhắc lúc này.", "ok")
    return redirect(url_for("pledges.registrations"), 303)


@pledges.post("/<bloc>/<int:year>/registrations/<public_id:member_id>/remind")
@lead
def remind(member_id: str) -> Response:
    """A word to one agency."""
    member = the_member(member_id)
    try:
        actions.remind_of_registration(member)
        flash(f"Đã nhắc {member.name_that_year}.", "ok")
    except Refused as refused:
        flash(refused.message, "warn")
    return redirect(url_for("pledges.registrations"), 303)


def the_member(member_id: str) -> Membership:
    """A member of this year; of another year or bloc it does not exist here."""
    member = the(Membership, member_id)
    if member.year_id != here().year_id:
        raise NotFound
    return member


@pledges.route("/<bloc>/<int:year>/registrations/filed/<public_id:filed_id>", methods=["GET", "POST"])
@lead
def filed(filed_id: str) -> Answer:
    """What an agency filed; the newest may be returned with a reason and a time."""
    form = ReturnForm()
    sent = form.is_submitted()
    good = sent and form.validate()
    found = the(FiledRegistration, filed_id)
    registration = registration_of(found.year_id, found.agency_id)
    if registration is None or found.year_id != here().year_id:
        raise NotFound
    if not good:
        return _filed_page(found, registration, form), 422 if sent else 200
    assert form.until.data is not None
    if found.number != registration.filings:
        raise Refused("Đơn vị đã nộp bản mới hơn; mở bản mới nhất rồi quyết định.")
    try:
        actions.send_back(registration, form.reason.data or "", form.until.data)
    except Refused as refused:
        form[refused.field or "reason"].errors = [refused.message]
        return _filed_page(found, registration, form), 409
    flash("Đã trả lại bản đăng ký; đơn vị được thông báo.", "ok")
    return redirect(url_for("pledges.registrations"), 303)


def _filed_page(found: FiledRegistration, registration: Registration, form: ReturnForm) -> str:
    member = membership_of(found.year_id, found.agency_id)
    return render_template(
        "pledges/filed.html", filed=found, registration=registration, form=form, for_whom=FOR_WHOM, kinds=KINDS,
        versions=filings_of(registration.id), scan=scan_of(found.id),
        may_return=registration.stage == Stage.FILED and found.number == registration.filings and here().is_open,
        page_title=f"Đăng ký thi đua: {member.name_that_year if member else ''}",
    )  # fmt: skip


@pledges.get("/<bloc>/<int:year>/registrations/scans/<public_id:scan_id>/file")
@lead
def scan(scan_id: str) -> Response:
    """The scan of a registration on paper."""
    return attachment(the(PaperScan, scan_id))
