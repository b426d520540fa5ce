"""What the workbook's notes say in words: the sheet's rules, and the evidence behind a row."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from khoi.ranking.rules import Result, Standing
from khoi.sheets.rules import ClassRule, NotApplicable, SheetSpec, Tie, TieBy
from tenants.vi import number


def evidence_line(documents: Sequence[Mapping[str, Any]]) -> str:
    """The documents of a row as filed, numbered, one a line: title, number, date, issuer."""
    return "\n".join(f"{place}. {_document(document)}" for place, document in enumerate(documents, 1))


def _document(document: Mapping[str, Any]) -> str:
    number_and_date = " ".join(
        part
        for part in (
            f"số {document['number']}" if document.get("number") else "",
            f"ngày {_day(document['dated'])}" if document.get("dated") else "",
        )
        if part
    )
    parts = (document.get("title") or document.get("name"), number_and_date, document.get("issuer"))
    return ", ".join(str(part) for part in parts if part)


def _day(iso: str) -> str:
    """`2026-02-05` as people write it."""
    return "/".join(reversed(str(iso)[:10].split("-")))


def rules_in_words(spec: SheetSpec) -> Iterator[tuple[str, str]]:
    """(what, how) lines of the sheet's rules, in the order in which they act."""
    yield "Làm tròn", f"Điểm từng tiêu chí làm tròn {spec.places} chữ số thập phân (nửa trở lên); tổng cộng chính xác"
    yield "Tiêu chí không áp dụng", _away(spec)
    yield "Điểm thưởng", _bonus(spec)
    yield "Điểm trừ", "Ghi số dương ở từng tiêu chí, trừ vào tổng; tổng không nhỏ hơn 0"
    yield "Bằng điểm", "; ".join([*(_tie(spec, tie) for tie in spec.ties), "vẫn bằng nhau thì đồng hạng"])
    for rule in spec.classification:
        yield f"Xếp loại “{rule.label}”", _class(rule)


def _away(spec: SheetSpec) -> str:
    if spec.not_applicable is NotApplicable.FULL:
        return "Được tính đủ điểm tối đa của tiêu chí"
    whole = number(spec.total)
    return f"Không tính vào mẫu số: điểm cơ bản × {whole} ÷ ({whole} − điểm tối đa các tiêu chí đó)"


def _bonus(spec: SheetSpec) -> str:
    most = "được vượt" if spec.bonus_may_exceed_total else "không được vượt"
    return f"Cộng vào tổng, mỗi nhóm không quá điểm tối đa của nhóm; tổng {most} {number(spec.total)} điểm"


def _tie(spec: SheetSpec, tie: Tie) -> str:
    if tie.by is TieBy.SECTION:
        section = spec.section_named(tie.code)
        return f"điểm nhóm {section.code if section else tie.code} cao hơn xếp trước"
    return "ít điểm trừ hơn xếp trước" if tie.by is TieBy.PENALTY else "theo kết quả biểu quyết"


def _class(rule: ClassRule) -> str:
    parts = [f"tổng điểm từ {number(rule.min_total_percent)} % trở lên"]
    if rule.min_criterion_percent is not None:
        parts.append(f"mọi tiêu chí cơ bản đạt từ {number(rule.min_criterion_percent)} %")
    if rule.quota_percent is not None:
        parts.append(f"không quá {number(rule.quota_percent)} % số đơn vị được xét")
    if rule.needs_vote:
        parts.append("phải biểu quyết")
    return "; ".join(parts)


def exceptions_in(result: Result) -> Iterator[tuple[str, str]]:
    """(agency, what) for all that the places alone do not tell: shared, not considered, waiting, not filed."""
    for standing in result.appraised:
        yield from ((result.names[standing.agency], word) for word in remarks(standing))
    filed = {standing.agency for standing in result.appraised}
    yield from ((name, "chưa có phiếu chấm") for code, name in result.names.items() if code not in filed)


def remarks(standing: Standing) -> list[str]:
    """What stands beside a place."""
    found = []
    if standing.card.not_considered is not None:
        reason = standing.card.not_considered.strip()
        found.append("không xét" if reason in ("", "không xét") else f"không xét: {reason}")
    if standing.shared:
        found.append(f"đồng hạng {standing.rank}")
    if standing.pending_class:
        found.append(f"xếp loại “{standing.pending_class}” chờ biểu quyết")
    return found
