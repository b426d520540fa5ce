"""One row in full: beside the grid as a panel, or as a page of its own on a phone and without the script."""

from dataclasses import dataclass
from typing import Any

from flask import render_template
from markupsafe import Markup

from khoi.activities.models import figure_offered
from khoi.scoring.models import (
    Mark,
    Row,
    appraisal_of,
    inputs_of,
    lines_of_mark,
    mark_at,
    pinned_to,
    row_of,
)
from khoi.scoring.models.bloc import days_late_for
from khoi.scoring.rules import formula, points
from khoi.scoring.views.blueprint import scoring
from khoi.scoring.views.cells import typed_from, typing_cells, words_of
from khoi.scoring.views.desk import Desk, refuse_restrained, the_desk
from khoi.scoring.views.paper import points_shown
from khoi.scoring.views.rows import takes_files
from khoi.scoring.views.telling import Step, change_of
from khoi.sheets.rules import EvidenceRule, Relative, describe_method
from khoi.years.models import lateness_in
from tenants import vi
from tenants.database import the
from tenants.gate import door, here, wants_fragment
from tenants.models import names_of, year_of
from tenants.roles import Role

EVIDENCE_WORDS = {
    EvidenceRule.REQUIRED: "bắt buộc",
    EvidenceRule.OPTIONAL: "không bắt buộc",
    EvidenceRule.NONE: "không cần",
}


@scoring.get("/<bloc>/<int:year>/marks/<public_id:mark_id>")
@door(Role.CLERK, Role.HEAD)
def mark(mark_id: str) -> str:
    """The rule, the figures with their formula, last year's, the documents, the history."""
    found = the(Mark, mark_id)
    row = row_of(found)
    refuse_restrained(row.card.stage)
    shared: dict[str, Any] = {"row": row, "leaf": row.leaf, "facts": facts_of(row), "documents": pinned_to(found.id),
              "history": history_of(row), "words": words_of(row.leaf, row.inputs)}  # fmt: skip
    if wants_fragment():
        return render_template("scoring/parts/panel.html", **shared)
    desk = the_desk()
    return render_template(
        "scoring/mark.html", **shared, desk=desk, fields=_fields(desk, mark_id), near=_neighbours(desk, mark_id),
        earned=_earned(desk, mark_id), takes_files=takes_files(row.leaf),
        page_title=f"{row.leaf.code} {row.leaf.title}",
    )  # fmt: skip


def facts_of(row: Row) -> list[tuple[str, str]]:
    """What a person wants to know of a row, in pairs."""
    leaf = row.leaf
    assert leaf.method is not None
    days = days_late_for(leaf.method, lateness_in(row.mark.year_id, row.mark.agency_id))
    earned = points(leaf.method, leaf.ceiling, row.inputs, row.spec.places, days)
    pairs = [
        ("Cách chấm", describe_method(leaf.method, leaf.ceiling)),
        ("Điểm tối đa", vi.number(leaf.ceiling) if leaf.ceiling else "không giới hạn"),
        ("Cách tính", formula(leaf.method, leaf.ceiling, row.inputs, earned, days)),
        ("Minh chứng", EVIDENCE_WORDS[leaf.evidence] + ("; lưu giấy, không tải lên" if leaf.uploads_off else "")),
    ]
    noted = figure_offered(row.mark.year_id, row.mark.agency_id, leaf.title)
    return [*pairs, *([("Khối đã ghi nhận", noted)] if noted else []), *_last_year(row)]


def _last_year(row: Row) -> list[tuple[str, str]]:
    """The agency's own figures on the same criterion a year ago, with what was appraised once that was released."""
    number = here().number - 1
    year = year_of(here().bloc_id, number)
    before = mark_at(year.id, row.mark.agency_id, row.path) if year else None
    if before is None:
        return []
    old = row_of(before)
    assert old.leaf.method is not None
    days = days_late_for(old.leaf.method, lateness_in(before.year_id, before.agency_id))
    claimed = formula(old.leaf.method, old.leaf.ceiling, inputs_of(before, old.leaf),
                      points(old.leaf.method, old.leaf.ceiling, old.inputs, old.spec.places, days), days)  # fmt: skip
    found = appraisal_of(before.scorecard_id, before.criterion_id)
    waits = isinstance(old.leaf.method, Relative) and year is not None and year.is_open
    given = None if found is None or waits else found.points
    appraised = "" if given is None else f"; thẩm định {vi.number(given)}"
    return [(f"Năm {number}", claimed + appraised)]


def history_of(row: Row) -> list[Step]:
    """The row's changes, the newest first."""
    lines = lines_of_mark(row.mark.id)
    names = names_of({line.by for line in lines if line.by})
    return [change_of(line, row.leaf, row.path, names) for line in lines]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a row stands in its section, for the page that shows one row at a time."""

    section: str
    at: int
    of: int
    before: str | None
    after: str | None


def _earned(desk: Desk, mark_id: str) -> str:
    """The points of the row as the page prints them; nothing where there are none (yet)."""
    shown = next(row for row in desk.rows if row.mark == mark_id)
    return points_shown(desk.page.spec, shown.leaf, shown.scored)


def _fields(desk: Desk, mark_id: str) -> Markup | None:
    """The fields of the row, the same as in the grid; none where it is only read."""
    stored = next(row for row in desk.page.rows if row.id == mark_id)
    shown = next(row for row in desk.rows if row.mark == mark_id)
    if not shown.is_open:
        return None
    html = typing_cells(
        shown.leaf, mark_id, typed_from(shown.inputs), {}, stored.untargeted, shown.inputs.not_applicable
    )
    return Markup(html)  # noqa: S704 - drawn by `cells`, which escapes what people wrote


def _neighbours(desk: Desk, mark_id: str) -> Neighbours:
    ids = [row.mark for row in desk.rows]
    at = ids.index(mark_id)
    section = next(each for each in desk.page.spec.sections if desk.rows[at].leaf in each.leaves)
    mine = [row.mark for row in desk.rows if row.leaf in section.leaves]
    return Neighbours(
        f"{section.code}. {section.title}", mine.index(mark_id) + 1, len(mine),
        ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None,
    )  # fmt: skip
