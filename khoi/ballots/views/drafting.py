"""A vote is drawn up: terms, candidates, those who vote, those who count."""

from typing import TypeVar

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.ballots import actions
from khoi.ballots.forms import TermsForm
from khoi.ballots.models import Ballot, Candidate, CouncilMember, Teller
from khoi.ballots.rules import State, said_of_measure
from khoi.ballots.views.blueprint import Answer, ballots, everybody, put, run_here, this_year
from khoi.ballots.views.showing import ballot_page, draft_forms
from tenants.database import the
from tenants.forms import options
from tenants.gate import here, only_to_change
from tenants.models import Membership, User
from tenants.refusal import Refused
from tenants.scope import present_scope


def _offer(form: TermsForm, row: Ballot | None) -> None:
    """The bloc's council for the chairs, one's own for everybody; what is drawn up stays where it is."""
    both = [("bloc", "Khối thi đua"), ("own", "Hội đồng của đơn vị tôi (chỉ đơn vị thấy)")]
    if row is not None:
        both = both[:1] if row.is_blocs else both[1:]
    elif not present_scope().is_chair:
        both = both[1:]
    form.council.choices = options(both)


@ballots.route("/<bloc>/<int:year>/ballots/new", methods=["GET", "POST"])
@everybody
@only_to_change
def new_ballot() -> Answer:
    """A new vote."""
    form = TermsForm()
    _offer(form, None)
    if not form.is_submitted():
        form.percent.data, form.strict.data = 50, True
        return render_template("ballots/new_ballot.html", form=form, page_title="Lập cuộc bỏ phiếu")
    try:
        if not form.validate():
            return render_template("ballots/new_ballot.html", form=form, page_title="Lập cuộc bỏ phiếu"), 422
        owner = 0 if form.council.data == "bloc" else here().agency_id
        row = actions.draft_ballot(this_year(), form.terms(), owner)
    except Refused as refused:
        put(form, refused)
        return render_template("ballots/new_ballot.html", form=form, page_title="Lập cuộc bỏ phiếu"), 409
    flash("Đã lập cuộc bỏ phiếu; tiếp theo nhập ứng viên và cử ban kiểm phiếu.", "ok")
    return redirect(url_for("ballots.ballot", ballot_id=row.public_id), 303)


@ballots.route("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/edit", methods=["GET", "POST"])
@everybody
@only_to_change
def edit_ballot(ballot_id: str) -> Answer:
    """Change a draft's terms."""
    row = run_here(ballot_id)
    form = TermsForm()
    _offer(form, row)
    shown = (row.title, row.way, said_of_measure(row.measure), row.basis, row.state)
    if not form.is_submitted():
        form.fill(row)
        form.show(*shown)
        return _edit_page(form, row)
    if not form.validate():
        return _edit_page(form, row), 422
    if form.is_stale(*shown):
        return _edit_page(form, row), 409
    try:
        actions.amend_ballot(row, form.terms())
    except Refused as refused:
        put(form, refused)
        return _edit_page(form, row), 409
    flash("Đã lưu nội dung bỏ phiếu.", "ok")
    return redirect(url_for("ballots.ballot", ballot_id=row.public_id), 303)


def _edit_page(form: TermsForm, row: Ballot) -> str:
    return render_template("ballots/edit_ballot.html", form=form, row=row, page_title="Sửa nội dung bỏ phiếu")


@ballots.post("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/drop")
@everybody
def drop_ballot(ballot_id: str) -> Response:
    """Throw a draft away."""
    actions.drop_ballot(run_here(ballot_id))
    flash("Đã xóa cuộc bỏ phiếu đang chuẩn bị.", "ok")
    return redirect(url_for("ballots.ballots"), 303)


@ballots.post("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/candidates")
@everybody
def add_candidate(ballot_id: str) -> Answer:
    """Put one more on the slip."""
    row = _draft(ballot_id)
    form = draft_forms(row)["candidate_form"]
    if not form.validate():
        return ballot_page(row, candidate_form=form), 422
    try:
        agency = the(Membership, form.agency.data).agency_id if form.agency.data else None
        actions.add_candidate(row, form.name.data or "", form.detail.data or "", agency)
    except Refused as refused:
        put(form, refused)
        return ballot_page(row, candidate_form=form), 409
    return _back(row, "candidates")


@ballots.post("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/candidates/<public_id:candidate_id>/remove")
@everybody
def remove_candidate(ballot_id: str, candidate_id: str) -> Response:
    row = run_here(ballot_id)
    actions.remove_candidate(_of(row, the(Candidate, candidate_id)), row)
    return _back(row, "candidates")


@ballots.post("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/council")
@everybody
def add_council_member(ballot_id: str) -> Answer:
    """Put one more on the list of those who vote."""
    row = _draft(ballot_id)
    form = draft_forms(row)["person_form"]
    good = form.validate()
    if good and not (form.name.data or form.user.data):
        form.name.errors, good = ["Nhập họ tên, hoặc chọn tài khoản."], False
    if not good:
        return ballot_page(row, person_form=form), 422
    try:
        user = the(User, form.user.data) if form.user.data else None
        name = form.name.data or (user.name if user else "")
        actions.add_council_member(row, name, the(Membership, form.agency.data), user)
    except Refused as refused:
        put(form, refused)
        return ballot_page(row, person_form=form), 409
    return _back(row, "council")


@ballots.post("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/council/<public_id:council_member_id>/remove")
@everybody
def remove_council_member(ballot_id: str, council_member_id: str) -> Response:
    row = run_here(ballot_id)
    actions.remove_council_member(_of(row, the(CouncilMember, council_member_id)), row)
    return _back(row, "council")


@ballots.post("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/tellers")
@everybody
def add_teller(ballot_id: str) -> Answer:
    """Name one more who counts."""
    row = _draft(ballot_id)
    form = draft_forms(row)["teller_form"]
    if not form.validate():
        return ballot_page(row, teller_form=form), 422
    try:
        actions.add_teller(row, the(User, form.user.data))
    except Refused as refused:
        put(form, refused)
        return ballot_page(row, teller_form=form), 409
    return _back(row, "tellers")


@ballots.post("/<bloc>/<int:year>/ballots/<public_id:ballot_id>/tellers/<public_id:teller_id>/remove")
@everybody
def remove_teller(ballot_id: str, teller_id: str) -> Response:
    row = run_here(ballot_id)
    actions.remove_teller(_of(row, the(Teller, teller_id)), row)
    return _back(row, "tellers")


def _draft(ballot_id: str) -> Ballot:
    """A vote that may still be changed; of another the small forms are not there."""
    row = run_here(ballot_id)
    if row.state != State.DRAFT:
        raise Refused("Cuộc bỏ phiếu đã mở: nội dung, danh sách và ban kiểm phiếu không thay đổi được nữa.")
    return row


Child = TypeVar("Child", Candidate, CouncilMember, Teller)


def _of(ballot: Ballot, child: Child) -> Child:
    if child.ballot_id != ballot.id:
        raise NotFound
    return child


def _back(row: Ballot, part: str) -> Response:
    return redirect(url_for("ballots.ballot", ballot_id=row.public_id, _anchor=part), 303)
