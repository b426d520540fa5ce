"""What a year still lacks before its members can work."""

from collections.abc import Collection, Sequence

#: A bloc of fewer has nobody to be compared with.
FEWEST_MEMBERS = 3


def missing(*, seats: Collection[str], agencies: int, without_head: Sequence[str], on_team: int) -> list[str]:
    """What the year still lacks before its members can work, in words."""
    lacks = []
    if "lead" not in seats:
        lacks.append("Chưa có Khối trưởng.")
    if "deputy" not in seats:
        lacks.append("Chưa có Khối phó: không ai thẩm định được phiếu của Khối trưởng.")
    if agencies < FEWEST_MEMBERS:
        lacks.append(f"Mới có {agencies} đơn vị thành viên.")
    if without_head:
        lacks.append(f"Chưa có tài khoản lãnh đạo: {', '.join(without_head)}.")
    if not on_team:
        lacks.append("Chưa có đơn vị nào trong Tổ thẩm định (không bắt buộc).")
    return lacks
