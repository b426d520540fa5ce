"""A sheet's file as it comes in, JSON or Excel: looked at as a whole, with every fault, before anything is kept."""

import json
from typing import Any

from khoi.office.upload import FileKind, pass_upload
from khoi.sheets.excel import Incoming, read_workbook
from khoi.sheets.rules import read_sheet
from tenants.refusal import Refused

MOST_BYTES = 5 * 1024 * 1024


def read_file(name: str, content: bytes) -> Incoming:
    """The sheet in a file; Refused with the cell or the path of every fault, or with why it is no sheet at all."""
    if name.lower().endswith(".json"):
        return Incoming(read_sheet(parse_json(content)))
    if not name.lower().endswith(".xlsx"):
        raise Refused("Bảng tiêu chí nhập từ tệp Excel (.xlsx) theo mẫu của cổng, hoặc tệp JSON (.json).", field="file")
    pass_upload(name, content, most_bytes=MOST_BYTES, kinds=(FileKind.XLSX,))
    return read_workbook(content)


def parse_json(content: bytes) -> Any:
    """The value of a JSON text; Refused with the line and column of the first fault."""
    if not content.strip():
        raise Refused("Tệp rỗng.", field="file")
    if len(content) > MOST_BYTES:
        raise Refused("Tệp JSON lớn quá 5 MB: không phải bảng tiêu chí.", field="file")
    try:
        data = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_no_key_twice, parse_constant=_no_constant)
        json.dumps(data, ensure_ascii=False).encode()  # half a character passes the reader and no database
        return data
    except UnicodeDecodeError:
        raise Refused("Tệp JSON phải lưu bằng bảng mã UTF-8.", field="file") from None
    except json.JSONDecodeError as error:
        where = f"dòng {error.lineno}, cột {error.colno}"
        raise Refused(f"Tệp JSON sai cú pháp ở {where}.", field="file") from None
    except (RecursionError, ValueError):
        raise Refused("Tệp JSON không đọc được.", field="file") from None


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Refused(f"Tệp JSON có khóa “{twice[:60]}” hai lần trong một đối tượng.", field="file")
    return data


def _no_constant(name: str) -> Any:
    raise Refused(f"Tệp JSON có giá trị {name}, không phải số.", field="file")
