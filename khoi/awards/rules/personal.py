"""Personal data: what tables and columns are called, and whether a text names a person. Pure."""

import re

from tenants.vi import fold

TABLE_NAMES = {
    "attempt": "Lần đăng nhập", "candidate": "Người được đưa ra bỏ phiếu", "council_member": "Thành viên biểu quyết",
    "roll_line": "Danh sách biểu quyết", "teller": "Ban kiểm phiếu",
    "commendation": "Khen thưởng phong trào đã quyết định",
    "consolidated": "Báo cáo tổng hợp",
    "council_candidate": "Người Hội đồng của đơn vị xét", "council_decision": "Quyết định của đơn vị",
    "council_seat": "Thành viên Hội đồng của đơn vị", "department_person": "Người của phòng, ban",
    "document": "Văn bản", "filed_registration": "Đăng ký thi đua đã nộp", "finding": "Kết quả xét khen phong trào",
    "held_title": "Danh hiệu các năm trước", "invitation": "Người dự hội nghị", "nomination": "Đề nghị cá nhân",
    "nomination_return": "Lý do trả lại đề nghị", "plan": "Kế hoạch năm", "proposal": "Đề nghị khen phong trào",
    "register_entry": "Sổ văn bản", "registered_title_row": "Đăng ký danh hiệu", "session": "Phiên đăng nhập",
    "task": "Nhiệm vụ trong kế hoạch", "user": "Tài khoản",
}  # fmt: skip
COLUMN_NAMES = {
    "achievement": "Thành tích", "address": "Địa chỉ mạng", "agreed": "Phiếu đồng ý", "born": "Ngày sinh",
    "browser": "Trình duyệt", "clean": "Kỷ luật, thanh tra, đơn thư", "contents": "Nội dung đã nộp",
    "detail": "Giới thiệu",
    "email": "Thư điện tử", "folded": "Tên để tìm", "held": "Danh hiệu kèm theo", "login": "Tên đăng nhập",
    "login_key": "Khóa đăng nhập", "name": "Họ và tên", "names": "Danh sách người", "note": "Ghi chú",
    "person": "Người phụ trách", "position": "Chức vụ", "reason": "Lý do", "signer": "Người ký",
    "signer_name": "Người ký", "unit": "Phòng, ban",
}  # fmt: skip
ERASED = "(đã xóa theo yêu cầu)"


def names_in(name: str, text: str) -> bool:
    """Does the text name that person, as whole words, however the diacritics were typed?"""
    wanted = " ".join(fold(name).split())
    found = " ".join(fold(text).split())
    return bool(wanted) and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", found) is not None


def is_same_name(name: str, other: str) -> bool:
    """Nguyễn Văn Minh is not Nguyễn Văn Minh Đức."""
    return fold(name).split() == fold(other).split()


def is_name(name: str) -> bool:
    """Enough of a name to look for: two words at least, so that no single syllable finds half the agency."""
    return len(name.split()) >= 2 and len(name) <= 200
