"""The published result: every member and the observer read the whole table, and what was withdrawn stays on record."""

from typing import Any

from flask import render_template
from werkzeug.exceptions import NotFound

from khoi.ranking.models import Standing, result_of, standing_in_force, standings_of
from khoi.ranking.views import shown
from khoi.ranking.views.blueprint import ranking
from tenants.database import the
from tenants.gate import door, here
from tenants.roles import Role


@ranking.get("/<bloc>/<int:year>/results")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER)
def published() -> str:
    """The result in force; before publication only that there is none yet."""
    in_force = standing_in_force(here().year_id)
    older = [row for row in standings_of(here().year_id) if row.withdrawn_at is not None]
    return render_template(
        "ranking/published.html",
        older=older,
        tells_why=_tells_why(),
        own_result=shown.address("scoring.result") if here().agency_id else None,
        **(_told(in_force) if in_force is not None else {"standing": None}),
        page_title=f"Kết quả thi đua năm {here().number}",
    )


@ranking.get("/<bloc>/<int:year>/results/<public_id:standing_id>")
@door(Role.CLERK, Role.HEAD, Role.OBSERVER)
def standing(standing_id: str) -> str:
    """One result of the record, also a withdrawn one, with the reason."""
    row = the(Standing, standing_id)
    if row.year_id != here().year_id:
        raise NotFound
    title = f"Kết quả công bố lần {row.number}, năm {here().number}"
    return render_template("ranking/standing.html", **_told(row), tells_why=_tells_why(), page_title=title)


def _tells_why() -> bool:
    """Why a result was withdrawn is a word to the bloc's agencies, not to those who look in from outside."""
    return bool(here().agency_id)


def _told(row: Standing) -> dict[str, Any]:
    """The table of a published result, its sections and every criterion."""
    result = result_of(row)
    lines = shown.lines_of(result)
    sections = [
        (section, [(node, shown.cells_of(result, node, lines)) for node in section.walk()])
        for section in result.spec.sections
    ]
    return {"standing": row, "result": result, "lines": lines, "sections": sections}
