"""What a proposal of the year needs, what stands in its way, and how it stands. Pure."""

from collections.abc import Collection, Iterable

from khoi.awards.rules.checking import Check, Outcome
from tenants.refusal import Objection

LEAST_REASON = 10


def objections_to_proposing(over: Collection[str], found: Iterable[Check], reason: str) -> list[Objection]:
    """Leaving the rank order, or proposing although a rule is not met, wants a reason that says something."""
    if len(reason.strip()) >= LEAST_REASON:
        return []
    said = [f"bỏ qua đơn vị xếp hạng trên: {', '.join(over)}"] if over else []
    said += [f"chưa đạt “{check.rule.words()}” ({check.missing})" for check in found if _against(check)]
    if not said:
        return []
    return [Objection("reason", f"Phải ghi lý do (ít nhất {LEAST_REASON} ký tự) vì {'; '.join(said)}.")]


def _against(check: Check) -> bool:
    """The council's vote comes after the proposal, and the papers are gathered after it."""
    return check.outcome is Outcome.NOT_MET and check.rule.kind not in ("vote", "quorum", "report")


def award_standing(
    *, withdrawn: bool, voted: bool | None, asked: bool, given: bool, revoked: bool | None, told: bool
) -> tuple[str, str]:
    """How a proposal stands, in words and as a kind of chip. `voted`: reached, not reached, None: no vote yet;
    `revoked` None: not asked, False: asked and not confirmed yet."""
    if given:
        return _given(revoked)
    if withdrawn:
        return "Đã rút", "quiet"
    if asked:
        return "Chờ xác nhận quyết định", "warn"
    if voted is not None:
        return ("Hội đồng thông qua", "info") if voted else ("Hội đồng không thông qua", "error")
    return ("Đã báo đơn vị", "info") if told else ("Đang lập", "quiet")


def _given(revoked: bool | None) -> tuple[str, str]:
    if revoked:
        return "Đã thu hồi", "error"
    return ("Chờ xác nhận thu hồi", "warn") if revoked is False else ("Đã có quyết định", "gold")


def reached(found: Iterable[Check]) -> bool | None:
    """Did the council agree, by every rule on its vote and its quorum? None: it has not voted, or no rule says."""
    said = [check.outcome for check in found if check.rule.kind in ("vote", "quorum")]
    if not said or Outcome.UNKNOWN in said:
        return None
    return Outcome.NOT_MET not in said
