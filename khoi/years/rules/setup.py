"""What is set up of a year, step by step, and what its members still wait for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

#: A bloc of fewer has nobody to be compared with.
FEWEST_MEMBERS = 3


class Place(StrEnum):
    """Where a step is done: pages of the portal, by what they are for."""

    MEMBERS = "members"
    SEATS = "seats"
    ACCOUNTS = "accounts"
    DATES = "dates"
    BASES = "bases"
    SHEET = "sheet"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the set-up: what it is about, how it stands in words, where it is done.

    `needed`: without it the year cannot be opened. `done` may be false of a step that is only advised."""

    title: str
    detail: str
    done: bool
    place: Place
    needed: bool = False

    @property
    def blocks(self) -> bool:
        return self.needed and not self.done


@dataclass(frozen=True, slots=True)
class Seen:
    """What the steps look at. `bases`: texts in force today; `to_verify`: those of them to be looked at."""

    lead: str = ""
    deputy: str = ""
    members: int = 0
    without_head: Sequence[str] = ()
    on_team: int = 0
    filings: int = 0
    #: Titles of filings whose dates are still those every bloc begins with.
    customary: Sequence[str] = ()
    bases: int = 0
    to_verify: int = 0


def setup_steps(seen: Seen) -> list[Step]:
    """The year's own steps in the order in which a lead goes through them."""
    return [_members(seen), _seats(seen), _heads(seen), _team(seen), _dates(seen), _bases(seen)]


def missing(steps: Iterable[Step]) -> list[Step]:
    """The steps that are not done, those first without which the year cannot be opened."""
    return sorted((step for step in steps if not step.done), key=lambda step: not step.needed)


def _members(seen: Seen) -> Step:
    enough = seen.members >= FEWEST_MEMBERS
    words = f"{seen.members} đơn vị" if enough else f"Mới có {seen.members} đơn vị, cần ít nhất {FEWEST_MEMBERS}"
    return Step("Đơn vị thành viên và tên gọi trong năm", words, enough, Place.MEMBERS, needed=True)


def _seats(seen: Seen) -> Step:
    lacks = [name for name, who in (("Khối trưởng", seen.lead), ("Khối phó", seen.deputy)) if not who]
    why = "; không có Khối phó thì không ai thẩm định được phiếu của Khối trưởng" if not seen.deputy else ""
    words = f"Chưa có {' và '.join(lacks)}{why}" if lacks else f"{seen.lead}; {seen.deputy}"
    return Step("Khối trưởng và Khối phó", words, not lacks, Place.SEATS, needed=True)


def _heads(seen: Seen) -> Step:
    lacking = ", ".join(seen.without_head)
    words = f"Chưa có tài khoản lãnh đạo: {lacking}" if lacking else "Mọi đơn vị có lãnh đạo đăng nhập được"
    return Step("Tài khoản lãnh đạo của các đơn vị", words, not lacking, Place.ACCOUNTS)


def _team(seen: Seen) -> Step:
    words = f"{seen.on_team} đơn vị" if seen.on_team else "Chưa có đơn vị nào (không bắt buộc)"
    return Step("Tổ thẩm định", words, bool(seen.on_team), Place.MEMBERS)


def _dates(seen: Seen) -> Step:
    title = "Hạn nộp và khóa sổ"
    if not seen.filings:
        return Step(title, "Chưa có thời hạn nào", False, Place.DATES, needed=True)
    if seen.customary:
        words = f"Đang theo thông lệ, kiểm tra lại: {', '.join(seen.customary)}"
        return Step(title, words, False, Place.DATES)
    return Step(title, f"{seen.filings} nội dung phải nộp", True, Place.DATES)


def _bases(seen: Seen) -> Step:
    title = "Căn cứ pháp lý đang có hiệu lực"
    if not seen.bases:
        return Step(title, "Chưa có văn bản nào", False, Place.BASES)
    more = f", trong đó {seen.to_verify} văn bản cần kiểm tra" if seen.to_verify else ""
    return Step(title, f"{seen.bases} văn bản{more}", not seen.to_verify, Place.BASES)
