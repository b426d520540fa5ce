"""What the agencies filed for their people, for the chairs: read, taken onto the list, given back."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.awards import actions
from khoi.awards.excel import nominations_book
from khoi.awards.forms import ReturnForm
from khoi.awards.models import (
    AchievementFile,
    Nomination,
    achievement_files,
    award_proposals,
    nominations_filed,
    returns_in,
)
from khoi.awards.rules.nominations import nomination_standing
from khoi.awards.views.blueprint import Answer, awards, chairs, lead
from khoi.awards.views.rules import put
from khoi.office.serving import attachment, made_file
from khoi.office.upload import MIMES, FileKind
from khoi.pledges.models import Title
from tenants.database import the
from tenants.gate import here, only_to_change, takes_home
from tenants.models import all_members_of, year_by_id
from tenants.refusal import Refused
from tenants.scope import present_scope


@awards.get("/<bloc>/<int:year>/yearly/people")
@chairs
def people() -> str:
    """All that was filed, by agency."""
    return render_template(
        "awards/people.html", rows=nominations_filed(here().year_id), names=_names(), standing=_standing(),
        leads=bool(present_scope().lead), page_title="Cá nhân các đơn vị đề nghị",
    )  # fmt: skip


def _names() -> dict[int, str]:
    return {member.agency_id: member.name_that_year for member in all_members_of(here().year_id)}


def _standing() -> dict[int, tuple[str, str]]:
    returns, taken = returns_in(here().year_id), {row.about for row, _ in award_proposals(here().year_id)}
    return {
        row.id: nomination_standing(
            row.stage, row.id in returns and returns[row.id].filing == row.filings, row.id in taken,
            row.erased_at is not None,
        )
        for row, _ in nominations_filed(here().year_id)
    }  # fmt: skip


@awards.post("/<bloc>/<int:year>/yearly/people/workbook")
@chairs
@takes_home
def people_workbook() -> Response:
    """The filed nominations as an Excel file."""
    book = nominations_book(here().number, _names(), nominations_filed(here().year_id), _standing())
    return made_file(book, MIMES[FileKind.XLSX], f"Cá nhân đề nghị {here().number}.xlsx")


def _filed(filed_nomination_id: str) -> tuple[Nomination, Title]:
    """A filed one of this year with its title; what is not filed is not there, also the lead's own."""
    row = the(Nomination, filed_nomination_id)
    if row.year_id != here().year_id or not row.filed:
        raise NotFound
    return next((each, title) for each, title in nominations_filed(row.year_id) if each.id == row.id)


@awards.get("/<bloc>/<int:year>/yearly/people/<public_id:filed_nomination_id>")
@chairs
def filed_nomination(filed_nomination_id: str) -> str:
    """The person, the report, the files."""
    row, title = _filed(filed_nomination_id)
    return _page(row, title, ReturnForm())


def _page(row: Nomination, title: Title, form: ReturnForm) -> str:
    standing = _standing()[row.id]
    return render_template(
        "awards/filed_nomination.html", row=row, title=title, form=form, standing=standing,
        files=achievement_files([row.id])[row.id], agency=_names().get(row.agency_id, ""),
        acts=bool(present_scope().lead) and here().is_open and standing[0] == "Đã nộp",
        page_title=f"{row.name or 'Đã xóa thông tin cá nhân'}: {title.name}",
    )  # fmt: skip


@awards.get("/<bloc>/<int:year>/yearly/people/files/<public_id:filed_file_id>")
@chairs
def filed_report_file(filed_file_id: str) -> Response:
    """A filed report."""
    file = the(AchievementFile, filed_file_id)
    if not file.filed or file.year_id != here().year_id:
        raise NotFound
    return attachment(file)


@awards.post("/<bloc>/<int:year>/yearly/people/<public_id:filed_nomination_id>/take")
@lead
def take_nomination(filed_nomination_id: str) -> Response:
    """Onto the bloc's list."""
    row, title = _filed(filed_nomination_id)
    made = actions.take_nomination(year_by_id(here().year_id), row, title)
    flash(f"Đã đưa {row.name} vào danh sách; đơn vị được báo.", "ok")
    return redirect(url_for("awards.award_proposal", award_proposal_id=made.public_id), 303)


@awards.post("/<bloc>/<int:year>/yearly/people/<public_id:filed_nomination_id>/return")
@lead
@only_to_change
def return_nomination(filed_nomination_id: str) -> Answer:
    """Back to the agency, with a reason."""
    form = ReturnForm()
    good = form.validate()
    row, title = _filed(filed_nomination_id)
    if not good:
        return _page(row, title, form), 422
    try:
        actions.return_nomination(row, title, form.reason.data or "")
    except Refused as refused:
        put(form, refused)
        return _page(row, title, form), 409
    flash("Đã trả lại; đơn vị được báo lý do.", "ok")
    return redirect(url_for("awards.people"), 303)
