"""What a score sheet is: a tree of criteria and the rules that turn their points into a total, a place and a class."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from khoi.sheets.rules.methods import Method


class Kind(StrEnum):
    """What the points of a section do to the total."""

    BASE = "base"
    BONUS = "bonus"
    PENALTY = "penalty"


class EvidenceRule(StrEnum):
    """Whether a row can leave the agency without a document behind it."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NONE = "none"


class NotApplicable(StrEnum):
    """What a row that does not concern an agency does: leave the denominator, or give its full points."""

    SCALE = "scale"
    FULL = "full"


class TieBy(StrEnum):
    """By what two equal totals are told apart."""

    SECTION = "section"
    PENALTY = "penalty"
    BALLOT = "ballot"


@dataclass(frozen=True, slots=True)
class Tie:
    """One line of the published order in which equal totals are told apart; `code` names a section."""

    by: TieBy
    code: str | None = None


@dataclass(frozen=True, slots=True)
class ClassRule:
    """One class (xếp loại) and what it asks; percents of the total and of each applicable base criterion."""

    label: str
    min_total_percent: Decimal
    min_criterion_percent: Decimal | None = None
    quota_percent: Decimal | None = None
    needs_vote: bool = False


@dataclass(frozen=True)
class Node:
    """A section, a group or a criterion: a leaf has a method, every other node has children.

    `path`, `depth` and `kind` are given by the place in the tree (`placed`)."""

    code: str
    title: str
    ceiling: Decimal
    kind: Kind = Kind.BASE
    method: Method | None = None
    evidence: EvidenceRule = EvidenceRule.OPTIONAL
    children: tuple["Node", ...] = ()
    guidance: str = ""
    uploads_off: bool = False
    path: str = ""
    depth: int = 1

    @property
    def is_leaf(self) -> bool:
        return self.method is not None

    @cached_property
    def leaves(self) -> tuple["Node", ...]:
        """The criteria under this node in the printed order; a leaf is its own."""
        return tuple(node for node in self.walk() if node.is_leaf)

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, in the printed order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class SheetSpec:
    """A whole score sheet as a plain value: what files and the editor exchange, what scoring computes with."""

    name: str
    year: int
    total: Decimal
    sections: tuple[Node, ...]
    places: int = 2
    not_applicable: NotApplicable = NotApplicable.SCALE
    bonus_may_exceed_total: bool = False
    ties: tuple[Tie, ...] = ()
    classification: tuple[ClassRule, ...] = ()
    not_considered: tuple[str, ...] = ()
    note: str = ""
    illustrative: bool = False

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every node in the printed order."""
        return tuple(node for section in self.sections for node in section.walk())

    @cached_property
    def leaves(self) -> tuple[Node, ...]:
        """Every criterion in the printed order."""
        return tuple(node for node in self.nodes if node.is_leaf)

    @cached_property
    def leaf_at(self) -> dict[str, Node]:
        """The criterion at a path."""
        return {leaf.path: leaf for leaf in self.leaves}

    def section_named(self, code: str | None) -> Node | None:
        """The section that a tie rule names by its code (or path); None when there is none."""
        return next((s for s in self.sections if code in (s.code, s.path)), None)
