"""Blocs by the dice: sheets of all ten methods, answers, findings, lateness and votes, the same for the same seed."""

import random
from decimal import Decimal
from typing import Any

from khoi.ranking.rules import CONSIDERED, Decided, DecidedKind
from khoi.scoring.rules import Answer, Card, Inputs
from khoi.sheets.rules import (
    Bonus,
    ClassRule,
    Deduct,
    Direct,
    Kind,
    Ladder,
    Method,
    Node,
    NotApplicable,
    PassFail,
    Penalty,
    Percent,
    PerItem,
    Relative,
    SheetSpec,
    Tie,
    TieBy,
    Timeliness,
    placed,
)
from khoi.sheets.rules.machine_text import plain

FILINGS = ("scorecard", "half_year_report", "year_report")
LABELS = ("Xuất sắc", "Tốt", "Khá", "Hoàn thành")


class Dice:
    """One seed's bloc."""

    def __init__(self, seed: int) -> None:
        self.roll = random.Random(seed)
        self.spec = self._sheet()
        self.cards = [self._card(f"DV{n}") for n in range(1, self.roll.randint(2, 7))]
        codes = [card.agency for card in self.cards]
        self.late = {c: {f: self.roll.randint(0, 9) for f in FILINGS if self._often(0.4)} for c in codes}
        self.votes = self._votes(codes)

    def _often(self, chance: float) -> bool:
        return self.roll.random() < chance

    def _number(self, most: int, decimals: int = 2) -> Decimal:
        decimals = self.roll.randint(0, decimals)
        return plain(Decimal(self.roll.randint(0, most * 10**decimals)).scaleb(-decimals))

    def _positive(self, most: int) -> Decimal:
        return self._number(most) or Decimal("0.25")

    # --- the sheet

    def _sheet(self) -> SheetSpec:
        kinds = [Kind.BASE] * self.roll.randint(1, 3) + [k for k in (Kind.BONUS, Kind.PENALTY) if self._often(0.6)]
        sections = [self._section(str(n), kind) for n, kind in enumerate(kinds, 1)]
        ties = [Tie(TieBy.SECTION, section.code) for section in sections if self._often(0.4)]
        ties += [Tie(by) for by in (TieBy.PENALTY, TieBy.BALLOT) if self._often(0.5)]
        total = sum((leaf.ceiling for s in sections if s.kind is Kind.BASE for leaf in s.leaves), Decimal(0))
        return SheetSpec(
            name="Bảng",
            year=2026,
            total=plain(total) or Decimal(1),
            sections=placed(sections),
            places=self.roll.randint(0, 3),
            not_applicable=self.roll.choice(list(NotApplicable)),
            bonus_may_exceed_total=self._often(0.5),
            ties=tuple(ties),
            classification=tuple(self._class(n, label) for n, label in enumerate(LABELS) if self._often(0.7)),
        )

    def _class(self, n: int, label: str) -> ClassRule:
        return ClassRule(
            label=label,
            min_total_percent=Decimal(max(0, 60 - 20 * n)),
            min_criterion_percent=Decimal(self.roll.randint(0, 20)) if self._often(0.3) else None,
            quota_percent=self._number(100) if self._often(0.4) else None,
            needs_vote=self._often(0.4),
        )

    def _section(self, code: str, kind: Kind) -> Node:
        rows = [self._leaf(str(n), kind) for n in range(1, self.roll.randint(2, 6))]
        if len(rows) > 2 and self._often(0.4):
            rows = [
                Node("1", "Nhóm", sum((r.ceiling for r in rows[:2]), Decimal(0)), children=tuple(rows[:2])),
                *rows[2:],
            ]
        ceiling = self._number(20) if kind is not Kind.BASE else sum((row.ceiling for row in rows), Decimal(0))
        return Node(code, f"Mục {code}", plain(ceiling), kind=kind, children=tuple(rows))

    def _leaf(self, code: str, kind: Kind) -> Node:
        ceiling = plain(self._number(40, 3)) or Decimal(10)
        return Node(code, f"Tiêu chí {code}", ceiling, method=self._method(kind, ceiling))

    def _method(self, kind: Kind, ceiling: Decimal) -> Method:
        if kind is Kind.PENALTY:
            capped = self._positive(9) if self._often(0.5) else None
            return self.roll.choice([Penalty(self._positive(3), max_points=capped), Direct(), PassFail()])
        ways: list[Method] = [
            Direct(), PassFail(), PerItem(self._positive(5)), self._ladder(ceiling), self._percent(), Relative(),
            Deduct(self._positive(5)), Timeliness(self._positive(4), self._some_filings()),
        ]  # fmt: skip
        return self.roll.choice([*ways, *([Bonus(self._positive(5))] * 4 if kind is Kind.BONUS else [])])

    def _ladder(self, ceiling: Decimal) -> Ladder:
        return Ladder((("Tốt", ceiling), ("Khá", plain(ceiling * 6 // 10)), ("Yếu", Decimal(0))))

    def _percent(self) -> Percent:
        floor = Decimal(self.roll.choice([0, 50, 70]))
        return Percent(self._positive(3), floor, self._often(0.5))

    def _some_filings(self) -> tuple[str, ...]:
        return tuple(self.roll.sample(FILINGS, self.roll.randint(1, 3)))

    # --- the answers

    def _card(self, agency: str) -> Card:
        answers = {leaf.path: self._answer(leaf) for leaf in self.spec.leaves if self._often(0.9)}
        return Card(agency, answers, None if self._often(0.85) else "Không đăng ký thi đua")

    def _answer(self, leaf: Node) -> Answer:
        away = leaf.kind is Kind.BASE and self._often(0.1)
        inputs = Inputs(not_applicable=True) if away else self._inputs(leaf)
        appraised = self._part_of(leaf.ceiling) if self._often(0.2) else None
        corrected = self._inputs(leaf) if appraised is None and self._often(0.15) else None
        return Answer(inputs, appraised, corrected, reason="Theo hồ sơ" if appraised is not None else "")

    def _part_of(self, ceiling: Decimal) -> Decimal:
        return plain((ceiling * self.roll.randint(0, 1000) / 1000).quantize(Decimal("0.001")))

    def _inputs(self, leaf: Node) -> Inputs:
        many = self.roll.randint(0, 12)
        match leaf.method:
            case Direct():
                return Inputs(points=self._part_of(leaf.ceiling))
            case PassFail():
                return Inputs(met=self._often(0.6))
            case Ladder(steps):
                return Inputs(step=self.roll.choice(steps)[0])
            case Percent():
                return Inputs(actual=self._number(120), target=self._positive(100))
            case Relative():
                bare = self._often(0.3)
                return Inputs(actual=self._number(99), target=None if bare else self._positive(60), no_target=bare)
            case Timeliness():
                return Inputs(days_late=many) if self._often(0.3) else Inputs()
        return Inputs(count=many)

    def with_lateness(self) -> list[Card]:
        """The cards as the portal reads them: what the year knows of the filings stands on the timeliness rows."""
        return [
            Card(c.agency, {p: self._dated(c, p, a) for p, a in c.answers.items()}, c.not_considered)
            for c in self.cards
        ]

    def _dated(self, card: Card, path: str, answer: Answer) -> Answer:
        method = self.spec.leaf_at[path].method
        if not isinstance(method, Timeliness):
            return answer
        known = [self.late[card.agency][f] for f in method.filings if f in self.late[card.agency]]
        return Answer(answer.inputs, answer.appraised, answer.corrected, max(known, default=None), answer.reason)

    # --- the votes

    def _votes(self, codes: list[str]) -> list[Decided]:
        votes: list[Any] = []
        for code in codes:
            if self._often(0.3):
                votes.append(Decided(DecidedKind.TIE, code, str(self.roll.randint(1, 3)), "BB 1"))
            if self._often(0.1):
                result = self.roll.choice([CONSIDERED, "Mất đoàn kết"])
                votes.append(Decided(DecidedKind.CONSIDERATION, code, result, "BB 2"))
            for rule in self.spec.classification:
                if rule.needs_vote and self._often(0.6):
                    kind = self.roll.choice([DecidedKind.CLASS, DecidedKind.CLASS_REFUSED])
                    votes.append(Decided(kind, code, rule.label, "BB 3"))
        return votes
