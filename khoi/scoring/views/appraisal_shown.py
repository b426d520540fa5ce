"""How a filed row stands on the appraisers' pages: its words, its cells, its heat."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from khoi.scoring.models.appraising import Desk, Review
from khoi.scoring.rules import ASKED, NOTHING, Inputs, Scored, formula
from khoi.scoring.rules.reviewing import Finding, Reviewed, heat
from khoi.scoring.views.appraisal_seats import findings_in_sight, may_appraise
from khoi.sheets.rules import Direct, EvidenceRule, Kind, Ladder, PassFail
from tenants import vi

#: What a row's chip says: words, kind, symbol.
CHIPS = {
    Finding.WAITING: ("Chờ", "quiet", "wait"),
    Finding.CHANGED: ("Đã đổi, thẩm định lại", "warn", "back"),
    Finding.ACCEPTED: ("Chấp nhận", "ok", "check"),
    Finding.CORRECTED: ("Sửa số liệu", "warn", "edit"),
    Finding.ADJUSTED: ("Điều chỉnh", "warn", "edit"),
}
FIGURE_NAMES = {
    "target": "Kế hoạch",
    "actual": "Thực hiện",
    "count": "Số lượng",
    "met": "Kết quả",
    "step": "Xếp loại",
    "days_late": "Số ngày chậm",
}
MET = (("1", "Đạt"), ("0", "Không đạt"))


@dataclass(frozen=True, slots=True)
class Told:
    """What a page has to say about a row that was just sent: what was typed, what is wrong, what stands there now."""

    id: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    conflict: bool = False
    saved: str = ""

    @property
    def refused(self) -> bool:
        return bool(self.errors) or self.conflict


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell in which an appraiser puts a figure right."""

    name: str
    label: str
    value: str
    claimed: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Shown:
    """A row with everything its template writes, said in Vietnamese."""

    review: Review
    row: Reviewed
    may: bool
    told: Told = field(default_factory=Told)

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def claimed(self) -> str:
        return _points(self.row, self.row.claimed)

    @property
    def given(self) -> str:
        return _points(self.row, self.row.appraised) if self.row.settled else ""

    @property
    def cell(self) -> str:
        """What the points cell holds: as typed, else what stands."""
        number = self.row.given
        return self.told.typed.get("points", "" if number is None else vi.number(number))

    @property
    def claimed_number(self) -> str:
        number = self.row.claimed.points
        return "" if number is None else vi.number(number)

    @property
    def reason(self) -> str:
        return self.told.typed.get("reason", self.row.verdict.reason)

    @property
    def delta(self) -> str:
        return signed(self.row.delta)

    @property
    def heat(self) -> int:
        return heat(self.row)

    @property
    def chip(self) -> tuple[str, str, str]:
        return CHIPS[self.row.finding]

    @property
    def how(self) -> str:
        """The claim by its own numbers."""
        return _formula(self.row, self.row.answer.inputs, self.row.claimed)

    @property
    def corrected_how(self) -> str:
        corrected = self.row.verdict.corrected
        return "" if corrected is None else _formula(self.row, corrected, self.row.appraised)

    @property
    def former(self) -> str:
        """What was said before the agency changed the row."""
        said = self.row.former
        if said is None:
            return ""
        words = "chấp nhận" if said.accepted else "sửa số liệu" if said.points is None else vi.number(said.points)
        return f"Lần trước: {words}" + (f" ({said.reason})" if said.reason else "")

    @property
    def evidence_word(self) -> str:
        """What to say where no document is attached."""
        if self.row.documents or self.row.leaf.evidence is EvidenceRule.NONE:
            return ""
        return "Thiếu minh chứng" if self.row.lacks_evidence else ""

    @property
    def tags(self) -> str:
        """By which filters the row is found."""
        row = self.row
        tags = {
            "open": not row.settled,
            "differs": row.differs,
            "no-evidence": row.lacks_evidence,
            "changed": row.finding is Finding.CHANGED,
        }
        return " ".join(tag for tag, holds in tags.items() if holds)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The cells of the method's figures; none where the points themselves are typed."""
        method = self.row.leaf.method
        if method is None or isinstance(method, Direct):
            return ()
        names = [name for name in reversed(ASKED[type(method)]) if name != "target" or not self.row.figures.no_target]
        return tuple(self._figure(name) for name in names)

    def _figure(self, name: str) -> Figure:
        method = self.row.leaf.method
        claimed = _text(getattr(self.row.figures, name))
        standing = _text(getattr(self.row.verdict.corrected or self.row.figures, name))
        choices: tuple[tuple[str, str], ...] = MET if isinstance(method, PassFail) else ()
        if isinstance(method, Ladder):
            choices = tuple((step, f"{step} ({vi.number(points)})") for step, points in method.steps)
        unit = getattr(method, "unit", "")
        label = f"Số {unit}" if name == "count" and unit else FIGURE_NAMES[name]
        return Figure(name, label, self.told.typed.get(name, standing), claimed, choices)

    @property
    def opened(self) -> bool:
        """Do the figures lie open?"""
        return self.row.verdict.corrected is not None or any(figure.value != figure.claimed for figure in self.figures)


def shown_rows(review: Review, told: Told | None = None) -> list[Shown]:
    """The rows of a card in the printed order."""
    return [shown(review, row, told) for row in review.rows]


def shown(review: Review, row: Reviewed, told: Told | None = None) -> Shown:
    mine = told if told is not None and told.id == row.id else Told()
    return Shown(review, row, may_appraise(review), mine)


def signed(number: Decimal | None, places: int | None = None) -> str:
    """A difference with its sign; `0` where there is none, nothing where it is not known."""
    if number is None:
        return ""
    if not number:
        return "0"
    return ("+" if number > 0 else "") + vi.number(number, places)


def share(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


def progress_of(desk: Desk, path: str) -> tuple[int, int]:
    """How many of the filed cards are settled on a criterion, as far as this person sees."""
    rows = [review.row_at(path) for review in desk.filed if findings_in_sight(review)]
    here = [row for row in rows if row is not None]
    return sum(row.settled for row in here), len(here)


def _formula(row: Reviewed, inputs: Inputs, worth: Scored) -> str:
    leaf = row.leaf
    assert leaf.method is not None
    if inputs == NOTHING and leaf.kind is Kind.BONUS:
        return "Không đề nghị điểm thưởng"
    return formula(leaf.method, leaf.ceiling, inputs, worth.points, row.answer.days_late)


def _points(row: Reviewed, worth: Scored) -> str:
    if worth.points is None:
        return "–"
    minus = "−" if row.leaf.kind is Kind.PENALTY and worth.points else ""
    return minus + vi.number(worth.points)


def _text(value: Decimal | int | str | bool | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    return value if isinstance(value, str) else vi.number(value)
