"""Numbers of documents: one series a kind and calendar year, from 01 on 1 January; a number is given out once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

#: Longer than any register of a bloc; keeps a slip of the finger from opening a gap of millions.
HIGHEST = 9999


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: its name, what follows the number in its sign, the series it takes its numbers from."""

    name: str
    sign: str
    series: str


def _custom(name: str, short: str) -> Kind:
    return Kind(name, f"{short}-KTĐ", short)


#: What a bloc begins with: the kinds of Nghị định 30/2020 that blocs use, each with its own series. Data of the year
#: once the lead changes it.
FIRST_KINDS = (
    _custom("Kế hoạch", "KH"), _custom("Chương trình", "CTr"), _custom("Quy chế", "QC"), _custom("Thông báo", "TB"),
    _custom("Hướng dẫn", "HD"), _custom("Quyết định", "QĐ"), _custom("Báo cáo", "BC"), _custom("Tờ trình", "TTr"),
    _custom("Biên bản", "BB"), _custom("Giao ước thi đua", "GƯ"), _custom("Giấy mời", "GM"),
    _custom("Công văn", "CV"),
)  # fmt: skip


def written(number: int) -> str:
    """`05`: below 10 with a leading 0."""
    return f"{number:02}"


def sign_of(number: int, sign_part: str) -> str:
    """`05/KH-KTĐ`."""
    return f"{written(number)}/{sign_part}"


def calendar_year(dated: date) -> int:
    """The register a document stands in: that of its own date, whatever the emulation year."""
    return dated.year


def next_number(taken: Collection[int]) -> int:
    """The number that comes next in a series; 1 in an empty one."""
    return max(taken, default=0) + 1


def gaps(taken: Collection[int]) -> list[int]:
    """The numbers below the last one that nobody has."""
    return sorted(set(range(1, max(taken, default=0))) - set(taken))


def spans(numbers: Collection[int]) -> str:
    """`03, 05–07`: numbers in words for people, runs drawn together."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(written(run[0]) if len(run) == 1 else f"{written(run[0])}–{written(run[-1])}" for run in runs)


def objection_to_number(number: int, year: int, taken: Collection[int], owner: str = "") -> str:
    """Why this number cannot be given out in the series and calendar year; empty when it can. `owner` has it now."""
    if not 1 <= number <= HIGHEST:
        return f"Số văn bản từ 1 đến {HIGHEST}."
    if number not in taken:
        return ""
    whose = f" cho {owner}" if owner else " (văn bản của năm thi đua khác)"
    return f"Số {written(number)} năm {year} đã cấp{whose}. Số tiếp theo còn trống: {written(next_number(taken))}."
