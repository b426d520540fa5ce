"""The search: criteria, the own agency's documents, published results."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import render_template, request

from khoi.home.models import MOST, Found, found_with
from khoi.home.rules import marked, words_of
from khoi.home.views.addresses import address_of
from khoi.home.views.blueprint import home
from khoi.ranking.models import StandingLine
from khoi.scoring.models import Evidence
from khoi.sheets.models import Criterion
from tenants.gate import door, here, me
from tenants.roles import Role
from tenants.vi import date

NOTHING = Found([], [], [])
Line = dict[str, Any]


@home.get("/<bloc>/<int:year>/search")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER)
def search() -> str:
    """What holds all the words that were typed, grouped; through a member's eyes, also for the lead."""
    typed = request.args.get("q", "").strip()[:100]
    words = words_of(typed)
    # A draft's documents stay shut to an account whose reset others asked for, as on the pages of the draft itself.
    found = found_with(words, documents=not me().is_restrained()) if words else NOTHING
    return render_template(
        "home/search.html", q=typed, words=words, groups=_groups(found, words), page_title="Tìm kiếm",
        page_kicker=f"Từ khóa: {typed}" if typed else None,
    )  # fmt: skip


def _groups(found: Found, words: Sequence[str]) -> list[dict[str, Any]]:
    """Each kind with its title, its lines and whether there are more of them."""
    drawn: tuple[tuple[str, Sequence[tuple[Any, int]], Callable[[Any, int], dict[str, Any]]], ...] = (
        ("Tiêu chí", found.criteria, _criterion),
        ("Minh chứng của đơn vị", found.documents, _document),
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


def _document(row: Evidence, number: int) -> Line:
    known = (f"số {row.number}" if row.number else "", f"ngày {date(row.dated)}" if row.dated else "", row.issuer)
    detail = " · ".join([*filter(None, known), _of(number)])
    return {
        "text": row.title,
        "label": None,
        "detail": detail,
        "url": address_of("scoring.evidence_document", year=number, evidence_id=row.public_id),
    }


def _result(row: StandingLine, number: int) -> Line:
    rank = f"hạng {row.rank}" if row.rank else "không xếp hạng"
    detail = " · ".join(filter(None, (rank, row.label, _of(number))))
    return {"text": row.name, "label": "", "detail": detail, "url": address_of("ranking.published", year=number)}


def _of(number: int) -> str:
    return "năm nay" if number == here().number else f"năm {number}"
