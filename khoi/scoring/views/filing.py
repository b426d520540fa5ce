"""The card leaves the agency: checked, sent to the head, given back, submitted; printed with its seal; its history."""

from typing import TypeVar

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.scoring import actions
from khoi.scoring.forms import GiveBackForm, VersionForm
from khoi.scoring.models import Scorecard, card_of, filings_of_card, lines_of_card, marks_changed
from khoi.scoring.views.blueprint import scoring
from khoi.scoring.views.desk import refuse_restrained, the_desk
from khoi.scoring.views.paper import paper_lines
from khoi.scoring.views.telling import card_act, change_of, filing_line
from khoi.sheets.models import sheet_by_id, spec_of
from tenants import clock
from tenants.gate import door, here
from tenants.models import names_of
from tenants.refusal import Refused
from tenants.roles import Role
from tenants.vi.dates import local

F = TypeVar("F", bound=VersionForm)


@scoring.get("/<bloc>/<int:year>/scorecard/check")
@door(Role.CLERK, Role.HEAD)
def check() -> str:
    """Everything that keeps the card from leaving, by row; and the way on."""
    return render_template(
        "scoring/check.html",
        desk=(desk := the_desk()),
        rows=[row for row in desk.rows if row.reasons],
        whole=[each for each in actions.objections_to_card(_own()) if each.path is None],
        page_title="Kiểm tra trước khi nộp",
    )


@scoring.post("/<bloc>/<int:year>/scorecard/send-to-head")
@door(Role.CLERK, Role.HEAD)
def send_to_head() -> Response:
    """The clerk is done: on to the head."""
    _form(VersionForm())
    actions.send_to_head(_own())
    flash("Phiếu đã trình lãnh đạo duyệt.", "ok")
    return redirect(url_for("scoring.card"), 303)


@scoring.post("/<bloc>/<int:year>/scorecard/give-back")
@door(Role.HEAD)
def give_back() -> Response:
    """The head gives the card back to the clerk and says why."""
    form = _form(GiveBackForm())
    actions.give_back(_own(), form.reason.data or "")
    flash("Phiếu đã chuyển lại cho đầu mối.", "ok")
    return redirect(url_for("scoring.card"), 303)


@scoring.post("/<bloc>/<int:year>/scorecard/submit")
@door(Role.HEAD)
def submit() -> Response:
    """The head submits what he saw."""
    form = _form(VersionForm())
    filed = actions.submit(_own(), form.version.data or 0)
    late = f", chậm {filed.days_late} ngày" if filed.days_late else ""
    flash(f"Đã nộp phiếu{late}. Phiếu được niêm phong và chuyển đến Khối trưởng.", "ok")
    return redirect(url_for("scoring.card"), 303)


@scoring.get("/<bloc>/<int:year>/scorecard/form")
@door(Role.CLERK, Role.HEAD)
def form() -> str:
    """The card on paper: A4, places to sign, the seal's code."""
    desk = the_desk()
    day = local(desk.page.filed_at if desk.is_filed and desk.page.filed_at else clock.now())
    return render_template(
        "scoring/form.html",
        desk=desk, lines=paper_lines(desk), page_title=f"Phiếu tự chấm điểm năm {here().number}",
        place_and_date=f"Ngày {day:%d} tháng {day:%m} năm {day:%Y}",
    )  # fmt: skip


@scoring.get("/<bloc>/<int:year>/scorecard/history")
@door(Role.CLERK, Role.HEAD)
def history() -> str:
    """Who did what with the card, and every change of its rows."""
    card = _own()
    spec = spec_of(sheet_by_id(card.sheet_id))
    lines, changes, filings = lines_of_card(card.id), marks_changed(card.id), filings_of_card(card.id)
    by = {line.by for line in lines} | {line.by for line, _ in changes} | {filed.filed_by for filed in filings}
    names = names_of({user for user in by if user})
    steps = [card_act(line, names) for line in lines if line.act != "submit"]
    steps += [filing_line(filed, names) for filed in filings]
    return render_template(
        "scoring/history.html",
        steps=sorted(steps, key=lambda step: step.at, reverse=True),
        changes=[change_of(line, spec.leaf_at.get(path), path, names) for line, path in changes],
        page_title="Lịch sử phiếu tự chấm",
    )


def _own() -> Scorecard:
    """The agency's card as a row that may be changed; 404 where it was not begun."""
    card = card_of(here().year_id, here().agency_id)
    if card is None:
        raise NotFound
    refuse_restrained(card.stage)
    return card


def _form(form: F) -> F:
    """The form, when it is well-formed; what is wrong is said in words."""
    if not form.validate_on_submit():
        words = [str(error) for errors in form.errors.values() for error in errors]
        raise Refused(" ".join(words))
    return form
