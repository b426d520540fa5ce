"""A Word template of the office's own: checked when it comes, filled with a document's words when it is used.

The web process never opens the file: a child process with limits does, and says what is wrong in a word.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from tenants.refusal import Refused

CHILD = Path(__file__).with_name("template_child.py")
SECONDS = 25
#: What the child says, in words.
REASONS = {
    "unknown": "mẫu có trường không có trong danh sách: {about}",
    "hidden": "mẫu dùng tên không được phép: {about}",
    "not allowed": "mẫu dùng cú pháp không được phép ({about}); chỉ dùng trường, vòng lặp theo danh sách và điều kiện",
    "too deep": "vòng lặp lồng nhau quá hai lớp",
    "not a list": "chỉ lặp được theo danh sách có tên; {about} không phải danh sách",
    "used twice": "tên {about} trong vòng lặp trùng với tên đã dùng",
    "strange": "mẫu có {about}; hãy bỏ đi rồi lưu lại",
    "syntax": "cú pháp trường chưa đúng: {about}",
    "too large": "mẫu quá lớn hoặc quá phức tạp",
    "broken": "không đọc được mẫu; hãy mở bằng Word và lưu lại",
}

_turns = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Filling:
    """What a template is filled with: words and lists of words by name, ready markup of the body, and what follows the
    template's own pages. `lists` names the parts of each list's lines."""

    values: Mapping[str, Any]
    lists: Mapping[str, Sequence[str]]
    markup: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=lambda: {"holder": "", "annexes": ""})

    def as_json(self) -> bytes:
        told = {
            "values": dict(self.values),
            "lists": {name: list(parts) for name, parts in self.lists.items()},
            "markup": dict(self.markup),
            "after": dict(self.after),
        }
        return json.dumps(told, ensure_ascii=False).encode()


def fill(template: bytes, filling: Filling) -> bytes:
    """The template with the words in it; Refused, in words that say what to mend, where it may not be used."""
    if not _turns.acquire(timeout=SECONDS):
        raise Refused("Máy chủ đang bận điền mẫu cho người khác. Hãy thử lại sau ít giây.")
    try:
        with tempfile.TemporaryDirectory(prefix="khoi-mau-", ignore_cleanup_errors=True) as name:
            return _filled(Path(name), template, filling)
    finally:
        _turns.release()


def _filled(folder: Path, template: bytes, filling: Filling) -> bytes:
    source, target = folder / "mau.docx", folder / "van-ban.docx"
    source.write_bytes(template)
    said = _run(source, target, filling.as_json())
    if "reason" in said:
        words = REASONS.get(said["reason"], REASONS["broken"])
        raise Refused(f"Không dùng được mẫu: {words.format(about=said['about'])}.", field="file")
    return target.read_bytes()


def _run(source: Path, target: Path, told: bytes) -> dict[str, str]:
    try:
        # Isolated (-I) and without our environment: the child knows no secret and no address.
        done = subprocess.run(  # noqa: S603 - our own program, our own paths
            [sys.executable, "-I", str(CHILD), str(source), str(target)], input=told, capture_output=True,
            timeout=SECONDS, env={"LC_ALL": "C.UTF-8"}, check=True, cwd=source.parent,
        )  # fmt: skip
        found: dict[str, str] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return {"reason": "too large", "about": ""}
    except (subprocess.SubprocessError, ValueError):
        return {"reason": "broken", "about": ""}
    return found
