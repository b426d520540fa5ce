"""A vote on paper: the numbers entered, confirmed by another, the signed minutes filed."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound

from khoi.ballots import actions
from khoi.ballots.forms import SHEET_FIELDS, CountsForm, ScanForm, counts_form
from khoi.ballots.models import Ballot, Candidate, candidates_of, counts_of, protocol_of, teller_in
from khoi.ballots.rules import Choice, State, Way
from khoi.ballots.views.blueprint import Answer, ballots, everybody, heads, in_sight, put, run_here, runs
from khoi.ballots.views.showing import ballot_page
from khoi.office.intake import NOTHING_CHOSEN, receive
from tenants.files import Received
from tenants.gate import asks_again, me, only_to_change
from tenants.refusal import Refused


def _counted_here(ballot_id: str) -> Ballot:
    """A vote that who asks runs or counts."""
    row = in_sight(ballot_id)
    if row.state == State.DRAFT or not (runs(row) or teller_in(row.id, me().id)):
        raise NotFound
    return row


@ballots.route("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/counts", methods=["GET", "POST"])
@everybody
@only_to_change
def counts(ballot_id: str) -> Answer:
    """The numbers of a count on paper."""
    row = _counted_here(ballot_id)
    if row.way != Way.PAPER or row.state == State.COUNTED:
        raise NotFound
    rows = candidates_of(row.id)
    form = counts_form(rows)()
    shown = _shown(row)
    if not form.is_submitted():
        _fill(form, row, rows)
        form.show(*shown)
        return _page(row, rows, form)
    if not form.validate():
        return _page(row, rows, form), 422
    if form.is_stale(*shown):
        return _page(row, rows, form), 409
    try:
        actions.enter_counts(row, form.sheet(), form.numbers(rows), form.note.data or "")
    except Refused as refused:
        put(form, refused, form.places(rows))
        return _page(row, rows, form), 409
    flash("Đã lưu số liệu kiểm phiếu; chờ người thứ hai xác nhận.", "ok")
    return redirect(url_for("ballots.ballot", ballot_id=row.public_id), 303)


def _shown(row: Ballot) -> tuple[str, ...]:
    """What was entered before, for who enters it at the same time."""
    if (protocol := protocol_of(row.id)) is None:
        return ("chưa nhập",)
    numbers = (f"{count.agree}/{count.disagree}/{count.blank}" for count in counts_of(row.id).values())
    return (", ".join(str(getattr(protocol, name)) for name in SHEET_FIELDS), *numbers)


def _fill(form: CountsForm, row: Ballot, rows: list[Candidate]) -> None:
    """The numbers as they stand; before the first entry what is known: how many slips there are."""
    form.issued.data = actions.slips_on_paper(row)
    if (protocol := protocol_of(row.id)) is None:
        return
    for name in SHEET_FIELDS:
        form[name].data = getattr(protocol, name)
    form.note.data = protocol.note
    found = counts_of(row.id)
    for n, each in enumerate(rows):
        for choice in Choice:
            form[f"c{n}_{choice}"].data = getattr(found[each.id], choice)


def _page(row: Ballot, rows: list[Candidate], form: CountsForm) -> str:
    return render_template(
        "ballots/counts.html", row=row, rows=rows, form=form, sheet=SHEET_FIELDS, choices=tuple(Choice),
        page_title="Nhập kết quả kiểm phiếu",
    )  # fmt: skip


@ballots.post("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/counts/confirm")
@heads
@asks_again("xác nhận kết quả kiểm phiếu")
def confirm_counts(ballot_id: str) -> Answer:
    """The second person says that the numbers are right."""
    row = run_here(ballot_id)
    try:
        actions.confirm_counts(row, request.form.get("seen", ""))
    except Refused as refused:
        return ballot_page(row, why_not=refused), 409
    flash("Đã xác nhận kết quả kiểm phiếu; các đơn vị được thông báo.", "ok")
    return redirect(url_for("ballots.ballot", ballot_id=row.public_id), 303)


@ballots.post("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/scans")
@everybody
def add_scan(ballot_id: str) -> Answer:
    """File the signed minutes, scanned."""
    scan, wrong = _received()
    row = _counted_here(ballot_id)
    form = ScanForm()
    if scan is None or not form.validate():
        form.file.errors = [wrong or NOTHING_CHOSEN]
        return ballot_page(row, scan_form=form), 422
    actions.file_scan(row, scan)
    flash("Đã lưu bản quét biên bản kiểm phiếu.", "ok")
    return redirect(url_for("ballots.ballot", ballot_id=row.public_id, _anchor="scans"), 303)


def _received() -> tuple[Received | None, str]:
    upload = request.files.get("file")
    try:
        if upload is None or not upload.filename:
            raise Refused(NOTHING_CHOSEN)
        return receive(upload), ""
    except Refused as refused:
        return None, refused.message
