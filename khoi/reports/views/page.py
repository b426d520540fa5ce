"""The page on which a report is written or read, and what its pieces are told."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import render_template

from khoi.office.intake import ACCEPT, limits
from khoi.office.proofreading import other_years
from khoi.reports.models import lines_of_report
from khoi.reports.rules import LEVEL_NAMES, shown, word_count
from khoi.reports.views.desk import Desk
from khoi.reports.views.telling import steps_of
from tenants.gate import here


@dataclass(frozen=True, slots=True)
class Said:
    """What the page says of a piece that was just sent: what was typed where it is not saved, and why."""

    row: str
    typed: str | None = None
    error: str = ""
    conflict: str = ""
    state: str = ""


def whole_page(desk: Desk, said: Said | None = None, refused: Iterable[str] = ()) -> str:
    """The report in full; `refused` says why files that were just sent were not taken."""
    steps = steps_of(lines_of_report(desk.report.id), desk.report.id) if desk.report else []
    return render_template(
        "reports/report.html", desk=desk, said=said, steps=steps, refused=list(refused),
        page_title=desk.request.title, **around(desk),
    )  # fmt: skip


def around(desk: Desk, *, may_edit: bool | None = None) -> dict[str, Any]:
    """What the templates of a report need beside its desk."""
    return {
        "word_count": word_count, "shown": shown, "level_names": LEVEL_NAMES, "limits": limits(),
        "accept_of": accept_of, "year_warnings": year_warnings,
        "may_edit": desk.is_open if may_edit is None else may_edit,
    }  # fmt: skip


def year_warnings(text: str) -> list[str]:
    """A question to the writer where a text names another year: it may have been copied from there."""
    return [
        f"Có nhắc đến năm {found}, khác năm báo cáo {here().number}: kiểm tra lại."
        for found in other_years(text, here().number)
    ]


def accept_of(kinds: str) -> str:
    """The kinds of an annex, as the browser's file chooser wants them."""
    return ",".join(f".{kind}" for kind in kinds.split()) or ACCEPT
