"""What if: how safe each place is, and what would change it. Computed at this look, stored nowhere."""

from dataclasses import dataclass

from flask import render_template, request

from khoi.ranking.models import Table, adoption_in_force, present_table
from khoi.ranking.rules import neighbours
from khoi.ranking.rules.what_if import (
    Flip,
    Moved,
    Sandbox,
    accepted_each,
    flips,
    other_tie_orders,
    sandbox,
    without_each,
)
from khoi.ranking.views import shown
from khoi.ranking.views.blueprint import ranking
from khoi.sheets.rules import SheetSpec, Tie, TieBy
from tenants.gate import door, here
from tenants.roles import Role, Seat
from tenants.vi import number

#: How many rows that can turn two places round are named.
NAMED = 8


@dataclass(frozen=True, slots=True)
class Case:
    """Something otherwise, and what that does, in words."""

    what: str
    detail: str
    effect: str


@ranking.get("/<bloc>/<int:year>/ranking/what-if")
@door(Role.CLERK, Role.HEAD, seats=(Seat.LEAD, Seat.DEPUTY), team=True)
def what_if() -> str:
    """Margins, what flips a place, and the ranking under other assumptions."""
    table = present_table(here().year_id)
    if table is None or len(table.result.ranked) < 2:
        return render_template("ranking/what_if.html", table=None, page_title="Thử xếp hạng")
    box = sandbox(table.spec, table.appraised, table.votes)
    decided = neighbours(table.spec, table.appraised, table.votes)
    pair = min(request.args.get("pair", 0, type=int) % 1000, len(decided) - 1)
    upper, lower = box.ranked[pair], box.ranked[pair + 1]
    return render_template(
        "ranking/what_if.html", table=table, result=table.result, pair=pair,
        margins=[(box.ranked[n], box.ranked[n + 1], each) for n, each in enumerate(decided)],
        panel=shown.deciding(table.result, decided, pair), flips=_flips(table, flips(box, upper, lower)),
        lower=table.result.names[lower.agency], upper=table.result.names[upper.agency],
        adopted=adoption_in_force(here().year_id) is not None, **_cases(table, box),
        team=here().seat not in (Seat.LEAD, Seat.DEPUTY), page_title="Thử xếp hạng",
    )  # fmt: skip


def _cases(table: Table, box: Sandbox) -> dict[str, object]:
    names, taken = table.result.names, accepted_each(box)
    return {
        "accepted": [
            Case(f"{names[one.agency]}, {criterion(table.spec, one.path)}",
                 f"{number(one.found)} → {number(one.claimed)}", _words(table, one.moved))
            for one in taken if one.moved
        ],
        "accepted_in_all": len(taken),
        "ties": [Case(_tie_words(table.spec, ties), "", _words(table, moved)) for ties, moved in other_tie_orders(box)],
        "without": [
            Case(criterion(table.spec, leaf.path), "", _words(table, moved)) for leaf, moved in without_each(box)
        ],
    }  # fmt: skip


def criterion(spec: SheetSpec, path: str) -> str:
    """A criterion as people call it."""
    leaf = spec.leaf_at[path]
    return f"{path.split('/', maxsplit=1)[0]} – {leaf.code}. {leaf.title}"


def _flips(table: Table, found: list[Flip]) -> list[tuple[str, str, str]]:
    """(agency, criterion, change with its sign), the smallest first, each agency's own few."""
    told: list[tuple[str, str, str]] = []
    for agency in dict.fromkeys(flip.agency for flip in found):
        own = [flip for flip in found if flip.agency == agency][: NAMED // 2]
        told += [(table.result.names[agency], criterion(table.spec, one.path), shown.signed(one.change)) for one in own]
    return told


def _words(table: Table, moved: tuple[Moved, ...]) -> str:
    """Who goes where: the climbers first."""
    ordered = sorted(moved, key=lambda one: one.after - one.before)
    return "; ".join(f"{table.result.names[one.agency]} {one.before} → {one.after}" for one in ordered)


def _tie_words(spec: SheetSpec, ties: tuple[Tie, ...]) -> str:
    def word(tie: Tie) -> str:
        return f"điểm nhóm {tie.code}" if tie.by is TieBy.SECTION else shown.TIE_WORDS[tie.by]

    return ", rồi ".join(word(tie) for tie in ties)
