"""Which legal texts are in force on a day, and what to say where a text cites another one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tenants import vi

#: By rank of the text; what is not named here comes last.
KINDS = (
    "Luật", "Nghị quyết", "Nghị định", "Quyết định", "Thông tư", "Chỉ thị", "Hướng dẫn", "Quy chế", "Kế hoạch",
    "Công văn",
)  # fmt: skip
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal text and the days on which it is in force, both included; `in_force_to` None: without end."""

    kind: str
    number: str
    title: str
    issued: date
    in_force_from: date
    in_force_to: date | None = None
    #: Its dates come from a secondary source: somebody has to look.
    verify: bool = False
    note: str = ""

    @property
    def weight(self) -> int:
        """Its place in a list of bases: laws first."""
        return KINDS.index(self.kind) if self.kind in KINDS else len(KINDS)

    @property
    def name(self) -> str:
        return f"{self.kind} số {self.number}"

    def is_in_force(self, on: date) -> bool:
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)

    def citation(self) -> str:
        """The basis as a document cites it: Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 về công tác văn thư; a
        law by its name first: Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022."""
        month = f"{self.issued.month:02d}" if self.issued.month <= 2 else str(self.issued.month)
        dated = f"ngày {self.issued.day:02d} tháng {month} năm {self.issued.year}"
        if self.title.startswith(("Luật", "Bộ luật")):
            return f"{self.title} số {self.number} {dated}"
        return f"{self.name} {dated} {_continued(self.title)}"


@dataclass(frozen=True, slots=True)
class Citing:
    """A warning about a citation: which text, and what is to be said of it. `dead`: it is not in force that day."""

    number: str
    message: str
    dead: bool


def in_force(bases: Iterable[Basis], on: date) -> list[Basis]:
    """The texts that a document of that day may cite, laws first."""
    return sorted((basis for basis in bases if basis.is_in_force(on)), key=lambda basis: (basis.weight, basis.issued))


def warnings_for_citing(text: str, bases: Iterable[Basis], on: date) -> list[Citing]:
    """What to say of every known text that `text` cites by its number, in a document of that day.

    A text whose dates are still to be looked at is never called dead: it is said to want checking."""
    cited = [basis for basis in bases if cites(text, basis)]
    said = (_warning(basis, on) for basis in sorted(cited, key=lambda basis: (basis.weight, basis.issued)))
    return [warning for warning in said if warning is not None]


def cites(text: str, basis: Basis) -> bool:
    """Does the text name this basis: by its whole number, or by its kind and the number cut short (Nghị định 98/2023)?
    Spaces, dashes and case do not count; 5/2020 is not found in 15/2020."""
    whole, kind = re.escape(_plain(basis.number)), re.escape(_plain(basis.kind))
    short = re.escape("/".join(_plain(basis.number).split("/")[:2]))
    return re.search(rf"(?<![\w/])(?:{whole}|{kind} (?:số ?)?{short})(?![\w/])", _plain(text)) is not None


def _warning(basis: Basis, on: date) -> Citing | None:
    if basis.verify:
        return Citing(basis.number, f"{basis.name}: cần kiểm tra hiệu lực trước khi viện dẫn.", dead=False)
    if on < basis.in_force_from:
        day = vi.date(basis.in_force_from)
        return Citing(basis.number, f"{basis.name}: chưa có hiệu lực, hiệu lực từ ngày {day}.", dead=True)
    if basis.in_force_to is not None and basis.in_force_to < on:
        day = vi.date(basis.in_force_to)
        return Citing(basis.number, f"{basis.name}: đã hết hiệu lực sau ngày {day}.", dead=True)
    return None


def objections_to_basis(basis: Basis) -> list[tuple[str, str]]:
    """Why a text cannot be kept so: (field, reason)."""
    found = []
    if basis.in_force_from < basis.issued:
        found.append(("in_force_from", "Ngày có hiệu lực không được trước ngày ban hành."))
    if basis.in_force_to is not None and basis.in_force_to < basis.in_force_from:
        found.append(("in_force_to", "Ngày hết hiệu lực không được trước ngày có hiệu lực."))
    return found


def _plain(text: str) -> str:
    """Vietnamese letters stay, for Đ in NĐ-CP counts; spaces around strokes and dashes do not."""
    dashed = _DASHES.sub("-", vi.nfc(text)).casefold()
    return re.sub(r" ?([/-]) ?", r"\1", _BLANKS.sub(" ", dashed))


def _continued(title: str) -> str:
    """A title goes on within the sentence, but the proper name of a law keeps its capital."""
    return title if title.startswith(("Luật", "Bộ luật")) else title[:1].lower() + title[1:]
