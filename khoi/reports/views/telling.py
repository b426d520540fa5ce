"""The way of a report in words: who did what, when."""

from collections.abc import Iterable
from datetime import datetime

from khoi.reports.models import ReportLine, filings_of_report
from khoi.reports.rules import late_words
from tenants import vi
from tenants.models import names_of

ACT_WORDS = {
    "begin": "bắt đầu soạn",
    "send_to_head": "trình lãnh đạo duyệt",
    "give_back": "chuyển lại cho đầu mối",
}
Step = tuple[str, str, str]


def steps_of(lines: Iterable[ReportLine], report_id: int) -> list[Step]:
    """(when, who, what) of the agency's own way with a report, the newest first."""
    inside = [line for line in lines if line.act in ACT_WORDS]
    filings = filings_of_report(report_id)
    people = {line.by for line in inside if line.by} | {row.filed_by for row in filings if row.filed_by}
    names = names_of(people)
    told: list[tuple[datetime, str, str]] = [
        (line.at, names.get(line.by or 0, ""), ACT_WORDS[line.act] + (f": {line.reason}" if line.reason else ""))
        for line in inside
    ]
    for row in filings:
        paper = " bản giấy, Khối trưởng nhập" if row.on_paper else ""
        words = f"nộp{paper} lần {row.number}, {late_words(row.days_late)}"
        told.append((row.entered_at, "" if row.on_paper else names.get(row.filed_by or 0, ""), words))
    return [(vi.date_time(at), who, what) for at, who, what in sorted(told, key=lambda step: step[0], reverse=True)]
