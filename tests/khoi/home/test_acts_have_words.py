"""Every act that the rooms of the year's end write into the journal has words for the journal page, or is kept from it
on purpose: read out of the code itself."""

import ast
from collections.abc import Iterator
from importlib import import_module
from itertools import product
from pathlib import Path

from khoi.home.rules.acts import SILENT, WORDS, WORDS_OF, words_of
from tests.test_house import ROOT, module_name, tree

KHOI = ROOT / "khoi"
SCORING = ("explaining", "answering", "settling", "findings", "appraising", "releasing")
ROOMS = ("ballots", "awards", "deliberation", "summaries")
FILES = [
    *(path for room in ROOMS for path in sorted((KHOI / room).rglob("*.py"))),
    *(KHOI / "scoring" / "actions" / f"{name}.py" for name in SCORING),
    KHOI / "accounts" / "actions" / "factors.py",
]
#: What the code says where an act is put together from what was asked for.
OPEN = "*"


def functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    for path in FILES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef):
                yield path, node


def calls_of(within: ast.AST, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(within):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in names:
                yield node


def said(value: ast.expr, path: Path, function: ast.FunctionDef) -> set[str]:
    """All that an expression within a function of that file may come to."""
    if isinstance(value, ast.Constant):
        return {str(value.value)}
    if isinstance(value, ast.IfExp):
        return said(value.body, path, function) | said(value.orelse, path, function)
    if isinstance(value, ast.JoinedStr):
        parts = [said(v.value if isinstance(v, ast.FormattedValue) else v, path, function) for v in value.values]
        return {"".join(each) for each in product(*parts)}
    return _of_name(value.id, path, function) if isinstance(value, ast.Name) else {OPEN}


def _of_name(name: str, path: Path, function: ast.FunctionDef) -> set[str]:
    """What a name was given in the function, or by those who call it."""
    given = [
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets)
    ]
    if given:
        return set().union(*(said(each, path, function) for each in given))
    order = [each.arg for each in function.args.args]
    if name not in order:
        constant = getattr(import_module(module_name(path)), name, None)
        return {constant} if isinstance(constant, str) else {OPEN}
    place = order.index(name)
    found: set[str] = set()
    for where, caller in functions():
        for call in calls_of(caller, function.name):
            sent = next((word.value for word in call.keywords if word.arg == name), None)
            sent = sent or (call.args[place] if place < len(call.args) else None)
            found |= said(sent, where, caller) if sent is not None else set()
    return found or {OPEN}


def acts() -> dict[str, str]:
    """Each act with where it is written."""
    found = {}
    for path, function in functions():
        for call in calls_of(function, "wrote", "took_out"):
            before = "take_out_" if call.func.attr == "took_out" else ""  # type: ignore[attr-defined]
            for act in said(call.args[1], path, function):
                found[before + act] = f"{path.relative_to(ROOT)}:{call.lineno}"
    return found


def test_the_acts_are_read_out_of_the_code():
    known = acts()
    assert {"open_ballot", "confirm_award_decision", "call_meeting", "send_answers", "issue_paper"} <= set(known)
    assert {"draft_answer", "reappraise", "withdrawn_paper", "take_out_workbook"} <= set(known)  # passed on by name
    assert len(known) > 90


def test_every_act_has_words_or_is_kept_from_the_page_on_purpose():
    told = set(WORDS) | {act for _, act in WORDS_OF} | set(SILENT)
    # Files taken home are named by what was asked for; the chairs take them, they are about no agency.
    silent = {act: where for act, where in acts().items() if act not in told and not act.startswith("take_out_")}
    assert not silent


def test_no_act_has_words_and_is_kept_from_the_page_at_once():
    assert not set(SILENT) & (set(WORDS) | {act for _, act in WORDS_OF})
    assert all(SILENT.values())


def test_the_words_are_no_act_names():
    for act in acts():
        words = words_of("", act, {}, "", {})
        assert "_" not in words
        assert words[:1] == words[:1].lower()
