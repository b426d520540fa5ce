"""What may be put behind a row, what may leave the store, and what a document is called until its agency names it."""

from pathlib import PurePosixPath

from khoi.sheets.rules import EvidenceRule
from tenants.refusal import Refused
from tenants.vi import nfc

TITLE_LENGTH = 300


def refuse_unless_taken(wanted: EvidenceRule, *, uploads_off: bool) -> None:
    """Rows whose sheet asks for no evidence, or forbids files (state secrets), take none."""
    if uploads_off:
        raise Refused("Tiêu chí này không nhận tệp: nội dung không được đưa lên hệ thống.")
    if wanted is EvidenceRule.NONE:
        raise Refused("Bảng tiêu chí không yêu cầu minh chứng ở dòng này.")


def refuse_unless_removable(*, filed: bool, rows: int) -> None:
    """A document leaves the store only while no row needs it and no filed card ever had it."""
    if filed:
        raise Refused("Minh chứng đã nộp cùng phiếu chấm, không bỏ khỏi kho được.")
    if rows:
        raise Refused(f"Minh chứng đang gắn ở {rows} dòng điểm: hãy gỡ khỏi các dòng đó trước.")


def title_from(name: str) -> str:
    """A document's first title: the name of its file without the extension."""
    path = PurePosixPath(nfc(name).replace("\\", "/"))
    return (path.stem.strip() or "Minh chứng")[:TITLE_LENGTH]
