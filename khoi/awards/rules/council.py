"""An agency's own council: who sits in it, what its counts may be, whom it agreed on. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from khoi.awards.rules.catalogue import RuleKind, RuleSpec
from khoi.awards.rules.checking import Count, least
from tenants.refusal import Objection

ROLES = {"chair": "Chủ tịch", "deputy": "Phó Chủ tịch", "secretary": "Ủy viên thư ký", "member": "Ủy viên"}
STAGES = {"preparing": ("Đang chuẩn bị", "warn"), "counted": ("Chờ xác nhận kiểm phiếu", "info"),
          "confirmed": ("Đã có kết quả", "ok")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """What the tellers found: present members, and the slips that agree, by candidate."""

    present: int
    agreed: Mapping[int, int]


def objections_to_counts(counts: Counts, total: int, names: Mapping[int, str]) -> list[Objection]:
    """Why these cannot be the numbers of a council of `total`; `names` of candidates by their key."""
    if not total:
        return [Objection("present", "Nhập thành viên Hội đồng trước khi kiểm phiếu.")]
    if not names:
        return [Objection("present", "Chưa có ai được đưa ra xét.")]
    if not 1 <= counts.present <= total:
        return [Objection("present", f"Số dự họp phải từ 1 đến {total}, là số thành viên Hội đồng.")]
    found = []
    for key, name in names.items():
        if key not in counts.agreed:
            found.append(Objection(f"agreed-{key}", f"{name}: chưa nhập số phiếu đồng ý."))
        elif not 0 <= counts.agreed[key] <= counts.present:
            found.append(Objection(f"agreed-{key}", f"{name}: số phiếu đồng ý phải từ 0 đến {counts.present}."))
    return found


def agreed_on(count: Count, rules: Iterable[RuleSpec]) -> bool:
    """Did the council agree, by the rules on its quorum and its vote; where none says, by more than half of all."""
    asked = [rule for rule in rules if rule.kind in (RuleKind.VOTE, RuleKind.QUORUM)]
    said = [
        (count.agreed if rule.kind is RuleKind.VOTE else count.present) >= least(rule, count.total) for rule in asked
    ]
    if not any(rule.kind is RuleKind.VOTE for rule in asked):
        said.append(count.agreed * 2 > count.total)
    return all(said)
