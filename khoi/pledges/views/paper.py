"""A registration that came on paper, entered by the lead with its scan."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound

from khoi.office.intake import NOTHING_CHOSEN, limits, receive
from khoi.pledges import actions
from khoi.pledges.forms import PaperForm, paper_form
from khoi.pledges.models import Title, catalogue_of
from khoi.pledges.rules import FOR_WHOM, Contents, RegisteredTitle, read_target_lines
from khoi.pledges.views.blueprint import Answer, lead, pledges
from khoi.pledges.views.registrations import the_member
from tenants.database import new_public_id
from tenants.files import Received
from tenants.gate import here, only_to_change
from tenants.models import Membership
from tenants.refusal import Refused


@pledges.route("/<bloc>/<int:year>/registrations/<public_id:member_id>/paper", methods=["GET", "POST"])
@lead
@only_to_change
def paper(member_id: str) -> Answer:
    """Type in what stands on the paper, and file its scan."""
    scan, problem = _scan() if request.method == "POST" else (None, "")  # before the transaction, which a row opens
    titles = catalogue_of(here().year_id)
    form = paper_form(titles)
    sent = form.is_submitted()
    good = sent and form.validate()
    if problem:
        form.file.errors = [problem]
    member = the_member(member_id)
    if member.agency_id == here().agency_id:
        raise NotFound
    if not sent:
        return _page(member, titles, form)
    contents = _contents(form, titles) if good and scan else None
    if contents is None or scan is None or form.arrived_at.data is None:
        return _page(member, titles, form), 422
    try:
        filed = actions.enter_paper(member, contents, form.arrived_at.data, scan)
    except Refused as refused:
        form.form_errors = [refused.message, *map(str, refused.objections)]
        return _page(member, titles, form), 409
    late = f", chậm {filed.days_late} ngày" if filed.days_late else ""
    flash(f"Đã nhập bản giấy của {member.name_that_year}{late}; đơn vị được thông báo.", "ok")
    return redirect(url_for("pledges.registrations"), 303)


def _scan() -> tuple[Received | None, str]:
    """The file, through the gate, or what is wrong with it."""
    upload = request.files.get("file")
    try:
        if upload is None or not upload.filename:
            raise Refused(NOTHING_CHOSEN)
        return receive(upload), ""
    except Refused as refused:
        return None, refused.message


def _contents(form: PaperForm, titles: list[Title]) -> Contents | None:
    counts = form.counts(titles)
    try:
        targets = read_target_lines(form.targets.data or "", iter(new_public_id, ""))
    except Refused as refused:
        form.targets.errors = [refused.message]
        return None
    rows = (
        RegisteredTitle(title.code, title.name, title.kind, title.for_whom, counts[title.code])
        for title in titles
        if title.code in counts
    )
    return Contents(tuple(rows), targets)


def _page(member: Membership, titles: list[Title], form: PaperForm) -> str:
    return render_template(
        "pledges/paper.html", member=member, titles=titles, form=form, for_whom=FOR_WHOM, **limits(),
        page_title=f"Nhập bản đăng ký giấy: {member.name_that_year}",
    )  # fmt: skip
