"""Results against the agency's own targets, period by period."""

from dataclasses import dataclass
from decimal import Decimal

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.pledges import actions
from khoi.pledges.forms import ResultForm
from khoi.pledges.models import (
    FiledResults,
    TargetResult,
    last_registered,
    last_results,
    registration_of,
    results_of,
)
from khoi.pledges.models.registrations import Registration
from khoi.pledges.rules import PERIODS, Target, percent_of
from khoi.pledges.rules.results import REPORT_OF
from khoi.pledges.views.blueprint import Answer, head, members, pledges
from khoi.pledges.views.desk import SILENT, Said
from khoi.years.models import dates_for
from tenants.gate import here, refuse_restrained, wants_fragment
from tenants.refusal import Stale


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A target, what was reached of it, and what is to be said about it."""

    at: int
    target: Target
    row: TargetResult | None
    said: Said = SILENT

    @property
    def percent(self) -> Decimal | None:
        return percent_of(self.row.figure if self.row else None, self.target.figure)


@pledges.get("/<bloc>/<int:year>/target-results/<period>")
@members
def results(period: str) -> Answer:
    """Each target with its result; the head files the whole."""
    return _page(_known(period), {})


@pledges.post("/<bloc>/<int:year>/target-results/<period>/rows/<public_id:target_key>")
@members
def enter_result(period: str, target_key: str) -> Answer:
    """Save the result of one target."""
    form = ResultForm()
    good = form.validate()
    registration = _registration()
    if target_key not in {line.target.key for line in _lines(registration, _known(period), {})}:
        raise NotFound
    if form.choose.data == "theirs":
        return _answer(period, target_key, Said(), 200)
    if not good:
        return _answer(period, target_key, Said(form), 422)
    version = -1 if form.version.data is None else int(form.version.data)
    try:
        actions.enter_result(registration, period, target_key, form.figure.data, form.words.data or "", version)
    except Stale:
        return _answer(period, target_key, Said(form, conflict=True), 409)
    return _answer(period, target_key, Said(saved=True), 200)


@pledges.post("/<bloc>/<int:year>/target-results/<period>/file")
@head
def file_results(period: str) -> Response:
    """The head files the results of the period."""
    actions.file_results(_registration(), _known(period))
    flash(f"Đã nộp kết quả {PERIODS[period].lower()}. Khối trưởng xem được.", "ok")
    return redirect(url_for("pledges.results", period=period), 303)


def _known(period: str) -> str:
    if period not in PERIODS:
        raise NotFound
    return period


def _registration() -> Registration:
    refuse_restrained()
    row = registration_of(here().year_id, here().agency_id)
    if row is None:
        raise NotFound
    return row


def _lines(registration: Registration | None, period: str, said: dict[str, Said]) -> list[ResultLine]:
    filed = last_registered(registration.year_id, registration.agency_id) if registration else None
    if filed is None or registration is None:
        return []
    rows = results_of(registration.id, period)
    return [
        ResultLine(at, target, rows.get(target.key), said.get(target.key, SILENT))
        for at, target in enumerate(filed.registered.targets, 1)
    ]


def _is_changed(filed: FiledResults | None, lines: list[ResultLine]) -> bool:
    """Has something been entered since it was filed?"""
    if filed is None:
        return True
    before = filed.by_key
    now = {line.target.key: line.row.result for line in lines if line.row}
    return any(now.get(key) != result for key, result in before.items()) or set(now) - set(before) != set()


def _page(period: str, said: dict[str, Said]) -> str:
    refuse_restrained()
    registration = registration_of(here().year_id, here().agency_id)
    lines = _lines(registration, period, said)
    filed = last_results(registration.id, period) if registration else None
    return render_template(
        "pledges/results.html", lines=lines, period=period, periods=PERIODS, filed=filed,
        changed=_is_changed(filed, lines), dates=dates_for(here().year_id, here().agency_id, REPORT_OF[period]),
        page_title="Kết quả thực hiện chỉ tiêu",
    )  # fmt: skip


def _answer(period: str, key: str, said: Said, status: int) -> Answer:
    if not wants_fragment() and status == 200:
        return redirect(url_for("pledges.results", period=period, _anchor=f"row-{key}"), 303)
    if not wants_fragment():
        return _page(period, {key: said}), status
    lines = _lines(_registration(), period, {key: said})
    line = next(line for line in lines if line.target.key == key)
    return render_template("pledges/parts/result_answer.html", line=line, period=period), status
