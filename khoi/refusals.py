"""When something is refused: a page, or a line for our script, in Vietnamese, with an id that the log has."""

import logging
import secrets
from typing import Any

from flask import Flask, current_app, g, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from khoi.office.serving import Lost
from tenants.database import db
from tenants.gate import wants_fragment
from tenants.refusal import Objection, Refused, TooMany

log = logging.getLogger("khoi")

#: What each refusal says when nothing more particular is known: what is wrong, why, what to do.
WORDS = {
    400: (
        "Yêu cầu chưa đúng",
        "Trang đã mở quá lâu hoặc dữ liệu gửi lên không đầy đủ.",
        "Tải lại trang rồi làm lại. Những gì đã báo “Đã lưu” vẫn còn nguyên.",
    ),
    401: (
        "Phiên làm việc đã hết",
        "Để an toàn, hệ thống tự đăng xuất sau một thời gian không thao tác.",
        "Đăng nhập lại để tiếp tục đúng chỗ đang làm; nội dung đang nhập vẫn được giữ trên máy này.",
    ),
    403: (
        "Không có quyền làm việc này",
        "Tài khoản của đồng chí không được giao việc này trong năm thi đua đang chọn.",
        "Nếu cần, liên hệ lãnh đạo đơn vị hoặc Khối trưởng để được giao quyền.",
    ),
    404: (
        "Không tìm thấy",
        "Trang hoặc mục này không có, đã được chuyển đi hoặc không thuộc phạm vi của đồng chí.",
        "Kiểm tra lại đường dẫn, hoặc đi từ trang Tổng quan.",
    ),
    405: (
        "Thao tác không phù hợp",
        "Trang này không nhận thao tác vừa gửi.",
        "Quay lại trang trước và bấm nút trên trang.",
    ),
    409: (
        "Không thực hiện được",
        "Có người vừa thay đổi mục này, hoặc giai đoạn của phiếu không còn cho phép sửa.",
        "Tải lại trang để xem nội dung mới nhất rồi quyết định.",
    ),
    413: (
        "Tệp hoặc dữ liệu quá lớn",
        "Dữ liệu gửi lên vượt mức cho phép.",
        "Giảm dung lượng tệp (quét ở 150–200 dpi, tách tệp) rồi gửi lại.",
    ),
    422: ("Cần sửa trước khi lưu", "Có nội dung chưa đúng.", "Xem chỗ báo lỗi, sửa lại rồi lưu."),
    429: ("Quá nhiều lần thử", "Có quá nhiều yêu cầu trong thời gian ngắn.", "Chờ ít phút rồi làm lại."),
    500: (
        "Hệ thống gặp lỗi",
        "Lỗi thuộc về phần mềm, không phải do đồng chí. Không có thay đổi dở dang nào được ghi.",
        "Thử lại. Nếu vẫn lỗi, báo mã lỗi dưới đây cho người quản trị.",
    ),
    503: (
        "Hệ thống đang bận",
        "Máy chủ đang bảo trì hoặc quá tải.",
        "Chờ một phút rồi tải lại trang. Những gì đã báo “Đã lưu” vẫn còn nguyên.",
    ),
    507: (
        "Máy chủ hết chỗ lưu",
        "Ổ đĩa của máy chủ đã đầy nên chưa ghi được gì.",
        "Báo người quản trị kèm mã lỗi dưới đây. Chưa có dữ liệu nào bị ghi dở dang.",
    ),
}
LOST_ADVICE = "Báo mã lỗi dưới đây cho người quản trị để khôi phục tệp từ bản sao lưu, hoặc nhờ đơn vị tải lại tệp."
CSRF_WORDS = "Trang đã mở quá lâu hoặc phiên đã đổi. Hãy tải lại trang rồi gửi lại."
DISK_FULL = (27, 28, 122)
#: The same in PostgreSQL's codes.
NO_ROOM = "53100"


def answer_refusals(app: Flask) -> None:
    """Give every refusal and every fault its words."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Lost, _lost)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(IntegrityError, _stale)
    app.register_error_handler(OSError, _disk)
    app.register_error_handler(Exception, _fault)


def refusal(
    status: int, message: str = "", objections: tuple[Objection, ...] = (), *, advice: str = "", known: str = ""
) -> tuple[str, int]:
    """A refusal: whole for a browser, a bare line for our script, which shows it where the person is. `known`: what
    only the log says, for who has to mend it."""
    error_id = secrets.token_hex(4)
    title, why, usual = WORDS.get(status, WORDS[500])
    log.log(
        logging.ERROR if status >= 500 or known else logging.INFO,
        "refused %s %s %s %s %s", error_id, status, request.method, request.path, known,
        exc_info=status >= 500,
    )  # fmt: skip
    # After a fault the frame's own question to the database might fail as well.
    g.bare = status >= 500
    page = render_template(
        "refused_part.html" if wants_fragment() else "refused.html",
        status=status, title=title, message=message or why, advice=advice or usual, objections=objections,
        error_id=error_id,
    )  # fmt: skip
    return page, status


def _refused(error: Refused) -> tuple[str, int]:
    return refusal(429 if isinstance(error, TooMany) else 409, error.message, tuple(error.objections))


def _csrf(error: CSRFError) -> tuple[str, int]:
    return refusal(400, CSRF_WORDS)


def _http(error: HTTPException) -> Any:
    if isinstance(error, SecurityError):
        return refusal(400, "Địa chỉ máy chủ không đúng: cổng thông tin này không phục vụ dưới tên đó.")
    if error.response is not None or (error.code or 500) < 400:
        return error
    ours = error.description if error.code == 403 and error.description != type(error).description else ""
    page, status = refusal(error.code if error.code in WORDS else 400, ours or "")
    return page, status, [header for header in error.get_headers() if header[0] == "Retry-After"]


def _lost(error: Lost) -> tuple[str, int]:
    return refusal(404, str(error.description), advice=LOST_ADVICE, known=f"missing file {error.sha256}")


def _database(error: OperationalError) -> tuple[str, int]:
    db.session.rollback()
    full = "disk is full" in str(error.orig) or getattr(error.orig, "sqlstate", "") == NO_ROOM
    return refusal(507 if full else 503)


def _stale(error: Exception) -> tuple[str, int]:
    db.session.rollback()
    return refusal(409)


def _disk(error: OSError) -> tuple[str, int]:
    db.session.rollback()
    return refusal(507 if error.errno in DISK_FULL else 500)


def _fault(error: Exception) -> tuple[str, int]:
    db.session.rollback()
    if current_app.testing:
        raise error
    return refusal(500)
