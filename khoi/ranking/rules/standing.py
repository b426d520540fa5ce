"""What a place in the ranking is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from khoi.scoring.rules import Card, Scored, Totals
from khoi.sheets.rules import Tie


class DecidedKind(StrEnum):
    """What a recorded vote has settled."""

    TIE = "tie"
    CLASS = "class"
    CLASS_REFUSED = "class_refused"
    CONSIDERATION = "consideration"


@dataclass(frozen=True, slots=True)
class Decided:
    """A vote's outcome for one agency. `basis` is the minutes' number.

    `result`: for a tie the order among the equals ("1" goes first), for a class its label (granted or refused by the
    kind), for consideration `considered` or the reason why not."""

    kind: DecidedKind
    agency: str
    result: str
    basis: str = ""


CONSIDERED = "considered"


@dataclass(frozen=True)
class Standing:
    """One agency's place: rank None and no class when it is not considered."""

    card: Card
    rows: Mapping[str, Scored]
    points: Mapping[str, Decimal]
    sums: Totals
    rank: int | None = None
    class_label: str | None = None
    pending_class: str | None = None
    shared: bool = False

    @property
    def agency(self) -> str:
        return self.card.agency

    @property
    def total(self) -> Decimal:
        return self.sums.total

    @property
    def considered(self) -> bool:
        return self.card.considered

    def as_expected(self) -> dict[str, Any]:
        """The shape `khoi rank --json` prints: decimal strings with the sheet's places."""
        return {
            "total": str(self.sums.total),
            "rank": self.rank,
            "class": self.class_label,
            "pending_class": self.pending_class,
            "base": str(self.sums.base),
            "bonus": str(self.sums.bonus),
            "penalty": str(self.sums.penalty),
            "sections": {path: str(added) for path, added in self.sums.sections.items()},
            "points": {path: str(earned) for path, earned in self.points.items()},
        }


@dataclass(frozen=True, slots=True)
class Gap:
    """One criterion's share of the distance between two neighbours; positive where it speaks for the upper one."""

    path: str
    title: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Decides:
    """What puts one agency before another: the gap, the criteria behind it, or the tie rule where there is no gap."""

    gap: Decimal
    criteria: tuple[Gap, ...]
    rest: Decimal
    tie: Tie | None = None
    shared: bool = False
