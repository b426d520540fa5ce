"""The verification package: taken out, and checked by the program that travels in it."""

import sys
from pathlib import PurePath

import click

from khoi.cli.desk import Desk, Post, at_desk, looked
from khoi.cli.frame import Verb, in_year
from khoi.cli.papers import write_bytes
from khoi.cli.speech import give, say
from khoi.ranking.models import package_of, package_text, present_table, standing_in_force
from khoi.summaries import verifier
from khoi.summaries.package_file import package_zip
from tenants.journal import took_out
from tenants.refusal import Refused


@click.command("package", cls=Verb)
@click.option("--out", required=True, metavar="TỆP.zip|.json", help="Tệp sẽ ghi.")
@at_desk
def package(desk: Desk, out: str) -> None:
    """Xuất gói kiểm chứng của năm: của kết quả đã công bố, hoặc của bảng đang thẩm định (ghi rõ chưa công bố)."""
    kind = PurePath(out).suffix.lower()
    if kind not in (".zip", ".json"):
        raise Refused("Tên tệp phải có đuôi .zip hoặc .json.")
    with desk.at_year() as post:
        text, published = _text(post)
        content = package_zip(text) if kind == ".zip" else text.encode()
        looked(post, "package")
        took_out(post.year, "package", text.encode())
    write_bytes(out, content)
    told = verifier.read(text.encode(), out)["header"]
    say(f"Đã ghi {out}." + ("" if published else " CHÚ Ý: kết quả năm này chưa công bố."))
    give(
        {"file": out, "bytes": len(content), "state": told["state"], "sha256": verifier.sha256(text)}
        | {"journal_lines": told["journal_lines"], "journal_head": told["journal_head"]}
    )


def _text(post: Post) -> tuple[str, bool]:
    """What was kept at the publication, to the byte; before it, or of a result older than packages, one made now."""
    standing = standing_in_force(post.year.id)
    kept = package_of(standing.id) if standing else None
    if kept is not None:
        return kept.text, True
    table = present_table(post.year.id)
    if table is None or not table.cards:
        raise Refused(f"Năm {post.year.number} chưa có phiếu chấm nào được nộp.")
    return package_text(table, standing), standing is not None


@click.command("verify", cls=Verb)
@click.argument("file", metavar="GÓI")
@click.option("--hash", "wanted", default="", metavar="MÃ", help="Mã gói đã in trong thông báo công bố.")
@click.option("--anchor", default="", metavar="MÃ", help="Mã đầu nhật ký đã in trong thông báo công bố.")
def verify(file: str, wanted: str, anchor: str) -> None:
    """Kiểm tra một gói kiểm chứng bằng chính chương trình nằm trong gói; không cần dữ liệu của cổng."""
    sys.exit(verifier.main([file, "--hash", wanted, "--anchor", anchor]))


in_year(package)

COMMANDS = (package, verify)
