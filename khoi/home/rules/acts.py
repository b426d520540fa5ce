"""What an agency's head may read in the journal about the agency, in the bloc's words: an act that is not listed here
is not shown. Pure.

Not here, on purpose: what appraisers find row by row, what the bloc is about to propose (see `SILENT`), and who is not
considered (the agency learns of these when they are released, told or published), and every cell that was typed (the
history of the card shows those)."""

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
    "begin_second_factor": "bắt đầu bật xác thực hai bước cho tài khoản",
    # Giải trình and the meeting.
    "draft_answer": "soạn giải trình một dòng",
    "draft_acceptance": "soạn chấp nhận kết quả một dòng",
    "take_back_acceptance": "bỏ chấp nhận kết quả một dòng",
    "attach_to_answer": "kèm minh chứng vào giải trình",
    "detach_from_answer": "bỏ minh chứng khỏi giải trình",
    "ask_about_row": "hỏi thêm về một dòng đang giải trình",
    "call_meeting": "triệu tập họp bình xét",
    "change_meeting": "đổi lịch họp bình xét",
    "take_attendance": "điểm danh cuộc họp",
    "decide_row": "quyết định một dòng tại cuộc họp",
    "elect": "ghi kết quả bầu Khối trưởng, Khối phó năm sau",
    "write_remarks": "ghi ý kiến vào biên bản họp",
    "close_meeting": "kết thúc cuộc họp",
    # Secret votes: never who voted, never how.
    "draft_ballot": "lập cuộc bỏ phiếu",
    "amend_ballot": "sửa nội dung, tỷ lệ của cuộc bỏ phiếu",
    "drop_ballot": "xóa cuộc bỏ phiếu chưa mở",
    "add_candidate": "thêm tên vào phiếu",
    "remove_candidate": "bỏ tên khỏi phiếu",
    "add_council_member": "thêm người vào danh sách bỏ phiếu",
    "remove_council_member": "bỏ người khỏi danh sách bỏ phiếu",
    "add_teller": "cử kiểm phiếu viên",
    "remove_teller": "thôi cử kiểm phiếu viên",
    "take_code": "nhận mã của kiểm phiếu viên",
    "open_ballot": "mở cuộc bỏ phiếu",
    "start_ballot_over": "hủy phiếu đã bỏ, bỏ phiếu lại từ đầu",
    "vote_again": "lập cuộc bỏ phiếu lại",
    "close_ballot": "mở hòm phiếu, kiểm phiếu",
    "wipe_ballot": "dọn vết cũ của hòm phiếu",
    "enter_counts": "nhập số liệu kiểm phiếu",
    "confirm_counts": "xác nhận kết quả kiểm phiếu",
    "file_tally_scan": "lưu bản quét biên bản kiểm phiếu",
    "take_out_tally_minutes": "tải biên bản kiểm phiếu ra tệp",
    "take_out_box": "tải hòm phiếu đã kiểm ra tệp",
    # Awards of the year, and commendation by movement.
    "nominate": "soạn đề nghị danh hiệu cá nhân",
    "nomination_to_head": "trình lãnh đạo đề nghị danh hiệu cá nhân",
    "file_nomination": "nộp đề nghị danh hiệu cá nhân",
    "drop_nomination": "xóa đề nghị danh hiệu cá nhân chưa nộp",
    "return_nomination": "trả lại đề nghị danh hiệu cá nhân để sửa",
    "add_achievement_file": "kèm báo cáo thành tích",
    "remove_achievement_file": "bỏ tệp báo cáo thành tích",
    "tell_award_proposal": "báo cho đơn vị đề nghị khen thưởng",
    "withdraw_award": "rút đề nghị khen thưởng",
    "show_award_proposals": "công khai danh sách đề nghị khen thưởng",
    "ask_award_decision": "nhập quyết định khen thưởng, chờ xác nhận",
    "confirm_award_decision": "xác nhận quyết định khen thưởng",
    "decline_award_decision": "không xác nhận quyết định khen thưởng",
    "ask_award_revocation": "đề nghị thu hồi khen thưởng",
    "confirm_award_revocation": "xác nhận thu hồi khen thưởng",
    "decline_award_revocation": "không xác nhận thu hồi khen thưởng",
    "keep_award_history": "ghi lịch sử khen thưởng của Khối",
    "keep_own_award_history": "ghi lịch sử khen thưởng của đơn vị",
    "forget_held_award": "xóa một dòng lịch sử khen thưởng",
    "erase_person": "xóa thông tin cá nhân của một người",
    "begin_award_rules": "lấy bộ quy tắc khen thưởng ban đầu",
    "add_award_rule": "thêm quy tắc khen thưởng",
    "change_award_rule": "sửa quy tắc khen thưởng",
    "propose": "soạn đề nghị khen thưởng phong trào",
    "proposal_to_head": "trình lãnh đạo đề nghị khen thưởng phong trào",
    "file_proposal": "nộp đề nghị khen thưởng phong trào",
    "withdraw_proposal": "rút đề nghị khen thưởng phong trào",
    "decide_commendations": "ghi quyết định khen thưởng phong trào",
    "revoke_commendation": "thu hồi khen thưởng phong trào",
    # The agency's own council.
    "seat_council_member": "thêm thành viên Hội đồng của đơn vị",
    "unseat_council_member": "thôi thành viên Hội đồng của đơn vị",
    "call_council_sitting": "triệu tập Hội đồng của đơn vị",
    "put_before_council": "đưa đề nghị ra Hội đồng của đơn vị",
    "take_from_council": "bỏ đề nghị khỏi phiên họp Hội đồng của đơn vị",
    "count_council_slips": "nhập kết quả kiểm phiếu của Hội đồng đơn vị",
    "confirm_council_count": "xác nhận kết quả kiểm phiếu của Hội đồng đơn vị",
    "reject_council_count": "không xác nhận kết quả kiểm phiếu của Hội đồng đơn vị",
    "decide_council": "ghi quyết định khen thưởng của đơn vị",
    "propose_upwards": "chuyển đề nghị của Hội đồng đơn vị lên Khối",
    # Reports of the bloc and official papers.
    "begin_report": "bắt đầu báo cáo tổng hợp của Khối",
    "look_at_sources": "xem lại số liệu nguồn của báo cáo tổng hợp",
    "write_bloc_section": "soạn một mục báo cáo tổng hợp",
    "describe_bloc_report": "sửa thể thức báo cáo tổng hợp",
    "publish_bloc_report": "công bố báo cáo tổng hợp",
    "cite_in_force": "thay căn cứ đã hết hiệu lực",
    "describe_paper": "sửa thể thức văn bản",
    "issue_paper": "ban hành văn bản",
    "withdrawn_paper": "thu hồi văn bản",
    "replaced_paper": "thay thế văn bản",
    "file_signed_paper": "lưu bản đã ký của văn bản",
    "check_signatures": "kiểm tra chữ ký số của văn bản",
    "keep_template": "lưu mẫu văn bản",
    "use_template": "chọn mẫu văn bản của Khối",
    "use_built_in": "trở lại mẫu văn bản có sẵn",
    "take_out_meeting_minutes": "tải biên bản họp ra tệp",
}
_UNTOLD = "the agency learns of it when it is told"
_APPRAISING = "what appraisers find is told when the card is released or the round ends"
#: Acts of the year's end that an agency does not read of, and why.
SILENT = {
    "appraise": _APPRAISING,
    "accept_in_bulk": _APPRAISING,
    "undo_bulk": _APPRAISING,
    "withdraw": _APPRAISING,
    "reappraise": _APPRAISING,
    "uphold": _APPRAISING,
    "propose_award": _UNTOLD,
    "change_award_proposal": _UNTOLD,
    "drop_award_proposal": _UNTOLD,
    "strike_award_proposal": _UNTOLD,
    "record_award_vote": _UNTOLD,
    "deliberate": _UNTOLD,
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
