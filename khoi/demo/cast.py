"""Who plays in the demo: the members of the bloc, their people, and where each card of the year stands. Pure."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum

from tenants.roles import Role, Seat


class Plot(StrEnum):
    """How far an agency's card has come on the day the demo is made."""

    NOT_BEGUN = "not_begun"
    HALF_DONE = "half_done"
    SUBMITTED = "submitted"
    LATE = "late"
    RETURNED = "returned"
    UNDER_APPRAISAL = "under_appraisal"
    APPRAISED = "appraised"


@dataclass(frozen=True, slots=True)
class Part:
    """One member of the demo bloc. `skill` (0–9) says how good its figures are."""

    code: str
    name: str
    plot: Plot
    skill: int
    clerk: str
    head: str
    head_position: str
    seat: Seat = Seat.MEMBER
    on_team: bool = False


BLOC = "Khối thi đua các cơ quan Nội chính"
SLUG = "noi-chinh"
#: Last year others led: the seat is a fact of a year.
LAST_SEATS = {"BNC": Seat.LEAD, "TTT": Seat.DEPUTY}
PROVINCE = "Lạng Sơn"
PARTS = (
    Part(
        "TTT", "Thanh tra tỉnh", Plot.UNDER_APPRAISAL, 8,
        "Nguyễn Thị Hoa", "Đậu Trường An", "Chánh Thanh tra", Seat.LEAD,
    ),
    Part("CA", "Công an tỉnh", Plot.APPRAISED, 9, "Hoàng Văn Đức", "Nông Quang Huy", "Giám đốc", Seat.DEPUTY),
    Part("BCHQS", "Bộ Chỉ huy Quân sự tỉnh", Plot.NOT_BEGUN, 7, "Lý Văn Bình", "Vi Đình Thắng", "Chỉ huy trưởng"),
    Part("TAND", "Tòa án nhân dân tỉnh", Plot.SUBMITTED, 6, "Trần Thu Hà", "Lương Thị Ngọc", "Chánh án", on_team=True),
    Part("VKSND", "Viện kiểm sát nhân dân tỉnh", Plot.LATE, 7, "Phạm Minh Tuấn", "Đặng Hồng Sơn", "Viện trưởng"),
    Part("STP", "Sở Tư pháp", Plot.HALF_DONE, 6, "Bùi Thị Lan", "Đinh Văn Khánh", "Giám đốc"),
    Part("THADS", "Thi hành án dân sự tỉnh", Plot.RETURNED, 3, "Hà Thị Ưng", "Mã Thế Vinh", "Trưởng Thi hành án"),
    Part("BNC", "Ban Nội chính Tỉnh ủy", Plot.APPRAISED, 8, "Đỗ Ánh Tuyết", "Chu Xuân Ứng", "Trưởng ban"),
)  # fmt: skip
OBSERVER = ("sonoivu", "Triệu Thị Yến", "Phòng Thi đua, Khen thưởng, Sở Nội vụ")
LOGINS = {Role.CLERK: "daumoi", Role.HEAD: "lanhdao"}


def login_of(part: Part, role: Role) -> str:
    return f"{part.code.lower()}.{LOGINS[role]}"


def password_of(login: str, secret: str) -> str:
    """The demo's password of an account: the same each time on this installation, unlike on any other."""
    digest = hmac.new(secret.encode(), f"demo {login}".encode(), hashlib.sha256).digest()
    letters = base64.b32encode(digest).decode().lower()[:16]
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))
