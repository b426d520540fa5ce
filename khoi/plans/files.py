"""A plan's file as it comes in and goes out: JSON, Excel, Word."""

import json
from typing import Any

from khoi.office import docx
from khoi.office.upload import FileKind, pass_upload
from khoi.plans.excel import read_workbook, write_workbook
from khoi.plans.rules import PlanSpec, document_of, read_plan
from tenants.refusal import Refused

MOST_BYTES = 5 * 1024 * 1024


def read_file(name: str, content: bytes) -> PlanSpec:
    """The plan in a file; Refused with the cell or the path of every fault, or with why it is no plan at all."""
    if name.lower().endswith(".json"):
        return read_plan(parse_json(content))
    if not name.lower().endswith(".xlsx"):
        raise Refused("Kế hoạch nhập từ tệp Excel (.xlsx) theo mẫu của cổng, hoặc tệp JSON (.json).", field="file")
    pass_upload(name, content, most_bytes=MOST_BYTES, kinds=(FileKind.XLSX,))
    return read_workbook(content)


def parse_json(content: bytes) -> Any:
    """The value of a JSON text; Refused with the line and column of the first fault."""
    if len(content) > MOST_BYTES:
        raise Refused("Tệp JSON lớn quá 5 MB: không phải kế hoạch.", field="file")
    try:
        data = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_no_key_twice)
        json.dumps(data, ensure_ascii=False).encode()  # half a character passes the reader and no page
        return data
    except UnicodeDecodeError:
        raise Refused("Tệp JSON phải lưu bằng bảng mã UTF-8.", field="file") from None
    except json.JSONDecodeError as error:
        raise Refused(f"Tệp JSON sai cú pháp ở dòng {error.lineno}, cột {error.colno}.", field="file") from None
    except (RecursionError, ValueError):
        raise Refused("Tệp JSON không đọc được.", field="file") from None


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Refused(f"Tệp JSON có khóa “{twice[:60]}” hai lần trong một đối tượng.", field="file")
    return data


def write_file(ending: str, spec: PlanSpec, province: str) -> bytes:
    """The plan as .xlsx, or as the official .docx."""
    if ending == ".xlsx":
        return write_workbook(spec)
    return docx.write(document_of(spec, province))
