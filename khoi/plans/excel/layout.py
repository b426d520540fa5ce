"""Where everything stands in the plan's Excel file: written and read by the same words."""

from khoi.plans.rules import LISTS, TEXT_NAMES

TASKS_PAGE, TEXT_PAGE, GUIDE_PAGE = "Nhiệm vụ", "Kế hoạch", "Hướng dẫn"
#: Columns of the tasks: key, heading, width.
COLUMNS = (
    ("quarter", "Quý", 7),
    ("no", "Số", 6),
    ("content", "Nội dung", 60),
    ("lead", "Đơn vị chủ trì tham mưu", 22),
    ("coordination", "Đơn vị phối hợp", 34),
    ("due", "Hạn", 13),
    ("status", "Trạng thái", 15),
    ("reason", "Lý do không thực hiện", 22),
    ("of_bloc", "Của Khối", 10),
    ("on_request", "Theo yêu cầu", 10),
    ("key", "Mã (không sửa)", 14),
)
#: From 0: the line of headings, and the first task.
HEAD_ROW = 2
FIRST_ROW = HEAD_ROW + 1
#: The plan's texts on their page, by key; those of LISTS take several lines.
TEXT_KEYS = {
    "year": "Năm", "title": TEXT_NAMES["title"], "issuer": TEXT_NAMES["issuer"],
    "letterhead.superior": TEXT_NAMES["superior"], "letterhead.sign": TEXT_NAMES["sign"],
    "letterhead.number": TEXT_NAMES["number"], "letterhead.place": TEXT_NAMES["place"],
    "letterhead.dated": TEXT_NAMES["dated"], "preamble": TEXT_NAMES["preamble"],
    **{name: TEXT_NAMES[name] for name in LISTS},
    "closing": TEXT_NAMES["closing"], "signer.title": TEXT_NAMES["signer_title"],
    "signer.name": TEXT_NAMES["signer_name"],
}  # fmt: skip
YES, NO = "Có", "Không"
QUARTER_WORDS = {"1": 1, "i": 1, "2": 2, "ii": 2, "3": 3, "iii": 3, "4": 4, "iv": 4}
GUIDE = (
    "Trang “Nhiệm vụ”: mỗi dòng một việc. Bắt buộc: Quý (1 đến 4) và Nội dung; Số để trống thì đánh tiếp theo thứ tự.",
    "Đơn vị phối hợp: mỗi đơn vị một dòng trong ô (Alt+Enter), hoặc cách nhau bằng dấu chấm phẩy.",
    "“Các đơn vị trong Khối thi đua…” là mọi thành viên; đúng tên một thành viên là đơn vị đó; còn lại là phòng, ban.",
    "Hạn: ngày dạng 25/11/2026; để trống thì hạn là ngày cuối quý. Trạng thái: chọn trong danh sách.",
    "Của Khối: Có hoặc Không; để trống thì cổng đề xuất theo nội dung và đơn vị phối hợp.",
    "Chỉ kế hoạch của Khối trưởng có việc của Khối.",
    "Ô để trống ở Hạn, Trạng thái, Của Khối, Theo yêu cầu: việc đang có giữ nguyên như trên cổng.",
    "Cột Mã ẩn đi, do cổng điền, để nhận ra việc khi nhập lại; dòng mới để trống.",
    "Trang “Kế hoạch”: lời văn của kế hoạch; mục nhiều đoạn thì mỗi đoạn một dòng, cột A của các dòng sau để trống.",
    "Nhập lại ở trang Kế hoạch năm, nút Nhập từ tệp: cổng chỉ rõ từng ô sai và cho xem trước trước khi ghi.",
)
