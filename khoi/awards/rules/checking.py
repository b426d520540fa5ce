"""Is a candidate within the rules? Met, not met, unknown, each with the smallest thing that is missing. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from khoi.awards.rules.catalogue import RuleKind, RuleSpec
from tenants import vi


class Outcome(StrEnum):
    """What a rule says of a candidate."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


OUTCOMES = {Outcome.MET: ("Đạt", "ok"), Outcome.NOT_MET: ("Chưa đạt", "error"), Outcome.UNKNOWN: ("Chưa rõ", "warn")}


@dataclass(frozen=True, slots=True)
class Count:
    """A council's vote in whole numbers: agreed, of those present, of all its members."""

    agreed: int
    present: int
    total: int


@dataclass(frozen=True)
class Facts:
    """What is known of one candidate; None: nobody knows.

    `held`: (year, code) of earlier awards, themed ones left out; `known`: the years whose awards are recorded at all;
    `together`: codes of all this candidate is proposed for or has been given this year; `same`: how many are proposed
    for the title, this one among them; `bases`: how many there are of a title (by code) or, under "", how many members
    are considered."""

    year: int
    rank: int | None = None
    total: Decimal | None = None
    of_total: Decimal | None = None
    considered: bool | None = None
    clean: bool | None = None
    registered: bool | None = None
    report: bool | None = None
    held: frozenset[tuple[int, str]] = frozenset()
    known: frozenset[int] = frozenset()
    together: frozenset[str] = frozenset()
    same: int | None = None
    bases: Mapping[str, int] = field(default_factory=dict)
    vote: Count | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A rule asked of a candidate: what it says, and what is missing or not known."""

    rule: RuleSpec
    outcome: Outcome
    missing: str = ""

    @property
    def chip(self) -> tuple[str, str]:
        return OUTCOMES[self.outcome]


Said = tuple[Outcome, str]
GOOD: Said = (Outcome.MET, "")


def checks(rules: Iterable[RuleSpec], title: str, facts: Facts, names: Mapping[str, str]) -> list[Check]:
    """Every rule asked; `names` of titles by their code. The rules are those that apply (`rules_for`)."""
    return [Check(rule, *_ASK[rule.kind](rule, title, facts, names)) for rule in rules]


def tally(found: Iterable[Check]) -> dict[Outcome, int]:
    """How many rules say what."""
    counted = dict.fromkeys(Outcome, 0)
    for check in found:
        counted[check.outcome] += 1
    return counted


def least(share: RuleSpec, of: int) -> int:
    """The least whole number that is `number`/`out_of` of `of` or more."""
    return -(-share.number * of // share.out_of)


def most(share: RuleSpec, of: int) -> int:
    """The greatest whole number within that share; one may always be proposed where there is anybody."""
    return max(1, share.number * of // share.out_of) if of else 0


def _no(words: str) -> Said:
    return Outcome.NOT_MET, words


def _who_knows(words: str) -> Said:
    return Outcome.UNKNOWN, words


def _yes_or(value: bool | None, not_met: str, unknown: str) -> Said:
    if value is None:
        return _who_knows(unknown)
    return GOOD if value else _no(not_met)


def _clean(rule: RuleSpec, title: str, facts: Facts, names: Mapping[str, str]) -> Said:
    if facts.considered is False:
        return _no("không thuộc diện xét thi đua năm nay")
    return _yes_or(facts.clean, "đang có việc phải xem xét", "chưa có xác nhận")


def _registered(rule: RuleSpec, title: str, facts: Facts, names: Mapping[str, str]) -> Said:
    return _yes_or(facts.registered, f"không đăng ký {names.get(title, title)}", "chưa rõ đã đăng ký hay không")


def _report(rule: RuleSpec, title: str, facts: Facts, names: Mapping[str, str]) -> Said:
    return _yes_or(facts.report, "thiếu báo cáo thành tích", "chưa rõ có báo cáo thành tích")


def _top(rule: RuleSpec, title: str, facts: Facts, names: Mapping[str, str]) -> Said:
    if facts.rank is None:
        return _no("không xếp hạng") if facts.considered is False else _who_knows("chưa có thứ hạng")
    return GOOD if facts.rank <= rule.number else _no(f"hạng {facts.rank}, còn {facts.rank - rule.number} bậc")


def _points(rule: RuleSpec, title: str, facts: Facts, names: Mapping[str, str]) -> Said:
    if facts.total is None or facts.of_total is None:
        return _who_knows("chưa có tổng điểm")
    short = facts.of_total * rule.number - facts.total * rule.out_of
    return GOOD if short <= 0 else _no(f"còn thiếu {vi.number(_up(short / rule.out_of))} điểm")


def _up(points: Decimal) -> Decimal:
    """Rounded up to thousandths: with these points more the rule is met."""
    return points.quantize(Decimal("0.001"), rounding="ROUND_CEILING").normalize()


def _needs(rule: RuleSpec, title: str, facts: Facts, names: Mapping[str, str]) -> Said:
    return GOOD if rule.other in facts.together else _no(f"thiếu {names.get(rule.other, rule.other)} năm {facts.year}")


def _streak(rule: RuleSpec, title: str, facts: Facts, names: Mapping[str, str]) -> Said:
    wanted = [year for year in _before(facts, rule.number) if (year, rule.other) not in facts.held]
    if not wanted:
        return GOOD
    if missing := [year for year in wanted if year in facts.known]:
        return _no(f"thiếu năm {_listed(missing)}")
    return _who_knows(f"chưa có dữ liệu năm {_listed(wanted)}")


def _not_repeated(rule: RuleSpec, title: str, facts: Facts, names: Mapping[str, str]) -> Said:
    years = _before(facts, rule.number)
    if given := [year for year in years if (year, title) in facts.held]:
        return _no(f"đã được tặng năm {_listed(given)}")
    if unknown := [year for year in years if year not in facts.known]:
        return _who_knows(f"chưa có dữ liệu năm {_listed(unknown)}")
    return GOOD


def _before(facts: Facts, years: int) -> list[int]:
    return list(range(facts.year - years, facts.year))


def _listed(years: Iterable[int]) -> str:
    return ", ".join(map(str, years))


def _exclusive(rule: RuleSpec, title: str, facts: Facts, names: Mapping[str, str]) -> Said:
    other = rule.other_than(title)
    return _no(f"đang đề nghị cả {names.get(other, other)}") if other in facts.together else GOOD


def _count(rule: RuleSpec, title: str, facts: Facts, names: Mapping[str, str]) -> Said:
    return _within(facts, rule.number)


def _quota(rule: RuleSpec, title: str, facts: Facts, names: Mapping[str, str]) -> Said:
    if rule.other not in facts.bases:
        of = f"số {names.get(rule.other, rule.other)}" if rule.other else "số đơn vị được xét"
        return _who_knows(f"chưa rõ {of}")
    return _within(facts, most(rule, facts.bases[rule.other]))


def _within(facts: Facts, limit: int) -> Said:
    if facts.same is None:
        return _who_knows("chưa rõ số đề nghị")
    over = facts.same - limit
    return GOOD if over <= 0 else _no(f"đã đề nghị {facts.same}, được {limit}: thừa {over}")


def _quorum(rule: RuleSpec, title: str, facts: Facts, names: Mapping[str, str]) -> Said:
    if facts.vote is None:
        return _who_knows("Hội đồng chưa họp")
    short = least(rule, facts.vote.total) - facts.vote.present
    return GOOD if short <= 0 else _no(f"dự {facts.vote.present}/{facts.vote.total}, còn thiếu {short} người")


def _vote(rule: RuleSpec, title: str, facts: Facts, names: Mapping[str, str]) -> Said:
    if facts.vote is None:
        return _who_knows("Hội đồng chưa bỏ phiếu")
    short = least(rule, facts.vote.total) - facts.vote.agreed
    return GOOD if short <= 0 else _no(f"đồng ý {facts.vote.agreed}/{facts.vote.total}, còn thiếu {short} phiếu")


_ASK: dict[RuleKind, Callable[[RuleSpec, str, Facts, Mapping[str, str]], Said]] = {
    RuleKind.CLEAN: _clean, RuleKind.REGISTERED: _registered, RuleKind.REPORT: _report, RuleKind.TOP: _top,
    RuleKind.POINTS: _points, RuleKind.NEEDS: _needs, RuleKind.STREAK: _streak, RuleKind.NOT_REPEATED: _not_repeated,
    RuleKind.EXCLUSIVE: _exclusive, RuleKind.COUNT: _count, RuleKind.QUOTA: _quota, RuleKind.QUORUM: _quorum,
    RuleKind.VOTE: _vote,
}  # fmt: skip
