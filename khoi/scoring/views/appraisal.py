"""The pages of appraisal: where everything stands, one agency's card, one criterion across all agencies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from werkzeug.exceptions import NotFound

from khoi.scoring.models import Scorecard
from khoi.scoring.models.appraising import Desk, Review, desk_for_card, desk_for_criterion, whole_desk
from khoi.scoring.models.disputes import pending_in
from khoi.scoring.rules import Totals, View
from khoi.scoring.views.appraisal_panel import panel_of
from khoi.scoring.views.appraisal_seats import (
    findings_in_sight,
    may_appraise,
    of_this_year,
    releases,
    standing,
    whose,
    why_only_seen,
)
from khoi.scoring.views.appraisal_shown import Shown, Told, progress_of, share, shown, shown_rows, signed
from khoi.scoring.views.blueprint import scoring
from khoi.sheets.models import Criterion
from khoi.sheets.rules import Node
from tenants.database import the
from tenants.gate import door, here
from tenants.roles import Role, Seat

CHAIRS = (Seat.LEAD, Seat.DEPUTY)
#: The chips that filter rows: tag, words.
FILTERS = (
    ("", "Tất cả"),
    ("open", "Chưa thẩm định"),
    ("differs", "Có chênh lệch"),
    ("no-evidence", "Thiếu minh chứng"),
    ("changed", "Đã đổi"),
)
WORDS = {
    "whose": whose,
    "standing": standing,
    "share": share,
    "signed": signed,
    "shown": shown,
    "may_appraise": may_appraise,
    "findings_in_sight": findings_in_sight,
    "releases": releases,
    "why_only_seen": why_only_seen,
}


@dataclass(frozen=True)
class Chip:
    """A filter with how many rows it finds."""

    tag: str
    label: str
    count: int
    current: bool


@dataclass(frozen=True)
class Part:
    """A section of a card with its rows and how far they are settled."""

    node: Node
    rows: list[Shown]
    claimed: Any
    appraised: Any

    @property
    def settled(self) -> int:
        return sum(shown.row.settled for shown in self.rows)

    @property
    def open(self) -> int:
        return len(self.rows) - self.settled


@scoring.get("/<bloc>/<int:year>/appraisal")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS, team=True)
def appraisal() -> str:
    """Agencies and criteria with their progress, the heat of differences, and what to do next."""
    desk = whole_desk(here().year_id)
    if desk is None:
        return render_template("scoring/appraisal.html", desk=None)
    sums = {review.code: (desk.sums(review, View.CLAIMED), desk.sums(review, View.APPRAISED)) for review in desk.filed}
    return render_template(
        "scoring/appraisal.html",
        desk=desk,
        sums=sums,
        progress={path: progress_of(desk, path) for path in desk.spec.leaf_at},
        explained=pending_in(here().year_id),
        mine=[review for review in desk.filed if not whose(review)],
        **WORDS,
    )


@scoring.get("/<bloc>/<int:year>/appraisal/agencies/<public_id:card_id>")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS, team=True)
def appraise_agency(card_id: str) -> str:
    """One agency's card: all rows, by section."""
    return agency_page(of_this_year(the(Scorecard, card_id)))


@scoring.get("/<bloc>/<int:year>/appraisal/criteria/<public_id:criterion_id>")
@door(Role.CLERK, Role.HEAD, seats=CHAIRS, team=True)
def appraise_criterion(criterion_id: str) -> str:
    """One criterion across all agencies."""
    return criterion_page(of_this_year(the(Criterion, criterion_id)).path)


def agency_page(card: Scorecard, told: Told | None = None) -> str:
    """The page of one card, with what is to be said about a row just sent."""
    desk = desk_for_card(card.year_id, card.agency_id)
    if desk is None:
        raise NotFound
    review = desk.review_of(card.agency_id)
    if review.filed is None:
        return render_template("scoring/appraise_agency.html", desk=desk, review=review, **WORDS)
    rows = shown_rows(review, told)
    return render_template(
        "scoring/appraise_agency.html",
        desk=desk,
        review=review,
        rows=rows,
        chips=chips_of(rows),
        show=request.args.get("show", ""),
        neighbours=_neighbours(desk.filed, review),
        panel=panel_of(desk, review, _first(rows, told)),
        **card_sums(desk, review, rows),
        **WORDS,
    )


def criterion_page(path: str, told: Told | None = None) -> str:
    """The page of one criterion, with what is to be said about a row just sent."""
    desk = desk_for_criterion(here().year_id, path)
    if desk is None or path not in desk.spec.leaf_at:
        raise NotFound
    leaves = desk.spec.leaves
    leaf = desk.spec.leaf_at[path]
    rows = rows_across(desk, path, told)
    first = _first(list(rows.values()), told)
    return render_template(
        "scoring/appraise_criterion.html",
        desk=desk,
        leaf=leaf,
        rows=rows,
        neighbours=_neighbours(leaves, leaf),
        group=_above(desk, path),
        panel=panel_of(desk, first.review, first) if first else None,
        progress=progress_of(desk, path),
        **WORDS,
    )


def rows_across(desk: Desk, path: str, told: Told | None = None) -> dict[str, Shown]:
    """The row of every filed card by the agency's code."""
    found = ((review, review.row_at(path)) for review in desk.filed)
    return {review.code: shown(review, row, told) for review, row in found if row is not None}


def card_sums(desk: Desk, review: Review, rows: Sequence[Shown]) -> dict[str, Any]:
    """What a card's page says beside its rows, and what changes with each of them."""
    claimed, appraised = desk.sums(review, View.CLAIMED), desk.sums(review, View.APPRAISED)
    return {"claimed": claimed, "appraised": appraised, "parts": _parts(desk, rows, claimed, appraised)}


def chips_of(rows: Sequence[Shown]) -> list[Chip]:
    chosen = request.args.get("show", "")
    return [
        Chip(tag, label, sum(tag in row.tags.split() for row in rows) if tag else len(rows), chosen == tag)
        for tag, label in FILTERS
    ]


def _parts(desk: Desk, rows: Sequence[Shown], claimed: Totals, appraised: Totals) -> list[Part]:
    parts = []
    for section in desk.spec.sections:
        paths = {leaf.path for leaf in section.leaves}
        within = [row for row in rows if row.row.leaf.path in paths]
        parts.append(Part(section, within, claimed.sections[section.path], appraised.sections[section.path]))
    return parts


def _first(rows: Sequence[Shown], told: Told | None) -> Shown | None:
    """Whose panel stands beside the table at first: the row just sent, else the first that waits."""
    sent = next((row for row in rows if told is not None and row.id == told.id), None)
    waiting = next((row for row in rows if row.may and not row.row.settled), None)
    return sent or waiting or next(iter(rows), None)


def _neighbours(all_of_them: Sequence[Any], one: Any) -> tuple[Any, Any]:
    at = list(all_of_them).index(one)
    return all_of_them[at - 1] if at else None, all_of_them[at + 1] if at + 1 < len(all_of_them) else None


def _above(desk: Desk, path: str) -> list[Node]:
    """The section and groups a criterion lies in."""
    return [node for node in desk.spec.nodes if path.startswith(f"{node.path}/")]
