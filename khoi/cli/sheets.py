"""The score sheet in and out: JSON or Excel."""

from pathlib import Path
from typing import Any

import click

from khoi.cli.desk import Desk, at_desk
from khoi.cli.frame import Family, give, in_year, say
from khoi.cli.papers import read_json, write_json
from khoi.sheets.actions import publish, store_sheet
from khoi.sheets.models import draft_of, sheet_in_force, spec_of
from khoi.sheets.rules import SheetSpec, read_sheet, write_sheet
from tenants.refusal import Refused


@click.group("sheet", cls=Family)
def sheet_family() -> None:
    """Bảng tiêu chí chấm điểm."""


@sheet_family.command("import")
@click.argument("file", metavar="TỆP")
@click.option("--draft", is_flag=True, help="Chỉ lưu bản nháp, chưa công bố.")
@at_desk
def import_sheet(desk: Desk, file: str, draft: bool) -> None:
    """Nhập bảng tiêu chí từ tệp .json hoặc .xlsx và công bố."""
    spec = _read(file)
    with desk.at_year(spec.year) as post:
        if spec.year != post.year.number:
            raise Refused(f"Tệp của năm {spec.year}, không nhập vào năm {post.year.number}.")
        sheet = store_sheet(post.year, spec)
        if not draft:
            publish(sheet)
    say(f"Đã {'lưu bản nháp' if draft else 'công bố'} bảng tiêu chí: {len(spec.leaves)} tiêu chí, {spec.total} điểm.")
    give({"year": spec.year, "version": sheet.number, "state": sheet.state, "criteria": len(spec.leaves)})


@sheet_family.command("export")
@click.argument("file", metavar="[TỆP]", required=False)
@click.option("--out", metavar="TỆP", help="Tệp .json hoặc .xlsx; không có thì in JSON.")
@click.option("--draft", is_flag=True, help="Bản nháp thay cho bản đang công bố.")
@at_desk
def export_sheet(desk: Desk, file: str | None, out: str | None, draft: bool) -> None:
    """Xuất bảng tiêu chí."""
    with desk.at_year(quiet=True) as post:
        sheet = draft_of(post.year.id) if draft else sheet_in_force(post.year.id)
        if sheet is None:
            raise Refused(f"Năm {post.year.number} chưa có bảng tiêu chí {'nháp' if draft else 'nào được công bố'}.")
        spec = spec_of(sheet)
    _write(out or file, spec)


def _read(file: str) -> SheetSpec:
    return read_sheet(read_json(file))


def _write(file: str | None, spec: SheetSpec) -> None:
    data: dict[str, Any] = write_sheet(spec)
    if file is None:
        give(data)
    elif Path(file).suffix.lower() == ".json":
        write_json(file, data)
        say(f"Đã ghi {file}.")
    else:
        raise Refused(f"{file}: tên tệp phải kết thúc bằng .json hoặc .xlsx.")


in_year(import_sheet)
in_year(export_sheet)

COMMANDS = (sheet_family,)
