"""The verification package as people carry it home: the package, the program that checks it, and how to run it."""

import io
import zipfile
from pathlib import Path

from khoi.summaries import verifier

#: The very file that `khoi verify` runs.
PROGRAM = Path(verifier.__file__)
#: An archive's entries need a time; one that is always the same keeps the bytes the same.
NO_TIME = (2026, 1, 1, 0, 0, 0)
GUIDE = """GÓI KIỂM CHỨNG KẾT QUẢ THI ĐUA

package.json  mọi số liệu đã nộp, điểm thẩm định, quy tắc, biểu quyết, xếp hạng, xếp loại của năm
verifier.py   chương trình kiểm tra, chỉ cần Python 3.9 trở lên, không cần mạng, không cần phần mềm của cổng

Kiểm tra (trong thư mục đã giải nén):

    python3 verifier.py --hash "MÃ_GÓI" --anchor MÃ_NHẬT_KÝ

MÃ_GÓI và MÃ_NHẬT_KÝ in trong thông báo công bố kết quả mà mọi đơn vị đã nhận; mã gói là SHA-256 của package.json.
“GÓI KHỚP” nghĩa là mọi điểm, tổng, thứ hạng, xếp loại tính lại từ số liệu trong gói đều đúng từng chữ số.
Nếu có chỗ bị sửa, chương trình nêu tên đơn vị, tiêu chí và mục bị sửa.
Gói có số liệu của mọi đơn vị: chỉ giao cho người được xem.
"""


def package_zip(text: str) -> bytes:
    """The archive; the same text gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            ("package.json", text.encode()),
            ("verifier.py", PROGRAM.read_bytes()),
            ("HUONG-DAN.txt", GUIDE.encode("utf-8-sig")),
        ):
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()
