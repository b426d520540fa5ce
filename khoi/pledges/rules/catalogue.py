"""The catalogue of titles and forms of commendation: what a year begins with. The bloc changes it as data. Pure."""

from dataclasses import dataclass

KINDS = {"title": "Danh hiệu thi đua", "commendation": "Hình thức khen thưởng"}
FOR_WHOM = {"collective": "Tập thể", "individual": "Cá nhân"}
LEVELS = {
    "state": "Nhà nước",
    "government": "Chính phủ, Thủ tướng Chính phủ",
    "province": "Bộ, ban, ngành, tỉnh",
    "agency": "Cơ sở",
}


@dataclass(frozen=True, slots=True)
class TitleSpec:
    """One title or form of commendation: short code, name, kind, for whom, level, who decides."""

    code: str
    name: str
    kind: str
    for_whom: str
    level: str
    decided_by: str


def _rows(kind: str, for_whom: str, *rows: tuple[str, str, str, str]) -> tuple[TitleSpec, ...]:
    return tuple(TitleSpec(code, name, kind, for_whom, level, by) for code, name, level, by in rows)


#: The customary catalogue of the provinces' blocs (names and levels as the Law on Emulation and Commendation has
#: them); who decides is the practice, and the lead corrects it where a regulation says otherwise.
CUSTOMARY: tuple[TitleSpec, ...] = (
    *_rows(
        "title", "collective",
        ("CTĐCP", "Cờ thi đua của Chính phủ", "government", "Chính phủ"),
        ("CTĐT", "Cờ thi đua của tỉnh, bộ, ban, ngành", "province", "Chủ tịch UBND tỉnh, Bộ trưởng"),
        ("TTLĐXS", "Tập thể lao động xuất sắc", "province", "Chủ tịch UBND tỉnh, Bộ trưởng"),
        ("TTLĐTT", "Tập thể lao động tiên tiến", "agency", "Thủ trưởng đơn vị"),
    ),
    *_rows(
        "title", "individual",
        ("CSTĐTQ", "Chiến sĩ thi đua toàn quốc", "government", "Thủ tướng Chính phủ"),
        ("CSTĐT", "Chiến sĩ thi đua cấp tỉnh, bộ, ban, ngành", "province", "Chủ tịch UBND tỉnh, Bộ trưởng"),
        ("CSTĐCS", "Chiến sĩ thi đua cơ sở", "agency", "Thủ trưởng đơn vị"),
        ("LĐTT", "Lao động tiên tiến", "agency", "Thủ trưởng đơn vị"),
    ),
    *_rows(
        "commendation", "collective",
        ("HCTT", "Huân chương (tập thể)", "state", "Chủ tịch nước"),
        ("BKTTg-TT", "Bằng khen của Thủ tướng Chính phủ (tập thể)", "government", "Thủ tướng Chính phủ"),
        ("BKT-TT", "Bằng khen của tỉnh, bộ, ban, ngành (tập thể)", "province", "Chủ tịch UBND tỉnh, Bộ trưởng"),
        ("GK-TT", "Giấy khen (tập thể)", "agency", "Thủ trưởng đơn vị"),
    ),
    *_rows(
        "commendation", "individual",
        ("HCCN", "Huân chương (cá nhân)", "state", "Chủ tịch nước"),
        ("BKTTg-CN", "Bằng khen của Thủ tướng Chính phủ (cá nhân)", "government", "Thủ tướng Chính phủ"),
        ("BKT-CN", "Bằng khen của tỉnh, bộ, ban, ngành (cá nhân)", "province", "Chủ tịch UBND tỉnh, Bộ trưởng"),
        ("GK-CN", "Giấy khen (cá nhân)", "agency", "Thủ trưởng đơn vị"),
        ("KNC", "Kỷ niệm chương", "province", "Bộ trưởng, Chủ tịch UBND tỉnh"),
    ),
)  # fmt: skip
