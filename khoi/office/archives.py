"""What stands inside an Office file, before any parser opens it: no bomb, no macro, no lock, no foreign name. Pure."""

import io
import zlib
from typing import Never
from zipfile import BadZipFile, ZipFile, ZipInfo

from tenants.refusal import Refused

MOST_MEMBERS = 2000
MOST_UNPACKED = 50 * 1024 * 1024
#: Plain spreadsheets pack up to 40 times; a file of zeros a thousand times. Small files may be as dense as they like.
MOST_RATIO, SMALL = 100, 1024 * 1024
MACROS = ("vbaproject.bin", "vbadata.xml", "/macrosheets/", "/activex/", "/dialogsheets/")
MAIN_PART = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
CHUNK = 64 * 1024


def office_kind(content: bytes) -> str:
    """`docx` or `xlsx`; Refused with the reason alone when the archive may not be opened."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _refuse_bomb(members, len(content))
            _refuse_names(members)
            _refuse_macros(archive, members)
            for member in members:
                _refuse_content(archive, member)
            return _kind({member.filename for member in members})
    except (BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError, KeyError, RuntimeError):
        _refuse("tệp hỏng hoặc bị cắt dở; hãy lưu lại rồi tải lên")


def _refuse(why: str) -> Never:
    raise Refused(why) from None


def _refuse_bomb(members: list[ZipInfo], size: int) -> None:
    unpacked = sum(member.file_size for member in members)
    if any(member.flag_bits & 0x1 for member in members):
        _refuse("tệp có mật khẩu; hãy bỏ mật khẩu rồi tải lại")
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > MOST_RATIO * size):
        _refuse("nội dung bung ra quá lớn; hãy bỏ bớt ảnh hoặc trang trống rồi lưu lại")
    if sum(member.compress_size for member in members) > size:  # members that overlap share the same bytes
        _refuse("tệp hỏng hoặc bị cắt dở; hãy lưu lại rồi tải lên")


def _refuse_names(members: list[ZipInfo]) -> None:
    names = [member.filename for member in members]
    odd = any(name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name for name in names)
    if odd or len({name.lower() for name in names}) < len(names):
        _refuse("cấu trúc bên trong tệp bất thường; hãy mở ra và lưu lại")


def _refuse_macros(archive: ZipFile, members: list[ZipInfo]) -> None:
    names = ["/" + member.filename.lower() for member in members]
    types = archive.read("[Content_Types].xml").lower() if "/[content_types].xml" in names else b""
    if b"macroenabled" in types or any(mark in name for name in names for mark in MACROS):
        _refuse("tệp có macro; hãy lưu lại thành tệp không có macro")


def _refuse_content(archive: ZipFile, member: ZipInfo) -> None:
    """Unpack a member piece by piece: its checksum must hold, and no XML of it may declare a document type."""
    is_xml = member.filename.lower().endswith((".xml", ".rels", ".vml"))
    tail = b""
    with archive.open(member) as stream:
        while piece := stream.read(CHUNK):
            if is_xml and (b"<!DOCTYPE" in tail + piece or b"<!ENTITY" in tail + piece):
                _refuse("tệp chứa khai báo XML không được phép; hãy mở ra và lưu lại")
            tail = piece[-16:]


def _kind(names: set[str]) -> str:
    kinds = {kind for part, kind in MAIN_PART.items() if part in names}
    if len(kinds) != 1 or "[Content_Types].xml" not in names:
        _refuse("đây là tệp nén, không phải tệp Word hay Excel; hãy giải nén rồi tải từng tệp")
    return kinds.pop()
