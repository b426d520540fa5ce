"""The year's rules of awards: everybody reads them, the lead keeps them."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from khoi.awards import actions
from khoi.awards.excel import rules_book
from khoi.awards.excel.catalogue import whom
from khoi.awards.forms import RuleForm
from khoi.awards.models import AwardRule, rule_rows
from khoi.awards.rules import RuleSpec
from khoi.awards.views.blueprint import Answer, awards, everybody, lead
from khoi.office.serving import made_file
from khoi.office.upload import MIMES, FileKind
from khoi.pledges.models import catalogue_of
from khoi.years.models import bases_of
from khoi.years.rules import warnings_for_citing
from tenants import clock
from tenants.database import the
from tenants.forms import Form
from tenants.gate import here, only_to_change, takes_home
from tenants.models import year_by_id
from tenants.refusal import Refused
from tenants.scope import present_scope


@awards.get("/<bloc>/<int:year>/yearly/rules")
@everybody
def rules() -> str:
    """All rules by the titles they are for; where a source is not in force today, it says so."""
    rows, names = rule_rows(here().year_id), title_names()
    bases, today = bases_of(here().year_id), clock.today()
    warned = {row.id: [each.message for each in warnings_for_citing(spec.basis, bases, today)] for row, spec in rows}
    return render_template(
        "awards/rules.html", rows=[(row, spec, whom(spec, names)) for row, spec in rows], names=names, warned=warned,
        leads=bool(present_scope().lead), page_title="Quy tắc xét khen thưởng năm",
    )  # fmt: skip


def title_names() -> dict[str, str]:
    """The names of the year's catalogue by code."""
    return {row.code: row.name for row in catalogue_of(here().year_id, all_rows=True)}


@awards.post("/<bloc>/<int:year>/yearly/rules/begin")
@lead
def begin_rules() -> Response:
    """Fill an empty list with last year's rules, or with the customary ones."""
    count = actions.begin_rules(year_by_id(here().year_id))
    flash(f"Có {count} quy tắc. Đối chiếu từng quy tắc với quy định đang áp dụng, sửa cho đúng.", "ok")
    return redirect(url_for("awards.rules"), 303)


@awards.post("/<bloc>/<int:year>/yearly/rules/workbook")
@everybody
@takes_home
def rules_workbook() -> Response:
    """The rules as an Excel file."""
    book = rules_book(here().number, rule_rows(here().year_id), title_names())
    return made_file(book, MIMES[FileKind.XLSX], f"Quy tắc khen thưởng {here().number}.xlsx")


@awards.route("/<bloc>/<int:year>/yearly/rules/new", methods=["GET", "POST"])
@lead
@only_to_change
def new_rule() -> Answer:
    """A further rule."""
    form = _form()
    if not form.is_submitted():
        return _page(form)
    if not form.validate():
        return _page(form), 422
    try:
        actions.add_rule(year_by_id(here().year_id), form.spec())
    except Refused as refused:
        put(form, refused)
        return _page(form), 409
    flash("Đã thêm quy tắc.", "ok")
    return redirect(url_for("awards.rules"), 303)


@awards.route("/<bloc>/<int:year>/yearly/rules/<public_id:rule_id>", methods=["GET", "POST"])
@lead
@only_to_change
def rule(rule_id: str) -> Answer:
    """Change a rule, or set it aside."""
    form = _form()
    good = form.is_submitted() and form.validate()
    row = the(AwardRule, rule_id)
    if row.year_id != here().year_id:
        raise NotFound
    spec = next(spec for each, spec in rule_rows(row.year_id) if each.id == row.id)
    if not form.is_submitted():
        form.put(spec)
        form.in_use.data = row.in_use
        form.show(*_shown(row, spec))
    if not good:
        return _page(form, row), 422 if form.is_submitted() else 200
    if form.is_stale(*_shown(row, spec)):
        return _page(form, row), 409
    try:
        changed = actions.change_rule(row, form.spec(), in_use=bool(form.in_use.data))
    except Refused as refused:
        put(form, refused)
        return _page(form, row), 409
    flash("Đã lưu quy tắc." if changed else "Không có gì thay đổi.", "ok")
    return redirect(url_for("awards.rules"), 303)


def put(form: Form, refused: Refused) -> None:
    """What a rule said, at the fields it is about."""
    form.form_errors = [refused.message]
    if refused.field and refused.field in form:
        form[refused.field].errors = [refused.message]
    for objection in refused.objections:
        if objection.path and objection.path in form:
            form[objection.path].errors = [objection.message]
        else:
            form.form_errors.append(str(objection))


def _shown(row: AwardRule, spec: RuleSpec) -> tuple[str, ...]:
    names = title_names()
    used = "đang dùng" if row.in_use else "thôi dùng"
    return whom(spec, names), spec.words(names.get(spec.other, "")), spec.basis, spec.note, used


def _form() -> RuleForm:
    form = RuleForm()
    form.offer(catalogue_of(here().year_id, all_rows=True))
    return form


def _page(form: RuleForm, row: AwardRule | None = None) -> str:
    template = "awards/rule.html" if row else "awards/new_rule.html"
    return render_template(template, form=form, row=row, page_title="Quy tắc xét khen thưởng")
