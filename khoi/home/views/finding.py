"""The search: what the bloc shows of every step, the own agency's tasks and evidence, published results."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import render_template, request

from khoi.activities.models import Activity
from khoi.documents.models import Document
from khoi.home.models import MOST, Found, found_with
from khoi.home.rules import marked, words_of
from khoi.home.views.addresses import address_of
from khoi.home.views.blueprint import home
from khoi.movements.models import Movement
from khoi.plans.models import Task
from khoi.ranking.models import StandingLine
from khoi.reports.models import ReportRequest
from khoi.scoring.models import Evidence
from khoi.sheets.models import Criterion
from khoi.summaries.models import PublishedReport
from tenants.gate import door, here, me
from tenants.roles import Role
from tenants.vi import date, date_time

NOTHING = Found()
Line = dict[str, Any]


@home.get("/<bloc>/<int:year>/search")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER)
def search() -> str:
    """What holds all the words that were typed, grouped; through a member's eyes, also for the lead."""
    typed = request.args.get("q", "").strip()[:100]
    words = words_of(typed)
    # A draft's evidence stays shut to an account whose reset others asked for, as on the pages of the draft itself.
    found = found_with(words, drafts=not me().is_restrained()) if words else NOTHING
    return render_template(
        "home/search.html", q=typed, words=words, groups=_groups(found, words), page_title="Tìm kiếm",
        page_kicker=f"Từ khóa: {typed}" if typed else None,
    )  # fmt: skip


def _groups(found: Found, words: Sequence[str]) -> list[dict[str, Any]]:
    """Each kind with its title, its lines and whether there are more of them."""
    drawn: tuple[tuple[str, Sequence[tuple[Any, int]], Callable[[Any, int], dict[str, Any]]], ...] = (
        ("Tiêu chí", found.criteria, _criterion),
        ("Văn bản của Khối", found.documents, _document),
        ("Việc trong kế hoạch", found.tasks, _task),
        ("Hội nghị, hoạt động", found.activities, _activity),
        ("Phong trào thi đua", found.movements, _movement),
        ("Báo cáo", found.reports, _report),
        ("Báo cáo của Khối đã công bố", found.published, _published),
        ("Minh chứng của đơn vị", found.evidence, _evidence),
        ("Kết quả đã công bố", found.results, _result),
    )
    return [
        {"title": title, "more": len(rows) > MOST, "lines": [_marked(draw(*row), words) for row in rows[:MOST]]}
        for title, rows, draw in drawn
        if rows
    ]


def _marked(line: Line, words: Sequence[str]) -> dict[str, Any]:
    """A line with what was searched for set apart; of a document also in its number and issuer."""
    title, detail = marked(line["text"], words), marked(line["detail"], words if line["label"] is None else ())
    return line | {"title": title, "detail": detail}


def _criterion(row: Criterion, number: int) -> Line:
    return {
        "text": row.title,
        "label": row.code,
        "detail": _of(number),
        "url": address_of("sheets.show", year=number, _anchor=f"c-{row.place + 1}"),
    }


def _evidence(row: Evidence, number: int) -> Line:
    known = (f"số {row.number}" if row.number else "", f"ngày {date(row.dated)}" if row.dated else "", row.issuer)
    detail = " · ".join([*filter(None, known), _of(number)])
    return {
        "text": row.title,
        "label": None,
        "detail": detail,
        "url": address_of("scoring.evidence_document", year=number, evidence_id=row.public_id),
    }


def _line(text: str, number: int, url: str | None, *known: str) -> Line:
    """A row with what is known of it, set apart by dots."""
    return {"text": text, "label": None, "detail": " · ".join([*filter(None, known), _of(number)]), "url": url}


def _document(row: Document, number: int) -> Line:
    url = address_of("documents.document", year=number, document_id=row.public_id)
    return _line(row.subject, number, url, row.kind, f"số {row.sign}" if row.sign else "",
                 f"ngày {date(row.dated)}" if row.dated else "")  # fmt: skip


def _task(row: Task, number: int) -> Line:
    url = address_of("plans.task", year=number, task_id=row.public_id)
    of = "của Khối" if row.of_bloc else "nội bộ"
    return _line(row.content, number, url, row.lead_unit, f"quý {row.quarter}", of)


def _activity(row: Activity, number: int) -> Line:
    url = address_of("activities.activity", year=number, activity_id=row.public_id)
    return _line(row.title, number, url, date_time(row.starts_at), row.place)


def _movement(row: Movement, number: int) -> Line:
    url = address_of("movements.movement", year=number, movement_id=row.public_id)
    return _line(row.name, number, url, f"{date(row.begins)} – {date(row.ends)}")


def _report(row: ReportRequest, number: int) -> Line:
    url = address_of("reports.reports", year=number)
    return _line(row.title, number, url, f"kỳ {date(row.period_start)} – {date(row.period_end)}")


def _published(row: PublishedReport, number: int) -> Line:
    url = address_of("summaries.published_report", year=number, published_report_id=row.public_id)
    return _line(row.title, number, url, f"công bố lần {row.number}, {date_time(row.published_at)}")


def _result(row: StandingLine, number: int) -> Line:
    rank = f"hạng {row.rank}" if row.rank else "không xếp hạng"
    detail = " · ".join(filter(None, (rank, row.label, _of(number))))
    return {"text": row.name, "label": "", "detail": detail, "url": address_of("ranking.published", year=number)}


def _of(number: int) -> str:
    return "năm nay" if number == here().number else f"năm {number}"
