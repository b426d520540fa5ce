"""Agencies' answers in and out, and what they come to: totals and places, as JSON."""

from typing import Any

import click

from khoi.cli.desk import Desk, Post, at_desk, looked, refuse_published
from khoi.cli.frame import Family, Verb, in_year
from khoi.cli.papers import read_json, write_json
from khoi.cli.speech import give, say, watched
from khoi.ranking.models.table import votes_in
from khoi.ranking.rules import as_expected
from khoi.scoring.actions.importing import take_in
from khoi.scoring.models.bloc import bloc_cards, codes_in
from khoi.scoring.models.files import cards_for_file
from khoi.scoring.rules import FiledCard, Stage, read_scores, write_scores
from khoi.sheets.models import Sheet, sheet_in_force, spec_of
from khoi.sheets.rules import SheetSpec
from khoi.years.actions import add_agency, admit
from tenants.models import Agency, agency_coded, membership_of
from tenants.refusal import Objection, Refused, refuse_over

STAGES = (Stage.DRAFT, Stage.SUBMITTED, Stage.APPRAISED)


@click.group("scores", cls=Family)
def scores_family() -> None:
    """Điểm của các đơn vị."""


@scores_family.command("import")
@click.argument("file", metavar="TỆP")
@click.option(
    "--stage", type=click.Choice([stage.value for stage in STAGES]), default=Stage.APPRAISED.value, show_default=True,
    help="Phiếu chấm đứng ở bước nào sau khi nhập.",
)  # fmt: skip
@click.option("--create-agencies", is_flag=True, help="Thêm làm thành viên những đơn vị chưa có.")
@at_desk
def import_scores(desk: Desk, file: str, stage: str, create_agencies: bool) -> None:
    """Nhập câu trả lời của các đơn vị; thay toàn bộ câu trả lời cũ của những đơn vị có trong tệp."""
    data = read_json(file)
    with desk.at_year(_year_in(data)) as post:
        refuse_published(post)
        sheet, spec = _sheet(post)
        filed = read_scores(data, spec)
        agencies = _agencies(post, filed, create=create_agencies)
        cards = watched(filed, "Nhập điểm", len(filed))
        take_in(post.year, sheet, ((agencies[card.card.agency], card) for card in cards), Stage(stage))
    say(f"Đã nhập điểm của {len(filed)} đơn vị.")
    give({"year": spec.year, "stage": stage, "agencies": [card.card.agency for card in filed]})


@scores_family.command("export")
@click.argument("file", metavar="[TỆP]", required=False)
@click.option("--out", metavar="TỆP", help="Tệp .json; không có thì in ra màn hình.")
@at_desk
def export_scores(desk: Desk, file: str | None, out: str | None) -> None:
    """Xuất câu trả lời của mọi đơn vị, để nhập lại được như cũ."""
    with desk.at_year() as post:
        looked(post, "scores")
        _, spec = _sheet(post)
        data = write_scores(spec, cards_for_file(post.year.id, spec))
    if path := out or file:
        write_json(path, data)
        say(f"Đã ghi {path}.")
    else:
        give(data)


@click.command("totals", cls=Verb)
@click.option("--json", "as_json", is_flag=True, help="In JSON (mặc định).")
@at_desk
def totals(desk: Desk, as_json: bool) -> None:
    """Tổng điểm của từng đơn vị, tự chấm và thẩm định."""
    give(_results(desk, "totals"))


@click.command("rank", cls=Verb)
@click.option("--json", "as_json", is_flag=True, help="In JSON (mặc định).")
@at_desk
def rank(desk: Desk, as_json: bool) -> None:
    """Xếp hạng, xếp loại của từng đơn vị, tự chấm và thẩm định."""
    give(_results(desk, "rank"))


def _results(desk: Desk, what: str) -> dict[str, Any]:
    """Every member with a card at any stage, in both views."""
    with desk.at_year() as post:
        looked(post, what)
        _, spec = _sheet(post)
        votes = votes_in(post.year.id, codes_in(post.year.id))
        return as_expected(spec, bloc_cards(post.year.id, spec, drafts=True), votes)


def _year_in(data: object) -> int | None:
    year = data.get("year") if isinstance(data, dict) else None
    return year if isinstance(year, int) and not isinstance(year, bool) else None


def _sheet(post: Post) -> tuple[Sheet, SheetSpec]:
    sheet = sheet_in_force(post.year.id)
    if sheet is None:
        raise Refused(f"Năm {post.year.number} chưa công bố bảng tiêu chí. Nhập bằng: khoi sheet import TỆP")
    return sheet, spec_of(sheet)


def _agencies(post: Post, filed: list[FiledCard], *, create: bool) -> dict[str, int]:
    """The members the file names, by code; with `create` those that are missing become members."""
    found = {card.card.agency: agency_coded(post.bloc.id, card.card.agency) for card in filed}
    if not create:
        _refuse_strangers(post, found)
    return {card.card.agency: _member(post, found[card.card.agency], card) for card in filed}


def _refuse_strangers(post: Post, found: dict[str, Agency | None]) -> None:
    strangers = [
        Objection(code, f"không phải thành viên của khối năm {post.year.number} (thêm bằng --create-agencies)")
        for code, agency in found.items()
        if agency is None or membership_of(post.year.id, agency.id) is None
    ]
    refuse_over(strangers, "Tệp điểm có đơn vị lạ.")


def _member(post: Post, agency: Agency | None, card: FiledCard) -> int:
    agency = agency or add_agency(post.bloc.id, card.card.agency, card.name)
    if membership_of(post.year.id, agency.id) is None:
        admit(post.year, agency, name=card.name)
    return agency.id


for command in (import_scores, export_scores, totals, rank):
    in_year(command)

COMMANDS = (scores_family, totals, rank)
