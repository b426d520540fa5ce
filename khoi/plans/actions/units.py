"""The named units of an agency, and the people in them."""

from khoi.plans.models import Department, DepartmentPerson, departments_of, people_of, tasks_by_department
from khoi.plans.rules import folded
from tenants import journal
from tenants.database import db
from tenants.refusal import Refused

Units = dict[str, Department]


def units_of(year_id: int, agency_id: int) -> Units:
    """The agency's departments by their name without diacritics."""
    return {row.folded: row for row in departments_of(year_id, agency_id)}


def named_unit(units: Units, year_id: int, agency_id: int, name: str) -> Department | None:
    """The department of that name, made where it is new; None where no name is given."""
    if not name:
        return None
    return units.get(folded(name)) or _make(units, year_id, agency_id, name)


def add_department(year_id: int, agency_id: int, name: str) -> Department:
    """A new department; refused where the agency has one of that name."""
    units = units_of(year_id, agency_id)
    if folded(name) in units:
        raise Refused(f"Đơn vị đã có “{units[folded(name)].name}”.", field="name")
    return _make(units, year_id, agency_id, name)


def _make(units: Units, year_id: int, agency_id: int, name: str) -> Department:
    row = Department(year_id=year_id, agency_id=agency_id, name=name, folded=folded(name))
    db.session.add(row)
    db.session.flush()
    units[folded(name)] = row
    journal.wrote(row, "add_department", name=name)
    return row


def rename_department(department: Department, name: str) -> None:
    """Another name from now on; the words of the plan's tasks stay as they are."""
    others = units_of(department.year_id, department.agency_id)
    twin = others.get(folded(name))
    if twin is not None and twin.id != department.id:
        raise Refused(f"Đơn vị đã có “{twin.name}”.", field="name")
    if department.name != name:
        journal.wrote(department, "rename_department", before=department.name, name=name)
        department.name, department.folded = name, folded(name)


def remove_department(department: Department) -> None:
    """Take the department and its people out; refused while tasks name it."""
    count = tasks_by_department(department.year_id, department.agency_id).get(department.id, 0)
    if count:
        raise Refused(f"“{department.name}” còn đứng tên trong {count} việc của kế hoạch; sửa các việc đó trước.")
    for person in people_of([department])[department.id]:
        db.session.delete(person)
    db.session.flush()
    journal.wrote(department, "remove_department", name=department.name)
    db.session.delete(department)


def add_person(department: Department, name: str, position: str) -> DepartmentPerson:
    """Somebody of the department; a name that is there already gets the position."""
    known = {folded(person.name): person for person in people_of([department])[department.id]}
    person = known.get(folded(name))
    if person is None:
        owner = {"year_id": department.year_id, "agency_id": department.agency_id}
        person = DepartmentPerson(**owner, department_id=department.id, name=name)
        db.session.add(person)
    person.position = position
    db.session.flush()
    journal.wrote(person, "add_department_person", department=department.name, name=name)
    return person


def remove_person(person: DepartmentPerson) -> None:
    """Take the person out of the department; tasks keep the name."""
    journal.wrote(person, "remove_department_person", name=person.name)
    db.session.delete(person)
