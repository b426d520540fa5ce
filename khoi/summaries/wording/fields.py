"""The fields that a template may name, by kind: what the page lists and the check knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from khoi.summaries.rules.papers import PaperKey


@dataclass(frozen=True, slots=True)
class Fields:
    """Words by name with what they mean; lists by name with what they hold and the parts of a line; and what stands
    for whole paragraphs and tables, to be put on a line of its own."""

    words: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)
    whole: Mapping[str, str] = field(default_factory=dict)


COMMON = Fields(
    words={
        "co_quan_cap_tren": "cơ quan cấp trên, chữ in hoa",
        "co_quan_ban_hanh": "cơ quan ban hành, chữ in hoa",
        "so_ky_hieu": "số và ký hiệu: Số: 05/TB-KTĐ; chưa có số thì chừa chỗ",
        "dia_danh_ngay": "địa danh, ngày tháng năm",
        "loai_van_ban": "tên loại văn bản, chữ in hoa",
        "trich_yeu": "trích yếu",
        "quyen_han": "quyền hạn ký (TM., KT. …)",
        "chuc_vu": "chức vụ người ký",
        "nguoi_ky": "họ tên người ký",
        "ma_doi_chieu": "dòng mã đối chiếu nhật ký",
    },
    lists={
        "can_cu": ("các căn cứ", {"loi": "lời căn cứ, có dấu cuối dòng"}),
        "noi_nhan": ("nơi nhận", {"loi": "một nơi nhận, có gạch đầu dòng và dấu cuối dòng"}),
    },
    whole={"noi_dung": "toàn bộ phần nội dung như mẫu có sẵn, kể cả bảng"},
)
_POINTS = {"toi_da": "điểm tối đa", "tu_cham": "tự chấm", "tham_dinh": "thẩm định"}
_OWN: dict[PaperKey, Fields] = {
    PaperKey.APPRAISAL: Fields(
        words={
            "don_vi": "tên đơn vị", "nam": "năm thi đua", "khoi": "tên Khối", "tong_tu_cham": "tổng điểm tự chấm",
            "tong_tham_dinh": "tổng điểm thẩm định", "tong_chenh_lech": "chênh lệch tổng điểm",
            "so_tieu_chi_khac": "số tiêu chí thẩm định khác tự chấm", "ma_niem_phong": "mã niêm phong phiếu",
        },
        lists={
            "nhom": ("các nhóm tiêu chí", {"ten": "tên nhóm", **_POINTS, "chenh_lech": "chênh lệch"}),
            "khac_biet": (
                "tiêu chí có chênh lệch",
                {"tt": "thứ tự", "ten": "tên tiêu chí", **_POINTS, "chenh_lech": "chênh lệch", "ly_do": "lý do"},
            ),
            "cho_cong_bo": ("tiêu chí tính khi công bố", {"ten": "tên tiêu chí"}),
        },
    ),
    PaperKey.RESULT: Fields(
        words={"nam": "năm thi đua", "khoi": "tên Khối", "so_don_vi": "số đơn vị"},
        lists={
            "ket_qua": (
                "kết quả từng đơn vị",
                {
                    "hang": "xếp hạng", "ten": "tên đơn vị", "tong": "tổng điểm", "xep_loai": "xếp loại",
                    "ghi_chu": "ghi chú",
                },
            )
        },
    ),
}  # fmt: skip
FIELDS: dict[PaperKey, Fields] = {
    key: Fields(
        {**COMMON.words, **_OWN.get(key, Fields()).words},
        {**COMMON.lists, **_OWN.get(key, Fields()).lists},
        COMMON.whole,
    )
    for key in PaperKey
}


def fields_of(key: PaperKey) -> Fields:
    """All that a template of this kind may name."""
    return FIELDS[key]
