"""The count: do the slips add up, who reached the threshold, what a tie or a missed threshold leads to."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from khoi.ballots.rules.motions import Kind, Motion, quorum_needed, reaches, write_quorum
from tenants.refusal import Objection


@dataclass(frozen=True, slots=True)
class Sheet:
    """The slips of a vote on paper: handed out, given back and not, valid and not."""

    issued: int
    returned: int
    missing: int
    valid: int
    invalid: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes on one candidate, and the whole (`of`) of which the percentage is taken."""

    key: str
    name: str
    agree: int
    disagree: int
    blank: int
    of: int

    @property
    def total(self) -> int:
        return self.agree + self.disagree + self.blank


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one candidate: enough votes; among the chosen. A tie leaves `chosen` open (None)."""

    key: str
    reached: bool
    chosen: bool | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a vote came to: whether it holds (quorum), each candidate's verdict, what is to be done now, and among whom
    there must be another vote."""

    valid: bool
    verdicts: tuple[Verdict, ...]
    next_step: str
    again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Who enters a count, or confirms it: account and agency; None where it was nobody of an agency."""

    user: int | None
    agency: int | None


def objection_to_second(entered: Person, second: Person, *, of_bloc: bool) -> str:
    """Why that person cannot confirm what was entered; empty when he can. In the bloc's votes he is of another agency:
    of the lead's and the deputy's that did not enter the numbers."""
    if entered.user == second.user:
        return "Người nhập số liệu không tự xác nhận: một người khác xác nhận."
    if of_bloc and entered.agency == second.agency:
        return "Số liệu do đơn vị này nhập: người xác nhận phải ở đơn vị khác."
    return ""


def objections_to_counts(sheet: Sheet, tallies: Sequence[Tally], roll: int) -> list[Objection]:
    """Where the numbers of a count on paper do not add up, at the field one has to look at."""
    found = []
    if sheet.issued > roll:
        found.append(Objection("issued", f"Phát ra {sheet.issued} phiếu mà danh sách chỉ có {roll} người."))
    if sheet.returned + sheet.missing != sheet.issued:
        said = f"Thu vào {sheet.returned} + không thu được {sheet.missing} = {sheet.returned + sheet.missing}"
        found.append(Objection("returned", f"{said}, khác số phát ra {sheet.issued}."))
    if sheet.valid + sheet.invalid != sheet.returned:
        said = f"Hợp lệ {sheet.valid} + không hợp lệ {sheet.invalid} = {sheet.valid + sheet.invalid}"
        found.append(Objection("valid", f"{said}, khác số thu vào {sheet.returned}."))
    for each in tallies:
        if each.total != sheet.valid:
            said = f"{each.name}: {each.agree} + {each.disagree} + {each.blank} = {each.total}"
            found.append(Objection(each.key, f"{said}, khác số phiếu hợp lệ {sheet.valid}."))
    return found


def objections_to_seats(motion: Motion, sheet: Sheet, tallies: Iterable[Tally]) -> list[Objection]:
    """In an election nobody agrees to more than are to be elected."""
    agreed = sum(each.agree for each in tallies)
    if motion.kind is Kind.ELECTION and agreed > motion.seats * sheet.valid:
        most = f"{sheet.valid} phiếu hợp lệ, mỗi phiếu nhiều nhất {motion.seats}"
        return [Objection(None, f"Tổng số đồng ý {agreed} nhiều hơn có thể ({most}).")]
    return []


def objections_to_box(envelopes: Mapping[str, int], voted: Mapping[str, int], names: Mapping[str, str]) -> list[str]:
    """Where the envelopes on a candidate are not as many as those who voted and have a slip for it."""
    return [
        f"{name}: {envelopes.get(key, 0)} lá phiếu, {voted.get(key, 0)} người đã bỏ phiếu"
        for key, name in names.items()
        if envelopes.get(key, 0) != voted.get(key, 0)
    ]


def outcome_of_votes(motion: Motion, roll: int, returned: int, tallies: Sequence[Tally]) -> Outcome:
    """Who reached the threshold, who is chosen, and what is to be done now: in words that all may read, without a
    number of votes."""
    measure = motion.measure
    if returned < quorum_needed(roll, measure.quorum):
        step = f"Chưa đủ {write_quorum(measure.quorum)} danh sách bỏ phiếu: kết quả không có giá trị, bỏ phiếu lại."
        verdicts = tuple(Verdict(each.key, reached=False, chosen=False) for each in tallies)
        return Outcome(valid=False, verdicts=verdicts, next_step=step, again=tuple(each.key for each in tallies))
    reached = [each for each in tallies if reaches(each.agree, each.of, measure.percent, measure.strict)]
    chosen, tied = _within(reached, motion.seats)
    verdicts = tuple(_verdict(each, reached, chosen, tied) for each in tallies)
    step, again = _next_step(motion, tallies, reached, chosen, tied)
    return Outcome(valid=True, verdicts=verdicts, next_step=step, again=tuple(each.key for each in again))


def _verdict(each: Tally, reached: list[Tally], chosen: list[Tally], tied: list[Tally]) -> Verdict:
    return Verdict(each.key, each in reached, None if each in tied else each in chosen)


def _within(reached: list[Tally], seats: int) -> tuple[list[Tally], list[Tally]]:
    """Of those with enough votes, the best within the number to be chosen, and those who tie over its last places; both
    in the order of the slip."""
    if not seats or len(reached) <= seats:
        return reached, []
    ranked = sorted(reached, key=lambda each: -each.agree)
    last = ranked[seats - 1].agree
    if ranked[seats].agree < last:
        return [each for each in reached if each.agree >= last], []
    return [each for each in reached if each.agree > last], [each for each in reached if each.agree == last]


def _next_step(
    motion: Motion, all_: Sequence[Tally], reached: list[Tally], chosen: list[Tally], tied: list[Tally]
) -> tuple[str, list[Tally]]:
    """What is to be done now, and among whom there is another vote."""
    if tied:
        left = motion.seats - len(chosen)
        return f"{_list(tied)} ngang phiếu cho {left} vị trí còn lại: bỏ phiếu lại giữa những tên này.", tied
    if motion.kind is Kind.ELECTION and len(chosen) < motion.seats:
        return _elect_again(motion, all_, chosen)
    if motion.kind is Kind.QUESTION:
        return _answered(all_[0], reached), []
    if motion.kind is Kind.ELECTION:
        return f"Trúng cử: {_list(chosen)}. Ghi vào biên bản, làm thủ tục tiếp theo.", []
    if not chosen:
        return "Không đề nghị nào đủ tỷ lệ: không trình khen thưởng; ghi lý do vào biên bản.", []
    missed = [each for each in all_ if each not in chosen]
    return f"Đủ tỷ lệ, lập hồ sơ trình: {_list(chosen)}." + (f" Không trình: {_list(missed)}." if missed else ""), []


def _elect_again(motion: Motion, all_: Sequence[Tally], chosen: list[Tally]) -> tuple[str, list[Tally]]:
    """Not all places are taken: among the best of the rest, two for each place (and who ties with the last of them)."""
    left = motion.seats - len(chosen)
    rest = sorted((each for each in all_ if each not in chosen), key=lambda each: -each.agree)
    least = rest[min(2 * left, len(rest)) - 1].agree if rest else 0
    # In the order of the slip: the order of the votes is nobody's business.
    again = [each for each in all_ if each in rest and each.agree >= least]
    said = f"Trúng cử: {_list(chosen)}; còn" if chosen else "Chưa ai đủ tỷ lệ;"
    if not rest:
        return f"{said} {left} vị trí, hết ứng viên: giới thiệu thêm rồi bầu lại.", []
    return f"{said} {left} vị trí: bầu lại giữa {_list(again)}.", again


def _answered(each: Tally, reached: list[Tally]) -> str:
    if reached:
        return "Đã thông qua: thực hiện và ghi vào biên bản."
    if each.agree == each.disagree:
        return "Ngang phiếu: người chủ trì đưa ra thảo luận thêm rồi bỏ phiếu lại."
    return "Không thông qua: không đủ tỷ lệ. Ghi vào biên bản."


def _list(tallies: Iterable[Tally]) -> str:
    return ", ".join(each.name for each in tallies)


def sign_of(code: str, candidate: str) -> str:
    """What an envelope carries of its voter's receipt code: says that the envelope is here, and nothing else."""
    return hashlib.sha256(f"{code}|{candidate}".encode()).hexdigest()[:32]


def canonical_box(box: Iterable[tuple[str, str]]) -> str:
    """The hash of a counted box, the same in whatever order its (candidate, choice) lie."""
    text = json.dumps(sorted(map(list, box)), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
