"""What leaves the portal as a file: the consolidated workbook, the bloc's reports, the dossier."""

from pathlib import PurePath

import click

from khoi.cli.desk import Desk, Post, at_desk
from khoi.cli.frame import Family, in_year
from khoi.cli.papers import write_bytes, write_stream
from khoi.cli.speech import give, say
from khoi.office.docx import write
from khoi.office.pdf import pdf_of
from khoi.reports.models import ReportRequest, request_keyed, requests_of
from khoi.summaries.actions import take_out_package
from khoi.summaries.dossier import collected, contents_now, packed
from khoi.summaries.models import bloc_report_of, gathering_of
from khoi.summaries.rules import report_document
from khoi.summaries.workbook import consolidated_workbook
from tenants.journal import took_out
from tenants.refusal import Refused

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
    _written(out, content)


@export_family.command("report")
@click.argument("key", metavar="MÃ_BÁO_CÁO")
@click.option("--out", required=True, metavar="TỆP.docx|.pdf", help="Tệp Word hoặc PDF sẽ ghi.")
@at_desk
def export_report(desk: Desk, key: str, out: str) -> None:
    """Xuất báo cáo tổng hợp của Khối (half_year_report, year_report…) ra Word hoặc PDF.

    Chưa lập thì gom từ nội dung các đơn vị đã nộp."""
    kind = PurePath(out).suffix.lower()
    if kind not in (".docx", ".pdf"):
        raise Refused("Tên tệp phải có đuôi .docx hoặc .pdf.")
    with desk.at_year(quiet=True) as post:
        content = write(report_document(bloc_report_of(gathering_of(_asked(post, key)))))
    content = pdf_of(content) if kind == ".pdf" else content
    with desk.at_year() as post:
        took_out(post.year, f"{key}_{kind[1:]}", content)
    _written(out, content)


@export_family.command("dossier")
@click.option("--out", required=True, metavar="TỆP.zip", help="Tệp nén sẽ ghi.")
@at_desk
def export_dossier(desk: Desk, out: str) -> None:
    """Xuất hồ sơ gửi Sở Nội vụ: văn bản đã ban hành, bảng điểm, báo cáo, danh mục minh chứng, có mục lục."""
    with desk.at_year() as post:
        package = packed(collected(post.year, OPERATOR), contents_now(post.year))
        take_out_package(post.year, "dossier", package.sha256, package.size)
    write_stream(out, package.file)
    say(f"Đã ghi {out}: {package.count} tệp.")
    give({"file": out, "bytes": package.size, "sha256": package.sha256, "files": package.count})


def _asked(post: Post, key: str) -> ReportRequest:
    request = request_keyed(post.year.id, key)
    if request is None or not request.is_asked:
        known = ", ".join(each.key for each in requests_of(post.year.id) if each.is_asked) or "chưa có báo cáo nào"
        raise Refused(f"Năm {post.year.number} không có báo cáo “{key}” đã yêu cầu (đang có: {known}).")
    return request


def _written(out: str, content: bytes) -> None:
    write_bytes(out, content)
    say(f"Đã ghi {out}.")
    give({"file": out, "bytes": len(content)})


in_year(export_workbook)
in_year(export_report)
in_year(export_dossier)

COMMANDS = (export_family,)
