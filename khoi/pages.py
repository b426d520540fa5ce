"""What every page gets: its headers, its frame, Vietnamese numbers and dates, and a word when something is refused."""

import hashlib
import logging
import secrets
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response

from khoi import navigation
from tenants import clock, vi
from tenants.database import db
from tenants.gate import wants_fragment
from tenants.refusal import Refused

log = logging.getLogger("khoi")

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
#: What each refusal says when nothing more particular is known: title, advice.
WORDS = {
    400: ("Yêu cầu không hợp lệ", "Hãy tải lại trang rồi thử lại."),
    401: ("Phiên làm việc đã hết", "Hãy đăng nhập lại; nội dung đang nhập vẫn được giữ trên máy này."),
    403: ("Không được vào trang này", "Tài khoản của bạn không có quyền dùng trang này."),
    404: ("Không tìm thấy", "Địa chỉ không đúng, hoặc nội dung không thuộc đơn vị của bạn."),
    405: ("Thao tác không được phép", "Hãy quay lại trang trước và dùng các nút trên trang."),
    409: ("Không thực hiện được", "Nội dung đã thay đổi. Hãy tải lại trang để xem bản mới nhất."),
    413: ("Tệp quá lớn", "Tệp vượt quá dung lượng cho phép. Hãy giảm dung lượng rồi tải lại."),
    422: ("Nội dung chưa đúng", "Hãy sửa các ô được đánh dấu rồi gửi lại."),
    429: ("Quá nhiều lần thử", "Hãy chờ ít phút rồi thử lại."),
    500: ("Hệ thống gặp lỗi", "Lỗi đã được ghi lại. Hãy thử lại; nếu còn lỗi, báo mã dưới đây cho quản trị."),
    503: ("Hệ thống đang bận", "Hãy thử lại sau ít giây. Chưa có gì bị thay đổi."),
    507: ("Máy chủ hết chỗ lưu", "Nội dung vừa gửi chưa được lưu. Hãy báo quản trị rồi gửi lại."),
}


def dress(app: Flask) -> None:
    """Give the app its headers, filters, frame and refusals."""
    app.after_request(_headers)
    app.context_processor(_frame)
    app.jinja_env.filters.update(number=vi.number, points=vi.points, date=vi.date, date_time=vi.date_time, size=vi.size)
    app.jinja_env.globals.update(asset=_asset)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(IntegrityError, _stale)
    app.register_error_handler(OSError, _disk)
    app.register_error_handler(Exception, _fault)


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CSP)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint != "static":
        headers["Cache-Control"] = "no-store"
    return response


def _asset(name: str) -> str:
    """The address of a static file; its version stands in the path, so that scripts may import their neighbours."""
    return url_for("static", filename=name)


@cache
def static_version(folder: Path) -> str:
    """A short hash over all static files: a new version is a new address."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:10]


def _frame() -> dict[str, Any]:
    """What the layout shows around every page: who, where, and where else to go."""
    me, place = g.get("me"), g.get("place")
    return {"me": me, "links": navigation.links(place), "today": vi.long_date(clock.now())} | (
        navigation.around(me, place) if me and place else {}
    )


# --- refusals ------------------------------------------------------------------------------------------------------


def refusal(status: int, message: str = "", objections: tuple[Any, ...] = ()) -> tuple[str, int]:
    """A refusal in Vietnamese, with an id that the log has."""
    error_id = secrets.token_hex(4)
    title, advice = WORDS.get(status, WORDS[500])
    log.log(
        logging.ERROR if status >= 500 else logging.INFO,
        "refused %s %s %s %s", error_id, status, request.method, request.path,
        exc_info=status >= 500,
    )  # fmt: skip
    page = render_template(
        "refused_part.html" if wants_fragment() else "refused.html",
        status=status, title=title, message=message, advice=advice, objections=objections, error_id=error_id,
    )  # fmt: skip
    return page, status


def _refused(error: Refused) -> tuple[str, int]:
    return refusal(409, error.message, tuple(error.objections))


def _csrf(error: CSRFError) -> tuple[str, int]:
    return refusal(400, "Trang đã mở quá lâu hoặc phiên đã đổi. Hãy tải lại trang rồi gửi lại.")


def _http(error: HTTPException) -> Any:
    if isinstance(error, SecurityError):  # a host that is not ours: no address of a page can be built for it
        return "Tên máy chủ không đúng.", 400
    if error.response is not None or (error.code or 500) < 400:
        return error
    ours = error.description if error.code == 403 and error.description != type(error).description else ""
    page, status = refusal(error.code if error.code in WORDS else 400, ours or "")
    return page, status, [header for header in error.get_headers() if header[0] == "Retry-After"]


def _database(error: OperationalError) -> tuple[str, int]:
    db.session.rollback()
    full = "full" in str(error.orig) or "No space" in str(error.orig)
    return refusal(507 if full else 503)


def _stale(error: Exception) -> tuple[str, int]:
    db.session.rollback()
    return refusal(409)


def _disk(error: OSError) -> tuple[str, int]:
    db.session.rollback()
    return refusal(507 if error.errno in (27, 28, 122) else 500)


def _fault(error: Exception) -> tuple[str, int]:
    db.session.rollback()
    if current_app.testing:
        raise error
    return refusal(500)
