"""The Vietnamese names of what a sheet is made of: the same in the editor, in Excel and on the printed page."""

from khoi.sheets.rules.sheet import EvidenceRule, Kind, NotApplicable, TieBy

METHOD_NAMES = {
    "direct": "Nhập điểm",
    "pass_fail": "Đạt / không đạt",
    "per_item": "Đếm kết quả",
    "ladder": "Thang bậc",
    "percent": "Tỷ lệ hoàn thành",
    "relative": "So sánh trong Khối",
    "deduct": "Trừ theo lỗi",
    "timeliness": "Đúng hạn (phần mềm tính)",
    "bonus": "Điểm thưởng",
    "penalty": "Điểm trừ",
}
#: One line for who chooses a method: what is entered, what comes out.
METHOD_HINTS = {
    "direct": "Đơn vị tự nhập số điểm, từ 0 đến điểm tối đa.",
    "pass_fail": "Đạt được điểm tối đa, không đạt được 0 điểm.",
    "per_item": "Nhập số kết quả; mỗi kết quả được số điểm đã định, không quá điểm tối đa.",
    "ladder": "Chọn một bậc; mỗi bậc có số điểm riêng.",
    "percent": "Nhập kế hoạch và thực hiện; đạt 100 % được tối đa, thiếu mỗi 1 % bị trừ, dưới mức sàn 0 điểm.",
    "relative": "Nhập kế hoạch và thực hiện; đúng chỉ tiêu được nửa số điểm, tốt nhất Khối được điểm tối đa.",
    "deduct": "Nhập số lỗi; điểm tối đa trừ dần theo số lỗi, ít nhất 0 điểm.",
    "timeliness": "Không phải nhập; phần mềm trừ theo số ngày nộp chậm Khối trưởng ghi nhận.",
    "bonus": "Chỉ dùng trong mục điểm thưởng: nhập số kết quả, mỗi kết quả được thưởng số điểm đã định.",
    "penalty": "Chỉ dùng trong mục điểm trừ: nhập số lỗi, mỗi lỗi trừ số điểm đã định; tối đa 0 là không giới hạn.",
}
KIND_NAMES = {Kind.BASE: "Điểm chấm", Kind.BONUS: "Điểm thưởng", Kind.PENALTY: "Điểm trừ"}
EVIDENCE_NAMES = {EvidenceRule.REQUIRED: "Bắt buộc", EvidenceRule.OPTIONAL: "Nếu có", EvidenceRule.NONE: "Không cần"}
AWAY_NAMES = {
    NotApplicable.SCALE: "Loại khỏi mẫu số, quy về tổng điểm",
    NotApplicable.FULL: "Được đủ điểm tối đa",
}
TIE_NAMES = {TieBy.SECTION: "Điểm của mục cao hơn", TieBy.PENALTY: "Điểm trừ ít hơn", TieBy.BALLOT: "Bỏ phiếu kín"}
