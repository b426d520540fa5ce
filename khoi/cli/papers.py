"""Files that come in and go out of the command line: read whole or refused, written whole or not at all."""

import io
import json
import os
import secrets
import shutil
import sys
from pathlib import Path
from typing import IO, Any

from tenants.refusal import Refused

#: A bloc's scores of 180 criteria and 14 members are under 2 MB.
LARGEST = 50 * 1024 * 1024


def read_json(path: str) -> Any:
    """The file's object (`-` reads what is piped in); refused with the line and column of what is not JSON."""
    try:
        return json.loads(_text(path), object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise Refused(f"{path}: không phải JSON, dòng {error.lineno} cột {error.colno}: {error.msg}") from error
    except RecursionError as error:
        raise Refused(f"{path}: lồng quá nhiều lớp.") from error


def _text(path: str) -> str:
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"{path}: không phải văn bản UTF-8 (byte thứ {error.start + 1}).") from error
    if "\\ud8" in text.lower() or "\\ud9" in text.lower():
        _refuse_lone_surrogates(path, text)
    return text


def _refuse_lone_surrogates(path: str, text: str) -> None:
    """An escape that is half a character cannot be stored; `json` lets it pass."""
    try:
        json.dumps(json.loads(text), ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise Refused(f"{path}: có ký tự hỏng (\\uD800–\\uDFFF đứng lẻ).") from error
    except (json.JSONDecodeError, RecursionError):
        return  # said better by the reading itself


def read_bytes(path: str) -> bytes:
    """The file's bytes, up to a size no honest file reaches."""
    with sys.stdin.buffer if path == "-" else Path(path).open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Refused(f"{path}: tệp quá lớn (tối đa {LARGEST // 1024 // 1024} MB).")
    return content


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A key said twice would silently lose the first."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        raise Refused(f"Khóa viết hai lần trong một đối tượng: {', '.join(twice)}")
    return found


def _no_constant(name: str) -> Any:
    raise Refused(f"“{name}” không phải số.")


def write_json(path: str, value: Any) -> None:
    write_bytes(path, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


def write_bytes(path: str, content: bytes) -> None:
    """Write beside the place and move: a reader never finds half a file."""
    write_stream(path, io.BytesIO(content))


def write_stream(path: str, stream: IO[bytes]) -> None:
    """The same of what is too large for the memory."""
    final = Path(path)
    part = final.with_name(f".{final.name}.{secrets.token_hex(4)}")
    try:
        with part.open("xb") as out:
            shutil.copyfileobj(stream, out)
            out.flush()
            os.fsync(out.fileno())
        part.replace(final)
    finally:
        part.unlink(missing_ok=True)
