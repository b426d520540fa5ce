"""The gate of every uploaded file: is it, by its content, one of the kinds we take, whole and harmless? Pure.

Nothing is parsed before this has passed. The name a person gave is data; what a file is, its bytes say.
"""

import re
import struct
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from khoi.office.archives import office_kind
from tenants.refusal import Refused

MEGABYTE = 1024 * 1024
LONGEST_NAME = 200
MOST_PIXELS = 100_000_000
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


class FileKind(StrEnum):
    """What a file is, by the extension it bears."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpg"
    DOCX = "docx"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Passed:
    """A file that may be kept: its name as shown to people, what it is, and how it is served."""

    name: str
    kind: FileKind

    @property
    def mime(self) -> str:
        return MIMES[self.kind]


MIMES = {
    FileKind.PDF: "application/pdf",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
KIND_NAMES = {
    FileKind.PDF: "PDF",
    FileKind.PNG: "ảnh PNG",
    FileKind.JPEG: "ảnh JPEG",
    FileKind.DOCX: "Word (.docx)",
    FileKind.XLSX: "Excel (.xlsx)",
}
EVIDENCE = tuple(FileKind)
EXTENSIONS = {kind.value: kind for kind in FileKind} | {"jpeg": FileKind.JPEG, "jpe": FileKind.JPEG}
ADVICE = {
    "doc": "tệp Word đời cũ; hãy mở ra và lưu lại thành .docx",
    "xls": "tệp Excel đời cũ; hãy mở ra và lưu lại thành .xlsx",
    "docm": "tệp có macro; hãy lưu lại thành .docx",
    "xlsm": "tệp có macro; hãy lưu lại thành .xlsx",
    "xlsb": "tệp Excel nhị phân; hãy lưu lại thành .xlsx",
    "zip": "tệp nén; hãy giải nén rồi tải từng tệp",
    "rar": "tệp nén; hãy giải nén rồi tải từng tệp",
    "7z": "tệp nén; hãy giải nén rồi tải từng tệp",
}


def pass_upload(name: str, content: bytes, *, most_bytes: int, kinds: Collection[FileKind] = EVIDENCE) -> Passed:
    """The file's shown name and kind; Refused, in words that say what to do, when it may not be kept."""
    shown = shown_name(name)
    _refuse_size(shown, len(content), most_bytes)
    wanted = _kind_by_name(shown, kinds)
    found = _kind_by_content(shown, content)
    if found is not wanted:
        raise _refused(
            shown, f"tên là {KIND_NAMES[wanted]} nhưng nội dung là {KIND_NAMES[found]}. Hãy đổi đúng đuôi tệp"
        )
    if why := _fault(found, content):
        raise _refused(shown, why)
    return Passed(shown, found)


def shown_name(name: str) -> str:
    """The name as people gave it, in one Unicode form; refused when it hides something."""
    clean = unicodedata.normalize("NFC", name).strip()
    if not clean or clean.strip(". ") == "":
        raise Refused("Tệp không có tên. Hãy đặt tên rồi tải lại.", field="file")
    if len(clean) > LONGEST_NAME:
        raise Refused(f"Tên tệp dài quá {LONGEST_NAME} ký tự. Hãy đặt tên ngắn hơn rồi tải lại.", field="file")
    # Cc control, Cf direction marks that show "fdp.exe" as "exe.pdf", Cs halves of letters.
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") for sign in clean) or re.search(r"[/\\]", clean):
        raise Refused("Tên tệp có ký tự không được phép (dấu gạch chéo hoặc ký tự ẩn). Hãy đổi tên.", field="file")
    return clean


def megabytes(size: int) -> str:
    """A size as people read it: 1,5 MB."""
    return f"{size / MEGABYTE:.1f}".replace(".", ",").removesuffix(",0") + " MB"


def _refused(name: str, why: str) -> Refused:
    return Refused(f"Không nhận tệp “{name}”: {why}.", field="file")


def _refuse_size(name: str, size: int, most: int) -> None:
    if size == 0:
        raise _refused(name, "tệp rỗng (0 byte). Hãy kiểm tra lại tệp gốc")
    if size > most:
        raise _refused(name, f"tệp {megabytes(size)}, nhiều nhất {megabytes(most)}. Hãy giảm dung lượng hoặc tách tệp")


def _kind_by_name(name: str, kinds: Collection[FileKind]) -> FileKind:
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    kind = EXTENSIONS.get(extension)
    if kind is None or kind not in kinds:
        taken = ", ".join(KIND_NAMES[kind] for kind in kinds)
        raise _refused(name, ADVICE.get(extension, f"loại tệp này không dùng được; chỉ nhận {taken}"))
    return kind


def _kind_by_content(name: str, content: bytes) -> FileKind:
    if content.startswith(b"%PDF-"):
        return FileKind.PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if content.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if content.startswith(OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise _refused(name, "tệp có mật khẩu; hãy bỏ mật khẩu rồi tải lại" if locked else ADVICE["xls"])
    if content.startswith(b"PK\x03\x04"):
        try:
            return FileKind(office_kind(content))
        except Refused as refused:
            raise _refused(name, refused.message) from None
    raise _refused(name, "nội dung không phải PDF, ảnh PNG, JPEG, Word hay Excel")


def _fault(kind: FileKind, content: bytes) -> str:
    """Why a file of a right kind may still not be kept; empty when it may. Office files were looked into already."""
    match kind:
        case FileKind.PDF:
            return _pdf_fault(content)
        case FileKind.PNG:
            return _png_fault(content)
        case FileKind.JPEG:
            return _jpeg_fault(content)
    return ""


def _pdf_fault(content: bytes) -> str:
    if b"%%EOF" not in content[-2048:]:
        return "tệp PDF bị cắt dở; hãy xuất hoặc quét lại"
    if re.search(rb"/Encrypt\s*(\d+\s+\d+\s+R|<<)", content):
        return "tệp PDF có mật khẩu hoặc bị khóa; hãy in lại thành PDF không khóa"
    return ""


def _png_fault(content: bytes) -> str:
    if len(content) < 45 or content[12:16] != b"IHDR" or b"IEND" not in content[-64:]:
        return "ảnh PNG bị cắt dở; hãy chụp hoặc lưu lại"
    return _size_fault(*struct.unpack(">II", content[16:24]))


def _jpeg_fault(content: bytes) -> str:
    if b"\xff\xd9" not in content[-4096:]:
        return "ảnh JPEG bị cắt dở; hãy chụp hoặc lưu lại"
    for marker, start in _jpeg_segments(content):
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC) and start + 7 <= len(content):
            height, width = struct.unpack(">HH", content[start + 3 : start + 7])
            return _size_fault(width, height)
    return "ảnh JPEG hỏng; hãy chụp hoặc lưu lại"


def _jpeg_segments(content: bytes) -> Iterator[tuple[int, int]]:
    """The marker of each segment before the picture's data, and where the segment's length stands."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        yield content[at + 1], at + 2
        at += 2 if content[at + 1] == 0xFF else 2 + int.from_bytes(content[at + 2 : at + 4], "big")


def _size_fault(width: int, height: int) -> str:
    """A small file may unfold into a picture that takes the reader's whole memory."""
    if not width or not height:
        return "ảnh hỏng; hãy chụp hoặc lưu lại"
    return "ảnh quá lớn; hãy giảm kích thước (quét 150–200 dpi)" if width * height > MOST_PIXELS else ""
