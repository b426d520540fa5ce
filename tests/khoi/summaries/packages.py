"""Verification packages of blocs that exist in a test alone, made by the rules without a database."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from khoi.ranking.rules import Decided, DecidedKind, standings
from khoi.ranking.rules.package import APPRAISED, PUBLISHED, Face, Material, SealedCard, SealedRow, write_package
from khoi.scoring.rules import Answer, Card, Inputs, View, card_seal, criterion_version, read_scores, row_seal
from khoi.sheets.rules import (
    Direct,
    Kind,
    Node,
    Penalty,
    Relative,
    SheetSpec,
    Tie,
    TieBy,
    Timeliness,
    placed,
    read_sheet,
)
from khoi.summaries import verifier

DATA = Path(__file__).resolve().parents[2] / "data"
PROGRAM = Path(verifier.__file__)
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


def tiny() -> str:
    """Two members on four rows, one late, one tie that a vote has settled."""
    base = Node("I", "Nhiệm vụ", Decimal(100), children=(
        Node("1", "Việc chung", Decimal(60), method=Direct()),
        Node("2", "Chỉ tiêu", Decimal(30), method=Relative()),
        Node("3", "Đúng hạn", Decimal(10), method=Timeliness(Decimal(2), ("scorecard",))),
    ))  # fmt: skip
    minus = Node(
        "T",
        "Điểm trừ",
        Decimal(0),
        Kind.PENALTY,
        children=(Node("1", "Lỗi", Decimal(0), method=Penalty(Decimal("1.5"))),),
    )
    ties = (Tie(TieBy.SECTION, "I"), Tie(TieBy.BALLOT))
    spec = SheetSpec("Bảng nhỏ", 2026, Decimal(100), placed([base, minus]), ties=ties)
    figures = Inputs(actual=Decimal(12), target=Decimal(10))
    cards = [
        Card(code, {
            "I/1": Answer(Inputs(points=Decimal("55.5")), Decimal(50), reason="Thiếu 1 báo cáo"),
            "I/2": Answer(figures, corrected=Inputs(actual=Decimal(11), target=Decimal(10))),
            "I/3": Answer(Inputs(), days_late=2),
            "T/1": Answer(Inputs(count=1)),
        })
        for code in ("DVA", "DVB")
    ]  # fmt: skip
    votes = [Decided(DecidedKind.TIE, code, str(place), "12/BB") for place, code in enumerate(("DVB", "DVA"), 1)]
    return packed(spec, cards, votes, {"DVA": {"scorecard": 2}, "DVB": {"scorecard": 2}})


def faults_of(text: str) -> list[str]:
    """What the verifier says of these bytes."""
    try:
        return verifier.faults_in(verifier.read(text.encode(), "goi.json"))
    except verifier.Unreadable as error:
        return [str(error)]


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The program as a stranger runs it: this one file, no portal on its path."""
    command = [sys.executable, "-I", str(PROGRAM), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def fields(package: dict[str, Any]) -> Iterator[tuple[str, int | None, str]]:
    """Every field of every record, by kind, place in the list and key."""
    for kind in verifier.KEYS:
        records = [(None, package[kind])] if kind in verifier.ONE else enumerate(package[kind])
        for n, record in records:
            yield from ((kind, n, key) for key in record if key != "sums")


def mend(package: dict[str, Any]) -> None:
    """Put all sums and the digest in order again, as a forger with this file would."""
    for kind in verifier.KEYS:
        for record in [package[kind]] if kind in verifier.ONE else package[kind]:
            record["sums"] = verifier.sums_of(kind, record)
    package.pop("digest")
    package["digest"] = verifier.sha256(verifier.canonical(package))
