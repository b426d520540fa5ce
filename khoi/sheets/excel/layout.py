"""The form of the Excel file: its pages, its columns, its words. The writer and the reader share it."""

from dataclasses import dataclass
from enum import StrEnum

from khoi.sheets.rules.sheet import EvidenceRule, Kind, NotApplicable, TieBy
from khoi.sheets.rules.words import AWAY_NAMES, EVIDENCE_NAMES, KIND_NAMES, METHOD_NAMES, TIE_NAMES
from khoi.years.rules import FILING_NAMES

GUIDE_PAGE, TREE_PAGE, SETTINGS_PAGE, SAMPLE_PAGE = "Hướng dẫn", "Bảng tiêu chí", "Thiết lập", "Ví dụ"
YES, NO = "Có", "Không"


class Key(StrEnum):
    """A column of the tree page."""

    CODE = "code"
    TITLE = "title"
    CEILING = "ceiling"
    LEVEL = "level"
    KIND = "kind"
    METHOD = "method"
    POINTS = "points"
    UNIT = "unit"
    MINUS = "minus"
    FLOOR = "floor"
    WHOLE = "whole"
    STEPS = "steps"
    FILING = "filing"
    MOST = "most"
    EVIDENCE = "evidence"
    NO_FILES = "no_files"
    GUIDANCE = "guidance"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in characters, what the guide says of it."""

    key: Key
    heading: str
    width: float
    says: str
    choices: tuple[str, ...] = ()


COLUMNS = (
    Column(Key.CODE, "TT", 7, "Số thứ tự in trên bảng: I, 1, 1.1, a… Được để trống, được trùng ở các mục khác nhau."),
    Column(Key.TITLE, "Nội dung", 52, "Tên mục hoặc tiêu chí. Bắt buộc."),
    Column(
        Key.CEILING, "Điểm tối đa", 10,
        "Điểm tối đa của mục hoặc tiêu chí, nhiều nhất 3 chữ số thập phân. Các dòng con phải cộng đúng bằng dòng trên.",
    ),
    Column(Key.LEVEL, "Cấp", 6, "1 là mục lớn, 2 là dòng con của mục, nhiều nhất 4 cấp.", ("1", "2", "3", "4")),
    Column(Key.KIND, "Loại mục", 13, "Chỉ ghi ở cấp 1; để trống là “Điểm chấm”.", tuple(KIND_NAMES.values())),
    Column(
        Key.METHOD, "Cách chấm", 21,
        "Chỉ ghi ở tiêu chí (dòng không có dòng con). Mười cách chấm: xem bảng dưới.", tuple(METHOD_NAMES.values()),
    ),
    Column(
        Key.POINTS, "Điểm mỗi lần", 9,
        "Số điểm cho mỗi kết quả, mỗi lỗi hoặc mỗi ngày chậm "
        "(Đếm kết quả, Trừ theo lỗi, Đúng hạn, Điểm thưởng, Điểm trừ).",
    ),
    Column(Key.UNIT, "Đơn vị tính", 15, "Đếm bằng gì: văn bản, vụ việc, sáng kiến… Được để trống."),
    Column(Key.MINUS, "Trừ mỗi 1 %", 8, "Tỷ lệ hoàn thành: thiếu mỗi 1 % bị trừ bao nhiêu điểm."),
    Column(Key.FLOOR, "Mức sàn %", 8, "Tỷ lệ hoàn thành: dưới mức này 0 điểm. Để trống là không có mức sàn."),
    Column(Key.WHOLE, "Chỉ trừ % tròn", 8, "Tỷ lệ hoàn thành: “Có” nếu phần lẻ của 1 % không bị trừ.", (YES,)),
    Column(Key.STEPS, "Các bậc", 24, "Thang bậc: mỗi dòng trong ô một bậc, dạng “Tốt = 10” (xuống dòng: Alt+Enter)."),
    Column(
        Key.FILING, "Hồ sơ tính chậm", 20,
        "Đúng hạn: hồ sơ nào nộp chậm thì bị trừ; nhiều hồ sơ cách nhau bằng dấu chấm phẩy.",
        tuple(FILING_NAMES.values()),
    ),
    Column(Key.MOST, "Trừ nhiều nhất", 9, "Điểm trừ: không trừ quá số điểm này. Để trống là không giới hạn."),
    Column(
        Key.EVIDENCE, "Minh chứng", 11,
        "Bắt buộc: thiếu thì không nộp được phiếu. Để trống là “Nếu có”.", tuple(EVIDENCE_NAMES.values()),
    ),
    Column(Key.NO_FILES, "Không tải tệp lên", 9, "“Có” nếu tài liệu mật, chỉ lưu bản giấy.", (YES,)),
    Column(Key.GUIDANCE, "Hướng dẫn chấm", 40, "Lời giải thích hiện bên cạnh tiêu chí khi chấm. Được để trống."),
)  # fmt: skip
HEADING_ROW = 3
FIRST_ROW = 4

#: The settings page: label in column A, value in B.
NAME, YEAR, TOTAL, PLACES = "Tên bảng tiêu chí", "Năm", "Tổng điểm", "Số chữ số thập phân"
AWAY, EXCEED, ILLUSTRATIVE, NOTE = (
    "Tiêu chí không áp dụng", "Điểm thưởng được vượt tổng điểm", "Bảng minh họa", "Ghi chú",
)  # fmt: skip
TIE, CLASS, REASON = "Phân định", "Xếp loại", "Lý do không xét"
CLASS_HEADINGS = ("Tên xếp loại", "Từ % tổng điểm", "Mỗi tiêu chí từ %", "Nhiều nhất % số đơn vị", "Phải biểu quyết")

FLAGS = {YES: True, NO: False}
KIND_OF = {name: kind for kind, name in KIND_NAMES.items()}
METHOD_OF = {name: key for key, name in METHOD_NAMES.items()}
EVIDENCE_OF: dict[str, EvidenceRule] = {name: rule for rule, name in EVIDENCE_NAMES.items()}
AWAY_OF: dict[str, NotApplicable] = {name: rule for rule, name in AWAY_NAMES.items()}
TIE_OF: dict[str, TieBy] = {name: by for by, name in TIE_NAMES.items()}
FILING_OF = {name: key for key, name in FILING_NAMES.items()}
BASE = KIND_NAMES[Kind.BASE]
