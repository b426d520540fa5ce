"""One person's data on request: what the portal keeps of somebody of an agency, as a file."""

from pathlib import PurePath

import click

from khoi.awards.excel.personal import person_book, person_json
from khoi.awards.models.personal import traces_of
from khoi.awards.rules.personal import is_name
from khoi.cli.desk import Desk, at_desk, looked
from khoi.cli.frame import Family, in_year
from khoi.cli.papers import write_bytes
from khoi.cli.speech import give, say
from tenants.models import agency_coded
from tenants.refusal import Refused


@click.group("person", cls=Family)
def person_family() -> None:
    """Dữ liệu cá nhân."""


@person_family.command("export")
@click.argument("name", metavar="HỌ_VÀ_TÊN")
@click.option("--agency", "code", required=True, metavar="MÃ", help="Mã đơn vị của người đó.")
@click.option("--out", required=True, metavar="TỆP.xlsx|.json", help="Tệp sẽ ghi.")
@at_desk
def export_person(desk: Desk, name: str, code: str, out: str) -> None:
    """Xuất mọi dữ liệu cổng lưu về một người của đơn vị, ở mọi năm."""
    kind = PurePath(out).suffix.lower()
    if kind not in (".xlsx", ".json"):
        raise Refused("Tên tệp phải có đuôi .xlsx hoặc .json.")
    if not is_name(name):
        raise Refused("Nhập đủ họ và tên (ít nhất hai chữ).")
    with desk.at_year() as post:
        agency = agency_coded(post.bloc.id, code)
        if agency is None:
            raise Refused(f"Khối không có đơn vị mã {code}.")
        traces = traces_of(agency.id, name)
        looked(post, "person")
    write_bytes(out, person_json(name, traces) if kind == ".json" else person_book(name, traces))
    say(f"Đã ghi {out}: {len(traces)} mục.")
    give({"file": out, "rows": len(traces)})


in_year(export_person)

COMMANDS = (person_family,)
