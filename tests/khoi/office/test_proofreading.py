"""Years and figures in a text, case by case: what a careful reader asks about and what not."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.office.proofreading import figures_in, other_years

#: The customer's own plan of 2026, copied from the year before: three tasks kept its year.
FAULTY = (
    "Triển khai sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2025 Khối thi đua các cơ quan nội chính tỉnh",
    "Phát động các Đợt thi đua theo chuyên đề trong năm 2025",
    "Tổng hợp xây dựng báo cáo Tổng kết công tác thi đua, khen thưởng năm 2025 và các báo cáo liên quan khác",
)
RIGHT = (
    "Kế hoạch số 01/KH-UBND ngày 04/01/2026 của UBND tỉnh về công tác thi đua, khen thưởng năm 2026",
    "Luật Thi đua, Khen thưởng và các văn bản hướng dẫn thi hành",
    "Đẩy mạnh các phong trào thi đua, thiết thực lập thành tích chào mừng các ngày lễ lớn, kỷ niệm trong năm 2026",
    "Báo cáo Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2026 và các báo cáo liên quan khác",
)


@pytest.mark.parametrize("text", FAULTY)
def test_the_plan_that_was_copied_from_last_year_is_asked_about(text):
    assert other_years(text, 2026) == [2025]


@pytest.mark.parametrize("text", RIGHT)
def test_the_rest_of_that_plan_is_not(text):
    assert other_years(text, 2026) == []


@pytest.mark.parametrize(
    ("text", "years"),
    [
        # the year itself, and others said in words
        ("Nhiệm vụ năm 2026", []),
        ("Nhiệm vụ năm 2027", [2027]),
        ("năm 2024, năm 2025 và năm 2024", [2024, 2025]),
        ("NĂM 2025", [2025]),
        ("(2025)", [2025]),
        ("Kết thúc năm 2025.", [2025]),
        ("Trong năm 2025 đơn vị đã khen thưởng", [2025]),
        # months, quarters, days
        ("tháng 6/2025", [2025]),
        ("tháng 6 năm 2025", [2025]),
        ("quý II/2025", [2025]),
        ("Hội nghị ngày 15/3/2025 tại thành phố Lạng Sơn", [2025]),
        ("Hội nghị ngày 15 tháng 3 năm 2025", [2025]),
        ("Hội nghị ngày 15-3-2026", []),
        # documents are quoted with their own year
        ("Nghị định số 152/2025/NĐ-CP", []),
        ("Luật số 06/2022/QH15", []),
        ("Thông tư 15/2025/TT-BNV", []),
        ("số 2025/QĐ-UBND", []),
        ("Quyết định 2025/QĐ-UBND ngày 30/12/2025", []),
        ("Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ", []),
        ("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022", []),
        ("Luật Thi đua, khen thưởng năm 2022", []),
        ("Hiến pháp năm 2013", []),
        ("theo văn bản số 12/KTĐ ngày 05.06.2025", []),
        ("Triển khai Luật Thi đua, khen thưởng trong năm 2025", [2025]),
        ("Kế hoạch số 01/KH-UBND ngày 04/01/2025 về công tác năm 2025", [2025]),
        ("Kế hoạch công tác năm 2025", [2025]),
        ("Ban hành Kế hoạch. Họp ngày 04/01/2025", [2025]),
        # spans
        ("năm học 2025-2026", []),
        ("năm học 2025 – 2026", []),
        ("năm học 2024-2025", [2024, 2025]),
        ("giai đoạn 2021-2030", []),
        ("giai đoạn 2021-2025", [2021, 2025]),
        ("nhiệm kỳ 2025–2030", []),
        ("từ năm 2021 đến năm 2026", []),
        ("tính từ ngày 01/12/2025 đến hết ngày 30/11/2026", []),
        ("tính từ ngày 01/12/2024 đến hết ngày 30/11/2025", [2024, 2025]),
        # comparisons
        ("tăng 5 % so với năm 2025", []),
        ("tăng 5 % so với cùng kỳ năm 2025", []),
        ("giảm so với 6 tháng đầu năm 2025", []),
        ("tăng so với cùng kỳ 2025, đạt kế hoạch năm 2024", [2024]),
        # no years at all
        ("đã tiếp 2025 lượt người", []),
        ("thu hồi 2050 triệu đồng", []),
        ("2.025 hồ sơ", []),
        ("2025,5 điểm", []),
        ("12025 và 20251", []),
        ("mã hồ sơ 0202512", []),
        ("1999, 2101", []),
        ("phòng số 2025", []),
        ("", []),
    ],
)
def test_a_year_is_asked_about_by_its_pattern(text, years):
    assert other_years(text, 2026) == years


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    assert 2026 not in other_years(text, 2026)
    figures_in(text)


@given(st.integers(2000, 2100), st.integers(2000, 2100))
def test_a_year_is_asked_about_exactly_when_it_is_another(said, year):
    assert other_years(f"Tổng kết năm {said}", year) == ([] if said == year else [said])


def test_a_long_text_is_read_in_time_in_proportion():
    other_years("Kế hoạch số văn bản ngày Luật so với cùng kỳ " * 5000, 2026)
    figures_in("1.234 2025 " * 20000)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Khen thưởng 12 tập thể, 35 cá nhân.", [("12", "tập thể"), ("35", "cá nhân")]),
        ("đã tiếp 1.234 lượt công dân", [("1234", "lượt công dân")]),
        ("đạt 102,5 % kế hoạch", [("102.5", "% kế hoạch")]),
        ("hoàn thành 48 nhiệm vụ trong 6 tháng đầu năm 2026", [("48", "nhiệm vụ trong"), ("6", "tháng đầu")]),
        ("1. Ban hành 3 văn bản", [("3", "văn bản")]),
        ("1.2) Có 4 phong trào", [("4", "phong trào")]),
        ("Nghị định 152/2025/NĐ-CP, ngày 04/01/2026, tháng 6, quý 2", []),
        ("hoàn thành 47/48 nhiệm vụ", []),
        ("Covid-19, A4, 12b", []),
        ("không có số nào", []),
    ],
)
def test_figures_come_with_what_they_count(text, found):
    assert [(str(figure.value), figure.after) for figure in figures_in(text)] == found


def test_a_figure_keeps_how_it_was_typed():
    [figure] = figures_in("1.234,5 điểm")
    assert (figure.value, figure.said) == (Decimal("1234.5"), "1.234,5")
