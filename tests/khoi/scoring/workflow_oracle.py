"""What must become of a card whatever people do in whatever order: dicts and sets, nothing of the portal's own."""

from dataclasses import dataclass, field

PATHS = ("I/1", "I/2")
#: Login → (agency, is head). A: member · B: rival on the appraisal team · L: lead · P: deputy · "": observer.
PEOPLE = {
    f"{agency}.{role}": (agency, role == "head") for agency in ("A", "B", "L", "P") for role in ("clerk", "head")
} | {"observer": ("", False)}
EDITABLE, APPRAISABLE, DISPUTED = {"draft", "returned"}, {"submitted", "under_appraisal"}, {"appraised", "explaining"}
DENIED, UNKNOWN, NO, WRONG = 403, 404, 409, 422


@dataclass
class Card:
    """One agency's card: as it stands with the agency, as it was filed, what was found, told, drafted and said."""

    agency: str
    stage: str = ""
    rows: dict[str, int | None] = field(default_factory=lambda: dict.fromkeys(PATHS))
    documents: set[str] = field(default_factory=set)
    filed: dict[str, tuple[int | None, bool]] = field(default_factory=dict)
    filings: int = 0
    reopened: set[str] = field(default_factory=set)
    #: path → (points given, None where the claim was taken; the content it was said on).
    found: dict[str, tuple[int | None, tuple[int | None, bool]]] = field(default_factory=dict)
    told: dict[str, int | None] = field(default_factory=dict)
    rounds: int = 0
    drafts: dict[str, str] = field(default_factory=dict)
    thread: list[tuple[str, str, tuple[int | None, bool]]] = field(default_factory=list)

    def content(self, path: str) -> tuple[int | None, bool]:
        return self.rows[path], path in self.documents

    def stands(self, path: str) -> bool:
        return path in self.found and self.found[path][1] == self.filed[path]

    def took(self, path: str) -> bool:
        """The agency's last word on the row as it is filed now is that it takes the finding."""
        words = [word for where, word, content in self.thread if where == path and content == self.filed[path]]
        return bool(words) and words[-1] == "accept"


# --- who may ----------------------------------------------------------------------------------------------------------


def owns(person: str, card: Card) -> int:
    """The door of a member's own pages, and the wall behind it."""
    agency, _ = PEOPLE[person]
    return DENIED if not agency else 0 if agency == card.agency else UNKNOWN


def assesses(person: str, card: Card) -> int:
    agency, _ = PEOPLE[person]
    if agency not in ("L", "P", "B"):
        return DENIED
    allowed = agency == "P" if card.agency == "L" else agency in ("L", "B")
    return 0 if allowed and agency != card.agency else NO


def decides(person: str, card: Card, *, head: bool) -> int:
    agency, is_head = PEOPLE[person]
    if agency not in ("L", "P") or (head and not is_head):
        return DENIED
    return 0 if agency == ("P" if card.agency == "L" else "L") else NO


# --- what happens: the refusal, or 0 and the card is changed ----------------------------------------------------------


def begin(card: Card) -> int:
    card.stage = card.stage or "draft"
    return 0


def may_write(card: Card, path: str) -> int:
    sealed = card.reopened and path not in card.reopened
    return 0 if card.stage in EDITABLE and not sealed else NO


def claim(card: Card, path: str, points: int) -> int:
    if refused := may_write(card, path):
        return refused
    card.rows[path] = points
    return 0


def attach(card: Card, path: str, *, off: bool) -> int:
    if refused := may_write(card, path):
        return refused
    card.documents -= {path} if off else set()
    card.documents |= set() if off else {path}
    return 0


def send_to_head(card: Card) -> int:
    if card.stage not in EDITABLE | {"at_head"}:
        return NO
    card.stage = "at_head"
    return 0


def give_back(card: Card) -> int:
    if card.stage not in ("at_head", "draft"):
        return NO
    card.stage = "draft"
    return 0


def submit(card: Card) -> int:
    if card.stage == "submitted":
        return 0
    if card.stage != "at_head" or None in card.rows.values():
        return NO
    card.stage, card.filings, card.reopened = "submitted", card.filings + 1, set()
    card.filed = {path: card.content(path) for path in PATHS}
    return 0


def appraise(card: Card, path: str, points: int | None) -> int:
    if card.stage not in APPRAISABLE:
        return NO
    card.found[path] = points if points != card.filed[path][0] else None, card.filed[path]
    card.stage = "under_appraisal"
    return 0


def accept_rest(card: Card) -> int:
    if card.stage not in APPRAISABLE:
        return NO
    for path in PATHS:
        if not card.stands(path):
            card.found[path] = None, card.filed[path]
            card.stage = "under_appraisal"
    return 0


def release(card: Card) -> int:
    if card.stage != "under_appraisal" or not all(card.stands(path) for path in PATHS):
        return NO
    card.stage = "appraised"
    _tell(card)
    return 0


def send_back(card: Card, rows: set[str]) -> int:
    if card.stage not in APPRAISABLE | DISPUTED:
        return NO
    card.stage, card.reopened, card.drafts = "returned", set(rows), {}
    return 0


def open_round(card: Card) -> int:
    if card.stage != "appraised":
        return WRONG
    card.stage, card.rounds, card.drafts = "explaining", card.rounds + 1, {}
    return 0


def close_round(card: Card) -> int:
    """Closing one that is over changes nothing."""
    if card.stage == "explaining":
        card.stage, card.drafts = "appraised", {}
        _tell(card)
    return 0


def draft(card: Card, path: str, word: str) -> int:
    if card.stage != "explaining":
        return NO
    if card.took(path):
        return 0 if word == "accept" else NO
    card.drafts[path] = word
    return 0


def send_answers(card: Card) -> int:
    if card.stage != "explaining":
        return NO
    card.thread += [(path, word, card.filed[path]) for path, word in card.drafts.items()]
    card.drafts = {}
    return 0


def settle(card: Card, path: str, points: int | None) -> int:
    if card.stage != "explaining":
        return NO
    card.found[path] = points if points != card.filed[path][0] else None, card.filed[path]
    return 0


def _tell(card: Card) -> None:
    card.told = {path: points for path, (points, _) in card.found.items()}
