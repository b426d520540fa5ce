"""The rules of awards as data: who may be proposed for what, how many, after what, decided how. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tenants import vi
from tenants.refusal import Objection


class RuleKind(StrEnum):
    """What a rule asks; what its numbers mean stands in ASKS."""

    CLEAN = "clean"
    REGISTERED = "registered"
    REPORT = "report"
    TOP = "top"
    POINTS = "points"
    NEEDS = "needs"
    STREAK = "streak"
    NOT_REPEATED = "not_repeated"
    EXCLUSIVE = "exclusive"
    COUNT = "count"
    QUOTA = "quota"
    QUORUM = "quorum"
    VOTE = "vote"


@dataclass(frozen=True, slots=True)
class Asks:
    """How a kind is called, and what it needs to be told: a number (of what), a share, another title."""

    name: str
    number: str = ""
    share: bool = False
    other: bool = False


ASKS = {
    RuleKind.CLEAN: Asks("Không bị kỷ luật, thanh tra, kiểm toán, đơn thư đang xem xét"),
    RuleKind.REGISTERED: Asks("Đã đăng ký thi đua đầu năm"),
    RuleKind.REPORT: Asks("Có báo cáo (tóm tắt) thành tích"),
    RuleKind.TOP: Asks("Xếp hạng từ bậc này trở lên", "Hạng thấp nhất"),
    RuleKind.POINTS: Asks("Tổng điểm đạt một tỷ lệ của tổng điểm bảng tiêu chí", "Số phần", share=True),
    RuleKind.NEEDS: Asks("Cùng năm phải có danh hiệu khác", other=True),
    RuleKind.STREAK: Asks("Nhiều năm liền trước đó đạt danh hiệu khác", "Số năm liền", other=True),
    RuleKind.NOT_REPEATED: Asks("Chưa được tặng chính hình thức này trong các năm liền trước", "Số năm"),
    RuleKind.EXCLUSIVE: Asks("Không đề nghị đồng thời với hình thức khác", other=True),
    RuleKind.COUNT: Asks("Số đề nghị nhiều nhất", "Nhiều nhất"),
    RuleKind.QUOTA: Asks("Tỷ lệ đề nghị nhiều nhất", "Số phần", share=True, other=True),
    RuleKind.QUORUM: Asks("Tỷ lệ thành viên Hội đồng dự họp", "Số phần", share=True),
    RuleKind.VOTE: Asks("Tỷ lệ phiếu đồng ý trên tổng số thành viên Hội đồng", "Số phần", share=True),
}
#: Another title may be left out: the share is then of the bloc's considered members.
OTHER_MAY_MISS = frozenset({RuleKind.QUOTA})


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """One rule. `title`, `other`: codes of the catalogue, `title` empty: every title for whom it is (`for_whom` empty:
    for all). A share is `number`/`out_of`, of whole numbers. `basis` says where it comes from, `verify`: somebody still
    has to look."""

    kind: RuleKind
    title: str = ""
    for_whom: str = ""
    number: int = 0
    out_of: int = 100
    other: str = ""
    basis: str = ""
    in_force_from: date | None = None
    in_force_to: date | None = None
    verify: bool = False
    note: str = ""

    def applies_to(self, title: str, for_whom: str, on: date) -> bool:
        """Is this rule asked of a candidate for that title on that day?"""
        begun = self.in_force_from is None or self.in_force_from <= on
        lasts = self.in_force_to is None or on <= self.in_force_to
        named = self.title in ("", title) or (self.kind is RuleKind.EXCLUSIVE and self.other == title)
        return begun and lasts and named and self.for_whom in ("", for_whom)

    def other_than(self, title: str) -> str:
        """The second title of the rule as a candidate for `title` reads it: what excludes each other does so both
        ways."""
        return self.title if self.kind is RuleKind.EXCLUSIVE and self.other == title else self.other

    @property
    def share(self) -> str:
        return f"{self.number} %" if self.out_of == 100 else f"{self.number}/{self.out_of}"

    def words(self, name_of_other: str = "") -> str:
        """The rule in a sentence, with the other title under its name."""
        return _sentences(self, name_of_other or self.other)[self.kind]


def _sentences(rule: RuleSpec, other: str) -> dict[RuleKind, str]:
    number, share = rule.number, rule.share
    of_whom = f"số {other}" if other else "số đơn vị được xét"
    return {
        RuleKind.CLEAN: "Không đang bị kỷ luật, thanh tra, kiểm toán, đơn thư",
        RuleKind.REGISTERED: "Đã đăng ký thi đua đầu năm",
        RuleKind.REPORT: "Có báo cáo thành tích",
        RuleKind.TOP: f"Xếp hạng {number} trở lên",
        RuleKind.POINTS: f"Tổng điểm từ {share} tổng điểm trở lên",
        RuleKind.NEEDS: f"Cùng năm có {other}",
        RuleKind.STREAK: f"{number} năm liền trước đạt {other}",
        RuleKind.NOT_REPEATED: f"Chưa được tặng trong {number} năm liền trước",
        RuleKind.EXCLUSIVE: f"Không đồng thời đề nghị {other}",
        RuleKind.COUNT: f"Nhiều nhất {number} đề nghị",
        RuleKind.QUOTA: f"Nhiều nhất {share} {of_whom}",
        RuleKind.QUORUM: f"Hội đồng họp có từ {share} thành viên",
        RuleKind.VOTE: f"Đồng ý từ {share} tổng số thành viên Hội đồng",
    }


def objections_to_rule(rule: RuleSpec) -> list[Objection]:
    """Why a rule cannot be kept so, field by field."""
    asks, found = ASKS[rule.kind], []
    if asks.number and rule.number < 1:
        found.append(Objection("number", f"{asks.number}: nhập số từ 1 trở lên."))
    if asks.share and not 1 <= rule.number <= rule.out_of:
        found.append(Objection("out_of", "Tỷ lệ phải từ 1 phần đến trọn vẹn, ví dụ 80 trên 100 hoặc 2 trên 3."))
    if asks.other and not rule.other and rule.kind not in OTHER_MAY_MISS:
        found.append(Objection("other", "Chọn danh hiệu, hình thức thứ hai mà quy tắc nói tới."))
    if rule.other and rule.other == rule.title:
        found.append(Objection("other", "Danh hiệu thứ hai phải khác danh hiệu của quy tắc."))
    if rule.in_force_from and rule.in_force_to and rule.in_force_to < rule.in_force_from:
        day = vi.date(rule.in_force_from)
        found.append(Objection("in_force_to", f"Ngày hết áp dụng không được trước ngày áp dụng ({day})."))
    return found


def rules_for(rules: Iterable[RuleSpec], title: str, for_whom: str, on: date) -> list[RuleSpec]:
    """The rules asked of a candidate for this title on this day, in their order."""
    return [rule for rule in rules if rule.applies_to(title, for_whom, on)]
