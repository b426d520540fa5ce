"""An agency's people for titles: written, filed by the head; the chairs see what is filed."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.awards import actions
from khoi.awards.excel import nominations_book
from khoi.awards.forms import NominationForm
from khoi.awards.models import (
    AchievementFile,
    AwardProposal,
    Nomination,
    achievement_files,
    award_proposals,
    desk_of,
    nominations_filed,
    nominations_of,
    returns_in,
)
from khoi.awards.rules import FILED, Check
from khoi.awards.rules.nominations import nomination_standing, unmet
from khoi.awards.views.blueprint import Answer, awards, head, members
from khoi.awards.views.rules import put, title_names
from khoi.office.intake import arrived, limits
from khoi.office.serving import attachment, made_file
from khoi.office.upload import MIMES, FileKind
from khoi.pledges.models import Title, catalogue_of
from khoi.years.models import dates_for
from tenants import vi
from tenants.database import the
from tenants.gate import here, only_to_change, refuse_restrained, takes_home
from tenants.models import year_by_id
from tenants.refusal import Refused


@awards.get("/<bloc>/<int:year>/nominations")
@members
def nominations() -> str:
    """The agency's own, also drafts."""
    refuse_restrained()
    rows = nominations_of(here().year_id, here().agency_id)
    return render_template(
        "awards/nominations.html", rows=rows, standing=_standings(), returns=returns_in(here().year_id),
        dates=dates_for(here().year_id, here().agency_id, actions.NOMINATIONS_KEY),
        page_title="Đề nghị khen thưởng cá nhân",
    )  # fmt: skip


def _standings() -> dict[int, tuple[str, str]]:
    """How each of those in sight stands, by its id."""
    year, returns = here().year_id, returns_in(here().year_id)
    taken = {row.about for row, _ in award_proposals(year)}
    found = [*nominations_of(year, here().agency_id), *nominations_filed(year)]
    return {
        row.id: nomination_standing(
            row.stage, row.id in returns and returns[row.id].filing == row.filings, row.id in taken,
            row.erased_at is not None,
        )
        for row, _ in found
    }  # fmt: skip


@awards.post("/<bloc>/<int:year>/nominations/workbook")
@members
@takes_home
def nominations_workbook() -> Response:
    """The agency's own list as an Excel file."""
    refuse_restrained()
    rows = nominations_of(here().year_id, here().agency_id)
    book = nominations_book(here().number, {here().agency_id: here().agency_name}, rows, _standings())
    return made_file(book, MIMES[FileKind.XLSX], f"Đề nghị cá nhân {here().number}.xlsx")


@awards.route("/<bloc>/<int:year>/nominations/new", methods=["GET", "POST"])
@members
@only_to_change
def new_nomination() -> Answer:
    """One of the agency's people for a title."""
    refuse_restrained()
    form = _form()
    if not form.is_submitted():
        return _page(form, None)
    return _keep(form, None)


@awards.route("/<bloc>/<int:year>/nominations/<public_id:nomination_id>", methods=["GET", "POST"])
@members
def nomination(nomination_id: str) -> Answer:
    """What is written, the report, and what the rules say before it is filed."""
    refuse_restrained()
    form = _form()
    sent = form.is_submitted()
    good = sent and form.validate()
    row = own_nomination(nomination_id)
    title = next(title for each, title in nominations_of(row.year_id, row.agency_id) if each.id == row.id)
    shown = (row.name, row.position, row.unit, row.achievement, title.name)
    if not sent:
        form.put(row, title)
        form.show(*shown)
        return _page(form, row, title)
    if not good:
        return _page(form, row, title), 422
    if form.is_stale(*shown):
        return _page(form, row, title), 409
    return _keep(form, row, title)


def _form() -> NominationForm:
    form = NominationForm()
    form.offer([row for row in catalogue_of(here().year_id) if row.for_whom == "individual"])
    return form


def own_nomination(nomination_id: str) -> Nomination:
    """The agency's own of this year."""
    row = the(Nomination, nomination_id)
    if row.year_id != here().year_id:
        raise NotFound
    return row


def _keep(form: NominationForm, row: Nomination | None, title: Title | None = None) -> Answer:
    if not form.validate():
        return _page(form, row, title), 422
    chosen = the(Title, form.title.data)
    try:
        kept = actions.nominate(row, year_by_id(here().year_id), here().agency_id, chosen, form.person())
    except Refused as refused:
        put(form, refused)
        return _page(form, row, title), 409
    flash("Đã lưu đề nghị; kèm báo cáo nếu có, rồi trình lãnh đạo đơn vị.", "ok")
    return redirect(url_for("awards.nomination", nomination_id=kept.public_id), 303)


def _page(form: NominationForm, row: Nomination | None, title: Title | None = None) -> str:
    if row is None:
        return render_template("awards/new_nomination.html", form=form, page_title="Đề nghị cá nhân")
    standing = _standings()[row.id]
    returned = returns_in(row.year_id).get(row.id)
    waits = returned if returned and returned.filing == row.filings else None
    return render_template(
        "awards/nomination.html", form=form, row=row, title=title, standing=standing, returned=waits,
        files=achievement_files([row.id])[row.id], checks=_checks(row, title) if title else [], names=title_names(),
        writable=here().is_open and row.erased_at is None and (row.stage != FILED or waits is not None),
        **limits(), page_title=f"{row.name or 'Đã xóa'}: {title.name if title else ''}",
    )  # fmt: skip


def _checks(row: Nomination, title: Title) -> list[Check]:
    """What the rules say of it, by the agency's own book; the vote comes later."""
    desk = desk_of(year_by_id(row.year_id), seated=False)
    shadow = AwardProposal(agency_id=row.agency_id, about=row.id, clean=row.clean)
    found = [check for check in desk.checks_of(shadow, title, adding=True) if check.rule.kind not in ("vote", "quorum")]
    return unmet(found)


@awards.post("/<bloc>/<int:year>/nominations/<public_id:nomination_id>/to-head")
@members
def nomination_to_head(nomination_id: str) -> Response:
    """The clerk is done."""
    refuse_restrained()
    actions.nomination_to_head(own_nomination(nomination_id))
    flash("Đã trình lãnh đạo đơn vị.", "ok")
    return redirect(url_for("awards.nominations"), 303)


@awards.post("/<bloc>/<int:year>/nominations/<public_id:nomination_id>/file")
@head
def file_nomination(nomination_id: str) -> Response:
    """The head files it."""
    refuse_restrained()
    row = actions.file_nomination(own_nomination(nomination_id))
    late = f", chậm {row.days_late} ngày" if row.days_late else ""
    flash(f"Đã nộp đề nghị lúc {vi.date_time(row.filed_at)}{late}.", "ok")
    return redirect(url_for("awards.nominations"), 303)


@awards.post("/<bloc>/<int:year>/nominations/<public_id:nomination_id>/delete")
@members
def drop_nomination(nomination_id: str) -> Response:
    """Throw away what was never filed."""
    refuse_restrained()
    actions.drop_nomination(own_nomination(nomination_id))
    flash("Đã xóa đề nghị.", "ok")
    return redirect(url_for("awards.nominations"), 303)


@awards.post("/<bloc>/<int:year>/nominations/<public_id:nomination_id>/files")
@members
def add_report(nomination_id: str) -> Answer:
    """Attach the signed report."""
    refuse_restrained()
    came = arrived(request.files.getlist("files"))
    row = own_nomination(nomination_id)
    for received in came.taken:
        actions.add_report_file(row, received)
    for words in came.refused:
        flash(words, "error")
    if came.taken:
        flash("Đã kèm báo cáo thành tích.", "ok")
    return redirect(url_for("awards.nomination", nomination_id=nomination_id), 303)


@awards.get("/<bloc>/<int:year>/nominations/files/<public_id:achievement_file_id>")
@members
def report_file(achievement_file_id: str) -> Response:
    """The report as a file."""
    refuse_restrained()
    return attachment(the(AchievementFile, achievement_file_id))


@awards.post("/<bloc>/<int:year>/nominations/<public_id:nomination_id>/files/<public_id:achievement_file_id>/remove")
@members
def remove_report(nomination_id: str, achievement_file_id: str) -> Response:
    """Take a report off again."""
    refuse_restrained()
    row, file = own_nomination(nomination_id), the(AchievementFile, achievement_file_id)
    if file.nomination_id != row.id:
        raise NotFound
    actions.remove_report_file(row, file)
    flash("Đã bỏ tệp.", "ok")
    return redirect(url_for("awards.nomination", nomination_id=nomination_id), 303)
