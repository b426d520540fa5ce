"""A year by the command line: closed, opened again, turned into the next."""

import json

import pytest

from tests.khoi.shell import Shell, sheet_of, shell

__all__ = ["shell"]
CODES = ("TTT", "CA", "STP", "BNC")


@pytest.fixture
def bloc(shell: Shell) -> Shell:
    shell.ok("year", "open", "2026")
    for code, seat in zip(CODES, ("lead", "deputy", "member", "member"), strict=True):
        shell.ok("agency", "add", code, f"Đơn vị {code}", "--seat", seat)
    shell.ok("sheet", "import", shell.file(sheet_of(3) | {"name": "Bảng năm 2026", "note": "Theo kế hoạch năm 2026"}))
    return shell


def over(bloc: Shell, *more: str) -> tuple[str, ...]:
    return ("year", "roll-over", "2026", "--lead", "CA", "--deputy", "STP", "--basis", "BB 12", *more)


def test_the_next_year_is_prepared_and_what_names_the_old_one_is_told(bloc: Shell) -> None:
    made = bloc.ok(*over(bloc))
    assert made["state"] == "preparing"
    assert made["members"] == list(CODES)
    assert made["other_years"] == [
        {"where": "Ghi chú của bảng tiêu chí", "text": "Theo kế hoạch năm 2026", "years": [2026]}
    ]
    assert "đã có năm 2027" in bloc.refused(*over(bloc))
    assert bloc.ok("year", "open", "2027")["state"] == "open"


def test_a_member_may_be_left_behind_but_not_a_chair(bloc: Shell) -> None:
    assert bloc.ok(*over(bloc, "--without", "TTT", "--no-sheet"))["members"] == ["CA", "STP", "BNC"]
    before = bloc.dump()
    assert "XYZ" in bloc.refused("year", "roll-over", "2027", "--lead", "XYZ", "--deputy", "CA", "--basis", "BB")
    assert "thành viên đã chọn" in bloc.refused(
        "year", "roll-over", "2027", "--lead", "TTT", "--deputy", "CA", "--basis", "BB"
    )
    unknown = ("year", "roll-over", "2030", "--lead", "CA", "--deputy", "STP", "--basis", "BB")
    assert "chưa có năm 2030" in bloc.refused(*unknown)
    assert bloc.dump() == before


def test_a_year_with_open_matters_closes_only_when_that_is_said(bloc: Shell) -> None:
    said = bloc.refused("year", "close", "2026")
    assert "Kết quả xếp hạng chưa công bố" in said
    assert "--anyway" in said
    closed = bloc.ok("year", "close", "2026", "--anyway", "--reason", "Kết thúc")
    assert (closed["state"], "Kết quả xếp hạng chưa công bố" in closed["unfinished"]) == ("closed", True)
    assert "không đang mở" in bloc.refused("year", "close", "2026", "--anyway")


def test_only_a_closed_year_is_opened_again_and_with_a_reason(bloc: Shell) -> None:
    assert "chưa khóa" in bloc.refused("year", "open", "2026", "--reopen", "Sửa")
    bloc.ok("year", "close", "2026", "--anyway")
    assert "lý do" in bloc.refused("year", "open", "2026", "--reopen", " ")
    assert bloc.ok("year", "open", "2026", "--reopen", "Sửa sai sót")["state"] == "open"
    assert "Chọn một trong hai" in bloc.refused("year", "open", "2026", "--archive", "--reopen", "x")
    assert "chưa có năm 2031" in bloc.refused("year", "open", "2031", "--reopen", "x")


def test_every_act_stands_in_a_journal_that_holds(bloc: Shell) -> None:
    bloc.ok(*over(bloc))
    bloc.ok("year", "close", "2026", "--anyway")
    bloc.ok("year", "open", "2026", "--reopen", "Sửa sai sót")
    assert json.dumps(bloc.ok("journal", "verify")).count("broken") == 0
    text = " ".join(bloc.dump())
    for act in ("roll_over", "close_year", "reopen_year"):
        assert f"'{act}'" in text
