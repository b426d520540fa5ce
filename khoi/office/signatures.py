"""What the signatures of a PDF say: three facts each, found by a child process with limits, against supplied roots.

The portal makes no signatures and never calls a file "valid": it says whether the signed bytes are intact, whether the
chain leads to a root that the operator supplied, and whether anything was changed after signing.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

CHILD = Path(__file__).with_name("signature_child.py")
SECONDS = 30
CHAINS = {
    "trusted": ("ok", "Chuỗi chứng thư dẫn tới chứng thư gốc do quản trị vận hành cung cấp"),
    "no_roots": ("warn", "Chưa có chứng thư gốc nào để đối chiếu; báo quản trị vận hành"),
    "unknown_root": ("warn", "Chuỗi chứng thư không dẫn tới chứng thư gốc nào đã có"),
    "expired": ("warn", "Chứng thư đã hết hạn hoặc chưa có hiệu lực vào ngày kiểm tra"),
    "unfit": ("warn", "Chứng thư không phải loại dùng để ký văn bản"),
    "revoked": ("error", "Chứng thư đã bị thu hồi"),
    "unknown": ("warn", "Không kiểm tra được chuỗi chứng thư"),
}
CHANGES = {
    "none": ("ok", "Không có thay đổi nào sau khi ký"),
    "forms": ("warn", "Sau khi ký có điền thêm ô biểu mẫu hoặc thêm chữ ký"),
    "notes": ("warn", "Sau khi ký có thêm ghi chú"),
    "other": ("error", "Nội dung tệp đã bị thay đổi sau khi ký"),
    "unknown": ("warn", "Không xác định được có thay đổi sau khi ký hay không"),
}
INTACT = ("ok", "Phần đã ký còn nguyên vẹn")
BROKEN = ("error", "Phần đã ký không còn nguyên vẹn: tệp bị sửa hoặc chữ ký hỏng")

_turns = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """One signature: who says to have signed, and the three facts, each with its kind of state and its words."""

    signer: str
    signed_at: str
    facts: tuple[tuple[str, str], ...]


def check(source: Path, roots: Path | None) -> dict[str, Any]:
    """What was found, as plain values to be kept: how many roots there were, and the facts of each signature; `fault`
    where the file could not be read at all."""
    if not _turns.acquire(timeout=SECONDS):
        return _unread("busy")
    try:
        # Isolated (-I) and without our environment: the child knows no secret and no address.
        done = subprocess.run(  # noqa: S603 - our own program, our own paths
            [sys.executable, "-I", str(CHILD), str(source), str(roots or "")], stdin=subprocess.DEVNULL,
            capture_output=True, timeout=SECONDS, env={"LC_ALL": "C.UTF-8"}, check=True,
        )  # fmt: skip
        found: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        return _unread("unreadable")
    finally:
        _turns.release()
    return found


def _unread(fault: str) -> dict[str, Any]:
    return {"roots": 0, "signatures": [], "fault": fault}


def told(found: Mapping[str, Any]) -> list[SignatureFacts]:
    """The facts in words; what was not found out is never told as good."""
    return [
        SignatureFacts(
            signer=str(each.get("signer") or "không rõ"),
            signed_at=str(each.get("signed_at") or ""),
            facts=(
                INTACT if each.get("intact") is True else BROKEN,
                CHAINS.get(each.get("chain", ""), CHAINS["unknown"]),
                CHANGES.get(each.get("changed", ""), CHANGES["unknown"]),
            ),
        )
        for each in found.get("signatures", ())
    ]


def summary(found: Mapping[str, Any]) -> tuple[str, str]:
    """One line on the file as a whole: its kind of state and the words; good only where every fact of every signature
    is."""
    if found.get("fault"):
        return "error", "Không đọc được chữ ký số của tệp (tệp hỏng, quá phức tạp hoặc máy chủ bận)."
    signatures = told(found)
    if not signatures:
        return "warn", "Tệp không có chữ ký số."
    kinds = {kind for signature in signatures for kind, _ in signature.facts}
    if kinds == {"ok"}:
        return "ok", "Cả ba điều kiểm tra đều đạt với mọi chữ ký số trong tệp."
    if "error" in kinds:
        return "error", "Có chữ ký số không đạt; xem từng điều bên dưới."
    return "warn", "Chưa đủ cơ sở để tin chữ ký số; xem từng điều bên dưới."


def roots_counted(folder: Path | None) -> int:
    """How many files in the operator's folder may hold root certificates."""
    if folder is None or not folder.is_dir():
        return 0
    return sum(path.suffix.lower() in (".pem", ".crt", ".cer", ".der") for path in folder.iterdir())
