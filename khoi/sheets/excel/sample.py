"""A small sheet that uses each of the ten methods once: the example page of the template."""

from decimal import Decimal

from khoi.sheets.rules import (
    Bonus,
    Deduct,
    Direct,
    EvidenceRule,
    Kind,
    Ladder,
    Method,
    Node,
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


def _leaf(code: str, title: str, ceiling: int, method: Method, evidence: EvidenceRule = EvidenceRule.REQUIRED) -> Node:
    return Node(code, title, Decimal(ceiling), method=method, evidence=evidence)


def _section(code: str, title: str, ceiling: int, *children: Node, kind: Kind = Kind.BASE) -> Node:
    return Node(code, title, Decimal(ceiling), kind=kind, children=children)


_RANKS = Ladder((("Tốt", Decimal(10)), ("Khá", Decimal("7.5")), ("Trung bình", Decimal(4)), ("Không đạt", Decimal(0))))
_SECTIONS = (
    _section(
        "I", "Thực hiện nhiệm vụ chính trị, chuyên môn", 70,
        _leaf("1", "Hoàn thành kế hoạch công tác năm", 20, Percent(Decimal(1), Decimal(50), unit="nhiệm vụ")),
        _leaf("2", "Vượt chỉ tiêu chuyên môn chủ yếu", 10, Relative("chỉ tiêu")),
        _section(
            "3", "Tham mưu và phối hợp", 30,
            _leaf("3.1", "Tham mưu văn bản được ban hành", 10, PerItem(Decimal(2), "văn bản")),
            _leaf("3.2", "Nhiệm vụ cấp trên giao đúng hạn", 20, Deduct(Decimal(2), "nhiệm vụ quá hạn")),
        ),
        _leaf("4", "Xếp loại cải cách hành chính", 10, _RANKS),
    ),
    _section(
        "II", "Tổ chức phong trào thi đua", 30,
        _leaf("1", "Đăng ký thi đua, ký giao ước", 10, PassFail()),
        _leaf("2", "Chấp hành thời hạn báo cáo của Khối", 10,
              Timeliness(Decimal(1), ("scorecard", "year_report")), EvidenceRule.NONE),
        _leaf("3", "Tham gia hoạt động của Khối", 10, Direct(), EvidenceRule.OPTIONAL),
    ),
    _section("III", "Điểm thưởng", 5, _leaf("1", "Sáng kiến được công nhận", 5, Bonus(Decimal(1), "sáng kiến")),
             kind=Kind.BONUS),
    _section("IV", "Điểm trừ", 0, _leaf("1", "Cán bộ vi phạm bị kỷ luật", 0, Penalty(Decimal(2), "người")),
             kind=Kind.PENALTY),
)  # fmt: skip
SAMPLE = SheetSpec(
    "Bảng tiêu chí thi đua (ví dụ)",
    2026,
    Decimal(100),
    placed(_SECTIONS),
    ties=(Tie(TieBy.SECTION, "I"), Tie(TieBy.BALLOT)),
)
