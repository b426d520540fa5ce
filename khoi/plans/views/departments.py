"""The agency's departments and their people, as its plan names them."""

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound

from khoi.plans import actions
from khoi.plans.forms import DepartmentForm, DepartmentPersonForm
from khoi.plans.models import Department, DepartmentPerson, departments_of, people_of, tasks_by_department
from khoi.plans.views.blueprint import Answer, everybody, plans, refuse_restrained
from tenants.database import the
from tenants.gate import here, only_to_change
from tenants.refusal import Refused


def _the_department(department_id: str) -> Department:
    refuse_restrained()
    found = the(Department, department_id)
    if found.year_id != here().year_id:
        raise NotFound
    return found


@plans.route("/<bloc>/<int:year>/plan/departments", methods=["GET", "POST"])
@everybody
def departments() -> Answer:
    """All of them; a new one."""
    form = DepartmentForm()
    refuse_restrained()
    if not form.is_submitted():
        return _list_page(form)
    if not form.validate():
        return _list_page(form), 422
    try:
        made = actions.add_department(here().year_id, here().agency_id, " ".join((form.name.data or "").split()))
    except Refused as refused:
        form.name.errors = [refused.message]
        return _list_page(form), 409
    flash(f"Đã thêm “{made.name}”.", "ok")
    return redirect(url_for("plans.departments"), 303)


def _list_page(form: DepartmentForm) -> str:
    rows = departments_of(here().year_id, here().agency_id)
    return render_template(
        "plans/departments.html", rows=rows, people=people_of(rows), form=form, writes=here().is_open,
        counts=tasks_by_department(here().year_id, here().agency_id), page_title="Phòng, ban của đơn vị",
    )  # fmt: skip


@plans.route("/<bloc>/<int:year>/plan/departments/<public_id:department_id>", methods=["GET", "POST"])
@everybody
@only_to_change
def department(department_id: str) -> Answer:
    """One department: its name, its people."""
    form = DepartmentForm()
    found = _the_department(department_id)
    if not form.is_submitted():
        return _page(found, DepartmentForm(data={"name": found.name}))
    if not form.validate():
        return _page(found, form), 422
    try:
        actions.rename_department(found, " ".join((form.name.data or "").split()))
    except Refused as refused:
        form.name.errors = [refused.message]
        return _page(found, form), 409
    flash("Đã lưu tên.", "ok")
    return redirect(url_for("plans.departments"), 303)


def _page(found: Department, form: DepartmentForm, person: DepartmentPersonForm | None = None) -> str:
    count = tasks_by_department(found.year_id, found.agency_id).get(found.id, 0)
    return render_template(
        "plans/department.html", row=found, form=form, person=person or DepartmentPersonForm(formdata=None),
        people=people_of([found])[found.id], count=count, writes=here().is_open, page_title=found.name,
    )  # fmt: skip


@plans.post("/<bloc>/<int:year>/plan/departments/<public_id:department_id>/remove")
@everybody
def remove_department(department_id: str) -> Answer:
    """Take the department out, where no task names it."""
    found = _the_department(department_id)
    actions.remove_department(found)
    flash(f"Đã xóa “{found.name}”.", "ok")
    return redirect(url_for("plans.departments"), 303)


@plans.post("/<bloc>/<int:year>/plan/departments/<public_id:department_id>/people")
@everybody
def add_department_person(department_id: str) -> Answer:
    """Somebody joins the department."""
    form = DepartmentPersonForm()
    good = form.validate()
    found = _the_department(department_id)
    if not good:
        return _page(found, DepartmentForm(formdata=None, data={"name": found.name}), form), 422
    made = actions.add_person(found, " ".join((form.name.data or "").split()), form.position.data or "")
    flash(f"Đã thêm {made.name}.", "ok")
    return redirect(url_for("plans.department", department_id=found.public_id), 303)


@plans.post("/<bloc>/<int:year>/plan/people/<public_id:person_id>/remove")
@everybody
def remove_department_person(person_id: str) -> Answer:
    """Somebody leaves the department."""
    refuse_restrained()
    person = the(DepartmentPerson, person_id)
    actions.remove_person(person)
    flash(f"Đã đưa {person.name} ra khỏi danh sách.", "ok")
    return redirect(url_for("plans.departments"), 303)
