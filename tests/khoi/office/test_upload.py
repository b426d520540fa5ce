"""The gate of every uploaded file: real files pass, what would harm server or reader does not."""

import io
import random
import struct
import zipfile
import zlib
from contextlib import suppress

import pytest
import xlsxwriter
from PIL import Image

from khoi.office.upload import FileKind, Passed, pass_upload
from tenants.refusal import Refused

LIMIT = 20 * 1024 * 1024
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
TYPES = b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"


def xlsx() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet().write_string(0, 0, "điểm")
    book.close()
    return out.getvalue()


def zipped(members: dict[str, bytes], level: int = 6) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(**more: bytes) -> bytes:
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": b"<w/>"} | more)


def image(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 10)).save(out, kind)
    return out.getvalue()


def upload(name: str, content: bytes) -> Passed:
    return pass_upload(name, content, most_bytes=LIMIT)


def named(value: object) -> str:
    """A case is called by its file's name: a zip made a second later is another one, in another worker's eyes."""
    return value if isinstance(value, str) and "." in value else ""


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("Báo cáo.PDF", PDF, FileKind.PDF),
        ("ảnh.png", image("PNG"), FileKind.PNG),
        ("ảnh.jpeg", image("JPEG"), FileKind.JPEG),
        ("Công văn.docx", docx(), FileKind.DOCX),
        ("Bảng.xlsx", xlsx(), FileKind.XLSX),
    ],
    ids=named,
)
def test_the_five_kinds_pass_by_their_content(name: str, content: bytes, kind: FileKind) -> None:
    assert upload(name, content) == Passed(name, kind)


def refused(name: str, content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        upload(name, content)
    return caught.value.message


def bomb() -> bytes:
    return docx(**{"word/media/zeros.bin": bytes(49 * 1024 * 1024)})


def encrypted_member() -> bytes:
    content = bytearray(docx())
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def huge_png() -> bytes:
    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    return b"\x89PNG\r\n\x1a\n" + chunk + b"\x00\x00\x00\x00IEND\xaeB`\x82"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("rỗng.pdf", b"", "rỗng"),
        ("to.pdf", PDF + bytes(LIMIT), "nhiều nhất 20 MB"),
        ("cắt.pdf", b"%PDF-1.7 nothing more", "cắt dở"),
        ("khóa.pdf", PDF.replace(b"<<>>\n%%", b"<</Encrypt 4 0 R>>\n%%"), "mật khẩu"),
        ("chương trình.exe", b"MZ" + bytes(100), "chỉ nhận"),
        ("giả.pdf", b"MZ" + bytes(100), "nội dung không phải"),
        ("giả.pdf", image("PNG"), "nội dung là ảnh PNG"),
        ("trang.html", b"<script>", "chỉ nhận"),
        ("không đuôi", PDF, "chỉ nhận"),
        ("cũ.xls", bytes(8), "lưu lại thành .xlsx"),
        ("cũ.docx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), "đời cũ"),
        ("mật.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("macro.xlsm", xlsx(), "macro"),
        ("macro.docx", docx(**{"word/vbaProject.bin": b"x"}), "macro"),
        ("macro.docx", zipped({"[Content_Types].xml": b"macroEnabled.main+xml", "word/document.xml": b""}), "macro"),
        (
            "macro4.xlsx",
            zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": b"", "xl/macrosheets/a.xml": b""}),
            "macro",
        ),
        ("nén.docx", zipped({"thư.txt": b"x"}), "tệp nén"),
        ("nén.zip", zipped({"thư.txt": b"x"}), "giải nén"),
        ("bom.docx", bomb(), "quá lớn"),
        ("nhiều.docx", docx(**{f"word/{n}.xml": b"" for n in range(2001)}), "quá lớn"),
        ("thực thể.docx", docx(**{"word/a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]>'}), "XML không được phép"),
        ("lối ra.docx", docx(**{"../../etc/passwd": b"x"}), "bất thường"),
        ("khóa.docx", encrypted_member(), "mật khẩu"),
        ("cắt.docx", docx()[:-40], "cắt dở"),
        (
            "hỏng.docx",
            docx(**{"word/a.bin": b"abcdefgh" * 9}).replace(b"PK\x03\x04", b"PK\x03\x04", 1)[:60] + b"x",
            "cắt dở",
        ),
        ("to.png", huge_png(), "ảnh quá lớn"),
        ("cắt.jpg", image("JPEG")[:100], "cắt dở"),
        ("gpj.\u202eexe.pdf", PDF, "ký tự không được phép"),
        ("../../a.pdf", PDF, "ký tự không được phép"),
        ("a\x00b.pdf", PDF, "ký tự không được phép"),
        ("  .. ", PDF, "không có tên"),
        ("a" * 300 + ".pdf", PDF, "dài quá"),
    ],
    ids=named,
)
def test_what_harms_is_refused_in_words(name: str, content: bytes, words: str) -> None:
    assert words in refused(name, content)


def test_a_name_keeps_its_vietnamese_in_one_form() -> None:
    assert upload("Ba\u0301o ca\u0301o.pdf", PDF).name == "Báo cáo.pdf"


def test_a_thousand_broken_files_are_each_refused_or_passed_and_never_an_error() -> None:
    chance = random.Random(2026)
    whole = [xlsx(), docx(), PDF, image("PNG"), image("JPEG")]
    names = ["a.xlsx", "a.docx", "a.pdf", "a.png", "a.jpg"]
    for _ in range(1000):
        which = chance.randrange(5)
        content = bytearray(whole[which])
        for _ in range(chance.randrange(1, 8)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        cut = chance.randrange(1, len(content) + 1)
        with suppress(Refused):
            assert upload(names[which], bytes(content[:cut])).kind.value in names[which]
