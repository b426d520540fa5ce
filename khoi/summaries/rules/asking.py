"""What is asked about the bloc's report before it leaves: its head and foot, the law it cites, what has no words yet.
Nothing here keeps a file back; only what would tell of unpublished points cannot be published. Pure."""

from collections.abc import Sequence
from datetime import date

from khoi.office.proofreading import other_years
from khoi.summaries.rules.bloc_report import BlocReport, Cover
from khoi.years.rules import Basis, cites, in_force, warnings_for_citing

#: What a report on emulation rests on; plans and letters of the year are cited by hand.
CITED = ("Luật", "Nghị định", "Thông tư")


def doubts_about_face(cover: Cover, year: int) -> list[str]:
    """What is missing in head and foot, and another year named there."""
    found = []
    if not cover.signer:
        found.append("Chưa ghi họ tên người ký.")
    if not cover.bases:
        found.append("Chưa ghi căn cứ.")
    if cover.dated is not None and cover.dated.year not in (year, year + 1):
        found.append(f"Ngày ban hành thuộc năm {cover.dated.year}, báo cáo của năm {year}.")
    said = "\n".join((cover.subject, *cover.bases, cover.closing))
    if years := other_years(said, year):
        found.append(f"Trích yếu, căn cứ hoặc câu kết nhắc đến năm {', '.join(map(str, years))}.")
    return found


def doubts_about_law(cover: Cover, texts: Sequence[str], bases: Sequence[Basis], on: date) -> list[str]:
    """Every known text that the report cites and that is dead that day, or whose dates still want checking."""
    whole = "\n".join((*cover.bases, *texts, cover.closing))
    return [warning.message for warning in warnings_for_citing(whole, bases, on)]


def bases_to_cite(cover: Cover, bases: Sequence[Basis], on: date) -> list[str]:
    """The laws, decrees and circulars in force that day that the report does not cite yet, as it would cite them."""
    said = "\n".join(cover.bases)
    return [
        f"Căn cứ {basis.citation()}"
        for basis in in_force(bases, on)
        if basis.kind in CITED and not basis.verify and not cites(said, basis)
    ]


def objection_to_publishing(report: BlocReport, year_is_published: bool) -> str | None:
    """Why the bloc's report cannot go to the members yet; None when it can."""
    if report.scores is not None and not year_is_published:
        return "Báo cáo có bảng tổng hợp điểm, mà kết quả thi đua của năm chưa công bố. Công bố kết quả trước."
    if not report.cover.signer:
        return "Chưa ghi họ tên người ký. Ghi ở mục Đầu và cuối văn bản trước khi công bố."
    empty = [number for number, _, text in report.sections if not text.strip()]
    if len(empty) == len(report.sections):
        return "Báo cáo chưa có nội dung ở phần nào."
    return None
