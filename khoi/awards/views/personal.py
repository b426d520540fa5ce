"""One person's data: the agency's head looks it up, hands it out, and erases it on request."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, Length

from khoi.awards import actions
from khoi.awards.excel.personal import person_book, person_json
from khoi.awards.models.personal import Trace, traces_of
from khoi.awards.rules.personal import is_name
from khoi.awards.views.blueprint import Answer, awards, head
from khoi.office.serving import made_file
from khoi.office.upload import MIMES, FileKind
from tenants.forms import Form
from tenants.gate import asks_again, here, only_to_change, refuse_restrained, takes_home
from tenants.models import year_by_id
from tenants.refusal import Refused

TOO_SHORT = "Nhập đủ họ và tên (ít nhất hai chữ)."


class PersonForm(Form):
    """Whose data."""

    name = StringField("Họ và tên", [DataRequired(), Length(max=200)], render_kw={"autocomplete": "off"})


class EraseForm(PersonForm):
    """The same, said twice: what is erased does not come back."""

    sure = BooleanField("Tôi đã đối chiếu đúng người yêu cầu", [DataRequired("Đánh dấu để xác nhận.")])


@awards.route("/<bloc>/<int:year>/person-data", methods=["GET", "POST"])
@head
@takes_home
def person_data() -> Answer:
    """What the portal keeps about one of the agency's people. The name is in no address: it is sent."""
    refuse_restrained()
    form = PersonForm()
    if not form.is_submitted():
        return _page(form)
    if not form.validate() or not is_name(form.name.data or ""):
        if not form.name.errors:
            form.name.errors = [TOO_SHORT]
        return _page(form), 422
    return _page(form, traces_of(here().agency_id, form.name.data or ""))


def _page(form: PersonForm, traces: list[Trace] | None = None, **more: Any) -> str:
    return render_template("awards/person_data.html", form=form, traces=traces, page_title="Dữ liệu cá nhân", **more)


@awards.post("/<bloc>/<int:year>/person-data/<kind>")
@head
@takes_home
def person_file(kind: str) -> Answer:
    """The same as a file, for the person who asked."""
    refuse_restrained()
    form = PersonForm()
    if kind not in ("xlsx", "json"):
        raise NotFound
    name = form.name.data or ""
    if not form.validate() or not is_name(name):
        return _page(form), 422
    traces = traces_of(here().agency_id, name)
    if kind == "json":
        return made_file(person_json(name, traces), "application/json", "du-lieu-ca-nhan.json")
    return made_file(person_book(name, traces), MIMES[FileKind.XLSX], "du-lieu-ca-nhan.xlsx")


@awards.post("/<bloc>/<int:year>/person-data/erase")
@head
@only_to_change
@asks_again("xóa dữ liệu cá nhân")
def erase_person() -> Answer:
    """Empty what is the person's own; awards stay."""
    refuse_restrained()
    form = EraseForm()
    if not form.validate():
        return _page(form), 422
    name = form.name.data or ""
    try:
        erased, kept = actions.erase_person(year_by_id(here().year_id), here().agency_id, name)
    except Refused as refused:
        form.name.errors = [refused.message]
        return _page(form), 409
    if not kept:
        flash(f"Đã xóa thông tin ở {erased} mục; các quyết định khen thưởng vẫn được giữ.", "ok")
        return redirect(url_for("awards.person_data"), 303)
    return _page(PersonForm(formdata=None), kept, erased=erased)
