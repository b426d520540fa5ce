#!/usr/bin/env python3
"""Count an exported box anew: `python3 recount.py phieu.json [--receipt MÃ]`. Needs nothing but Python 3.9 or later.

Reads the file that the portal's page gives under "Xuất hòm phiếu": terms, size of the roll, candidates, the box (one
answer an envelope, in no order) or the numbers of a count on paper, the signs of the receipts, and what the portal said
came of it. Works it all out again with rules of its own, and says every difference. Exit 0: the same; 1: not; 2: no
such file.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CHOICES = ("agree", "disagree", "blank")
Box = dict[str, Any]
Sums = dict[str, list[int]]


def enough(votes: int, of: int, percent: int, strict: bool) -> bool:
    """Exactly, in whole numbers."""
    return votes * 100 > percent * of if strict else votes * 100 >= percent * of


def counted(data: Box) -> Sums:
    """Agree, disagree, blank by candidate: from the box, or as the tellers wrote them."""
    if data["way"] == "paper":
        return {one["id"]: [one["count"][choice] for choice in CHOICES] for one in data["candidates"]}
    sums = {one["id"]: [0, 0, 0] for one in data["candidates"]}
    for candidate, choice in data["box"]:
        sums[candidate][CHOICES.index(choice)] += 1
    return sums


def box_hash(data: Box) -> str:
    text = json.dumps(sorted(data["box"]), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def sums_that_differ(data: Box, sums: Sums) -> Iterator[str]:
    """Where slips and numbers do not add up."""
    slips = data["slips"]
    if slips["returned"] + slips["missing"] != slips["issued"]:
        yield "thu vào + không thu được khác phát ra"
    if slips["valid"] + slips["invalid"] != slips["returned"]:
        yield "hợp lệ + không hợp lệ khác thu vào"
    if slips["returned"] > data["roll"]:
        yield "thu vào nhiều hơn danh sách"
    for one in data["candidates"]:
        total = sum(sums[one["id"]])
        if data["way"] == "paper" and total != slips["valid"]:
            yield f"{one['name']}: {total} phiếu, khác số hợp lệ {slips['valid']}"
        if data["way"] == "portal" and total > min(one["voters"], slips["valid"]):
            yield f"{one['name']}: {total} phiếu, nhiều hơn số người được bỏ"
    if data["way"] == "portal":
        yield from box_faults(data)


def box_faults(data: Box) -> Iterator[str]:
    if box_hash(data) != data["box_hash"]:
        yield "mã đối chiếu của hòm phiếu không đúng: hòm phiếu đã bị sửa"
    signs = [[candidate, "x"] for candidate, _ in data["receipts"]]
    votes = [[candidate, "x"] for candidate, _ in data["box"]]
    if sorted(signs) != sorted(votes):
        yield "số dấu của mã kiểm phiếu khác số lá phiếu"


def outcome(data: Box, sums: Sums) -> tuple[bool, dict[str, list[bool | None]]]:
    """Does the vote hold; by candidate: enough votes, and chosen (None: a tie)."""
    part, whole = data["quorum"]
    if data["slips"]["returned"] * whole < part * data["roll"]:
        return False, {one["id"]: [False, False] for one in data["candidates"]}
    agreed = {one["id"]: sums[one["id"]][0] for one in data["candidates"]}
    reached = [
        one["id"] for one in data["candidates"] if enough(agreed[one["id"]], one["of"], data["percent"], data["strict"])
    ]
    chosen, tied = set(reached), set[str]()
    if data["seats"] and len(reached) > data["seats"]:
        ranked = sorted(reached, key=lambda one: -agreed[one])
        last = agreed[ranked[data["seats"] - 1]]
        chosen = {one for one in reached if agreed[one] >= last}
        if len(chosen) > data["seats"]:
            tied = {one for one in reached if agreed[one] == last}
    verdicts: dict[str, list[bool | None]] = {
        one: [one in reached, None if one in tied else one in chosen] for one in agreed
    }
    return True, verdicts


def verdicts_that_differ(data: Box, sums: Sums) -> Iterator[str]:
    valid, verdicts = outcome(data, sums)
    if valid != data["outcome"]["valid"]:
        yield "giá trị của cuộc bỏ phiếu (số người tối thiểu) khác"
    for one in data["candidates"]:
        said = data["outcome"]["verdicts"][one["id"]]
        if said != verdicts[one["id"]]:
            yield f"{one['name']}: kết quả tính lại {verdicts[one['id']]}, trong tệp {said}"


def receipt_found(data: Box, typed: str) -> int:
    """In how many envelopes of the box lies the sign of this code?"""
    letters = "".join(sign for sign in typed.upper() if sign.isalnum())
    code = "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
    signs = {tuple(line) for line in data["receipts"]}
    names = [one["id"] for one in data["candidates"]]
    return sum((one, hashlib.sha256(f"{code}|{one}".encode()).hexdigest()[:32]) in signs for one in names)


def report(data: Box) -> tuple[list[str], int]:
    """Every line that is to be printed, and how many differences there are."""
    sums = counted(data)
    faults = [*sums_that_differ(data, sums), *verdicts_that_differ(data, sums)]
    lines = [f"{data['title']}: danh sách {data['roll']}, thu vào {data['slips']['returned']}"]
    for one in data["candidates"]:
        agree, disagree, blank = sums[one["id"]]
        lines.append(f"  {one['name']}: đồng ý {agree}, không đồng ý {disagree}, không ý kiến {blank} / {one['of']}")
    lines += [f"KHÁC: {fault}" for fault in faults]
    lines.append("Kiểm lại: không khớp." if faults else "Kiểm lại: khớp với kết quả đã công bố.")
    return lines, len(faults)


def main(arguments: list[str]) -> int:
    if not arguments or len(arguments) not in (1, 3) or (len(arguments) == 3 and arguments[1] != "--receipt"):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    try:
        data = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
        lines, faults = report(data)
    except (OSError, ValueError, KeyError, TypeError) as error:
        sys.stderr.write(f"Không đọc được tệp hòm phiếu: {error!r}" + "\n")
        return 2
    sys.stdout.write("\n".join(lines) + "\n")
    if len(arguments) == 3:
        found = receipt_found(data, arguments[2])
        said = f"có trong {found} lá phiếu" if found else "không có trong hòm phiếu"
        sys.stdout.write(f"Mã kiểm phiếu: {said}.\n")
        return 1 if faults or not found else 0
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
