"""What a careful reader stumbles over: another year than a text is about, figures and what they count. Pure.

Texts are copied from last year's; the year left behind is the commonest slip. Nothing here is certain: a finding is a
question to the writer, never a refusal."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_YEAR = r"(20\d\d|2100)"
_DATE = rf"(?:\d{{1,2}}\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*{_YEAR}|\d{{1,2}}\s+tháng\s+\d{{1,2}}\s+năm\s+{_YEAR})"
#: 152/2025/NĐ-CP, 06/2022/QH15, 01/KH-UBND, 2025/QĐ-UBND: figures and at least two capitals, parted by strokes.
_NUMBERED = re.compile(r"\b\d+(?:/\d+)*/[A-ZĐ][A-ZĐa-zđ0-9]*[A-ZĐ0-9][A-ZĐa-zđ0-9./-]*")
_NAMED = (
    "Luật|Bộ luật|Hiến pháp|Pháp lệnh|Nghị quyết|Nghị định|Thông tư|Quyết định|Chỉ thị|Kết luận|Kế hoạch|Chương trình"
    "|Hướng dẫn|Công văn|Thông báo|Báo cáo|Tờ trình|Quy chế|Quy định|Điều lệ|Công điện|Biên bản"
)
#: The date of a document: after its number or its kind, before the sentence ends.
_DATED = re.compile(rf"(\b(?:{_NAMED}|[Vv]ăn bản|số)\b[^.;\n]{{0,120}}?\bngày\s+){_DATE}", re.IGNORECASE)
#: A law is called by its year: Luật Thi đua, khen thưởng năm 2022.
_LAW = re.compile(
    rf"\b((?:Bộ luật|Luật|Hiến pháp|Pháp lệnh)(?:,?\s+(?!trong\b|cho\b|năm\b)\w+){{0,10}})\s+năm\s+{_YEAR}"
)
_SPAN = re.compile(rf"(?<![\d/]){_YEAR}\s*(?:-|–|—|/|đến|và|tới)\s*(?:năm\s+)?{_YEAR}(?![\d/])")
#: From one day to another: từ 01/12/2025 đến hết ngày 30/11/2026.
_DAYS = re.compile(rf"\btừ\s+(?:ngày\s+)?{_DATE}\s+(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?{_DATE}", re.IGNORECASE)
_LIKE = r"(?:cùng kỳ|kết quả|thực hiện|của|các|tháng|quý|\d{1,2}|đầu|cuối|năm)"
_COMPARED = re.compile(rf"\b(?:so với|so\s+cùng kỳ|cùng kỳ)(?:\s+{_LIKE})*\s+{_YEAR}\b", re.IGNORECASE)
_COUNTED = (
    "đồng|triệu|tỷ|tỉ|nghìn|ngàn|người|lượt|vụ|việc|hồ sơ|đơn|cuộc|tập thể|cá nhân|đại biểu|văn bản|trường hợp|hộ"
    "|đối tượng|bị cáo|bị can|án|tin|bài|sáng kiến|nhiệm vụ|tổ chức|quyết định|công chức|cán bộ|đảng viên"
    "|m2|m²|km|ha|kg"
)
_ENDS = r"(?!\d|[.,]\d)"
#: After the word "năm", whatever follows; or four figures alone: no part of a longer number, no count, no number of
#: something.
_ALONE = re.compile(
    rf"\bnăm\s+{_YEAR}{_ENDS}|(?<![\d.,])(?<!số )(?<!số: ){_YEAR}{_ENDS}(?!\s*%|\s+(?:{_COUNTED})\b)", re.IGNORECASE
)


def other_years(text: str, year: int) -> list[int]:
    """The years from 2000 to 2100 that a text names and that are not its own, each once, in order.

    Not asked about are, by their pattern: numbers of documents (152/2025/NĐ-CP, 06/2022/QH15, số 2025/QĐ-UBND); the
    date of a document ("Kế hoạch số 01/KH-UBND ngày 04/01/2025", "Luật … ngày 15 tháng 6 năm 2022") and the year by
    which a law is called ("Luật Thi đua, khen thưởng năm 2022"); spans that hold the own year (năm học 2025-2026,
    giai đoạn 2021-2030, từ ngày 01/12/2025 đến ngày 30/11/2026); what the own year is compared with ("so với cùng kỳ
    năm 2025"); counts (2025 lượt người, 2.025, 2025,5). A day or a month of another year is asked about."""
    rest = _without_citations(text)
    for known in (_DAYS, _SPAN):
        rest = known.sub(lambda found: _outside(found, year), rest)
    rest = _COMPARED.sub(" ", rest)
    return sorted({int(after or alone) for after, alone in _ALONE.findall(rest)} - {year})


def _without_citations(text: str) -> str:
    """The text without numbers and dates of documents."""
    return _LAW.sub(r"\1", _NUMBERED.sub("số/", _DATED.sub(r"\1", text)))


def _outside(found: re.Match[str], year: int) -> str:
    """A span that holds the year says nothing wrong; of another both ends stay to be asked about."""
    first, *_, last = (int(each) for each in found.groups() if each)
    return " " if first <= year <= last else f" {first} , {last} "


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a text and the words right after it: 12 "tập thể được tặng" as it was typed, "12"."""

    value: Decimal
    after: str
    said: str


#: How many words after a number may say what it counts.
_WORDS = 6
_NUMBER = re.compile(r"(?<![\w.,/-])(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?![\w/-]|[.,]\d)")
_DAY_OR_YEAR = re.compile(
    rf"\bngày\s+{_DATE}|{_DATE}|\b(?:năm|tháng|quý|ngày|khóa|kỳ|Phần|mục|điều|khoản|điểm)\s+\d+(?:/\d+)?", re.IGNORECASE
)


def figures_in(text: str) -> list[Figure]:
    """The numbers of a text in order, each with up to six words after it in the same clause ("%" counts as one).

    Numbers of documents, dates, years and the numbers at the head of a line (1., 2)) count nothing and are left out."""
    return [figure for line in _without_citations(text).split("\n") for figure in _in_line(line)]


def _in_line(line: str) -> Iterator[Figure]:
    plain = _DAY_OR_YEAR.sub(";", _NUMBERED.sub(" ", re.sub(r"^\s*\d+(?:\.\d+)*[.)]\s", "", line)))
    for found in _NUMBER.finditer(plain):
        after = re.split(r"[.,;:()\n]|\d", plain[found.end() :], maxsplit=1)[0]
        value = Decimal(found[1].replace(".", "").replace(",", "."))
        yield Figure(value, " ".join(after.split()[:_WORDS]), found[1])
