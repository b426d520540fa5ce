"""Why a sheet cannot be published yet, and what its makers should look at once more."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from khoi.sheets.rules.method_checks import objections_to_method
from khoi.sheets.rules.methods import Ladder
from khoi.sheets.rules.sheet import EvidenceRule, Kind, Node, SheetSpec, TieBy
from tenants.refusal import Objection
from tenants.vi import number as shown

FEWEST_LEAVES, MOST_LEAVES = 8, 200
LARGEST = Decimal(10**6)
YEAR = re.compile(r"\bnăm (20\d\d)\b", re.IGNORECASE)


def objections_to_publishing(spec: SheetSpec) -> list[Objection]:
    """Every reason, with the path of the node (or the key of the setting) it is about; empty when it can go out."""
    return [
        *_sums(spec),
        *_shape(spec),
        *(found for leaf in spec.leaves for found in _leaf(leaf, spec.places)),
        *_ties(spec),
        *_classes(spec),
    ]


def warnings_before_publishing(spec: SheetSpec) -> list[Objection]:
    """What is unusual but may be meant."""
    return [*_unusual_size(spec), *_unusual_ladders(spec), *_other_years(spec)]


def _sums(spec: SheetSpec) -> Iterator[Objection]:
    base = [section for section in spec.sections if section.kind is Kind.BASE]
    added = sum((section.ceiling for section in base), Decimal(0))
    if added != spec.total:
        yield Objection("total", f"tổng điểm của bảng là {shown(spec.total)}, các mục cộng lại {shown(added)}")
    for node in spec.nodes:
        below = sum((child.ceiling for child in node.children), Decimal(0))
        if node.kind is Kind.BASE and node.children and below != node.ceiling:
            yield Objection(node.path, _sum_message(node, below))


def _sum_message(node: Node, below: Decimal) -> str:
    name = f"mục {node.code}" if node.code.strip() else f"“{node.title}”"
    return f"điểm tối đa của {name} là {shown(node.ceiling)}, các tiêu chí cộng lại {shown(below)}"


def _shape(spec: SheetSpec) -> Iterator[Objection]:
    if not Decimal(0) < spec.total <= LARGEST:
        yield Objection("total", f"tổng điểm phải lớn hơn 0 và không quá {shown(LARGEST)}")
    deepest = max((node.depth for node in spec.nodes), default=0)
    if deepest < 2:
        yield Objection("sections", "bảng phải có ít nhất 2 cấp: mục và tiêu chí")
    for node in spec.nodes:
        if node.depth > 4:
            yield Objection(node.path, "bảng nhiều nhất 4 cấp")
        if node.method is None and not node.children:
            yield Objection(node.path, "mục này chưa có tiêu chí nào")
        if not node.title.strip():
            yield Objection(node.path, "tên không được để trống")
        if node.depth == 1 and node.kind is Kind.BONUS and not node.ceiling:
            yield Objection(node.path, "mục điểm thưởng phải có điểm tối đa")


def _leaf(leaf: Node, places: int) -> Iterator[Objection]:
    if leaf.kind is not Kind.PENALTY and not leaf.ceiling:
        yield Objection(leaf.path, "điểm tối đa phải lớn hơn 0")
    if leaf.ceiling > LARGEST:
        yield Objection(leaf.path, f"điểm tối đa không quá {shown(LARGEST)}")
    if leaf.ceiling != round(leaf.ceiling, places):
        yield Objection(leaf.path, f"điểm tối đa có nhiều hơn {places} chữ số thập phân của bảng")
    if leaf.uploads_off and leaf.evidence is EvidenceRule.REQUIRED:
        yield Objection(leaf.path, "tiêu chí không cho tải tệp lên thì không thể bắt buộc minh chứng")
    for message in objections_to_method(leaf):
        yield Objection(leaf.path, message)


def _ties(spec: SheetSpec) -> Iterator[Objection]:
    for place, tie in enumerate(spec.ties, start=1):
        if tie in spec.ties[: place - 1]:
            yield Objection(f"ties[{place}]", "quy tắc này đã có ở trên")
        if tie.by is TieBy.SECTION and spec.section_named(tie.code) is None:
            yield Objection(f"ties[{place}]", f"không có mục “{tie.code}” trong bảng")


def _classes(spec: SheetSpec) -> Iterator[Objection]:
    labels = [rule.label for rule in spec.classification]
    for place, rule in enumerate(spec.classification, start=1):
        if rule.label in labels[: place - 1]:
            yield Objection(f"classification[{place}]", f"xếp loại “{rule.label}” đã có ở trên")
        for percent in (rule.min_criterion_percent, rule.quota_percent):
            if percent is not None and percent > 100:
                yield Objection(f"classification[{place}]", f"tỷ lệ không được quá 100 %, đang là {shown(percent)}")
    for place, (above, below) in enumerate(pairwise(spec.classification), start=2):
        if below.min_total_percent > above.min_total_percent:
            yield Objection(
                f"classification[{place}]",
                f"“{below.label}” đòi tổng điểm cao hơn “{above.label}” đứng trên; xếp từ cao xuống thấp",
            )


def _unusual_size(spec: SheetSpec) -> Iterator[Objection]:
    if not FEWEST_LEAVES <= (count := len(spec.leaves)) <= MOST_LEAVES:
        yield Objection(None, f"bảng có {count} tiêu chí; thường có từ {FEWEST_LEAVES} đến {MOST_LEAVES}")


def _unusual_ladders(spec: SheetSpec) -> Iterator[Objection]:
    for leaf in spec.leaves:
        if isinstance(leaf.method, Ladder) and all(points != leaf.ceiling for _, points in leaf.method.steps):
            yield Objection(leaf.path, f"không bậc nào đạt điểm tối đa {shown(leaf.ceiling)}")


def _other_years(spec: SheetSpec) -> Iterator[Objection]:
    """Sheets are copied from last year's; the year left behind in a title is the commonest slip."""
    for node in spec.nodes:
        for year in YEAR.findall(node.title):
            if int(year) != spec.year:
                yield Objection(node.path, f"tên nhắc đến năm {year}, bảng của năm {spec.year}")
