"""The verifier that travels in the package: a second opinion on every figure, and a nose for every altered sign."""

import copy
import json
import re
from typing import Any

import pytest

from khoi.ranking.rules import as_expected
from khoi.summaries import verifier
from tests.khoi.summaries.packages import faults_of, fields, mend, packed, tiny, worked_example
from tests.khoi.summaries.random_blocs import Dice


@pytest.mark.parametrize("name", ["worked-example", "worked-example-2"])
def test_both_worked_examples_verify_to_the_last_digit(name):
    spec, cards, expected = worked_example(name)
    text = packed(spec, cards)
    assert faults_of(text) == []
    for line in json.loads(text)["standings"]:
        view = "claimed" if line["view"] == "claimed" else "appraised"
        told = expected[view][line["agency"]]
        assert {key: line[key] for key in told if key in line} == {k: v for k, v in told.items() if k in line}


@pytest.mark.parametrize("hundred", range(4))
def test_portal_and_verifier_agree_on_random_blocs(hundred):
    agree_on(range(100 * hundred, 100 * hundred + 100))


@pytest.mark.long
def test_portal_and_verifier_agree_on_ten_thousand_random_blocs():
    agree_on(range(10_000))


def agree_on(seeds: range) -> None:
    for seed in seeds:
        dice = Dice(seed)
        text = packed(dice.spec, dice.with_lateness(), dice.votes, dice.late)
        assert verifier.faults_in(json.loads(text)) == [], f"seed {seed}"


def test_the_package_says_what_the_command_line_says():
    dice = Dice(7)
    expected = as_expected(dice.spec, dice.with_lateness(), dice.votes)
    package = json.loads(packed(dice.spec, dice.with_lateness(), dice.votes, dice.late))
    for row in package["rows"]:
        assert row["claimed"] == expected["claimed"][row["agency"]]["points"].get(row["path"])
        assert row["adopted"] == expected["appraised"][row["agency"]]["points"].get(row["path"])


def test_the_same_year_packs_to_the_same_bytes():
    assert tiny() == tiny()


# --- altered packages -----------------------------------------------------------------------------------------------


def test_no_single_digit_can_be_changed_unnoticed():
    text = tiny()
    assert faults_of(text) == []
    silent = [
        text[max(0, n - 60) : n + 20]
        for n, sign in enumerate(text)
        if sign.isdecimal() and not faults_of(f"{text[:n]}{(int(sign) + 1) % 10}{text[n + 1 :]}")
    ]
    assert silent == []


def test_an_altered_field_is_named_with_agency_and_criterion():
    package = json.loads(tiny())
    unnamed = []
    for kind, n, key in fields(package):
        forged = copy.deepcopy(package)
        record = forged[kind] if n is None else forged[kind][n]
        record[key] = forged_value(record[key])
        name = verifier.name_of(kind, record)
        wanted = " ".join(part for part in (verifier.WORDS[kind], name) if part) + f" · {key}: "
        if not any(fault.startswith(wanted) for fault in verifier.faults_in(forged)):
            unnamed.append((kind, n, key))
    assert unnamed == []


def forged_value(value: Any) -> Any:
    """The smallest lie: one digit, one sign, one thing more."""
    match value:
        case bool():
            return not value
        case None:
            return "1"
        case int():
            return value + 1
        case str():
            return (
                re.sub(r"\d", lambda d: str((int(d[0]) + 1) % 10), value, count=1)
                if re.search(r"\d", value)
                else f"{value}1"
            )
        case list():
            return value[:-1] if value else ["1"]
    return {} if value else {"points": "1"}


def test_a_forger_who_mends_the_hashes_is_caught_by_the_recomputation():
    forged = json.loads(tiny())
    row = next(row for row in forged["rows"] if row["path"] == "I/1")
    row["adopted"] = "51.00"
    mend(forged)
    [fault] = verifier.faults_in(forged)
    assert fault == 'dòng điểm DVA I/1 · adopted: gói ghi "51.00", tính lại "50.00"'


def test_a_forger_who_mends_the_points_too_is_caught_by_the_seal_of_the_card():
    forged = json.loads(tiny())
    row = next(row for row in forged["rows"] if row["path"] == "T/1")
    row["inputs"] = {"count": "2"}
    mend(forged)
    assert "dòng điểm DVA T/1 · niêm phong: số liệu, ghi chú, minh chứng khác khi nộp" in verifier.faults_in(forged)


@pytest.mark.parametrize("kind", sorted(set(verifier.KEYS) - set(verifier.ONE)))
def test_a_row_that_is_removed_added_or_moved_is_named(kind):
    package = json.loads(tiny())
    name = verifier.name_of(kind, package[kind][0])
    removed, added, swapped = (copy.deepcopy(package) for _ in range(3))
    removed[kind].pop(0)
    added[kind].append(copy.deepcopy(added[kind][0]))
    swapped[kind][0], swapped[kind][1] = swapped[kind][1], swapped[kind][0]
    other = verifier.name_of(kind, swapped[kind][0])
    mend(removed), mend(added), mend(swapped)
    where = f"{verifier.WORDS[kind]} {{}} · cả dòng: {{}}"
    assert where.format(name, "bị bỏ khỏi gói") in verifier.faults_in(removed)
    assert where.format(name, "ghi hai lần") in verifier.faults_in(added)
    assert where.format(other, "bị đổi chỗ") in verifier.faults_in(swapped)
