"""What the usual reports ask for by custom of the blocs: the lead begins with this and changes what he likes."""

from khoi.reports.rules.outline import Annex, CrossCheck, FigureType, Indicator, Kind, Level, Outline, Section

_LEVELS = ((Level.STATE, "cấp Nhà nước"), (Level.PROVINCE, "cấp tỉnh, bộ, ngành"), (Level.GRASSROOTS, "cấp cơ sở"))


def _sections(period: str, next_period: str) -> tuple[Section, ...]:
    return (
        Section(
            "I", "Kết quả thực hiện nhiệm vụ chính trị, chuyên môn",
            f"Nêu kết quả nổi bật {period} theo chương trình công tác, có số liệu so sánh với chỉ tiêu được giao và "
            "cùng kỳ năm trước.", 1500,
        ),
        Section(
            "II", "Tổ chức phong trào thi đua",
            "Các phong trào đã phát động, hưởng ứng; cách làm mới; mô hình, điển hình tiên tiến.", 1000,
        ),
        Section(
            "III", "Công tác khen thưởng",
            "Đánh giá việc khen thưởng theo cấp, tỷ lệ tập thể, cá nhân và người trực tiếp lao động; số liệu nhập ở "
            "bảng chỉ tiêu.", 600,
        ),
        Section(
            "IV", "Tham gia hoạt động của Khối thi đua",
            "Việc thực hiện giao ước, tham gia các hoạt động chung và phối hợp trong Khối.", 500,
        ),
        Section("V", "Hạn chế, nguyên nhân", "Nêu thẳng việc chưa làm được và nguyên nhân chủ quan, khách quan.", 500),
        Section("VI", f"Phương hướng, nhiệm vụ {next_period}", "Nhiệm vụ trọng tâm và cách tổ chức thực hiện.", 800),
        Section("VII", "Đề xuất, kiến nghị", "Không có thì để trống.", 400, required=False),
    )  # fmt: skip


def _commended(code: str, whom: str) -> tuple[Indicator, ...]:
    parts = tuple(
        Indicator(f"{code}.{at}", f"{whom} được khen thưởng {words}", whom.lower(), level=level)
        for at, (level, words) in enumerate(_LEVELS, 1)
    )
    total = " + ".join(part.code for part in parts)
    return (Indicator(code, f"{whom} được khen thưởng", whom.lower(), formula=total), *parts)


_FIGURES = (
    Indicator("1", "Nhiệm vụ được giao trong kỳ", "nhiệm vụ"),
    Indicator("2", "Nhiệm vụ hoàn thành đúng hạn", "nhiệm vụ"),
    Indicator("3", "Tỷ lệ hoàn thành đúng hạn", "%", FigureType.PERCENT, formula="2 / 1"),
    Indicator("4", "Phong trào thi đua phát động, hưởng ứng", "phong trào"),
    Indicator("5", "Sáng kiến được công nhận", "sáng kiến"),
    *_commended("6", "Tập thể"),
    *_commended("7", "Cá nhân"),
    Indicator("8", "Tổng số lượt tập thể, cá nhân được khen thưởng", "lượt"),
    Indicator("9", "Trong đó: người trực tiếp lao động, công tác", "người"),
)
_CHECKS = (CrossCheck("2", "1", "<="), CrossCheck("6 + 7", "8"), CrossCheck("9", "7", "<="))
_TITLES = (
    Indicator("10", "Chiến sĩ thi đua cơ sở", "người"),
    Indicator("11", "Lao động tiên tiến", "người"),
    Indicator("12", "Tập thể lao động tiên tiến", "tập thể"),
    Indicator("13", "Tập thể lao động xuất sắc", "tập thể"),
)


def customary_outline(kind: Kind) -> Outline:
    """What a report of this kind asks for by custom; a themed or unforeseen one begins with a single section."""
    if kind is Kind.HALF_YEAR:
        return Outline(
            _sections("6 tháng đầu năm", "6 tháng cuối năm"), _FIGURES, _CHECKS,
            (Annex("Danh sách tập thể, cá nhân được khen thưởng", kinds=("xlsx", "docx", "pdf")),),
        )  # fmt: skip
    if kind is Kind.FULL_YEAR:
        return Outline(
            _sections("trong năm", "năm sau"), (*_FIGURES, *_TITLES), (*_CHECKS, CrossCheck("10", "11", "<=")),
            (
                Annex("Danh sách tập thể, cá nhân được khen thưởng", True, ("xlsx", "docx", "pdf")),
                Annex("Bản ký số hoặc bản quét có chữ ký", kinds=("pdf",)),
            ),
        )  # fmt: skip
    return Outline((Section("I", "Nội dung báo cáo", "", 1500),))
