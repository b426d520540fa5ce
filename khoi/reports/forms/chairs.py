"""What the chairs send about members' reports: a return, an entry from paper."""

from typing import Any

from wtforms import MultipleFileField, TextAreaField
from wtforms.validators import InputRequired, Length

from khoi.reports.models import LONGEST_REASON
from tenants.forms import DateTimeField, Form, clean


class ReturnForm(Form):
    """A word on the whole report, and until when it may come again; each section has its own reason beside."""

    reason = TextAreaField(
        "Lý do chung", [Length(max=LONGEST_REASON)], description="Có thể bỏ trống nếu đã nêu ở từng phần."
    )
    until = DateTimeField("Nộp lại trước", description="Ví dụ 17:00 ngày 27/11/2026. Bỏ trống: theo khóa sổ của Khối.")


def _asked_for(form: Form, field: Any) -> None:
    """The intake refuses where nothing came; here the page learns that a file is wanted."""


_asked_for.field_flags = {"required": True}  # type: ignore[attr-defined]


class PaperForm(Form):
    """A report that came on paper; its figures stand beside."""

    received_at = DateTimeField(
        "Ngày nhận bản giấy", [InputRequired()],
        description="Tính đúng hạn hay chậm theo ngày này. Ví dụ: 16:00 ngày 09/07/2026.",
    )  # fmt: skip
    scans = MultipleFileField(
        "Bản quét", [_asked_for], description="PDF hoặc ảnh của báo cáo giấy có chữ ký, đóng dấu."
    )


def named(sent: Any, prefix: str) -> dict[str, str]:
    """What was typed in the fields of that prefix, by the id after it."""
    return {key.removeprefix(prefix): clean(text) for key, text in sent.items() if key.startswith(prefix)}
