"""Legal bases: what is in force on a day, and what is said of a citation."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.years import actions
from khoi.years.models import LegalBasis, bases_of, basis_numbered, legal_bases
from khoi.years.rules import Basis, in_force, objections_to_basis, warnings_for_citing
from tenants.database import db
from tenants.refusal import Refused
from tenants.scope import OutOfScope, Scope, acting
from tests.khoi.scoring.cards_made import working

OLD = Basis("Nghị định", "98/2023/NĐ-CP", "Quy định chi tiết", date(2023, 12, 31), date(2024, 1, 1), date(2025, 6, 30))
NEW = Basis("Nghị định", "152/2025/NĐ-CP", "Quy định về phân cấp", date(2025, 6, 14), date(2025, 7, 1), verify=True)
LAW = Basis("Luật", "06/2022/QH15", "Luật Thi đua, khen thưởng", date(2022, 6, 15), date(2024, 1, 1))
LATER = Basis("Thông tư", "15/2025/TT-BNV", "Quy định biện pháp", date(2025, 8, 4), date(2025, 8, 5))
BASES = (OLD, NEW, LATER, LAW)


def test_a_text_is_in_force_from_its_first_day_to_its_last():
    assert [basis.number for basis in in_force(BASES, date(2025, 6, 30))] == ["06/2022/QH15", "98/2023/NĐ-CP"]
    assert [basis.number for basis in in_force(BASES, date(2025, 7, 1))] == ["06/2022/QH15", "152/2025/NĐ-CP"]
    assert in_force(BASES, date(2023, 12, 31)) == []


@given(st.dates(), st.dates(), st.none() | st.dates(), st.booleans())
def test_what_is_in_force_gets_no_warning_unless_it_wants_checking(on, begins, ends, verify):
    basis = replace(LAW, in_force_from=begins, in_force_to=ends, verify=verify)
    said = warnings_for_citing("Căn cứ Luật số 06/2022/QH15", [basis], on)
    assert bool(said) == (verify or basis not in in_force([basis], on))
    assert not (verify and said[0].dead)
    assert not any("hết hiệu lực" in warning.message for warning in said if verify)


def test_citing_a_dead_text_raises_a_warning():
    [warning] = warnings_for_citing("Căn cứ Nghị định số 98/2023/NĐ-CP của Chính phủ", BASES, date(2026, 3, 1))
    assert warning.dead
    assert warning.message == "Nghị định số 98/2023/NĐ-CP: đã hết hiệu lực sau ngày 30/06/2025."


def test_a_text_not_yet_in_force_is_told_so():
    [warning] = warnings_for_citing("15/2025/TT-BNV", BASES, date(2025, 8, 4))
    assert "chưa có hiệu lực" in warning.message


def test_a_text_whose_dates_want_looking_at_is_never_called_dead():
    ended = replace(NEW, in_force_to=date(2025, 12, 31))
    [warning] = warnings_for_citing("152/2025/NĐ-CP", [ended], date(2026, 3, 1))
    assert not warning.dead
    assert "cần kiểm tra" in warning.message


@pytest.mark.parametrize(
    "text",
    [
        "nghị định 98/2023/nđ-cp", "Nghị định số 98 / 2023 / NĐ – CP", "theo Nghị định 98/2023, khối", "98/2023/NĐ-CP.",
        "Nghị định  số\n98/2023/NĐ-CP",
    ],
)  # fmt: skip
def test_a_text_is_found_however_people_write_its_number(text):
    assert warnings_for_citing(text, BASES, date(2026, 3, 1))


@pytest.mark.parametrize("text", ["198/2023/NĐ-CP", "98/2023/NĐ-CPX", "tháng 98/2023", "98/2023/QĐ-UBND", ""])
def test_another_number_is_not_taken_for_it(text):
    assert warnings_for_citing(text, BASES, date(2026, 3, 1)) == []


def test_a_citation_goes_on_within_the_sentence():
    decree = replace(OLD, number="30/2020/NĐ-CP", title="Về công tác văn thư", issued=date(2020, 3, 5))
    assert decree.citation() == "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 về công tác văn thư"
    assert LAW.citation() == "Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022"


def test_dates_out_of_order_are_told_by_their_field():
    assert objections_to_basis(LAW) == []
    assert objections_to_basis(replace(LAW, in_force_from=date(2022, 1, 1)))[0][0] == "in_force_from"
    assert objections_to_basis(replace(LAW, in_force_to=date(2023, 1, 1)))[0][0] == "in_force_to"


@pytest.fixture
def trio(make):
    return make.bloc_of_three()


def test_a_year_opens_with_the_texts_every_bloc_cites(make):
    bloc = make.bloc()
    with acting(Scope.of_operator(bloc.id)):
        year = actions.open_year(bloc, 2027)
        db.session.commit()
        rows = legal_bases(year.id)
        assert [row.kind for row in rows] == ["Luật"] * 2 + ["Nghị định"] * 3 + ["Thông tư"] * 2
        assert {row.number for row in rows if row.verify} == {"06/2026/QH16", "152/2025/NĐ-CP"}
        actions.load_bases(year)
        db.session.commit()
        assert len(legal_bases(year.id)) == 7
        db.session.rollback()


def test_the_lead_keeps_the_texts_and_members_read_them(trio, make):
    with working(trio, trio.lead, make, seated=True):
        row = actions.add_basis(trio.year, OLD)
        actions.change_basis(row, replace(OLD, note="Đã thay bằng 152/2025"))
        actions.change_basis(row, replace(row.as_basis(), in_force_to=date(2025, 6, 29)))
    with working(trio, trio.member, make):
        [basis] = bases_of(trio.year.id)
        assert (basis.note, basis.in_force_to) == ("Đã thay bằng 152/2025", date(2025, 6, 29))


def test_one_number_stands_once_in_the_list(trio, make):
    with working(trio, trio.lead, make, seated=True):
        actions.add_basis(trio.year, OLD)
        actions.add_basis(trio.year, NEW)
    with pytest.raises(Refused) as refused, working(trio, trio.lead, make, seated=True):
        actions.add_basis(trio.year, replace(OLD, title="Khác"))
    assert refused.value.field == "number"
    with pytest.raises(Refused), working(trio, trio.lead, make, seated=True):
        actions.change_basis(basis_numbered(trio.year.id, NEW.number), OLD)


def test_a_member_writes_no_law(trio, make):
    with pytest.raises(OutOfScope), working(trio, trio.member, make):
        db.session.add(
            LegalBasis(
                bloc_id=trio.bloc.id, year_id=trio.year.id, shown_to="members", kind="Luật", number="1", title="x",
                issued=date(2026, 1, 1), in_force_from=date(2026, 1, 1),
            )
        )  # fmt: skip
        db.session.flush()
