"""The plan of the year: a board by quarter, a list, a timeline; begun, edited, taken away as a file."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound

from khoi.office import docx
from khoi.office.serving import made_file
from khoi.plans import actions
from khoi.plans.files import write_file
from khoi.plans.forms import PlanForm, plan_values
from khoi.plans.models import Plan, bloc_spec, removed_from, spec_of
from khoi.plans.views.blueprint import Answer, everybody, own_plan, plans, the_plan, this_year, today
from khoi.plans.views.shown import FILTERS, Shown, counted, in_quarters, share, shown_tasks, stretches, wanted
from tenants.gate import here, me, only_to_change, takes_home
from tenants.models import bloc_named
from tenants.roles import Seat
from tenants.vi import vi_key

LOOKS = {"board": "Bảng theo quý", "list": "Danh sách", "line": "Dòng thời gian"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {".docx": docx.DOCX, ".xlsx": XLSX}


@dataclass(frozen=True, slots=True)
class Choice:
    """How one looks at the plan: which shape, which chip, which words, which unit."""

    look: str
    only: str
    q: str
    unit: str


def _choice() -> Choice:
    """What the address asks for; a word that means nothing is the usual."""
    asked = request.args
    look, only = asked.get("look", ""), asked.get("only", "")
    return Choice(
        look if look in LOOKS else "board", only if only in FILTERS else "", asked.get("q", "")[:100],
        asked.get("unit", "")[:200],
    )  # fmt: skip


@plans.get("/<bloc>/<int:year>/plan")
@everybody
def plan() -> str:
    """The own tasks and the bloc's, looked at as one likes."""
    mine, choice = own_plan(), _choice()
    lines = shown_tasks(mine, here().year_id, here().agency_id, here().number, today())
    found = wanted(lines, choice.q, choice.unit)
    left = [line for line in found if not choice.only or choice.only in line.tags.split()]
    return render_template(
        "plans/plan.html", plan=mine, choice=choice, looks=LOOKS, filters=FILTERS, all_lines=lines, lines=left,
        counts=counted(found), found=len(found), quarters=in_quarters(left), units=_units(lines),
        stretches=stretches(left, here().number), today_share=_today_share(), own_years=_own_years(lines),
        removed=removed_from(mine) if mine else [], leads=here().seat is Seat.LEAD, writes=here().is_open,
        page_kicker=_kicker(mine, lines), page_title="Kế hoạch năm",
    )  # fmt: skip


def _today_share() -> float | None:
    """Where today stands on the line of the year; nowhere in another year."""
    return share(today(), here().number) if today().year == here().number else None


def _units(lines: list[Shown]) -> list[str]:
    return sorted({unit for line in lines for unit in line.units}, key=vi_key)


def _kicker(mine: Plan | None, lines: list[Shown]) -> str:
    """The plan in one line of figures."""
    done = sum(line.task.status == "done" for line in lines)
    years = _own_years(lines)
    said = [mine.title if mine else f"Năm thi đua {here().number}", f"{len(lines)} việc", f"{done} xong"]
    return " · ".join([*said, f"{years} việc ghi năm khác"] if years else said)


def _own_years(lines: list[Shown]) -> int:
    """How many own tasks name another year: others' are not ours to mend."""
    return sum(line.is_own and bool(line.years) for line in lines)


@plans.post("/<bloc>/<int:year>/plan")
@everybody
def begin() -> Answer:
    """An empty plan of the own agency."""
    own_plan()
    actions.begin_plan(this_year(), here().agency_id)
    flash("Đã lập kế hoạch. Thêm từng việc, hoặc nhập từ tệp Excel.", "ok")
    return redirect(url_for("plans.plan"), 303)


@plans.route("/<bloc>/<int:year>/plan/text", methods=["GET", "POST"])
@everybody
@only_to_change
def edit_plan() -> Answer:
    """The plan's own words."""
    form = PlanForm()
    sent = form.is_submitted()
    good = sent and form.validate()
    mine = the_plan()
    present = spec_of(mine)
    standing = tuple(plan_values(present).values())
    if not sent:
        form = PlanForm(data=plan_values(present))
        form.show(*standing)
        return _text_page(form)
    if not good:
        return _text_page(form), 422
    if form.is_stale(*standing):
        return _text_page(form), 409
    actions.edit_text(mine, form.spec(here().number))
    flash("Đã lưu lời văn kế hoạch.", "ok")
    return redirect(url_for("plans.plan"), 303)


def _text_page(form: PlanForm) -> str:
    return render_template("plans/edit_plan.html", form=form, page_title="Lời văn kế hoạch")


@plans.post("/<bloc>/<int:year>/plan/file")
@everybody
@takes_home
def download() -> Answer:
    """The plan as the official Word document, or as Excel; without a plan of one's own, the bloc's tasks as Excel."""
    ending = request.form.get("kind", "")
    ending = ending if ending in KINDS else ".docx"
    mine = own_plan()
    if mine is None:
        return _blocs_tasks(ending)
    bloc = bloc_named(here().slug)
    content = write_file(ending, spec_of(mine), bloc.province if bloc else "")
    actions.note_export(mine, ending, content)
    return made_file(content, KINDS[ending], f"ke-hoach-{here().number}-{me().agency_code}{ending}")


def _blocs_tasks(ending: str) -> Answer:
    spec = bloc_spec(here().year_id)
    if ending != ".xlsx" or not spec.tasks:
        raise NotFound
    content = write_file(ending, spec, "")
    actions.note_export(this_year(), ending, content)
    return made_file(content, XLSX, f"viec-cua-khoi-{here().number}.xlsx")
