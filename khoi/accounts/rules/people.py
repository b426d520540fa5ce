"""What an agency's head, the lead and the deputy's head may do with accounts."""

from collections.abc import Collection

from tenants.roles import Role


def objections_to_disabling(role: Role, is_self: bool, other_heads: int) -> list[str]:
    """Nobody locks himself out, and an agency keeps a head who can sign in."""
    if is_self:
        return ["Không tự khóa tài khoản của chính mình được."]
    if role is Role.HEAD and other_heads == 0:
        return ["Đơn vị phải còn ít nhất một tài khoản lãnh đạo đang hoạt động."]
    return []


def objections_to_role(role: Role, wanted: Role, other_heads: int, *, disabled: bool) -> list[str]:
    """Inside an agency one is clerk or head, and the agency keeps a head who can sign in."""
    if wanted not in (Role.CLERK, Role.HEAD):
        return ["Trong đơn vị chỉ có đầu mối và lãnh đạo đơn vị."]
    if disabled:
        return ["Tài khoản đang bị khóa: mở khóa trước khi đổi vai trò."]
    if role is Role.HEAD and wanted is not Role.HEAD and other_heads == 0:
        return ["Đơn vị phải còn ít nhất một tài khoản lãnh đạo đang hoạt động."]
    return []


def objections_to_first_account(living_roles: Collection[Role]) -> list[str]:
    """The lead begins an agency's accounts with its head; from then on the head manages them."""
    if Role.HEAD in living_roles:
        return ["Đơn vị đã có lãnh đạo quản lý tài khoản; tài khoản khác do lãnh đạo đơn vị lập."]
    return []


def objections_to_link(role: Role, *, from_outside: bool, is_self: bool, disabled: bool) -> list[str]:
    """Who may be given a reset link: not oneself, from outside only a head, nobody whose account is locked."""
    if is_self:
        return ["Mật khẩu của chính mình thì đổi ở trang Tài khoản, không dùng liên kết đặt lại."]
    if from_outside and role is not Role.HEAD:
        return ["Khối trưởng chỉ đề nghị cấp lại cho lãnh đạo đơn vị; các tài khoản khác do lãnh đạo đơn vị cấp lại."]
    if disabled:
        return ["Tài khoản đang bị khóa: mở khóa trước khi cấp lại mật khẩu."]
    return []
