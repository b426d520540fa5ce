"""The agency's own council: the agency's people alone come here, and see nothing but their own."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.awards.actions import council as sitting_actions
from khoi.awards.excel import council_book
from khoi.awards.forms.council import CandidateForm, CouncilDecisionForm, CouncilMemberForm, SittingForm
from khoi.awards.models.council import (
    CouncilCandidate,
    CouncilDecisionFile,
    CouncilSeat,
    CouncilSitting,
    agreed_in,
    candidates_of,
    council_decisions_of,
    council_of,
    council_scans,
    sittings_of,
)
from khoi.awards.rules.council import ROLES, STAGES, Counts
from khoi.awards.views.blueprint import Answer, awards, head, members
from khoi.awards.views.deciding import scan_sent
from khoi.awards.views.rules import put
from khoi.office.intake import limits
from khoi.office.serving import attachment, made_file
from khoi.office.upload import MIMES, FileKind
from khoi.plans.models import Department
from khoi.plans.models.asking import departments_of
from khoi.pledges.models import Title, catalogue_of
from tenants import vi
from tenants.database import the
from tenants.forms import options
from tenants.gate import here, only_to_change, refuse_restrained, takes_home
from tenants.models import year_by_id
from tenants.refusal import Refused


@awards.get("/<bloc>/<int:year>/council")
@members
def council() -> str:
    """The council's members and its sittings."""
    refuse_restrained()
    return render_template(
        "awards/council.html", members=council_of(here().year_id, here().agency_id), roles=ROLES, stages=STAGES,
        sittings=sittings_of(here().year_id, here().agency_id), page_title="Hội đồng thi đua, khen thưởng của đơn vị",
    )  # fmt: skip


@awards.route("/<bloc>/<int:year>/council/members/new", methods=["GET", "POST"])
@members
@only_to_change
def new_council_member() -> Answer:
    """Somebody sits in the council."""
    refuse_restrained()
    form = CouncilMemberForm()
    if not (form.is_submitted() and form.validate()):
        return _form_page("new_council_member", form, "Thêm thành viên Hội đồng"), 422 if form.is_submitted() else 200
    words = (form.name.data or "", form.position.data or "", form.role.data or "member")
    row = sitting_actions.seat_member(here().year_id, here().agency_id, *words)
    flash(f"Đã thêm {row.name}.", "ok")
    return redirect(url_for("awards.council"), 303)


def _form_page(template: str, form: Any, title: str, **more: Any) -> str:
    return render_template(f"awards/{template}.html", form=form, page_title=title, **more)


@awards.post("/<bloc>/<int:year>/council/members/<public_id:own_seat_id>/remove")
@members
def unseat(own_seat_id: str) -> Response:
    """No longer in the council."""
    refuse_restrained()
    row = the(CouncilSeat, own_seat_id)
    if row.year_id != here().year_id:
        raise NotFound
    sitting_actions.unseat_member(row)
    flash(f"{row.name} thôi tham gia Hội đồng.", "ok")
    return redirect(url_for("awards.council"), 303)


@awards.route("/<bloc>/<int:year>/council/sittings/new", methods=["GET", "POST"])
@members
@only_to_change
def new_sitting() -> Answer:
    """Prepare a sitting."""
    refuse_restrained()
    form = SittingForm()
    if not (form.is_submitted() and form.validate()) or form.held_on.data is None:
        return _form_page("new_sitting", form, "Chuẩn bị họp Hội đồng"), 422 if form.is_submitted() else 200
    words = (form.title.data or "", form.held_on.data, form.minutes.data or "")
    row = sitting_actions.call_sitting(None, here().year_id, here().agency_id, *words)
    flash("Đã lập phiên họp; thêm người, tập thể đưa ra xét.", "ok")
    return redirect(url_for("awards.sitting", sitting_id=row.public_id), 303)


def _sitting(sitting_id: str) -> CouncilSitting:
    refuse_restrained()
    row = the(CouncilSitting, sitting_id)
    if row.year_id != here().year_id:
        raise NotFound
    return row


@awards.get("/<bloc>/<int:year>/council/sittings/<public_id:sitting_id>")
@members
def sitting(sitting_id: str) -> str:
    """Who is considered, what was counted, what was decided."""
    return _page(_sitting(sitting_id))


def _page(row: CouncilSitting, typed: Mapping[str, str] | None = None, refused: Refused | None = None) -> str:
    candidates = candidates_of(row.id)
    decisions = council_decisions_of(row.id)
    departments = {each.id: each.name for each in departments_of(here().year_id, here().agency_id)}
    return render_template(
        "awards/sitting.html", row=row, candidates=candidates, decisions={each.id: each for each in decisions},
        scans=council_scans([each.id for each in decisions]), departments=departments, stages=STAGES,
        agreed=agreed_in(row, candidates), to_decide=bool(_to_decide(row, candidates)),
        seats=len(council_of(row.year_id, row.agency_id)), typed=typed or {}, refused=refused,
        wrong={each.path: each.message for each in refused.objections} if refused else {}, page_title=row.title,
    )  # fmt: skip


@awards.route("/<bloc>/<int:year>/council/sittings/<public_id:sitting_id>/candidates/new", methods=["GET", "POST"])
@members
@only_to_change
def new_candidate(sitting_id: str) -> Answer:
    """A person or a department before the council."""
    form = CandidateForm()
    form.offer(catalogue_of(here().year_id), departments_of(here().year_id, here().agency_id))
    good = form.is_submitted() and form.validate()
    row = _sitting(sitting_id)
    if not good:
        return _form_page("new_candidate", form, "Đưa ra Hội đồng xét", row=row), 422 if form.is_submitted() else 200
    department = the(Department, form.department.data) if form.department.data else None
    clean = {"yes": True, "no": False}.get(form.clean.data or "")
    words = (form.name.data or "", form.position.data or "", form.achievement.data or "")
    try:
        sitting_actions.put_before(row, the(Title, form.title.data), sitting_actions.Before(*words, clean, department))
    except Refused as refused:
        put(form, refused)
        return _form_page("new_candidate", form, "Đưa ra Hội đồng xét", row=row), 409
    flash(f"Đã đưa {form.name.data} ra xét.", "ok")
    return redirect(url_for("awards.sitting", sitting_id=sitting_id), 303)


def _candidate(own_candidate_id: str) -> tuple[CouncilCandidate, Title]:
    refuse_restrained()
    row = the(CouncilCandidate, own_candidate_id)
    if row.year_id != here().year_id:
        raise NotFound
    return next(pair for pair in candidates_of(row.sitting_id) if pair[0].id == row.id)


@awards.post("/<bloc>/<int:year>/council/candidates/<public_id:own_candidate_id>/remove")
@members
def take_candidate(own_candidate_id: str) -> Response:
    """No longer before the council."""
    row = _candidate(own_candidate_id)[0]
    where = next(each.public_id for each in sittings_of(row.year_id, row.agency_id) if each.id == row.sitting_id)
    sitting_actions.take_from(row)
    flash("Đã bỏ khỏi danh sách xét.", "ok")
    return redirect(url_for("awards.sitting", sitting_id=where), 303)


@awards.post("/<bloc>/<int:year>/council/sittings/<public_id:sitting_id>/count")
@members
def count_slips(sitting_id: str) -> Answer:
    """The tellers' numbers; what is wrong stays on the page with what was typed."""
    row, typed = _sitting(sitting_id), {key: value.strip() for key, value in request.form.items()}
    try:
        rows = [one for one, _ in candidates_of(row.id)]
        counts = {one.id: vi.read_whole(typed[key]) for one in rows if typed.get(key := f"agreed-{one.public_id}")}
        sitting_actions.count_slips(row, Counts(vi.read_whole(typed.get("present", "") or "0"), counts))
    except Refused as refused:
        return _page(row, typed, refused), 409 if refused.objections else 422
    flash("Đã nhập kết quả kiểm phiếu; một người khác của đơn vị xác nhận.", "ok")
    return redirect(url_for("awards.sitting", sitting_id=sitting_id), 303)


@awards.post("/<bloc>/<int:year>/council/sittings/<public_id:sitting_id>/confirm")
@members
def confirm_count(sitting_id: str) -> Response:
    """Another person says the numbers are right."""
    sitting_actions.confirm_count(_sitting(sitting_id))
    flash("Đã xác nhận kết quả kiểm phiếu.", "ok")
    return redirect(url_for("awards.sitting", sitting_id=sitting_id), 303)


@awards.post("/<bloc>/<int:year>/council/sittings/<public_id:sitting_id>/reject")
@members
def reject_count(sitting_id: str) -> Response:
    """The numbers are entered anew."""
    sitting_actions.reject_count(_sitting(sitting_id))
    flash("Kết quả kiểm phiếu được mở lại để nhập.", "ok")
    return redirect(url_for("awards.sitting", sitting_id=sitting_id), 303)


@awards.route("/<bloc>/<int:year>/council/sittings/<public_id:sitting_id>/decision", methods=["GET", "POST"])
@head
@only_to_change
def decide_council(sitting_id: str) -> Answer:
    """The head's decision on whom the council agreed on."""
    form = CouncilDecisionForm()
    scan, wrong = scan_sent() if form.is_submitted() else (None, "")
    row = _sitting(sitting_id)
    candidates = candidates_of(row.id)
    open_ = _to_decide(row, candidates)
    form.chosen.choices = options((one.public_id, f"{one.name} · {title.name}") for one, title in open_)
    if form.is_submitted():
        good = form.validate()
        if wrong:
            form.file.errors = [wrong]
        if good and scan is not None and form.dated.data is not None:
            words = (form.number.data or "", form.dated.data, form.signer.data or "")
            try:
                sitting_actions.decide_own(row, form.chosen.data or [], *words, scan)
            except Refused as refused:
                put(form, refused)
                return _decision_page(form, row, open_), 409
            flash("Đã lưu quyết định.", "ok")
            return redirect(url_for("awards.sitting", sitting_id=sitting_id), 303)
    return _decision_page(form, row, open_), 422 if form.is_submitted() else 200


def _to_decide(row: CouncilSitting, candidates: Sequence[tuple[CouncilCandidate, Title]]) -> list[Any]:
    """Whom the council agreed on, and of whom neither the head has decided nor a higher level was asked."""
    agreed = agreed_in(row, candidates)
    return [
        (one, title) for one, title in candidates
        if one.id in agreed and one.decision_id is None and one.nomination_id is None
    ]  # fmt: skip


def _decision_page(form: CouncilDecisionForm, row: CouncilSitting, rows: list[Any]) -> str:
    return _form_page("decide_council", form, "Quyết định của đơn vị", row=row, rows=rows, **limits())


@awards.get("/<bloc>/<int:year>/council/decisions/<public_id:council_file_id>/file")
@members
def council_file(council_file_id: str) -> Response:
    """The scan of the agency's decision."""
    refuse_restrained()
    return attachment(the(CouncilDecisionFile, council_file_id))


@awards.post("/<bloc>/<int:year>/council/candidates/<public_id:own_candidate_id>/upwards")
@members
def propose_upwards(own_candidate_id: str) -> Response:
    """A draft of a nomination for the level above."""
    made = sitting_actions.propose_upwards(year_by_id(here().year_id), *_candidate(own_candidate_id))
    flash("Đã lập đề nghị cấp trên; bổ sung báo cáo thành tích rồi trình lãnh đạo.", "ok")
    return redirect(url_for("awards.nomination", nomination_id=made.public_id), 303)


@awards.post("/<bloc>/<int:year>/council/sittings/<public_id:sitting_id>/workbook")
@members
@takes_home
def council_workbook(sitting_id: str) -> Response:
    """The list with its counts as an Excel file."""
    row = _sitting(sitting_id)
    candidates = candidates_of(row.id)
    departments = {each.id: each.name for each in departments_of(row.year_id, row.agency_id)}
    book = council_book(row, candidates, agreed_in(row, candidates), departments)
    return made_file(book, MIMES[FileKind.XLSX], f"Hội đồng {vi.date(row.held_on).replace('/', '-')}.xlsx")
