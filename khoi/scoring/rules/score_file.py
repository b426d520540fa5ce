"""Answers of agencies in a file (`khoi scores import|export`): read whole or refused whole, written to be read back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from khoi.scoring.rules.appraisal import Verdict, objections_to_appraising
from khoi.scoring.rules.cards import Answer, Card, score_row
from khoi.scoring.rules.inputs import collect_inputs, write_inputs
from khoi.sheets.rules import Node, Relative, SheetSpec, written
from khoi.sheets.rules.machine_text import Reading
from tenants.refusal import refuse_over

FILE_KEYS = ("year", "agencies", "note", "sheet", "expected")
AGENCY_KEYS = ("agency", "name", "scores", "not_considered")
ROW_KEYS = ("path", "inputs", "claimed", "appraised", "reason", "note")


@dataclass(frozen=True)
class FiledCard:
    """One agency's part of the file: its name, its answers, and the notes that came with them.

    `relative_claims`: claimed points of `relative` rows; only a door that sees the whole bloc can hold them
    against the computed ones."""

    name: str
    card: Card
    notes: Mapping[str, str] = field(default_factory=dict)
    relative_claims: Mapping[str, Decimal] = field(default_factory=dict)


def read_scores(data: object, spec: SheetSpec) -> list[FiledCard]:
    """The cards of a file; Refused with agency, path and reason of every fault.

    `note`, `sheet` and `expected` are ignored: a worked example is a file like any other."""
    reading = Reading()
    top = reading.fields(None, "", data, FILE_KEYS)
    if top.get("year") != spec.year:
        reading.object_to("year", f"tệp của năm {top.get('year')}, bảng tiêu chí của năm {spec.year}")
    cards = [_card(reading, spec, item) for item in reading.items("agencies", "agencies", top.get("agencies"))]
    agencies = [filed.card.agency for filed in cards]
    for agency in sorted({agency for agency in agencies if agencies.count(agency) > 1}):
        reading.object_to(agency, "đơn vị xuất hiện hai lần")
    refuse_over(reading.problems, "Tệp điểm chưa đúng.")
    return cards


def write_scores(spec: SheetSpec, cards: Iterable[FiledCard]) -> dict[str, Any]:
    """The file that `read_scores` reads back to the same cards; computed points come along as `claimed`."""
    return {"year": spec.year, "agencies": [_agency(spec, filed) for filed in cards]}


def _card(reading: Reading, spec: SheetSpec, data: object) -> FiledCard:
    item = reading.fields("agencies", "", data, AGENCY_KEYS)
    code = reading.text("agencies", "mã đơn vị (agency)", item.get("agency"))
    rows: dict[str, _Row] = {}
    for score in reading.items(code, "scores", item.get("scores")):
        row = _row(reading, spec, code, score)
        if row.path in rows:
            reading.object_to(f"{code} {row.path}", "tiêu chí xuất hiện hai lần")
        rows[row.path] = row
    reason = item.get("not_considered")
    return FiledCard(
        reading.text(code, "tên đơn vị", item.get("name", code)),
        Card(
            code,
            {path: row.answer for path, row in rows.items()},
            None if reason is None else reading.text(code, "lý do không xét", reason),
        ),
        notes={path: row.note for path, row in rows.items() if row.note},
        relative_claims={path: row.claimed for path, row in rows.items() if row.claimed is not None},
    )


@dataclass(frozen=True, slots=True)
class _Row:
    path: str
    answer: Answer = field(default_factory=Answer)
    note: str = ""
    claimed: Decimal | None = None


def _row(reading: Reading, spec: SheetSpec, agency: str, data: object) -> _Row:
    item = reading.fields(agency, "scores", data, ROW_KEYS)
    path = reading.text(agency, "path", item.get("path"))
    where, leaf = f"{agency} {path}", spec.leaf_at.get(path)
    if leaf is None:
        reading.object_to(where, "không có tiêu chí này trong bảng")
        return _Row(path)
    answer = _answer(reading, spec, where, leaf, item)
    note = reading.text(where, "note", item.get("note", ""), blank=True)
    if item.get("claimed") is None:
        return _Row(path, answer, note)
    claimed = reading.number(where, "claimed", item["claimed"])
    if isinstance(leaf.method, Relative):
        return _Row(path, answer, note, claimed)
    if (computed := score_row(spec, leaf, answer).points) != claimed:
        reading.object_to(where, f"claimed {claimed} khác điểm tính từ số liệu ({computed})")
    return _Row(path, answer, note)


def _answer(reading: Reading, spec: SheetSpec, where: str, leaf: Node, item: Mapping[str, Any]) -> Answer:
    assert leaf.method is not None
    inputs = collect_inputs(reading, where, leaf.method, leaf.ceiling, item.get("inputs"), leaf.kind)
    reason = reading.text(where, "reason", item.get("reason", ""), blank=True)
    if item.get("appraised") is None:
        return Answer(inputs, reason=reason)
    appraised = reading.number(where, "appraised", item["appraised"])
    claimed = score_row(spec, leaf, Answer(inputs)).points
    for objection in objections_to_appraising(leaf, inputs, claimed, Verdict(points=appraised, reason=reason)):
        reading.object_to(where, objection.message)
    return Answer(inputs, appraised, reason=reason)


def _agency(spec: SheetSpec, filed: FiledCard) -> dict[str, Any]:
    scores = [_score(spec, leaf, filed) for leaf in spec.leaves if leaf.path in filed.card.answers]
    data = {"agency": filed.card.agency, "name": filed.name, "scores": scores}
    return data | ({"not_considered": filed.card.not_considered} if filed.card.not_considered else {})


def _score(spec: SheetSpec, leaf: Node, filed: FiledCard) -> dict[str, Any]:
    answer = filed.card.answers[leaf.path]
    data: dict[str, Any] = {"path": leaf.path, "inputs": write_inputs(answer.inputs)}
    claimed = filed.relative_claims.get(leaf.path, score_row(spec, leaf, answer).points)
    data |= {"claimed": str(claimed)} if claimed is not None else {}
    data |= {"appraised": written(answer.appraised)} if answer.appraised is not None else {}
    data |= {"reason": answer.reason} if answer.reason else {}
    note = filed.notes.get(leaf.path, "")
    return data | ({"note": note} if note else {})
