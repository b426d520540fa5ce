"""Seals change with what was filed, and with nothing else."""

from decimal import Decimal
from typing import Any

import pytest

from khoi.scoring.rules import Inputs, card_seal, row_seal, seal_code

FILED: dict[str, Any] = {
    "inputs": Inputs(actual=Decimal(47), target=Decimal(48)),
    "note": "Số liệu đến 30/11",
    "evidence": ["aa11", "bb22"],
    "criterion_version": "v1:I/1/1.1",
}


@pytest.mark.parametrize(
    "change",
    [
        {"inputs": Inputs(actual=Decimal("47.001"), target=Decimal(48))},
        {"inputs": Inputs(actual=Decimal(47), no_target=True)},
        {"inputs": Inputs(not_applicable=True)},
        {"note": "khác"},
        {"evidence": ["aa11"]},
        {"criterion_version": "v2:I/1/1.1"},
    ],
)
def test_any_change_of_what_was_filed_breaks_the_seal(change: dict[str, Any]) -> None:
    assert row_seal(**FILED | change) != row_seal(**FILED)


@pytest.mark.parametrize(
    "change",
    [
        {"inputs": Inputs(actual=Decimal("47.000"), target=Decimal("4.8E+1"))},
        {"evidence": ["bb22", "aa11"]},
        {"note": " Số liệu đến 30/11 "},
    ],
)
def test_the_same_filing_seals_equally_however_it_was_typed(change: dict[str, Any]) -> None:
    assert row_seal(**FILED | change) == row_seal(**FILED)


def test_a_seal_is_the_same_on_every_machine_and_in_every_version() -> None:
    assert row_seal(**FILED) == "fc3515d46a81929e91fc0a7b7b0bf7a8aeeaffd542133179f7e5fa09199ed828"


def test_a_card_seal_depends_on_the_order_of_its_rows() -> None:
    assert card_seal(["a", "b"]) != card_seal(["b", "a"])


def test_the_printed_code_is_four_groups_of_four_without_letters_one_can_mistake() -> None:
    code = seal_code(card_seal([row_seal(**FILED)]))
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]
    assert not set(code) & set("ILOU")
    assert seal_code("0" * 64) == "0000-0000-0000-0000"
    assert seal_code("f" * 64) == "ZZZZ-ZZZZ-ZZZZ-ZZZZ"
