"""The score sheet in and out: JSON or Excel."""

from pathlib import Path

import click

from khoi.cli.desk import Desk, at_desk, refuse_published
from khoi.cli.frame import Family, in_year
from khoi.cli.papers import read_bytes, read_json, write_bytes, write_json
from khoi.cli.speech import give, say
from khoi.scoring.models import cards_in
from khoi.sheets.actions import publish, store_sheet
from khoi.sheets.excel import Incoming, write_workbook
from khoi.sheets.files import read_file
from khoi.sheets.models import draft_of, sheet_in_force, spec_of
from khoi.sheets.rules import SheetSpec, differences, objections_to_publishing, read_sheet, write_sheet
from tenants.models import Year
from tenants.refusal import Objection, Refused, refuse_over


@click.group("sheet", cls=Family)
def sheet_family() -> None:
    """Bảng tiêu chí chấm điểm."""


@sheet_family.command("import")
@click.argument("file", metavar="TỆP")
@click.option("--draft", is_flag=True, help="Chỉ lưu bản nháp, chưa công bố.")
@click.option("--yes", is_flag=True, help="Chấp nhận mất số liệu đã nhập mà bản mới không dùng được.")
@at_desk
def import_sheet(desk: Desk, file: str, draft: bool, yes: bool) -> None:
    """Nhập bảng tiêu chí từ tệp .json hoặc .xlsx và công bố."""
    incoming = _read(file)
    spec = incoming.spec
    if not draft:
        refuse_over(incoming.located(objections_to_publishing(spec)), "Chưa công bố được bảng tiêu chí.")
    with desk.at_year(spec.year) as post:
        if spec.year != post.year.number:
            raise Refused(f"Tệp của năm {spec.year}, không nhập vào năm {post.year.number}.")
        refuse_published(post)
        if not draft and not yes:
            _refuse_losses(post.year, spec)
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


def _refuse_losses(year: Year, spec: SheetSpec) -> None:
    """A new version says first what it does to scores already entered."""
    former = sheet_in_force(year.id)
    if former is None or not cards_in(year.id):
        return
    changes = differences(spec_of(former), spec)
    losses = [Objection(None, f"{path}: bỏ khỏi bảng, số liệu đã nhập không dùng nữa") for path in changes.removed]
    losses += [Objection(None, str(change)) for change in changes.changed if not change.keeps_inputs]
    refuse_over(losses, "Bản mới làm mất số liệu đã nhập; thêm --yes nếu vẫn công bố:")


def _read(file: str) -> Incoming:
    """The sheet in the file, with the cells it stands in where the file has cells."""
    if Path(file).suffix.lower() == ".xlsx":
        return read_file(Path(file).name, read_bytes(file))
    return Incoming(read_sheet(read_json(file)))


def _write(file: str | None, spec: SheetSpec) -> None:
    match Path(file).suffix.lower() if file else None:
        case None:
            give(write_sheet(spec))
        case ".json":
            write_json(str(file), write_sheet(spec))
        case ".xlsx":
            write_bytes(str(file), write_workbook(spec))
        case _:
            raise Refused(f"{file}: tên tệp phải kết thúc bằng .json hoặc .xlsx.")
    if file:
        say(f"Đã ghi {file}.")


in_year(import_sheet)
in_year(export_sheet)

COMMANDS = (sheet_family,)
