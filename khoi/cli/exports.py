"""What leaves the portal as a file: the consolidated workbook."""

import click

from khoi.cli.desk import Desk, at_desk
from khoi.cli.frame import Family, in_year
from khoi.cli.papers import write_bytes
from khoi.cli.speech import give, say
from khoi.summaries.workbook import consolidated_workbook
from tenants.journal import took_out

OPERATOR = "Quản trị vận hành (dòng lệnh)"


@click.group("export", cls=Family)
def export_family() -> None:
    """Xuất tệp."""


@export_family.command("workbook")
@click.option("--out", required=True, metavar="TỆP.xlsx", help="Tệp Excel sẽ ghi.")
@at_desk
def export_workbook(desk: Desk, out: str) -> None:
    """Xuất sổ tổng hợp điểm của năm ra Excel."""
    with desk.at_year() as post:
        content = consolidated_workbook(post.year, OPERATOR)
        took_out(post.year, "workbook", content)
    write_bytes(out, content)
    say(f"Đã ghi {out}.")
    give({"file": out, "bytes": len(content)})


in_year(export_workbook)

COMMANDS = (export_family,)
