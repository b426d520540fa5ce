"""What is voted on, by whom, and how much is enough. Whole numbers only: no share is ever a fraction of a machine."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tenants.refusal import Objection, Refused

#: In a smaller council a count says too much about each: such a council votes on paper (SECURITY 4.6).
FEWEST_IN_PORTAL = 5
MOST_CANDIDATES = 60
TELLERS = (2, 3)


class Kind(StrEnum):
    """A motion: an award for those named, an election, a plain question."""

    AWARD = "award"
    ELECTION = "election"
    QUESTION = "question"


class Way(StrEnum):
    """Printed slips that tellers count, or sealed ones in the portal."""

    PAPER = "paper"
    PORTAL = "portal"


class State(StrEnum):
    """Drawn up; open (roll frozen); being counted; counted for good."""

    DRAFT = "draft"
    OPEN = "open"
    COUNTING = "counting"
    COUNTED = "counted"


class Choice(StrEnum):
    """What one may say to one candidate."""

    AGREE = "agree"
    DISAGREE = "disagree"
    BLANK = "blank"


class Conflict(StrEnum):
    """Does an agency vote on its own? Yes; no, but it counts in the whole; no, and it does not count."""

    NONE = "none"
    WITHIN = "within"
    WITHOUT = "without"


KINDS = {Kind.AWARD: "Đề nghị khen thưởng", Kind.ELECTION: "Bầu chọn", Kind.QUESTION: "Biểu quyết một nội dung"}
WAYS = {Way.PAPER: "Phiếu giấy", Way.PORTAL: "Trên cổng"}
STATES = {
    State.DRAFT: "Đang chuẩn bị", State.OPEN: "Đang bỏ phiếu", State.COUNTING: "Đang kiểm phiếu",
    State.COUNTED: "Đã kiểm phiếu",
}  # fmt: skip
CHOICES = {Choice.AGREE: "Đồng ý", Choice.DISAGREE: "Không đồng ý", Choice.BLANK: "Không ý kiến"}
CONFLICTS = {
    Conflict.NONE: "Đơn vị được bỏ phiếu cả cho mình",
    Conflict.WITHOUT: "Đơn vị không có phiếu cho mình, không tính vào tổng số",
    Conflict.WITHIN: "Đơn vị không có phiếu cho mình, vẫn tính vào tổng số",
}
OFFICES = {"": "Nội dung khác", "lead": "Khối trưởng năm sau", "deputy": "Khối phó năm sau"}


@dataclass(frozen=True, slots=True)
class Measure:
    """How much is enough: a percentage of all members of the roll (or, `strict`, more than it), and what part of the
    roll must have voted at all, as a fraction (part, whole); (0, 1) asks for none."""

    percent: int
    strict: bool
    quorum: tuple[int, int] = (0, 1)


NO_QUORUM = (0, 1)


@dataclass(frozen=True, slots=True)
class Named:
    """One to be voted on, with its agency where it has one."""

    key: str
    name: str
    agency: int | None = None


@dataclass(frozen=True, slots=True)
class Voter:
    """One vote of the roll: the agency it is cast for, who casts it, whether an account can."""

    agency: int
    name: str
    has_account: bool = True


@dataclass(frozen=True, slots=True)
class Motion:
    """All that the rules need to know of a vote."""

    title: str
    kind: Kind
    way: Way
    seats: int
    measure: Measure
    basis: str
    conflict: Conflict


def reaches(votes: int, of: int, percent: int, strict: bool) -> bool:
    """Are `votes` enough of `of`? Exactly: nothing is divided, nothing rounded."""
    return votes * 100 > percent * of if strict else votes * 100 >= percent * of


def needed(of: int, percent: int, strict: bool) -> int:
    """The fewest votes that are enough of `of`; may be more than there are."""
    return percent * of // 100 + 1 if strict else -(-percent * of // 100)


def quorum_needed(roll: int, quorum: tuple[int, int]) -> int:
    """The fewest that must have voted: the part of the roll, rounded up."""
    part, whole = quorum
    return -(-part * roll // whole)


def read_quorum(text: str) -> tuple[int, int]:
    """ "2/3" or "70%" as a fraction; nothing typed asks for none. Refused in words otherwise."""
    typed = text.replace(" ", "")
    if not typed:
        return NO_QUORUM
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})", typed):
        part, whole = int(found[1]), int(found[2])
    elif found := re.fullmatch(r"(\d{1,3})%", typed):
        part, whole = int(found[1]), 100
    else:
        raise Refused("Nhập dạng 2/3 hoặc 70%, hoặc để trống.", field="quorum")
    if not 0 < part <= whole:
        raise Refused("Tỷ lệ phải lớn hơn 0 và không quá cả danh sách.", field="quorum")
    return part, whole


def write_quorum(quorum: tuple[int, int]) -> str:
    part, whole = quorum
    return "" if part == 0 else f"{part}%" if whole == 100 else f"{part}/{whole}"


def said_of_measure(measure: Measure) -> str:
    """The threshold in words."""
    least = f"trên {measure.percent}%" if measure.strict else f"từ {measure.percent}% trở lên"
    asked = f"; ít nhất {write_quorum(measure.quorum)} danh sách bỏ phiếu" if measure.quorum[0] else ""
    return f"Đồng ý {least} tổng số thành viên trong danh sách{asked}"


def may_vote_on(voter_agency: int, candidate_agency: int | None, conflict: Conflict) -> bool:
    """Has that vote a slip for that candidate?"""
    return conflict is Conflict.NONE or candidate_agency is None or voter_agency != candidate_agency


def base_of(candidate: Named, roll: Sequence[int], conflict: Conflict) -> int:
    """The whole of which the percentage is taken; `roll` names the agency of each vote."""
    if conflict is not Conflict.WITHOUT or candidate.agency is None:
        return len(roll)
    return sum(agency != candidate.agency for agency in roll)


def objections_to_terms(motion: Motion) -> list[Objection]:
    """Why a vote cannot be drawn up like this, field by field."""
    found = []
    if not 1 <= motion.measure.percent <= 100:
        found.append(Objection("percent", "Nhập từ 1 đến 100."))
    if motion.measure.percent == 100 and motion.measure.strict:
        found.append(Objection("strict", "Không thể trên 100%: bỏ dấu này để cần đủ 100%."))
    if motion.kind is Kind.ELECTION and motion.seats < 1:
        found.append(Objection("seats", "Bầu chọn phải nói rõ bầu mấy người (đơn vị)."))
    if motion.kind is Kind.QUESTION and motion.seats:
        found.append(Objection("seats", "Biểu quyết một nội dung không có số lượng được chọn."))
    if motion.kind is not Kind.AWARD and motion.conflict is not Conflict.NONE:
        found.append(Objection("conflict", "Chỉ đề nghị khen thưởng mới có quy định đơn vị không bỏ phiếu cho mình."))
    return found


def objections_to_opening(
    motion: Motion, candidates: Sequence[Named], roll: Sequence[Voter], tellers: Sequence[tuple[int, bool]]
) -> list[Objection]:
    """Why the vote cannot be opened yet; `tellers`: the agency of each, and whether he has taken his key."""
    found = [*objections_to_terms(motion), *_to_naming(motion, candidates, roll), *_to_tellers(motion, tellers)]
    if motion.way is Way.PORTAL:
        found += _to_portal(roll)
    if motion.way is Way.PAPER and motion.conflict is not Conflict.NONE and len(candidates) > 1:
        found.append(
            Objection(
                "conflict",
                "Phiếu giấy mà có đơn vị không được bỏ phiếu cho mình thì tờ phiếu của đơn vị ấy sẽ khác: "
                "lập mỗi đề nghị một cuộc bỏ phiếu, hoặc bỏ phiếu trên cổng.",
            )
        )
    return found or list(_to_reaching(motion, candidates, roll))


def _to_naming(motion: Motion, candidates: Sequence[Named], roll: Sequence[Voter]) -> Iterable[Objection]:
    if not motion.basis:
        yield Objection("basis", "Ghi căn cứ của tỷ lệ và cách bỏ phiếu (quy chế, văn bản).")
    if not candidates:
        yield Objection("candidates", "Chưa có nội dung, ứng viên nào để bỏ phiếu.")
    if motion.kind is Kind.QUESTION and len(candidates) > 1:
        yield Objection("candidates", "Biểu quyết một nội dung: chỉ để lại một câu hỏi.")
    if motion.kind is Kind.ELECTION and 0 < len(candidates) < motion.seats:
        yield Objection("candidates", f"Bầu {motion.seats} mà chỉ có {len(candidates)} ứng viên.")
    if twice := [name for name, times in Counter(each.name for each in candidates).items() if times > 1]:
        yield Objection("candidates", f"Trùng tên: {', '.join(twice)}. Ghi thêm để phân biệt.")
    if not roll:
        yield Objection("roll", "Danh sách người bỏ phiếu còn trống.")


def _to_tellers(motion: Motion, tellers: Sequence[tuple[int, bool]]) -> Iterable[Objection]:
    if not TELLERS[0] <= len(tellers) <= TELLERS[1]:
        yield Objection("tellers", "Cử hai hoặc ba kiểm phiếu viên.")
    elif motion.way is Way.PORTAL and (late := sum(not taken for _, taken in tellers)):
        yield Objection("tellers", f"{late} kiểm phiếu viên chưa nhận mã: mỗi người nhận mã ở tài khoản của mình.")


def _to_portal(roll: Sequence[Voter]) -> Iterable[Objection]:
    if 0 < len(roll) < FEWEST_IN_PORTAL:
        few = f"Danh sách chỉ có {len(roll)}: dưới {FEWEST_IN_PORTAL} người thì kết quả dễ lộ ý từng người"
        yield Objection("way", f"{few}, phải bỏ phiếu giấy.")
    if without := [voter.name for voter in roll if not voter.has_account]:
        yield Objection("roll", f"Chưa có tài khoản để bỏ phiếu trên cổng: {', '.join(without)}.")


def _to_reaching(motion: Motion, candidates: Sequence[Named], roll: Sequence[Voter]) -> Iterable[Objection]:
    agencies = [voter.agency for voter in roll]
    for each in candidates:
        most = sum(may_vote_on(agency, each.agency, motion.conflict) for agency in agencies)
        least = needed(base_of(each, agencies, motion.conflict), motion.measure.percent, motion.measure.strict)
        if least > most:
            yield Objection("percent", f"{each.name}: cần {least} phiếu mà chỉ có {most} người được bỏ phiếu.")


def objections_to_choices(
    motion: Motion, candidates: Sequence[Named], choices: Mapping[str, Choice]
) -> list[Objection]:
    """Why a slip cannot be put in; `candidates` are those the voter has a slip for."""
    found = [Objection(each.key, "Chọn một ý.") for each in candidates if each.key not in choices]
    agreed = sum(choice is Choice.AGREE for choice in choices.values())
    if motion.kind is Kind.ELECTION and agreed > motion.seats:
        found.append(Objection(None, f"Đồng ý nhiều nhất {motion.seats}, phiếu đang đồng ý {agreed}."))
    return found
