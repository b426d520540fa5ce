"""Where everything stands in the file, for the writer and the reader alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field

SHEET = "Phiếu tự chấm"
#: Rows count from 1, as people see them.
TITLE_ROW, GUIDE_ROW, HEAD_ROW = 1, 2, 4
CODE, TITLE, RULE, CEILING, TARGET, VALUE = "A", "B", "C", "D", "E", "F"
OFF, NOTE, POINTS, MARK, VERSION, BASE = "G", "H", "I", "J", "K", "L"
HEADS = {
    CODE: "Mã", TITLE: "Tiêu chí", RULE: "Cách chấm", CEILING: "Tối đa", TARGET: "Kế hoạch", VALUE: "Số liệu",
    OFF: "Không áp dụng", NOTE: "Ghi chú", POINTS: "Tự chấm khi xuất", MARK: "mã dòng", VERSION: "phiên bản",
    BASE: "khi xuất",
}  # fmt: skip
YES = "x"


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row of the file: whose it is, as of which version, what it says, and what it said when the file was made."""

    line: int
    mark: str
    version: int
    typed: Mapping[str, str]
    note: str
    base: Mapping[str, str] | None = None
    base_note: str = ""
    #: What could not be read, by cell.
    wrong: Mapping[str, str] = field(default_factory=dict)

    def cell(self, column: str) -> str:
        return f"{column}{self.line}"
