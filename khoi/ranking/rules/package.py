"""The verification package: all that a year's result was computed from, as one text that anybody can recompute.

Every record carries `sums`, eight signs of a hash for each of its fields, so that an altered field can be named; the
digest covers everything. The format is read by `khoi/summaries/verifier.py`, which shares no line with the portal."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from khoi.ranking.rules.results import NOT_CONSIDERED
from khoi.ranking.rules.standing import CONSIDERED, Decided, DecidedKind, Standing
from khoi.scoring.rules import Answer, Card, View, write_inputs
from khoi.sheets.rules import Node, SheetSpec, TieBy, describe_method, dump_method, write_sheet, written
from khoi.sheets.rules.words import AWAY_NAMES, METHOD_HINTS, METHOD_NAMES, TIE_NAMES
from tenants.vi import nfc

FORMAT, VERSION = "khoi-verification-package", 1
PUBLISHED, APPRAISED = "published", "appraised"
ADOPTED = "adopted"


@dataclass(frozen=True, slots=True)
class Face:
    """Which result it is, and where the bloc's journal stood: the end of its chain before the result was published."""

    bloc: str
    bloc_name: str
    state: str
    table: str
    journal_lines: int
    journal_head: str
    number: int | None = None
    published_at: str | None = None


@dataclass(frozen=True, slots=True)
class SealedRow:
    """What else an agency filed on a row: the note, the hashes of its evidence, and the seal over all of it."""

    note: str
    evidence: tuple[str, ...]
    seal: str


@dataclass(frozen=True)
class SealedCard:
    """A filing: when, how late, its seal, its rows by path; one on an older sheet is sealed under that one."""

    filed_at: str
    days_late: int
    seal: str
    current_sheet: bool
    rows: Mapping[str, SealedRow]


@dataclass(frozen=True)
class Material:
    """Everything that goes into a package. `names` has the members in the order in which their cards are ranked."""

    face: Face
    spec: SheetSpec
    sheet_version: int
    names: Mapping[str, str]
    cards: Sequence[Card]
    sealed: Mapping[str, SealedCard]
    late: Mapping[str, Mapping[str, int]]
    votes: Sequence[Decided]
    claimed: Sequence[Standing]
    adopted: Sequence[Standing]


def write_package(material: Material) -> str:
    """The package as canonical JSON: the same bytes for the same year."""
    package = package_of(material)
    return _canonical(package | {"digest": hashlib.sha256(_canonical(package).encode()).hexdigest()})


def package_of(material: Material) -> dict[str, Any]:
    """The package without its digest."""
    spec = material.spec
    lists: dict[str, list[dict[str, Any]]] = {
        "rules": list(_rules(spec)),
        "criteria": [_criterion(node) for node in spec.nodes],
        "members": [_member(material, agency) for agency in material.names],
        "rows": list(_rows(material)),
        "votes": [_vote(vote) for vote in material.votes],
        "lateness": list(_lateness(material)),
        "standings": [*_standings(View.CLAIMED, material.claimed), *_standings(ADOPTED, material.adopted)],
    }
    return {
        "format": FORMAT,
        "version": VERSION,
        "header": _summed("header", _header(material, lists)),
        "sheet": _summed("sheet", _sheet(material)),
        **{kind: [_summed(kind, record) for record in records] for kind, records in lists.items()},
    }


def _summed(kind: str, record: dict[str, Any]) -> dict[str, Any]:
    fields = (f"{kind}|{key}|{_canonical(record[key])}" for key in sorted(record))
    return record | {"sums": "".join(hashlib.sha256(field.encode()).hexdigest()[:8] for field in fields)}


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _header(material: Material, lists: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """The face, and the table of contents: what is left out or put in can be named."""
    face = material.face
    return {
        "bloc": face.bloc,
        "bloc_name": face.bloc_name,
        "year": material.spec.year,
        "state": face.state,
        "number": face.number,
        "published_at": face.published_at,
        "table": face.table,
        "journal_lines": face.journal_lines,
        "journal_head": face.journal_head,
        "members": list(material.names),
        "rules": [rule["about"] for rule in lists["rules"]],
        "votes": [f"{vote['kind']} {vote['agency']} {vote['result']}" for vote in lists["votes"]],
        "lateness": [f"{fact['agency']} {fact['filing']}" for fact in lists["lateness"]],
    }


def _sheet(material: Material) -> dict[str, Any]:
    told = write_sheet(material.spec)
    kept = ("name", "year", "total", "not_applicable", "bonus_may_exceed_total", "ties", "classification")
    return {key: told[key] for key in kept} | {
        "version": material.sheet_version,
        "places": material.spec.places,
        "rounding": "half_up",
        "paths": [node.path for node in material.spec.nodes],
    }


def _rules(spec: SheetSpec) -> Iterator[dict[str, Any]]:
    """In words, for who reads the file without a program."""
    ties = " → ".join(TIE_NAMES[t.by] + (f" {t.code}" if t.by is TieBy.SECTION else "") for t in spec.ties)
    may = "được" if spec.bonus_may_exceed_total else "không được"
    says = {
        "làm tròn": f"từng tiêu chí tính chính xác, làm tròn nửa lên {spec.places} chữ số; các tổng không làm tròn lại",
        "không áp dụng": AWAY_NAMES[spec.not_applicable],
        "tổng": f"điểm chấm cộng điểm thưởng ({may} vượt tổng điểm của bảng) trừ điểm trừ, không dưới 0",
        "đồng điểm": (f"{ties} → " if ties else "") + "vẫn bằng nhau thì đồng hạng (1, 2, 2, 4)",
        "không xét": "giữ điểm, không xếp hạng, không làm mốc so sánh cho đơn vị khác",
    }
    says |= {METHOD_NAMES[method]: hint for method, hint in METHOD_HINTS.items()}
    yield from ({"about": about, "says": words} for about, words in says.items())


def _criterion(node: Node) -> dict[str, Any]:
    return {
        "path": node.path,
        "code": node.code,
        "title": node.title,
        "ceiling": written(node.ceiling),
        "kind": node.kind.value,
        "evidence": node.evidence.value,
        "method": dump_method(node.method) if node.method else None,
        "says": describe_method(node.method, node.ceiling) if node.method else "",
    }


def _member(material: Material, agency: str) -> dict[str, Any]:
    filed = material.sealed.get(agency)
    considered = {standing.agency: standing.considered for standing in material.adopted}
    return {
        "agency": agency,
        "name": material.names[agency],
        "considered": considered.get(agency, True),
        "filed_at": filed.filed_at if filed else None,
        "days_late": filed.days_late if filed else None,
        "seal": filed.seal if filed else None,
        "current_sheet": filed.current_sheet if filed else True,
        "absent": [leaf.path for leaf in material.spec.leaves if filed and leaf.path not in filed.rows],
    }


def _rows(material: Material) -> Iterator[dict[str, Any]]:
    claimed = {standing.agency: standing.points for standing in material.claimed}
    adopted = {standing.agency: standing.points for standing in material.adopted}
    cards = {card.agency: card for card in material.cards}
    for agency, filed in ((agency, material.sealed[agency]) for agency in material.names if agency in material.sealed):
        for leaf in material.spec.leaves:
            if (sealed := filed.rows.get(leaf.path)) is not None:
                answer = cards[agency].answers.get(leaf.path, Answer())
                points = (claimed[agency].get(leaf.path), adopted[agency].get(leaf.path))
                yield _row(agency, leaf.path, answer, sealed) | {
                    word: None if earned is None else str(earned)
                    for word, earned in zip((View.CLAIMED.value, ADOPTED), points, strict=True)
                }


def _row(agency: str, path: str, answer: Answer, sealed: SealedRow) -> dict[str, Any]:
    return {
        "agency": agency,
        "path": path,
        "inputs": write_inputs(answer.inputs),
        "note": nfc(sealed.note).strip(),
        "evidence": sorted(sealed.evidence),
        "seal": sealed.seal,
        "appraised": None if answer.appraised is None else written(answer.appraised),
        "corrected": None if answer.corrected is None else write_inputs(answer.corrected),
        "reason": answer.reason,
    }


def _vote(vote: Decided) -> dict[str, Any]:
    """A vote's outcome; why an agency is not considered is not told."""
    hidden = vote.kind is DecidedKind.CONSIDERATION and vote.result != CONSIDERED
    result = NOT_CONSIDERED if hidden else vote.result
    return {"kind": vote.kind.value, "agency": vote.agency, "result": result, "basis": vote.basis}


def _lateness(material: Material) -> Iterator[dict[str, Any]]:
    for agency in material.names:
        for filing, days in sorted(material.late.get(agency, {}).items()):
            yield {"agency": agency, "filing": filing, "days": days}


def _standings(view: str, standings: Sequence[Standing]) -> Iterator[dict[str, Any]]:
    for standing in standings:
        told = {key: value for key, value in standing.as_expected().items() if key != "points"}
        yield {"view": str(view), "agency": standing.agency, **told}
