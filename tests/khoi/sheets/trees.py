"""Random score sheets for the round trips: uneven trees, repeated codes, every method and every setting."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from khoi.sheets.rules import (
    Bonus,
    ClassRule,
    Deduct,
    Direct,
    EvidenceRule,
    Kind,
    Ladder,
    Method,
    Node,
    NotApplicable,
    PassFail,
    Penalty,
    Percent,
    PerItem,
    Relative,
    SheetSpec,
    Tie,
    TieBy,
    Timeliness,
    placed,
)

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếềểễệỰ0123456789 .,;:()=+-@%/'\"<>&_x"
WORDS = st.text(LETTERS, min_size=1, max_size=40).map(str.strip).filter(bool)
CODES = st.one_of(
    st.sampled_from(["", "I", "1", "1", "a)", "1.1", "A/B", "=1+1"]), st.text(LETTERS, max_size=6).map(str.strip)
)
NUMBERS = (
    st.integers(0, 2_000_000).map(lambda n: (Decimal(n) / 1000).normalize()).map(lambda d: Decimal(format(d, "f")))
)
UNITS = st.one_of(st.just(""), WORDS)
STEP_NAMES = st.text("aăâbcdđ ()/+", min_size=1, max_size=12).map(str.strip).filter(bool)
FILINGS = st.lists(st.sampled_from(["scorecard", "year_report", "bao-cao-quy"]), min_size=1, max_size=3, unique=True)
METHODS: st.SearchStrategy[Method] = st.one_of(
    st.just(Direct()),
    st.just(PassFail()),
    st.builds(PerItem, NUMBERS, UNITS),
    st.builds(Ladder, st.lists(st.tuples(STEP_NAMES, NUMBERS), min_size=1, max_size=5).map(tuple)),
    st.builds(Percent, NUMBERS, NUMBERS, st.booleans(), UNITS),
    st.builds(Relative, UNITS),
    st.builds(Deduct, NUMBERS, UNITS),
    st.builds(Timeliness, NUMBERS, FILINGS.map(tuple)),
    st.builds(Bonus, NUMBERS, UNITS),
    st.builds(Penalty, NUMBERS, UNITS, st.one_of(st.none(), NUMBERS)),
)
LEAVES = st.builds(
    Node, CODES, WORDS, NUMBERS, method=METHODS, evidence=st.sampled_from(EvidenceRule), uploads_off=st.booleans(),
    guidance=st.one_of(st.just(""), WORDS),
)  # fmt: skip


def _groups(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.builds(Node, CODES, WORDS, NUMBERS, children=st.lists(below, min_size=1, max_size=4).map(tuple))


THIRD = st.one_of(LEAVES, _groups(LEAVES))
SECOND = st.one_of(LEAVES, _groups(THIRD))
SECTIONS = st.builds(
    lambda node, kind: replace(node, kind=kind), st.one_of(_groups(SECOND), LEAVES), st.sampled_from(Kind)
)
TIES = st.one_of(
    st.builds(Tie, st.just(TieBy.SECTION), WORDS), st.builds(Tie, st.sampled_from([TieBy.PENALTY, TieBy.BALLOT]))
)
CLASSES = st.builds(
    ClassRule, WORDS, NUMBERS, st.one_of(st.none(), NUMBERS), st.one_of(st.none(), NUMBERS), st.booleans()
)
SHEETS = st.builds(
    SheetSpec,
    name=WORDS,
    year=st.integers(2000, 2100),
    total=NUMBERS,
    sections=st.lists(SECTIONS, min_size=1, max_size=4).map(placed),
    places=st.integers(0, 3),
    not_applicable=st.sampled_from(NotApplicable),
    bonus_may_exceed_total=st.booleans(),
    ties=st.lists(TIES, max_size=8).map(tuple),
    classification=st.lists(CLASSES, max_size=8).map(tuple),
    not_considered=st.lists(WORDS, max_size=8).map(tuple),
    note=st.one_of(st.just(""), WORDS),
    illustrative=st.booleans(),
)
