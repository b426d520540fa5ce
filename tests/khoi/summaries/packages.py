"""Verification packages of blocs that exist in a test alone, made by the rules without a database."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from khoi.ranking.rules import Decided, standings
from khoi.ranking.rules.package import APPRAISED, PUBLISHED, Face, Material, SealedCard, SealedRow, write_package
from khoi.scoring.rules import Card, View, card_seal, criterion_version, read_scores, row_seal
from khoi.sheets.rules import SheetSpec, read_sheet

DATA = Path(__file__).resolve().parents[2] / "data"
HEAD = "0123456789abcdef" * 4


def packed(
    spec: SheetSpec,
    cards: Sequence[Card],
    votes: Iterable[Decided] = (),
    late: Mapping[str, Mapping[str, int]] | None = None,
    *,
    state: str = PUBLISHED,
) -> str:
    """The package of these cards, every row of which was filed without evidence on the first, which has some."""
    decided = tuple(votes)
    number = None if state == APPRAISED else 1
    return write_package(
        Material(
            face=Face("noi-chinh", "Khối Nội chính", state, "f" * 64, 42, HEAD, number, "2026-12-20T02:00:00+00:00"),
            spec=spec,
            sheet_version=1,
            names={card.agency: f"Đơn vị {card.agency}" for card in cards},
            cards=cards,
            sealed={card.agency: sealed(spec, card) for card in cards},
            late=late or {},
            votes=decided,
            claimed=standings(spec, cards, View.CLAIMED, decided),
            adopted=standings(spec, cards, View.APPRAISED, decided),
        )
    )


def sealed(spec: SheetSpec, card: Card) -> SealedCard:
    rows = {}
    for n, leaf in enumerate(leaf for leaf in spec.leaves if leaf.path in card.answers):
        evidence = ("a1" * 32,) if n == 0 else ()
        note = f"Ghi chú {n}" if n % 3 == 0 else ""
        seal = row_seal(card.answers[leaf.path].inputs, note, evidence, criterion_version(leaf))
        rows[leaf.path] = SealedRow(note, evidence, seal)
    return SealedCard("2026-12-01T03:00:00+00:00", 0, card_seal(row.seal for row in rows.values()), True, rows)


def worked_example(name: str) -> tuple[SheetSpec, list[Card], dict[str, Any]]:
    """The sheet, the cards and what they come to, of an example that was computed by hand."""
    data = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    of_customer = json.loads((DATA / "sheet-noichinh-2026.json").read_text(encoding="utf-8"))
    spec = read_sheet(data.get("sheet", of_customer))
    return spec, [filed.card for filed in read_scores(data, spec)], data["expected"]
