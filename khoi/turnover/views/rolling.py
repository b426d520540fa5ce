"""Roll-over: the old lead's head begins the next year with what goes along from this one."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from khoi.deliberation.models import elected_in
from khoi.turnover import actions
from khoi.turnover.forms import RollOverForm
from khoi.turnover.models import Taken, taken_from
from khoi.turnover.rules import Choices, left_behind
from khoi.turnover.views.blueprint import this_year, turnover, year_after
from tenants.database import db, reading
from tenants.gate import asks_again, door, here, only_to_change, own_transactions
from tenants.models import members_of
from tenants.refusal import Refused
from tenants.roles import Role, Seat
from tenants.scope import present_scope

Answer = Response | str | tuple[str, int]


@turnover.get("/<bloc>/<int:year>/turn/next")
@door(Role.HEAD, seats=(Seat.LEAD,))
@only_to_change
def roll_over() -> str:
    """What may go along, and which texts would still name this year."""
    members = members_of(here().year_id)
    form = RollOverForm()
    form.offer(members)
    form.propose(elected_in(here().year_id), members)
    return _page(form, taken_from(this_year()))


@turnover.post("/<bloc>/<int:year>/turn/next")
@door(Role.HEAD, seats=(Seat.LEAD,))
@asks_again("tạo năm thi đua tiếp theo")
@own_transactions
def begin_next() -> Answer:
    """Begin the next year. Two transactions: what is read is this year's, what is written is the next one's, and
    nobody acts in two years at once."""
    with reading():
        members, form, taken = members_of(here().year_id), RollOverForm(), taken_from(this_year())
        form.offer(members)
        choices = form.choices(members) if form.validate() else None
        answer = _page(form, taken) if choices is None else ""
        db.session.rollback()  # from here on only plain values: what a row still had to load would be this year's
    if choices is None:
        return answer, 422
    try:
        _begin(taken, choices)
    except Refused as refused:
        db.session.rollback()
        return _refused(form, taken, refused), 409
    flash(f"Đã tạo năm {here().number + 1}, đang chuẩn bị. Khối trưởng mới xem lại và mở năm.", "ok")
    return redirect(url_for("turnover.turn"), 303)


def _begin(taken: Taken, choices: Choices) -> None:
    with actions.next_year_begun(taken, choices, present_scope()) as year:
        actions.fill_year(year, taken, choices)
        db.session.commit()


def _refused(form: RollOverForm, taken: Taken, refused: Refused) -> str:
    if refused.field:
        form[refused.field].errors = [refused.message]
    else:
        form.form_errors = [str(refused)]
    with reading():
        page = _page(form, taken)
    db.session.rollback()
    return page


def _page(form: RollOverForm, taken: Taken) -> str:
    number = here().number + 1
    return render_template(
        "turnover/roll_over.html", form=form, taken=taken, number=number, left=left_behind(taken.texts(), number),
        after=year_after(), page_title=f"Tạo năm {number}",
    )  # fmt: skip
