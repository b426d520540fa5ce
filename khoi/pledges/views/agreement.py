"""The giao ước thi đua: what all see, what the lead writes, its .docx, its signed scan."""

from dataclasses import asdict

from flask import flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.office import docx
from khoi.office.document import Document, place_and_date
from khoi.office.intake import NOTHING_CHOSEN, limits, receive
from khoi.office.serving import attachment, made_file
from khoi.pledges import actions
from khoi.pledges.forms import AgreementForm, ScanForm
from khoi.pledges.models import Pledge, PledgeScan, bound_members, pledge_of, scans_of_pledge
from khoi.pledges.rules import Agreement, agreement_document
from khoi.pledges.views.blueprint import Answer, lead, leads_head, pledges
from tenants import vi
from tenants.database import the
from tenants.gate import door, here, only_to_change, takes_home
from tenants.models import bloc_named, year_by_id
from tenants.refusal import Refused
from tenants.roles import Role

everybody = door(Role.CLERK, Role.HEAD, by_seat=True)
#: What a new giao ước begins with; the lead changes every word.
PROMISES = (
    "Thực hiện nghiêm chủ trương của Đảng, pháp luật của Nhà nước và nhiệm vụ cấp trên giao.\n"
    "Tổ chức các phong trào thi đua thiết thực, gắn với nhiệm vụ chính trị của từng đơn vị.\n"
    "Nộp báo cáo, hồ sơ thi đua, khen thưởng đúng thời hạn; chấm điểm trung thực, có minh chứng.\n"
    "Phát hiện, bồi dưỡng, nhân rộng điển hình tiên tiến."
)
TARGETS = "100 % đơn vị đăng ký thi đua và ký giao ước đúng hạn.\n100 % đơn vị hoàn thành nhiệm vụ chính trị được giao."


@pledges.get("/<bloc>/<int:year>/pledge")
@everybody
def pledge() -> str:
    """The giao ước as it will be signed, and the scan once it is."""
    row = pledge_of(here().year_id)
    document = _document(row) if row else None
    head = document.letterhead if document else None
    return render_template(
        "pledges/pledge.html", pledge=row, scans=scans_of_pledge(row.id) if row else [], form=ScanForm(formdata=None),
        document=document, dated=place_and_date(head.place, head.dated) if head else "", **limits(),
        page_title="Giao ước thi đua",
    )  # fmt: skip


def _document(row: Pledge) -> Document:
    return agreement_document(row.agreement, bound_members(row.year_id))


@pledges.route("/<bloc>/<int:year>/pledge/edit", methods=["GET", "POST"])
@lead
@only_to_change
def edit_pledge() -> Answer:
    """The lead's clerk or head writes it."""
    form = AgreementForm()
    sent = form.is_submitted()
    good = sent and form.validate()
    row = pledge_of(here().year_id)
    present = row.agreement if row else _first_words()
    if not sent:
        form = AgreementForm(**asdict(present))
        form.show(*_shown(row))
    if not good:
        return _edit_page(form, row), 422 if sent else 200
    if form.is_stale(*_shown(row)):
        return _edit_page(form, row), 409
    try:
        _keep(row, form.agreement())
    except Refused as refused:
        form.form_errors = [refused.message]
        return _edit_page(form, row), 409
    flash("Đã lưu giao ước.", "ok")
    return redirect(url_for("pledges.pledge"), 303)


def _keep(row: Pledge | None, agreement: Agreement) -> None:
    if row is None:
        actions.draft_pledge(year_by_id(here().year_id), agreement)
    else:
        actions.change_pledge(row, agreement)


def _shown(row: Pledge | None) -> tuple[str, ...]:
    """What another person's change would change; in a conflict these words are shown."""
    if row is None:
        return ("chưa lập",)
    values = asdict(row.agreement)
    values["dated"] = vi.date(row.dated)
    return tuple("" if value is None else str(value) for value in values.values())


def _first_words() -> Agreement:
    place = here()
    bloc = bloc_named(place.slug)
    name = place.bloc_name
    opening = f"Các đơn vị thành viên {name} thống nhất ký kết giao ước thi đua năm {place.number} như sau:"
    return Agreement(
        f"Thực hiện nhiệm vụ và phong trào thi đua năm {place.number}", opening, PROMISES, TARGETS,
        place=bloc.province if bloc else "", superior=place.agency_name.upper(), issuer=name.upper(),
    )  # fmt: skip


def _edit_page(form: AgreementForm, row: Pledge | None) -> str:
    return render_template("pledges/edit_pledge.html", form=form, pledge=row, page_title="Soạn giao ước thi đua")


@pledges.post("/<bloc>/<int:year>/pledge/issue")
@leads_head
def issue_pledge() -> Response:
    """The lead's head sends it to all members to sign."""
    actions.issue_pledge(_the_pledge())
    flash("Đã gửi giao ước; mọi đơn vị được thông báo.", "ok")
    return redirect(url_for("pledges.pledge"), 303)


@pledges.post("/<bloc>/<int:year>/pledge/scan")
@lead
def file_signed() -> Response:
    """The scan with all signatures."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        raise Refused(NOTHING_CHOSEN)
    scan = receive(upload)
    actions.file_signed(_the_pledge(), scan)
    flash("Đã lưu bản giao ước có chữ ký; mọi đơn vị được thông báo.", "ok")
    return redirect(url_for("pledges.pledge"), 303)


@pledges.get("/<bloc>/<int:year>/pledge/scans/<public_id:scan_id>/file")
@everybody
def signed_scan(scan_id: str) -> Response:
    """The signed giao ước, to be taken away."""
    return attachment(the(PledgeScan, scan_id))


@pledges.post("/<bloc>/<int:year>/pledge/document")
@everybody
@takes_home
def pledge_document() -> Response:
    """The giao ước as a Word file, to be printed and signed."""
    return made_file(docx.write(_document(_the_pledge())), docx.DOCX, f"Giao ước thi đua {here().number}.docx")


def _the_pledge() -> Pledge:
    row = pledge_of(here().year_id)
    if row is None:
        raise NotFound
    return row
