#!/usr/bin/env python3
"""Kiểm tra gói kiểm chứng của một năm thi đua: tính lại mọi điểm, tổng, xếp hạng, xếp loại và so từng chữ số.

Stands alone and travels inside the package: Python 3.9 or later, the standard library, no line shared with the portal.
Written from the bloc's rules, so that it is a second opinion: leaves are exact fractions, rounded half up once.

    python3 verifier.py goi-kiem-chung.zip [--hash MÃ_GÓI] [--anchor MÃ_NHẬT_KÝ]

Exit code 0: everything agrees. 2: it does not, and the messages name agency, criterion and field.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import re
import sys
import zipfile
import zlib
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from typing import Any, NoReturn

FORMAT, VERSION = "khoi-verification-package", 1
LARGEST, MOST_TOLD = 128 * 1024 * 1024, 40
NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,3})?")
LATE_ORDER = Decimal(10**6)
CLAIMED, ADOPTED = "claimed", "adopted"

#: What each kind of record holds; `sums` beside it has eight signs for each of these, in the order of the alphabet.
KEYS = {
    "header": "bloc bloc_name journal_head journal_lines lateness members number published_at rules state table votes "
    "year",
    "sheet": "bonus_may_exceed_total classification name not_applicable paths places rounding ties total version year",
    "rules": "about says",
    "criteria": "ceiling code evidence kind method path says title",
    "members": "absent agency considered current_sheet days_late filed_at name seal",
    "rows": "adopted agency appraised claimed corrected evidence inputs note path reason seal",
    "votes": "agency basis kind result",
    "lateness": "agency days filing",
    "standings": "agency base bonus class penalty pending_class rank sections total view",
}  # fmt: skip
ONE = ("header", "sheet")
#: By what a record is called.
NAMED = {
    "rules": ("about",), "criteria": ("path",), "members": ("agency",), "rows": ("agency", "path"),
    "votes": ("kind", "agency", "result"), "lateness": ("agency", "filing"), "standings": ("view", "agency"),
}  # fmt: skip
#: What kinds and fields are called, for who reads the messages.
WORDS = {
    "header": "phần đầu", "sheet": "bảng tiêu chí", "rules": "quy tắc", "criteria": "tiêu chí", "members": "đơn vị",
    "rows": "dòng điểm", "votes": "biểu quyết", "lateness": "số ngày chậm", "standings": "kết quả",
    "adopted": "đã chốt", "appraised": "điểm thẩm định", "base": "điểm cơ bản", "bonus": "điểm thưởng",
    "ceiling": "điểm tối đa", "claimed": "tự chấm", "class": "xếp loại", "corrected": "số liệu thẩm định sửa",
    "evidence": "minh chứng", "inputs": "số liệu đã nộp", "note": "ghi chú", "penalty": "điểm trừ",
    "pending_class": "xếp loại chờ biểu quyết", "rank": "thứ hạng", "reason": "lý do thẩm định",
    "sections": "điểm từng nhóm", "total": "tổng điểm",
}  # fmt: skip
#: The inputs without which a method gives no points.
ASKED = {
    "direct": "points", "pass_fail": "met", "per_item": "count", "ladder": "step", "deduct": "count", "bonus": "count",
    "penalty": "count", "percent": "actual target", "relative": "actual target", "timeliness": "",
}  # fmt: skip


class Unreadable(Exception):
    """The file is no package that this program can judge."""


class Faults:
    """Every place where the package does not agree with itself."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def add(self, kind: str, name: str, field: str, why: str) -> None:
        where = " ".join(part for part in (WORDS[kind], name) if part)
        self.told.append(f"{where} · {field}: {why}")


def canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def sums_of(kind: str, record: dict[str, Any]) -> str:
    """Eight signs for each field: which one was altered can be told."""
    return "".join(sha256(f"{kind}|{key}|{canonical(record.get(key))}")[:8] for key in KEYS[kind].split())


def name_of(kind: str, record: dict[str, Any]) -> str:
    return " ".join(str(record.get(key)) for key in NAMED.get(kind, ()))


# --- Is it a package, and is every record what it was? --------------------------------------------------------------


def load(path: Path) -> tuple[dict[str, Any], str]:
    """The package and the SHA-256 of its bytes (of package.json, in a .zip)."""
    raw = _bytes(path)
    return read(raw, path.name), hashlib.sha256(raw).hexdigest()


def read(raw: bytes, name: str) -> dict[str, Any]:
    """The package in these bytes; its version is one that this program knows."""
    try:
        found = json.loads(raw.decode("utf-8"), object_pairs_hook=_once, parse_constant=_once)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{name}: không phải gói kiểm chứng (JSON hỏng: {error})") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise Unreadable(f"{name}: không phải gói kiểm chứng")
    if found.get("version") != VERSION or isinstance(found["version"], bool):
        raise Unreadable(f"gói phiên bản {found.get('version')!r}; bộ kiểm tra này đọc phiên bản {VERSION}")
    return found


def _bytes(path: Path) -> bytes:
    try:
        with zipfile.ZipFile(path).open("package.json") if zipfile.is_zipfile(path) else path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except KeyError:
        raise Unreadable(f"{path.name}: trong tệp .zip không có package.json") from None
    except (OSError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise Unreadable(f"{path}: không đọc được ({error})") from None
    if len(raw) > LARGEST:
        raise Unreadable(f"{path.name}: tệp quá lớn")
    return raw


def _once(pairs: Any) -> dict[str, Any]:
    if isinstance(pairs, str) or len(found := dict(pairs)) < len(pairs):
        raise ValueError("khóa viết hai lần hoặc số không hợp lệ")
    return found


def check_records(package: dict[str, Any], faults: Faults) -> None:
    """Shape, the sums of every field, and the digest over everything."""
    for kind in KEYS:
        records = [package.get(kind)] if kind in ONE else package.get(kind)
        if not isinstance(records, list):
            raise Unreadable(f"gói thiếu phần {WORDS[kind]}")
        for record in records:
            _check_record(kind, record, faults)
    if package.get("digest") != sha256(canonical({key: package[key] for key in package if key != "digest"})):
        faults.told.append("gói · mã toàn bộ: nội dung không khớp mã ghi trong gói")


def _check_record(kind: str, record: Any, faults: Faults) -> None:
    keys = KEYS[kind].split()
    if not isinstance(record, dict) or set(record) != {*keys, "sums"}:
        raise Unreadable(f"{WORDS[kind]} {name_of(kind, record) if isinstance(record, dict) else ''}: không đúng mẫu")
    if record["sums"] == (right := sums_of(kind, record)):
        return
    written = str(record["sums"]).ljust(len(right))
    for n, key in enumerate(keys):
        if written[8 * n : 8 * n + 8] != right[8 * n : 8 * n + 8]:
            faults.add(kind, name_of(kind, record), key, "đã bị sửa")


def check_order(package: dict[str, Any], faults: Faults) -> None:
    """Nothing is missing, added, told twice or moved."""
    header, sheet = package["header"], package["sheet"]
    leaves = [node["path"] for node in package["criteria"] if node["method"] is not None]
    filed = [member for member in package["members"] if member["filed_at"] is not None]
    gone = {(member["agency"], path) for member in filed for path in member["absent"]}
    rows = [f"{m['agency']} {path}" for m in filed for path in leaves if (m["agency"], path) not in gone]
    for kind, wanted in (
        ("rules", header["rules"]), ("criteria", sheet["paths"]), ("members", header["members"]),
        ("rows", rows), ("votes", header["votes"]), ("lateness", header["lateness"]),
    ):  # fmt: skip
        _compare(kind, [name_of(kind, record) for record in package[kind]], wanted, faults)


def _compare(kind: str, found: list[str], wanted: list[str], faults: Faults) -> None:
    there, due = set(found), set(wanted)
    for name in sorted(due - there):
        faults.add(kind, name, "cả dòng", "bị bỏ khỏi gói")
    for name in sorted(there - due):
        faults.add(kind, name, "cả dòng", "không có trong danh mục của gói")
    if len(found) > len(there):
        for name in sorted(name for name in there if found.count(name) > 1):
            faults.add(kind, name, "cả dòng", "ghi hai lần")
    elif there == due and len(found) == len(wanted) and found != wanted:
        name = next(a for a, b in zip(found, wanted) if a != b)  # noqa: B905 - Python 3.9 knows no `strict`
        faults.add(kind, name, "cả dòng", "bị đổi chỗ")


def check_seals(package: dict[str, Any], faults: Faults) -> None:
    """What each agency filed under its seal is what stands here (cards on an older sheet are sealed under that one)."""
    words = ("path", "title", "ceiling", "kind", "evidence", "method")
    said = {
        node["path"]: json.dumps([node[key] for key in words], ensure_ascii=False, sort_keys=True)
        for node in package["criteria"]
    }
    cards: dict[str, list[dict[str, Any]]] = {member["agency"]: [] for member in package["members"]}
    for row in package["rows"]:
        cards.setdefault(row["agency"], []).append(row)
    for member in package["members"]:
        if not member["current_sheet"] or member["filed_at"] is None:
            continue
        for row in cards[member["agency"]]:
            filed = {"inputs": row["inputs"], "note": row["note"], "evidence": sorted(row["evidence"])}
            if row["seal"] != sha256(canonical({**filed, "criterion": said.get(row["path"])})):
                faults.add("rows", name_of("rows", row), "niêm phong", "số liệu, ghi chú, minh chứng khác khi nộp")
        if member["seal"] != sha256(canonical([row["seal"] for row in cards[member["agency"]]])):
            faults.add("members", member["agency"], "niêm phong", "các dòng khác khi phiếu được nộp")


# --- The ten methods ------------------------------------------------------------------------------------------------


def number(text: Any) -> Decimal:
    if not isinstance(text, str) or not NUMBER.fullmatch(text):
        raise ValueError(f"“{text}” không phải số")
    return Decimal(text)


def fraction(text: Any) -> Fraction:
    return Fraction(number(text))


def half_up(exact: Fraction, places: int) -> Decimal:
    return Decimal(math.floor(exact * 10**places + Fraction(1, 2))).scaleb(-places)


def leaf_points(leaf: dict[str, Any], inputs: dict[str, Any], late: int) -> Fraction | None:
    """The exact points of a row, `relative` left to the bloc; None where it is not answered."""
    method, top = leaf["method"], fraction(leaf["ceiling"])
    kind = method["type"]
    if kind == "relative" or any(inputs.get(key) is None for key in ASKED[kind].split()):
        return None
    if kind == "direct":
        exact = fraction(inputs["points"])
    elif kind == "pass_fail":
        exact = top if inputs["met"] else Fraction(0)
    elif kind == "ladder":
        exact = fraction(dict(method["steps"])[inputs["step"]])
    elif kind == "percent":
        exact = _percent(method, top, 100 * fraction(inputs["actual"]) / fraction(inputs["target"]))
    elif kind == "timeliness":
        exact = top - fraction(method["points_per_day"]) * int(inputs.get("days_late", late))
    else:
        each = fraction(inputs["count"]) * fraction(method["points"])
        exact = top - each if kind == "deduct" else each
    caps = [fraction(method["max_points"])] if "max_points" in method else []
    if kind != "penalty" or top:
        caps.append(top)
    return max(Fraction(0), min([exact, *caps]))


def _percent(method: dict[str, Any], top: Fraction, reached: Fraction) -> Fraction:
    if reached >= 100:
        return top
    if reached < fraction(method["floor_percent"]):
        return Fraction(0)
    short = Fraction(math.floor(100 - reached)) if method.get("whole_percent") else 100 - reached
    return top - fraction(method["minus_per_percent"]) * short


def relative(top: Fraction, figures: dict[str, tuple[dict[str, Any], bool]]) -> dict[str, Fraction]:
    """Each against the best of the bloc; without a target among themselves; who is not considered is nobody's best."""
    ratio: dict[str, tuple[Fraction, bool, bool]] = {}
    for agency, (inputs, considered) in figures.items():
        bare = "target" in inputs and inputs["target"] is None
        if inputs.get("actual") is None or inputs.get("not_applicable") or not (bare or inputs.get("target")):
            continue
        actual = fraction(inputs["actual"])
        ratio[agency] = (actual if bare else actual / fraction(inputs["target"]), bare, considered)
    bests = {
        kind: max((own for own, bare, counts in ratio.values() if counts and bare is kind), default=Fraction(0))
        for kind in (False, True)
    }
    found = {}
    for agency, (own, bare, _) in ratio.items():
        best = max(own, bests[bare])
        if bare:
            found[agency] = top * own / best if best else Fraction(0)
        else:
            found[agency] = top / 2 * own if own <= 1 else top / 2 + top / 2 * (own - 1) / (best - 1)
    return found


# --- From points to sums, places and classes ------------------------------------------------------------------------


class View:
    """Everything recomputed as one word has it: the agencies' claim, or what was adopted."""

    def __init__(self, package: dict[str, Any], word: str) -> None:
        self.sheet, self.word, self.places = package["sheet"], word, package["sheet"]["places"]
        if self.places not in (0, 1, 2, 3) or isinstance(self.places, bool):
            raise Misfit("sheet", "", "places", "phải là số nguyên từ 0 đến 3")
        self.leaves = [node for node in package["criteria"] if node["method"] is not None]
        self.sections = [node for node in package["criteria"] if "/" not in node["path"]]
        self.votes = package["votes"]
        self.total = number(self.sheet["total"])
        self.members = [member["agency"] for member in package["members"] if member["filed_at"] is not None]
        heard = {vote["agency"]: vote["result"] == "considered" for vote in self._voted("consideration")}
        self.considered = {m["agency"]: heard.get(m["agency"], m["considered"]) for m in package["members"]}
        self.late = {(fact["agency"], fact["filing"]): int(fact["days"]) for fact in package["lateness"]}
        #: Points by agency and path; a row that does not apply is in `away` besides.
        self.points: dict[str, dict[str, Decimal]] = {agency: {} for agency in self.members}
        self.away: set[tuple[str, str]] = set()
        self.rows = {(row["agency"], row["path"]): row for row in package["rows"]}
        for leaf in self.leaves:
            self._leaf(leaf)
        self.lines = self._classified(self._ranked([self._sums(agency) for agency in self.members]))

    def _voted(self, *kinds: str) -> list[dict[str, Any]]:
        return [vote for vote in self.votes if vote["kind"] in kinds]

    def _leaf(self, leaf: dict[str, Any]) -> None:
        figures = {}
        for agency in self.members:
            row = self.rows.get((agency, leaf["path"]))
            if row is None:
                continue
            try:
                figures[agency] = (self._row(leaf, row), self.considered[agency])
            except (ValueError, TypeError, KeyError, ArithmeticError) as error:
                raise Misfit("rows", name_of("rows", row), "số liệu", f"không tính được ({error})") from None
        if leaf["method"]["type"] == "relative":
            for agency, exact in relative(fraction(leaf["ceiling"]), figures).items():
                self.points[agency].setdefault(leaf["path"], half_up(exact, self.places))

    def _row(self, leaf: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
        """Score one row; its figures go back, for those of a `relative` one set the best whatever it earned."""
        agency, path, adopted = row["agency"], row["path"], self.word == ADOPTED
        inputs: dict[str, Any] = row["corrected"] if adopted and row["corrected"] is not None else row["inputs"]
        if adopted and row["appraised"] is not None:
            self.points[agency][path] = half_up(fraction(row["appraised"]), self.places)
        elif inputs.get("not_applicable"):
            self.away.add((agency, path))
            if self.sheet["not_applicable"] == "full":
                self.points[agency][path] = half_up(fraction(leaf["ceiling"]), self.places)
        elif (exact := leaf_points(leaf, inputs, self._days_late(agency, leaf["method"]))) is not None:
            self.points[agency][path] = half_up(exact, self.places)
        return inputs

    def _days_late(self, agency: str, method: dict[str, Any]) -> int:
        filings = method.get("filing", [])
        return max([0, *(self.late.get((agency, f), 0) for f in ([filings] if isinstance(filings, str) else filings))])

    def _sums(self, agency: str) -> dict[str, Any]:
        zero = Decimal(0).scaleb(-self.places)
        sections, sums, gone = {}, {"base": zero, "bonus": zero, "penalty": zero}, Decimal(0)
        for section in self.sections:
            added = zero
            for leaf in self.leaves:
                if leaf["path"].split("/")[0] == section["path"]:
                    away = (agency, leaf["path"]) in self.away
                    full = number(leaf["ceiling"]) if away else self.points[agency].get(leaf["path"], zero)
                    added += zero if away and self.sheet["not_applicable"] == "scale" else full
                    gone += full if away and self.sheet["not_applicable"] == "scale" else 0
            sections[section["path"]] = added
            top = number(section["ceiling"])
            bound = section["kind"] == "bonus" or (section["kind"] == "penalty" and top)
            sums[section["kind"]] += min(added, top) if bound else added
        if gone and self.total > gone:
            sums["base"] = half_up(Fraction(sums["base"]) / (1 - Fraction(gone) / Fraction(self.total)), self.places)
        reached = sums["base"] + sums["bonus"]
        reached = reached if self.sheet["bonus_may_exceed_total"] else min(reached, self.total)
        line = {"agency": agency, "rank": None, "class": None, "pending_class": None, "sections": sections}
        return {**line, **sums, "total": max(reached - sums["penalty"], zero)}

    def _ranked(self, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        considered = sorted((line for line in lines if self.considered[line["agency"]]), key=self._order)
        orders = [self._order(line) for line in considered]
        for line in considered:
            line["rank"] = orders.index(self._order(line)) + 1
        return considered + [line for line in lines if not self.considered[line["agency"]]]

    def _order(self, line: dict[str, Any]) -> tuple[Decimal, ...]:
        keys = [-line["total"]]
        for tie in self.sheet["ties"]:
            if tie["by"] == "penalty":
                keys.append(line["penalty"])
            elif tie["by"] == "ballot":
                places = [v["result"] for v in self._voted("tie") if v["agency"] == line["agency"]]
                keys.append(Decimal(places[0]) if places else LATE_ORDER)
            else:
                named = [s["path"] for s in self.sections if tie["code"] in (s["code"], s["path"])]
                keys.append(-line["sections"][named[0]] if named else Decimal(0))
        return tuple(keys)

    def _classified(self, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The ordered rules, each in turn, to those still without a class; equals are never split by chance."""
        ranked = [line for line in lines if line["rank"] is not None]
        for rule in self.sheet["classification"]:
            label, room = rule["label"], len(ranked)
            if "quota_percent" in rule:
                room = max(1, math.floor(len(ranked) * fraction(rule["quota_percent"]) / 100))
            fitting = [line for line in ranked if line["class"] is None and self._fits(rule, line)]
            groups = [list(group) for _, group in groupby(fitting, key=lambda line: line["rank"])]
            if not rule.get("needs_vote"):
                self._give(groups, label, room)
                continue
            said = {(v["kind"], v["agency"]) for v in self._voted("class", "class_refused") if v["result"] == label}
            yes = [[line for line in group if ("class", line["agency"]) in said] for group in groups]
            heard = {agency for _, agency in said}
            open_to = [line for line in fitting if line["pending_class"] is None and line["agency"] not in heard]
            waiting = [[line for line in group if line in open_to] for group in groups]
            room -= self._give([group for group in yes if group], label, room)
            for group in filter(None, waiting):
                if room <= 0:
                    break
                for line in group:
                    line["pending_class"] = label
                room -= len(group)
        return lines

    @staticmethod
    def _give(groups: list[list[dict[str, Any]]], label: str, room: int) -> int:
        given = 0
        for group in groups:
            if given + len(group) > room:
                break
            for line in group:
                line["class"] = label
            given += len(group)
        return given

    def _fits(self, rule: dict[str, Any], line: dict[str, Any]) -> bool:
        if line["total"] * 100 < number(rule["min_total_percent"]) * self.total:
            return False
        if "min_criterion_percent" not in rule:
            return True
        least, points = number(rule["min_criterion_percent"]), self.points[line["agency"]]
        return all(
            points.get(leaf["path"], Decimal(0)) * 100 >= least * number(leaf["ceiling"])
            for leaf in self.leaves
            if leaf["kind"] == "base" and (line["agency"], leaf["path"]) not in self.away
        )


class Misfit(Exception):
    """A record with which nothing can be computed: kind, name, field, reason."""


# --- Does the package say the same? ---------------------------------------------------------------------------------


def check_figures(package: dict[str, Any], faults: Faults) -> None:
    """Every point, sum, place and class, sign by sign."""
    told = {word: [line for line in package["standings"] if line["view"] == word] for word in (CLAIMED, ADOPTED)}
    for word, lines in told.items():
        view = View(package, word)
        for row in package["rows"]:
            points = view.points.get(row["agency"], {}).get(row["path"])
            _same("rows", row, word, None if points is None else str(points), faults)
        _compare("standings", [name_of("standings", line) for line in lines],
                 [f"{word} {line['agency']}" for line in view.lines], faults)  # fmt: skip
        right = {line["agency"]: line for line in view.lines}
        for line in lines:
            for key, value in right.get(line["agency"], {}).items():
                _same("standings", line, key, _text(value), faults)


def _text(value: Any) -> Any:
    if isinstance(value, dict):
        return {path: str(points) for path, points in value.items()}
    return str(value) if isinstance(value, Decimal) else value


def _same(kind: str, record: dict[str, Any], key: str, right: Any, faults: Faults) -> None:
    if record[key] != right or isinstance(record[key], bool):
        faults.add(kind, name_of(kind, record), key, f"gói ghi {canonical(record[key])}, tính lại {canonical(right)}")


def faults_in(package: dict[str, Any]) -> list[str]:
    """Everything that is wrong with the package; nothing when it agrees with itself to the last digit."""
    faults = Faults()
    check_records(package, faults)
    try:
        check_order(package, faults)
        check_seals(package, faults)
        check_figures(package, faults)
    except Misfit as misfit:
        faults.add(*misfit.args)
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, IndexError) as error:
        faults.told.append(f"gói · không tính lại được ({type(error).__name__}: {error})")
    return list(dict.fromkeys(faults.told))


def _is_code(whole: str, typed: str) -> bool:
    """Is it that hash, or at least its first sixteen signs, with or without spaces?"""
    return len(plain := "".join(typed.lower().split())) >= 16 and whole.startswith(plain)


def legend(package: dict[str, Any], told: list[str]) -> list[str]:
    """What the codes in these messages stand for: agencies, criteria, fields."""
    names = {str(node["path"]): f"tiêu chí {node['title']}" for node in package["criteria"]}
    names.update({str(member["agency"]): str(member["name"]) for member in package["members"]})
    known = {**WORDS, **names}
    used = dict.fromkeys(word for line in told for word in line.split(": ")[0].split() if word in known)
    return ["Trong đó: " + "; ".join(f"{word} là {known[word]}" for word in used) + "."] if used else []


def judge(path: Path, wanted: str = "", anchor: str = "") -> tuple[list[str], list[str]]:
    """What is wrong, with what its words stand for; or what to say of the package when nothing is."""
    package, digest = load(path)
    faults = faults_in(package)
    head = package["header"]
    if wanted and not _is_code(digest, wanted):
        faults.append(f"gói · mã gói: là {digest}, khác mã đã thông báo {wanted}")
    if anchor and not _is_code(str(head.get("journal_head")), anchor):
        faults.append(f"gói · đầu nhật ký: là {head.get('journal_head')}, khác mã đã thông báo {anchor}")
    if faults:
        return faults, legend(package, faults[:MOST_TOLD])
    state = f"kết quả công bố lần {head['number']}" if head["state"] == "published" else "CHƯA CÔNG BỐ"
    return faults, [
        f"GÓI KHỚP. {head['bloc_name']}, năm {head['year']}, {state}.",
        f"{len(package['members'])} đơn vị, {len(package['rows'])} dòng điểm: điểm, tổng, xếp hạng, xếp loại đều khớp.",
        f"Mã gói (SHA-256): {digest}",
        f"Đầu nhật ký: dòng {head['journal_lines']}, mã {head['journal_head']}",
    ]


class _Vietnamese(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"Gọi lệnh chưa đúng: {message}\n")


def main(arguments: list[str] | None = None) -> int:
    parser = _Vietnamese(prog="verifier.py", description="Kiểm tra gói kiểm chứng của một năm thi đua.")
    parser.add_argument("package", nargs="?", default=str(Path(__file__).with_name("package.json")))
    parser.add_argument("--hash", default="", help="mã gói đã in trong thông báo")
    parser.add_argument("--anchor", default="", help="mã đầu nhật ký đã in trong thông báo")
    chosen = parser.parse_args(arguments)
    try:
        faults, words = judge(Path(chosen.package), chosen.hash, chosen.anchor)
    except Unreadable as error:
        faults, words = [str(error)], []
    if not faults:
        sys.stdout.write("\n".join(words) + "\n")
        return 0
    more = [f"… và {len(faults) - MOST_TOLD} chỗ khác"] if len(faults) > MOST_TOLD else []
    sys.stderr.write("\n".join(["GÓI KHÔNG KHỚP:", *faults[:MOST_TOLD], *more, *words]) + "\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
