"""Who has filed which report, as JSON."""

from typing import Any

import click

from khoi.cli.desk import Desk, at_desk, looked
from khoi.cli.frame import Family, in_year
from khoi.cli.speech import give
from khoi.reports.models.matrix import Cell, Column, matrix_of
from khoi.scoring.models.bloc import codes_in
from tenants.vi.dates import local


@click.group("report", cls=Family)
def report_family() -> None:
    """Báo cáo của các đơn vị."""


@report_family.command("status")
@click.option("--json", "as_json", is_flag=True, help="In JSON (mặc định).")
@at_desk
def status(desk: Desk, as_json: bool) -> None:
    """Đơn vị nào đã nộp báo cáo nào: tình trạng, lúc nộp, số ngày chậm, nộp giấy."""
    with desk.at_year() as post:
        looked(post, "reports")
        codes = codes_in(post.year.id)
        found = {column.request.key: _report(column, codes) for column in matrix_of(post.year.id).columns}
    give(found)


def _report(column: Column, codes: dict[int, str]) -> dict[str, Any]:
    """One report: its dates, and each member by code."""
    filing = column.filing
    return {
        "title": column.request.title,
        "due": local(filing.due).isoformat() if filing else None,
        "closing": local(filing.closing).isoformat() if filing else None,
        "members": {codes[agency_id]: _member(cell) for agency_id, cell in column.cells.items()},
    }


def _member(cell: Cell) -> dict[str, Any]:
    """Of what is not filed only whether it was begun."""
    return {
        "state": cell.seen.value,
        "filed_at": local(cell.filed.filed_at).isoformat() if cell.filed else None,
        "days_late": cell.days_late,
        "paper": cell.on_paper,
    }


in_year(status)

COMMANDS = (report_family,)
