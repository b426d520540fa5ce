"""Which official documents the bloc puts out in a year, and who reads each of them once it is issued."""

from dataclasses import dataclass
from enum import StrEnum


class PaperKey(StrEnum):
    """A kind of official document, by the key under which it is kept."""

    APPRAISAL = "appraisal_notice"
    SCORES = "score_table"
    MINUTES = "deliberation_minutes"
    TALLY = "tally_minutes"
    LETTER = "submission_letter"
    RESULT = "result_notice"


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind: what it is called, what stands over it, its sign, and in which list of the register it gets its number
    (empty: it bears none)."""

    key: PaperKey
    name: str
    printed: str
    sign: str = ""
    register: str = ""
    #: Who it goes to, as custom has it.
    recipients: tuple[str, ...] = ()


MEMBERS = "Các đơn vị thành viên Khối"
COUNCIL = "Sở Nội vụ (Phòng Thi đua - Khen thưởng)"
KEPT = "Lưu: VT, TĐKT"
KINDS: dict[PaperKey, PaperKind] = {
    kind.key: kind
    for kind in (
        PaperKind(PaperKey.APPRAISAL, "Thông báo kết quả thẩm định", "Thông báo", "TB-KTĐ", "Thông báo", (KEPT,)),
        PaperKind(PaperKey.SCORES, "Bảng tổng hợp điểm", "Bảng tổng hợp", recipients=(MEMBERS, KEPT)),
        PaperKind(PaperKey.MINUTES, "Biên bản họp bình xét", "Biên bản", "BB-KTĐ", "Biên bản", (MEMBERS, KEPT)),
        PaperKind(PaperKey.TALLY, "Biên bản kiểm phiếu", "Biên bản", "BB-KTĐ", "Biên bản", (KEPT,)),
        PaperKind(PaperKey.LETTER, "Tờ trình đề nghị khen thưởng", "Tờ trình", "TTr-KTĐ", "Tờ trình",
                  ("Như trên", MEMBERS, KEPT)),
        PaperKind(PaperKey.RESULT, "Thông báo kết quả thi đua", "Thông báo", "TB-KTĐ", "Thông báo",
                  (COUNCIL, MEMBERS, KEPT)),
    )
}  # fmt: skip

#: Who reads an issued document, in words.
EYES = {
    "chosen": "Khối trưởng và đơn vị có tên",
    "chairs": "Khối trưởng, Khối phó",
    "members": "mọi đơn vị trong Khối",
    "published": "mọi đơn vị trong Khối và Sở Nội vụ",
}


def eyes(key: PaperKey, *, published: bool) -> str:
    """To whom an issued document is shown. Before the year is published nothing with another member's figures goes
    further than to the chairs; what one agency was told about its own card is only that agency's."""
    if key is PaperKey.APPRAISAL:
        return "chosen"
    if not published:
        return "chairs"
    return "published" if key in (PaperKey.RESULT, PaperKey.LETTER) else "members"
