"""The doctor: looks at everything an installation stands on, and says what to do about what is wrong."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from khoi.cli.desk import Desk
from khoi.cli.keeping import backup, sqlite
from khoi.office.pdf import soffice_path
from khoi.office.signatures import roots_counted
from khoi.settings import Settings
from tenants import clock, factors, files, schema, vi
from tenants.isolation.standing import holes
from tenants.mail import queue
from tenants.postman import answers
from tenants.scope import Scope, acting

LITTLE, TOO_LITTLE = 2_000, 200
#: Faces with the Vietnamese letters and the widths of Times New Roman.
FACES = ("Times New Roman", "Liberation Serif", "Tinos")


class Level(StrEnum):
    """How grave a finding is."""

    GOOD = "good"
    WARNING = "warning"
    FAULT = "fault"


SIGNS = {Level.GOOD: "[ tốt ]", Level.WARNING: "[chú ý]", Level.FAULT: "[ LỖI ]"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at, and what to do about it."""

    level: Level
    what: str
    todo: str = ""

    @property
    def is_fault(self) -> bool:
        return self.level is Level.FAULT

    def as_json(self) -> dict[str, Any]:
        return {"level": self.level.value, "what": self.what, "todo": self.todo}

    def __str__(self) -> str:
        return f"{SIGNS[self.level]} {self.what}" + (f"\n        → {self.todo}" if self.todo else "")


def good(what: str) -> Finding:
    return Finding(Level.GOOD, what)


def warning(what: str, todo: str) -> Finding:
    return Finding(Level.WARNING, what, todo)


def fault(what: str, todo: str) -> Finding:
    return Finding(Level.FAULT, what, todo)


def examine(desk: Desk) -> Iterator[Finding]:
    """Every check, one after the other; those that need a schema only where there is one."""
    settings = desk.settings
    yield from _settings(settings)
    yield _disk(settings)
    yield _fonts()
    yield _pdf()
    yield _signing_roots(settings)
    stands = schema.stands_at(settings.database_url)
    if stands != schema.head():
        yield _schema(stands)
        return
    yield good(f"Cơ sở dữ liệu ở phiên bản {stands}, đúng với phần mềm")
    yield from _database(settings)
    yield from _orphans(desk)
    yield from _second_factors(desk)
    yield from _mail(desk)


def _settings(settings: Settings) -> Iterator[Finding]:
    yield good(f"Thư mục dữ liệu: {settings.data.resolve()}")
    if settings.data.stat().st_mode & 0o077:
        yield warning("Người khác trên máy đọc được thư mục dữ liệu", f"chmod 700 {settings.data.resolve()}")
    if len(settings.secret_key) < 32:
        yield fault("SECRET_KEY quá ngắn", "đặt SECRET_KEY từ 32 ký tự ngẫu nhiên, hoặc bỏ để dùng khóa tự tạo")
    if settings.plain_http:
        yield warning(
            "PLAIN_HTTP=1: mật khẩu và phiên đi qua mạng không mã hóa",
            "chỉ dùng trong mạng đóng; nên đặt nginx có TLS phía trước, BEHIND_PROXY=1 và bỏ PLAIN_HTTP",
        )
    if settings.behind_proxy and not settings.trusted_hosts:
        yield warning("Chưa giới hạn tên miền (TRUSTED_HOSTS)", "đặt TRUSTED_HOSTS là tên miền của cổng")


def _disk(settings: Settings) -> Finding:
    free = shutil.disk_usage(settings.data).free // 1_000_000
    if free < TOO_LITTLE:
        return fault(f"Đĩa chỉ còn {free} MB", "giải phóng đĩa ngay: cổng sẽ từ chối lưu khi hết chỗ")
    if free < LITTLE:
        return warning(f"Đĩa còn {free} MB", "giải phóng hoặc mở rộng đĩa trước kỳ nộp phiếu")
    return good(f"Đĩa còn {free / 1000:.0f} GB".replace(".", ","))


def _fonts() -> Finding:
    """Only what the server itself prints needs a face; officials' own machines have Times New Roman."""
    if not (lister := shutil.which("fc-list")):
        return warning(
            "Không tra được phông chữ (thiếu fc-list)", "nếu máy chủ in PDF: cài fontconfig, fonts-liberation2"
        )
    listed = subprocess.run([lister, ":lang=vi", "family"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    if any(face in listed for face in FACES):
        return good("Có phông chữ tiếng Việt kiểu Times")
    return warning("Không có phông Times có dấu tiếng Việt", "cài fonts-liberation2 (bản 2; bản 1 thiếu chữ Việt)")


def _pdf() -> Finding:
    """Documents leave as Word files in any case."""
    if program := soffice_path():
        return good(f"Tạo được PDF bằng LibreOffice ({program})")
    return warning(
        "Không có LibreOffice Writer: chỉ xuất được Word, không xuất PDF",
        "nếu cần PDF: cài libreoffice-writer-nogui và fonts-liberation2",
    )


def _signing_roots(settings: Settings) -> Finding:
    """Without a root no signature can be traced to anybody."""
    if count := roots_counted(settings.signing_roots):
        return good(f"Có {count} tệp chứng thư gốc để kiểm tra chữ ký số ({settings.signing_roots})")
    return warning(
        "Chưa có chứng thư gốc nào: không đối chiếu được chuỗi chứng thư của văn bản ký số",
        "đặt SIGNING_ROOTS là thư mục chứa chứng thư gốc (.pem, .crt, .cer) của Ban Cơ yếu và các nhà cung cấp",
    )


def _schema(stands: str) -> Finding:
    if not stands:
        return warning("Chưa có cơ sở dữ liệu", "chạy: khoi year open <năm> --bloc <tên khối>")
    return fault(f"Cơ sở dữ liệu ở phiên bản {stands}, phần mềm cần {schema.head()}", "chạy: khoi upgrade")


def _database(settings: Settings) -> Iterator[Finding]:
    if settings.is_sqlite and (damaged := sqlite.faults_of(backup.sqlite_file(settings))):
        yield fault(f"Tệp cơ sở dữ liệu hỏng: {damaged[0]}", "dừng cổng, dựng lại từ bản sao gần nhất (khoi restore)")
    missing = holes(settings.database_url)
    for hole in missing:
        yield fault(f"Tường ngăn giữa các đơn vị có lỗ hổng: {hole}", "chạy khoi upgrade; nếu vẫn còn, xem lại vai trò")
    if not missing:
        yield good("Tường ngăn giữa các đơn vị trong cơ sở dữ liệu đứng vững")


def _orphans(desk: Desk) -> Iterator[Finding]:
    """Files that no row names, and rows whose file is gone."""
    with desk.portal(quiet=True), acting(Scope.of_operator(0)):
        found = files.orphans()
    if lost := found.lost:
        yield fault(f"Mất {len(lost)} tệp minh chứng, tệp đầu: {lost[0]}", "chép lại từ bản sao lưu vào thư mục files")
    if loose := found.unnamed:
        yield warning(f"Có {len(loose)} tệp không thuộc dòng nào, tệp đầu: {loose[0]}", "không hại gì, xóa được")
    if not lost and not loose:
        yield good("Tệp đã lưu: đủ, không tệp nào thừa")


def _second_factors(desk: Desk) -> Iterator[Finding]:
    """Secrets of apps that no key of the installation opens, and whether chairs must have one."""
    with desk.portal(quiet=True):
        waiting, lost = factors.factors_under_other_keys()
    if lost:
        yield fault(
            f"{lost} tài khoản bật xác thực hai bước bằng khóa bí mật khác với khóa hiện nay",
            "đặt khóa cũ vào SECRET_KEY_FORMER, hoặc dùng mã dự phòng, hoặc khoi user reset từng tài khoản",
        )
    if waiting:
        todo = "giữ SECRET_KEY_FORMER đến khi họ đăng nhập lại: khi đó khóa được mã hóa lại"
        yield warning(f"{waiting} tài khoản bật xác thực hai bước còn theo khóa bí mật cũ", todo)
    if not desk.settings.demand_second_factor:
        yield warning(
            "DEMAND_SECOND_FACTOR=0: Khối trưởng, Khối phó đăng nhập chỉ bằng mật khẩu",
            "bỏ thiết lập này khi chạy thật",
        )


def _mail(desk: Desk) -> Iterator[Finding]:
    """The mail server, and what waits for it."""
    server = desk.settings.mail_server
    if server is None:
        yield good("Không dùng máy chủ thư (SMTP_URL): thông báo chỉ hiện trên trang")
        return
    if why := answers(server):
        todo = "kiểm tra SMTP_URL và máy chủ thư; thư được giữ lại và gửi ở lần khoi remind sau"
        yield warning(f"Máy chủ thư {server.host}:{server.port} không nhận: {why}", todo)
    else:
        yield good(f"Máy chủ thư {server.host}:{server.port} trả lời")
    if server.user and server.scheme == "smtp":
        yield warning("Mật khẩu máy chủ thư đi qua mạng không mã hóa", "dùng starttls:// hoặc smtps:// trong SMTP_URL")
    if not desk.settings.public_url:
        yield warning("Chưa đặt PUBLIC_URL: thư không có liên kết về cổng", "đặt PUBLIC_URL là địa chỉ của cổng")
    yield from _queue(desk)


def _queue(desk: Desk) -> Iterator[Finding]:
    with desk.portal(quiet=True):
        left = queue()
    today = clock.now().astimezone(clock.BLOC_ZONE).date()
    if left.oldest is not None and left.oldest < today:
        todo = "xem lịch chạy khoi remind (khoi-remind.timer) và máy chủ thư"
        yield warning(f"Có {left.waiting} thư chờ gửi, cũ nhất từ ngày {vi.date(left.oldest)}", todo)
    elif left.waiting:
        yield good(f"Có {left.waiting} thư chờ gửi, đều của hôm nay")
    if left.failed:
        yield warning(
            f"{left.failed} thư bị máy chủ từ chối hẳn", "người nhận thấy lý do ở mục Thư và lịch, sửa địa chỉ"
        )
