"""A member's card as plain values, and the points of a whole bloc: the only place where `relative` rows get theirs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from khoi.scoring.rules.inputs import NOTHING, Inputs
from khoi.scoring.rules.points import half_up, points
from khoi.scoring.rules.relative import Figure, relative_points
from khoi.scoring.rules.totals import Scored
from khoi.sheets.rules import Node, NotApplicable, Relative, SheetSpec


class View(StrEnum):
    """Whose word counts: the agency's own claim, or what the appraisal made of it."""

    CLAIMED = "claimed"
    APPRAISED = "appraised"


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of a card. `corrected` are the appraiser's inputs, `appraised` his points; None where he took the claim.

    `days_late` is what the year knows of a timeliness row (None: not entered yet, counts as 0)."""

    inputs: Inputs = NOTHING
    appraised: Decimal | None = None
    corrected: Inputs | None = None
    days_late: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Card:
    """A member's answers by path; a row that is absent is unanswered. `not_considered` holds the reason, if any."""

    agency: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    not_considered: str | None = None

    @property
    def considered(self) -> bool:
        return self.not_considered is None


def inputs_in(answer: Answer, view: View) -> Inputs:
    """The figures that count in this view."""
    if view is View.APPRAISED and answer.corrected is not None:
        return answer.corrected
    return answer.inputs


def score_card(spec: SheetSpec, card: Card, view: View = View.CLAIMED) -> dict[str, Scored]:
    """The rows of one card by path, `relative` rows still without points; what a member may compute of itself."""
    rows = {}
    for leaf in spec.leaves:
        answer = card.answers.get(leaf.path)
        if answer is not None:
            rows[leaf.path] = score_row(spec, leaf, answer, view)
    return rows


def score_row(spec: SheetSpec, leaf: Node, answer: Answer, view: View = View.CLAIMED) -> Scored:
    """One row: appraised points go before computed ones, also on a row that was said not to apply."""
    if view is View.APPRAISED and answer.appraised is not None:
        return Scored(half_up(answer.appraised, spec.places))
    inputs = inputs_in(answer, view)
    if inputs.not_applicable:
        return Scored(not_applicable=True)
    assert leaf.method is not None
    return Scored(points(leaf.method, leaf.ceiling, inputs, spec.places, answer.days_late))


def score_bloc(spec: SheetSpec, cards: Sequence[Card], view: View) -> dict[str, dict[str, Scored]]:
    """Every member's rows by agency and path, `relative` computed among all the cards given (give filed ones only)."""
    rows = {card.agency: score_card(spec, card, view) for card in cards}
    for leaf in spec.leaves:
        if isinstance(leaf.method, Relative):
            for agency, earned in relative_row(spec, leaf, cards, view).items():
                rows[agency][leaf.path] = Scored(earned)
    return rows


def relative_row(spec: SheetSpec, leaf: Node, cards: Sequence[Card], view: View) -> dict[str, Decimal]:
    """One `relative` row across the bloc, by agency; rows with appraised points keep those but still set the best."""
    answers = {card.agency: (card, card.answers[leaf.path]) for card in cards if leaf.path in card.answers}
    figures = {agency: Figure(inputs_in(answer, view), card.considered) for agency, (card, answer) in answers.items()}
    earned = relative_points(leaf.ceiling, figures, spec.places)
    if view is View.CLAIMED:
        return earned
    return {agency: value for agency, value in earned.items() if answers[agency][1].appraised is None}


def shown_points(spec: SheetSpec, rows: Mapping[str, Scored]) -> dict[str, Decimal]:
    """Points by path as the tables print them: a full row of `full` shows its ceiling, what has no points is absent."""
    shown: dict[str, Decimal] = {}
    for leaf in spec.leaves:
        row = rows.get(leaf.path)
        if row is None:
            continue
        if row.not_applicable and spec.not_applicable is NotApplicable.FULL:
            shown[leaf.path] = half_up(leaf.ceiling, spec.places)
        elif row.points is not None:
            shown[leaf.path] = row.points
    return shown
