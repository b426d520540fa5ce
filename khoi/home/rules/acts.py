"""What an agency's head may read in the journal about the agency, in the bloc's words: an act that is not listed here
is not shown. Pure.

Not here, on purpose: what appraisers find row by row, and who is not considered (the agency learns of both when they
are released or published), and every cell that was typed (the history of the card shows those)."""

from collections.abc import Mapping
from typing import Any

from khoi.years.rules import FILING_NAMES

#: Acts whose name says what they were done to.
WORDS = {
    "admit": "đưa đơn vị vào năm thi đua",
    "describe_member": "sửa tên hoặc việc tham gia Tổ thẩm định của đơn vị",
    "rename_member": "đổi tên đơn vị trong năm",
    "leave": "ghi nhận đơn vị rời Khối",
    "come_back": "ghi nhận đơn vị trở lại Khối",
    "seat": "đổi vị trí của đơn vị trong Khối",
    "set_untargeted": "đổi việc giao chỉ tiêu cho đơn vị",
    "note_lateness": "ghi nhận số ngày nộp chậm",
    "forget_lateness": "bỏ số ngày nộp chậm đã ghi",
    "reopen": "mở lại thời hạn cho đơn vị",
    "withdraw_reopening": "rút việc mở lại thời hạn",
    "remind_due": "nhắc hạn nộp tự động",
    "store_evidence": "tải lên minh chứng",
    "replace_evidence": "thay tệp minh chứng",
    "remove_evidence": "xóa minh chứng",
    "begin_registration": "bắt đầu bản đăng ký thi đua",
    "send_registration_to_head": "trình lãnh đạo bản đăng ký thi đua",
    "give_back_registration": "chuyển lại đầu mối bản đăng ký thi đua",
    "file_registration": "nộp bản đăng ký thi đua",
    "return_registration": "trả lại bản đăng ký thi đua để sửa",
    "remind_of_registration": "nhắc nộp bản đăng ký thi đua",
    "add_person": "thêm tài khoản",
    "rename_person": "sửa họ tên, chức vụ của tài khoản",
    "enrol_second_factor": "bật xác thực hai bước cho tài khoản",
    "remove_second_factor": "tắt xác thực hai bước của tài khoản",
    "drop_second_factor": "tắt xác thực hai bước khi cấp lại mật khẩu cho tài khoản",
    "renew_recovery_codes": "lập lại mã dự phòng của tài khoản",
    "change_role": "đổi vai trò của tài khoản",
    "disable_person": "khóa tài khoản",
    "enable_person": "mở khóa tài khoản",
    "renew_first_password": "cấp lại mật khẩu lần đầu",
    "change_password": "đổi mật khẩu",
    "reset_password": "đặt lại mật khẩu bằng liên kết",
    "issue_link": "cấp liên kết đặt lại mật khẩu",
    "ask_reset": "đề nghị cấp lại mật khẩu",
    "confirm_reset": "xác nhận cấp lại mật khẩu",
    "choose_mails": "đổi cách nhận thư",
    "make_calendar": "tạo địa chỉ lịch",
    "end_calendar": "ngừng địa chỉ lịch",
}
#: Acts of many things: what was done to which.
WORDS_OF = {
    ("Scorecard", "begin"): "bắt đầu phiếu tự chấm",
    ("Scorecard", "send_to_head"): "trình lãnh đạo phiếu tự chấm",
    ("Scorecard", "give_back"): "chuyển lại đầu mối phiếu tự chấm",
    ("FiledCard", "submit"): "nộp phiếu tự chấm",
    ("Scorecard", "send_back"): "trả lại phiếu tự chấm để sửa",
    ("Scorecard", "release"): "thông báo kết quả thẩm định",
    ("Round", "open_round"): "mở đợt giải trình",
    ("Round", "change_round"): "đổi thời hạn đợt giải trình",
    ("Round", "send_answers"): "gửi giải trình",
    ("Round", "close_round"): "kết thúc đợt giải trình",
    ("Scorecard", "import"): "nhập phiếu từ tệp",
    ("Scorecard", "carry_over"): "chuyển phiếu sang phiên bản mới của bảng tiêu chí",
    ("Scorecard", "take_out_card"): "tải phiếu ra tệp",
    ("Membership", "take_out_evidence_list"): "tải danh mục minh chứng ra tệp",
    ("Membership", "remind"): "nhắc đơn vị nộp phiếu tự chấm",
    ("Report", "begin"): "bắt đầu báo cáo",
    ("Report", "send_to_head"): "trình lãnh đạo báo cáo",
    ("Report", "give_back"): "chuyển lại đầu mối báo cáo",
    ("Report", "submit"): "nộp báo cáo",
    ("Report", "send_back"): "trả lại báo cáo để sửa",
    ("Report", "take_out_report"): "tải báo cáo ra tệp",
}


def words_of(thing: str, act: str, facts: Mapping[str, Any], thing_id: str, people: Mapping[str, str]) -> str:
    """What was done, with the few facts that are nobody's secret: the filing and the days, the name of the account.

    `people`: the agency's people by random id."""
    words = WORDS_OF.get((thing, act)) or WORDS.get(act, "")
    if act == "note_lateness":
        filing = str(facts.get("filing", ""))
        return f"{words}: {FILING_NAMES.get(filing, filing)}, {facts.get('days')} ngày"
    if act == "remind_due":
        filing = str(facts.get("filing", ""))
        return f"{words}: {FILING_NAMES.get(filing, filing)}"
    whom = people.get(thing_id) or people.get(str(facts.get("user", "")))
    return f"{words}: {whom}" if whom else words
