"""An agency's plan in and out: JSON, Excel, Word."""

from pathlib import Path

import click

from khoi.cli.desk import Desk, Post, at_desk, looked
from khoi.cli.frame import Family, in_year
from khoi.cli.papers import read_bytes, read_json, write_bytes, write_json
from khoi.cli.speech import give, say
from khoi.plans.actions import take_in
from khoi.plans.files import read_file, write_file
from khoi.plans.models import Plan, plan_of, proposing_names, spec_of
from khoi.plans.rules import Fate, PlanSpec, read_plan, without_the_proposed, write_plan, write_tasks
from tenants.models import agency_coded, membership_of, seated
from tenants.refusal import Refused
from tenants.roles import Seat

ENDINGS = (".json", ".xlsx", ".docx")


@click.group("plan", cls=Family)
def plan_family() -> None:
    """Kế hoạch năm của một đơn vị."""


def agency_option() -> click.Option:
    return click.Option(["--agency"], metavar="MÃ", help="Mã đơn vị có kế hoạch; không có thì là Khối trưởng.")


@plan_family.command("import")
@click.argument("file", metavar="TỆP")
@click.option("--json", "whole", is_flag=True, help="In cả các việc đã nhập.")
@at_desk
def import_plan(desk: Desk, file: str, whole: bool, agency: str | None) -> None:
    """Nhập kế hoạch từ tệp .json hoặc .xlsx; việc không có trong tệp được đưa ra khỏi kế hoạch."""
    spec = _read(file)
    with desk.at_year(spec.year) as post:
        plan, matches = take_in(post.year, _agency_id(post, agency), spec, replace_all=True)
        kept = spec_of(plan)
    counts = {fate.value: sum(match.fate is fate for match in matches) for fate in Fate}
    of_bloc = sum(bool(task.of_bloc) for task in kept.tasks)
    say(f"Đã nhập kế hoạch năm {kept.year}: {len(kept.tasks)} việc, trong đó {of_bloc} việc của Khối.")
    told = {"year": kept.year, "count": len(kept.tasks), "of_bloc": of_bloc} | counts
    give(told | {"tasks": write_tasks(kept)} if whole else told)


@plan_family.command("export")
@click.argument("file", metavar="[TỆP]", required=False)
@click.option("--out", metavar="TỆP", help="Tệp .json, .xlsx hoặc .docx; không có thì in JSON.")
@click.option("--json", "whole", is_flag=True, help="In các việc kèm năm khác với năm của kế hoạch mà việc ghi.")
@at_desk
def export_plan(desk: Desk, file: str | None, out: str | None, whole: bool, agency: str | None) -> None:
    """Xuất kế hoạch."""
    path = out or file
    if path and Path(path).suffix.lower() not in ENDINGS:
        raise Refused(f"{path}: tên tệp phải kết thúc bằng {', '.join(ENDINGS)}.")
    with desk.at_year() as post:
        plan = _plan(post, agency)
        looked(post, "plan")
        spec = spec_of(plan)
        said = write_plan(without_the_proposed(spec, proposing_names(plan)))
    if path:
        _write(path, spec, said, post.bloc.province)
        say(f"Đã ghi {path}.")
    if whole or not path:
        give(said | {"tasks": write_tasks(spec)} if whole else said)


def _read(file: str) -> PlanSpec:
    if Path(file).suffix.lower() == ".xlsx":
        return read_file(Path(file).name, read_bytes(file))
    return read_plan(read_json(file))


def _write(path: str, spec: PlanSpec, said: dict[str, object], province: str) -> None:
    if Path(path).suffix.lower() == ".json":
        write_json(path, said)
    else:
        write_bytes(path, write_file(Path(path).suffix.lower(), spec, province))


def _agency_id(post: Post, code: str | None) -> int:
    """The agency of that code, else the lead."""
    if code is None:
        lead = seated(post.year.id, Seat.LEAD)
        if lead is None:
            raise Refused(f"Năm {post.year.number} chưa có Khối trưởng; chọn đơn vị bằng --agency.")
        return lead.agency_id
    agency = agency_coded(post.bloc.id, code)
    if agency is None or membership_of(post.year.id, agency.id) is None:
        raise Refused(f"“{code}” không phải mã của đơn vị thành viên năm {post.year.number}.")
    return agency.id


def _plan(post: Post, code: str | None) -> Plan:
    plan = plan_of(post.year.id, _agency_id(post, code))
    if plan is None:
        raise Refused(f"Chưa có kế hoạch năm {post.year.number} của đơn vị này. Nhập bằng: khoi plan import <tệp>")
    return plan


for command in (import_plan, export_plan):
    in_year(command)
    command.params.append(agency_option())

COMMANDS = (plan_family,)
