"""The ten ways a criterion earns its points, each a small value; the figures are the bloc's, never code."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Direct:
    """The points themselves are typed in, 0 to the ceiling."""


@dataclass(frozen=True, slots=True)
class PassFail:
    """The whole ceiling or nothing."""


@dataclass(frozen=True, slots=True)
class PerItem:
    """So many points for each thing done, up to the ceiling."""

    points: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Ladder:
    """A named step gives its points."""

    steps: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Percent:
    """Full at 100 % of the target, less for each percent short, nothing under the floor."""

    minus_per_percent: Decimal
    floor_percent: Decimal = Decimal(0)
    whole_percent: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Relative:
    """Measured against the best of the bloc; the points of one depend on the figures of all."""

    unit: str = ""


@dataclass(frozen=True, slots=True)
class Deduct:
    """The ceiling less so many points for each fault, never under 0."""

    points: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Timeliness:
    """The ceiling less so many points for each day late; of several filings the largest lateness counts."""

    points_per_day: Decimal
    filings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bonus:
    """So many points for each thing, on top of the base, up to the row's ceiling."""

    points: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Penalty:
    """So many points for each fault, kept positive and subtracted in the total; `max_points` caps it."""

    points: Decimal
    unit: str = ""
    max_points: Decimal | None = None


Method = Direct | PassFail | PerItem | Ladder | Percent | Relative | Deduct | Timeliness | Bonus | Penalty

# The names they bear in files.
METHODS: dict[str, type[Method]] = {
    "direct": Direct,
    "pass_fail": PassFail,
    "per_item": PerItem,
    "ladder": Ladder,
    "percent": Percent,
    "relative": Relative,
    "deduct": Deduct,
    "timeliness": Timeliness,
    "bonus": Bonus,
    "penalty": Penalty,
}
