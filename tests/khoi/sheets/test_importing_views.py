"""A sheet comes in as a file: shown first with every fault, kept only when confirmed."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from khoi.sheets.excel import SAMPLE, write_workbook
from khoi.sheets.rules import write_sheet
from tests.khoi.sheets.sheet_pages import (
    BASE,
    NOICHINH,
    bloc,
    eyes,
    hidden,
    lead,
    member,
    spec_in,
    stored,
    text,
    upload,
)
from tests.make import BlocOfThree

__all__ = ["bloc", "eyes", "lead", "member"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("b.xlsx", write_workbook(NOICHINH)), ("b.json", json.dumps(write_sheet(NOICHINH)).encode())],
)
def test_a_file_is_shown_first_and_kept_only_when_confirmed(
    bloc: BlocOfThree, lead: FlaskClient, name: str, content: bytes
) -> None:
    page = upload(lead, name, content).get_data(as_text=True)
    assert spec_in(bloc) is None
    data = {"sheet": hidden(page, "sheet"), "revision": hidden(page, "revision")}
    assert lead.post(f"{BASE}/import/confirm", data=data).status_code == 303
    assert spec_in(bloc) == NOICHINH


def test_a_file_with_faults_is_refused_whole_with_the_cell_of_each(bloc: BlocOfThree, lead: FlaskClient) -> None:
    leaf = replace(SAMPLE.sections[0].children[0], title="a" * 501)
    wrong = replace(SAMPLE, sections=(replace(SAMPLE.sections[0], children=(leaf,)), *SAMPLE.sections[1:]))
    answer = upload(lead, "b.xlsx", write_workbook(wrong))
    assert answer.status_code == 422
    assert "Ô F5" in text(answer) or "Ô B5" in text(answer)
    assert "chưa có gì được nhập" in text(answer)
    assert spec_in(bloc) is None


def test_sums_that_do_not_add_up_are_shown_by_cell_before_all_else(bloc: BlocOfThree, lead: FlaskClient) -> None:
    wrong = replace(SAMPLE, sections=(replace(SAMPLE.sections[0], ceiling=Decimal(80)), *SAMPLE.sections[1:]))
    page = text(upload(lead, "b.xlsx", write_workbook(wrong)))
    assert "Ô C4" in page
    assert "Điểm tối đa của mục I là 80, các tiêu chí cộng lại 70" in page
    assert spec_in(bloc) is None


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("b.xlsm", write_workbook(SAMPLE), "theo mẫu"),
        ("b.xlsx", b"PK\x03\x04 nothing", "cắt dở"),
        ("b.xlsx", b"", "rỗng"),
        ("b.json", b"{", "sai cú pháp"),
        ("b.exe", b"MZ", "theo mẫu"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_in_words(
    bloc: BlocOfThree, lead: FlaskClient, name: str, content: bytes, words: str
) -> None:
    answer = upload(lead, name, content)
    assert answer.status_code == 422
    assert words in text(answer)


def test_a_confirmation_that_was_tampered_with_keeps_nothing(bloc: BlocOfThree, lead: FlaskClient) -> None:
    for sheet in ("{}", "[1]", "x", json.dumps(write_sheet(SAMPLE) | {"total": 1})):
        assert lead.post(f"{BASE}/import/confirm", data={"sheet": sheet, "revision": "0"}).status_code == 422
    assert spec_in(bloc) is None


def test_a_confirmation_over_a_draft_that_changed_keeps_the_draft(bloc: BlocOfThree, lead: FlaskClient) -> None:
    page = upload(lead, "b.xlsx", write_workbook(NOICHINH)).get_data(as_text=True)
    stored(bloc, SAMPLE)
    data = {"sheet": hidden(page, "sheet"), "revision": hidden(page, "revision")}
    assert lead.post(f"{BASE}/import/confirm", data=data).status_code == 409
    assert spec_in(bloc) == SAMPLE


# --- editing -------------------------------------------------------------------------------------------------------
