"""A plan from its JSON file: all faults at once, each with its path, or the plan. Pure."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from khoi.plans.rules.pace import objections_to_due, objections_to_status
from khoi.plans.rules.plan import (
    LISTS,
    LONGEST,
    LONGEST_CONTENT,
    LONGEST_PARAGRAPH,
    LONGEST_REASON,
    LONGEST_UNIT,
    MOST_PARAGRAPHS,
    MOST_PARTIES,
    MOST_TASKS,
    QUARTER_NAMES,
    QUARTERS,
    PlanSpec,
    Status,
    TaskSpec,
)
from tenants.refusal import Objection, refuse_over
from tenants.vi import nfc

PLAN_KEYS = ("title", "issuer", "year", "signer", *LISTS, "preamble", "closing", "tasks", "letterhead")
SIGNER_KEYS = ("title", "name")
LETTERHEAD_KEYS = ("superior", "sign", "number", "place", "dated")
#: `other_years` is said on export and means nothing on import.
TASK_KEYS = (
    "quarter", "no", "content", "lead", "coordination", "due", "status", "reason", "of_bloc", "on_request", "key",
    "other_years",
)  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HIGHEST_NUMBER = 99_999


class _Reading:
    """One pass over a file: harmless answers where the file is wrong, and the list of faults."""

    def __init__(self) -> None:
        self.faults: list[Objection] = []

    def object_to(self, path: str, message: str) -> None:
        self.faults.append(Objection(path or None, message))

    def fields(self, path: str, data: object, keys: Collection[str]) -> Mapping[str, Any]:
        if not isinstance(data, dict):
            self.object_to(path, "phải là một đối tượng {…}")
            return {}
        for key in data:
            if key not in keys:
                self.object_to(path, f"khóa lạ “{str(key)[:60]}”; chỉ nhận: {', '.join(keys)}")
        return data

    def items(self, path: str, data: object, most: int) -> list[Any]:
        if not isinstance(data, list):
            self.object_to(path, "phải là một danh sách […]")
            return []
        if len(data) > most:
            self.object_to(path, f"nhiều nhất {most} mục, đang có {len(data)}")
        return data[:most]

    def text(self, path: str, data: object, longest: int, *, needed: bool = False) -> str:
        """Text in NFC on one line, without the spaces around it."""
        if not isinstance(data, str):
            self.object_to(path, "thiếu" if data is None else "phải là chữ")
            return ""
        clean = nfc(data).strip()
        if needed and not clean:
            self.object_to(path, "không được để trống")
        if len(clean) > longest:
            self.object_to(path, f"dài {len(clean)} ký tự, nhiều nhất {longest}")
        if _CONTROL.search(clean):
            self.object_to(path, "có dấu xuống dòng hoặc ký tự điều khiển")
        return clean

    def whole(self, path: str, data: object, least: int, most: int) -> int:
        if isinstance(data, bool) or not isinstance(data, int) or not least <= data <= most:
            self.object_to(path, f"phải là số nguyên từ {least} đến {most}")
            return least
        return data

    def flag(self, path: str, data: object) -> bool:
        if not isinstance(data, bool):
            self.object_to(path, "phải là true hoặc false")
        return data is True

    def day(self, path: str, data: object) -> date | None:
        if isinstance(data, str) and _DAY.fullmatch(data):
            try:
                return date.fromisoformat(data)
            except ValueError:
                pass
        self.object_to(path, "phải là một ngày có thật, viết dạng 2026-11-25")
        return None


def read_plan(data: object) -> PlanSpec:
    """The plan a file describes; Refused with the path and the reason of every fault, unknown keys among them."""
    reading = _Reading()
    spec = _plan(reading, reading.fields("", data, PLAN_KEYS))
    refuse_over(reading.faults, "Tệp kế hoạch chưa đúng mẫu.")
    return spec


def _plan(reading: _Reading, data: Mapping[str, Any]) -> PlanSpec:
    year = reading.whole("year", data.get("year"), 2000, 2100)
    signer = reading.fields("signer", data.get("signer", {}), SIGNER_KEYS)
    head = reading.fields("letterhead", data.get("letterhead", {}), LETTERHEAD_KEYS)
    texts: dict[str, Any] = {
        name: reading.text(name, data.get(name), LONGEST[name], needed=True) for name in ("title", "issuer")
    }
    texts |= {name: reading.text(name, data.get(name, ""), LONGEST[name]) for name in ("preamble", "closing")}
    texts |= {
        f"signer_{name}": reading.text(f"signer.{name}", signer.get(name, ""), LONGEST[f"signer_{name}"])
        for name in SIGNER_KEYS
    }
    texts |= {
        name: reading.text(f"letterhead.{name}", head.get(name, ""), LONGEST[name])
        for name in ("superior", "sign", "place")
    }
    texts |= {name: _paragraphs(reading, name, data.get(name, [])) for name in LISTS}
    return PlanSpec(
        year=year,
        **texts,
        number=reading.whole("letterhead.number", head["number"], 1, _HIGHEST_NUMBER) if "number" in head else None,
        dated=reading.day("letterhead.dated", head["dated"]) if "dated" in head else None,
        tasks=tuple(_tasks(reading, data.get("tasks"), year)),
    )


def _paragraphs(reading: _Reading, name: str, data: object) -> tuple[str, ...]:
    found = enumerate(reading.items(name, data, MOST_PARAGRAPHS), 1)
    return tuple(reading.text(f"{name}[{n}]", each, LONGEST_PARAGRAPH, needed=True) for n, each in found)


def _tasks(reading: _Reading, data: object, year: int) -> Iterator[TaskSpec]:
    taken: dict[tuple[int, int], str] = {}
    for position, item in enumerate(reading.items("tasks", data, MOST_TASKS), 1):
        path = f"tasks[{position}]"
        before = len(reading.faults)
        task = _task(reading, path, item)
        if len(reading.faults) == before:
            for why in objections_to_task(task, year):
                reading.object_to(path, why)
        twin = taken.setdefault((task.quarter, task.number), path)
        if twin != path and len(reading.faults) == before:
            reading.object_to(path, f"trùng quý {task.quarter} số {task.number} với {twin}")
        yield task


def _task(reading: _Reading, path: str, data: object) -> TaskSpec:
    item = reading.fields(path, data, TASK_KEYS)
    words = enumerate(reading.items(f"{path}.coordination", item.get("coordination", []), MOST_PARTIES), 1)
    return TaskSpec(
        quarter=reading.whole(f"{path}.quarter", item.get("quarter"), QUARTERS[0], QUARTERS[-1]),
        number=reading.whole(f"{path}.no", item.get("no"), 1, MOST_TASKS),
        content=reading.text(f"{path}.content", item.get("content"), LONGEST_CONTENT, needed=True),
        lead=reading.text(f"{path}.lead", item.get("lead", ""), LONGEST_UNIT),
        coordination=tuple(
            reading.text(f"{path}.coordination[{n}]", each, LONGEST_UNIT, needed=True) for n, each in words
        ),
        due=reading.day(f"{path}.due", item["due"]) if item.get("due") is not None else None,
        status=_status(reading, f"{path}.status", item["status"]) if item.get("status") is not None else None,
        reason=reading.text(f"{path}.reason", item.get("reason", ""), LONGEST_REASON),
        of_bloc=_flag(reading, f"{path}.of_bloc", item.get("of_bloc")),
        on_request=_flag(reading, f"{path}.on_request", item.get("on_request")),
        key=reading.text(f"{path}.key", item.get("key", ""), 12),
    )


def _flag(reading: _Reading, path: str, data: object) -> bool | None:
    return None if data is None else reading.flag(path, data)


def _status(reading: _Reading, path: str, data: object) -> Status:
    if isinstance(data, str) and data in list(Status):
        return Status(data)
    reading.object_to(path, f"phải là một trong: {', '.join(Status)}")
    return Status.NOT_BEGUN


def objections_to_opening(tasks: Iterable[TaskSpec]) -> list[Objection]:
    """Why a plan that is not the lead's cannot be taken in: the tasks that say they are the bloc's."""
    return [
        Objection(f"{QUARTER_NAMES[task.quarter]}, số {task.number}", "chỉ kế hoạch của Khối trưởng có việc của Khối")
        for task in tasks
        if task.of_bloc
    ]


def objections_to_task(task: TaskSpec, year: int) -> list[str]:
    """What the rules say against a task that is well-formed: its due date, a dropped one without a reason."""
    return [*objections_to_due(task.due, year), *objections_to_status(task.status, task.reason)]
