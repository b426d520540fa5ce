"""Who leads the next year is elected, never derived from the places."""

from collections.abc import Mapping

from tenants.roles import SEAT_NAMES, Seat


def objections_to_election(
    seat: Seat, member: int, votes: int, roll: int, others: Mapping[Seat, int]
) -> list[tuple[str, str]]:
    """Why a result cannot be so: (field, reason). `others`: who was elected to the other seats, by agency."""
    found = []
    if votes > roll:
        found.append(("votes", f"Số phiếu đồng ý không thể hơn {roll} phiếu của danh sách."))
    for other, agency in others.items():
        if other is not seat and agency == member:
            found.append(("member", f"Đơn vị này đã được bầu làm {SEAT_NAMES[other]}."))
    return found
