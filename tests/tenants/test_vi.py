"""Vietnamese numbers, dates, names and the words of forms."""

import contextlib
import datetime as dt
import re
import unicodedata
from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wtforms import DecimalField, Form, IntegerField, StringField
from wtforms.validators import InputRequired, Length

from tenants import vi
from tenants.refusal import Refused

DEADLINE = dt.datetime(2026, 11, 25, 10, 0, tzinfo=dt.UTC)
figures = st.decimals(min_value=-999_999_999, max_value=999_999_999, places=3)
words = st.text(st.characters(categories=["L", "M", "Nd", "Zs"]), max_size=12)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("8,5", "8.5"), ("8.5", "8.5"), ("87.25", "87.25"), ("1.234,5", "1234.5"), ("1.234", "1234"), ("0,125", "0.125"),
     ("1.234.567,891", "1234567.891"), ("1234,5", "1234.5"), (" 10 ", "10"), ("007", "7"), ("-2,5", "-2.5"),
     ("−2,5", "-2.5"), ("0", "0"), ("-0", "0"), ("\u00a08,5", "8.5")],
)  # fmt: skip
def test_a_number_is_read_as_vietnamese_people_write_it(typed, meant):
    assert vi.read_decimal(typed) == Decimal(meant)


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "NaN", "sNaN", "Infinity", "-inf", "1e3", "1E3", "1_0", "٣", "١", "１２", "1,234.5", "1.23,4", "12.34.5",
     "8,", ",5", ".5", "8.", "+5", "--5", "8,5,5", "1 234", "0x1", "8,5 điểm", "1.234.56", "0.125", "12345.678",
     "½", "²", "8,1234", "9" * 25, "8\n5", "=1+1"],
)  # fmt: skip
def test_what_is_no_plain_number_is_refused_in_words(typed):
    with pytest.raises(Refused, match=r"[Nn]hập|Số dài|Chưa nhập"):
        vi.read_decimal(typed)


@given(figures)
def test_a_shown_number_reads_back_as_itself(value):
    assert vi.read_decimal(vi.number(value)) == value
    assert vi.read_decimal(vi.number(value, 3)) == value


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_finite_number_or_a_refusal(typed):
    with contextlib.suppress(Refused):
        assert vi.read_decimal(typed).is_finite()


def test_a_count_has_no_decimals():
    assert vi.read_whole("1.234") == 1234
    for typed in ("8,5", "8.5", "1e3", "٣", "", "1_0", "1,0"):
        with pytest.raises(Refused):
            vi.read_whole(typed)


def test_numbers_are_shown_with_a_decimal_comma_and_a_true_minus():
    assert vi.number(Decimal("1234.5"), 2) == "1.234,50"
    assert vi.number(Decimal("-1234.5")) == "−1.234,5"
    assert vi.number(Decimal("-0.004"), 2) == "0,00"
    assert vi.number(Decimal("1E+3")) == "1.000"
    assert vi.number(Decimal("8.50")) == "8,5"
    assert vi.number(Decimal("2.345"), 2) == "2,35"
    assert vi.number(None) == ""
    assert vi.points(Decimal(87)) == "87,00"
    assert vi.points(None) == "–"


@pytest.mark.parametrize(
    ("octets", "shown"),
    [(0, "0 byte"), (1023, "1023 byte"), (1024, "1 KB"), (2_516_582, "2,4 MB"), (20 * 2**20, "20 MB"),
     (5 * 2**40, "5.120 GB")],
)  # fmt: skip
def test_a_file_size_is_said_shortly(octets, shown):
    assert vi.size(octets) == shown


def test_a_moment_is_shown_by_the_clock_of_the_bloc():
    assert vi.date_time(DEADLINE) == "17:00 ngày 25/11/2026"
    assert vi.date(DEADLINE.replace(hour=18)) == "26/11/2026"
    assert vi.long_date(DEADLINE) == "Thứ Tư, ngày 25/11/2026"
    with pytest.raises(ValueError, match="time zone"):
        vi.date_time(dt.datetime(2026, 11, 25, 10))  # noqa: DTZ001


@pytest.mark.parametrize(("today", "words"), [(22, "còn 3 ngày"), (25, "hôm nay"), (27, "chậm 2 ngày")])
def test_days_are_counted_by_the_calendar(today, words):
    assert vi.days_left(DEADLINE, dt.date(2026, 11, today)) == words


@pytest.mark.parametrize("typed", ["25/11/2026", "2026-11-25", " 25-11-2026 ", "25.11.2026"])
def test_a_day_is_read_day_before_month(typed):
    assert vi.read_date(typed) == dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    "typed", ["", "31/02/2026", "11/25/2026", "25/11/26", "２５/11/2026", "mai", "00/01/2026", "1/1/0000"]
)
def test_a_day_that_is_none_is_refused(typed):
    with pytest.raises(Refused):
        vi.read_date(typed)


@pytest.mark.parametrize(
    "typed",
    ["17:00 25/11/2026", "17:00 ngày 25/11/2026", "25/11/2026 17:00", "2026-11-25T17:00", "17h00 ngày 25/11/2026"],
)
def test_a_moment_is_read_in_vietnamese_time(typed):
    assert vi.read_date_time(typed) == DEADLINE


def test_a_due_date_without_an_hour_is_its_last_second():
    assert vi.read_date_time("25/11/2026") == dt.datetime(2026, 11, 25, 16, 59, 59, tzinfo=dt.UTC)


@pytest.mark.parametrize("typed", ["", "17:00", "24:00 25/11/2026", "17:00 17:00 25/11/2026", "25/11/2026 26/11/2026"])
def test_a_moment_that_is_none_is_refused(typed):
    with pytest.raises(Refused):
        vi.read_date_time(typed)


@given(st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2100, 1, 1), timezones=st.just(vi.ZONE)))  # noqa: DTZ001
def test_a_shown_moment_reads_back_as_itself(moment):
    minute = moment.replace(second=0, microsecond=0)
    assert vi.read_date_time(vi.date_time(minute)) == minute


def test_names_are_sorted_as_a_vietnamese_dictionary_sorts_them():
    names = [
        "a", "à", "ả", "ã", "á", "ạ", "ai", "ă", "ắc", "â", "ba", "da", "Đà Nẵng", "Đắk Lắk", "e", "ê", "o", "ô", "ơ",
        "Thanh tra tỉnh", "Tòa án", "tổ", "u", "Ủy ban", "ư", "Ưu tú", "Viện kiểm sát", "y",
    ]  # fmt: skip
    backwards = names[::-1]
    assert sorted(backwards, key=vi.vi_key) == names


@given(words, words)
def test_the_order_of_names_is_total_and_knows_no_unicode_form(one, other):
    assert vi.vi_key(one) == vi.vi_key(unicodedata.normalize("NFD", one))
    assert (vi.vi_key(one) == vi.vi_key(other)) is (vi.nfc(one) == vi.nfc(other))
    assert (vi.vi_key(one) < vi.vi_key(other)) is not (vi.vi_key(one) >= vi.vi_key(other))


@given(words)
def test_a_folded_word_stays_folded_in_both_unicode_forms(word):
    assert vi.fold(vi.fold(word)) == vi.fold(word) == vi.fold(unicodedata.normalize("NFD", word))


def test_a_name_is_found_without_diacritics():
    assert vi.fold("Ủy ban nhân dân tỉnh ĐẮK LẮK") == "uy ban nhan dan tinh dak lak"


def catalogue() -> list[str]:
    text = files("wtforms").joinpath("locale/wtforms.pot").read_text("utf-8")
    joined = re.sub(r'"\n"', "", text)
    return [found for found in re.findall(r'^msgid(?:_plural)? "(.+)"$', joined, re.M) if found]


def test_every_message_of_wtforms_is_in_vietnamese_with_the_same_places():
    assert len(catalogue()) > 40
    for message in catalogue():
        ours = vi.FORM_MESSAGES[message]
        places = re.findall(r"%\(\w+\)[sd]|%s", message)
        assert re.findall(r"%\(\w+\)[sd]|%s", ours) == places, message


class Asked(Form):
    name = StringField(validators=[InputRequired(), Length(min=3, max=5)])
    count = IntegerField()
    points = DecimalField()

    class Meta:
        def get_translations(self, form):
            return vi.Translations()


def test_a_form_speaks_vietnamese():
    form = Asked(data=None, formdata=_typed(name="ab", count="x", points="y"))
    assert not form.validate()
    assert form.errors == {
        "name": ["Nhập từ 3 đến 5 ký tự."],
        "count": ["Nhập số nguyên, ví dụ 12 hoặc 1.234."],
        "points": ["Nhập số dạng 8,5 hoặc 1.234,5."],
    }


def _typed(**values):
    class Typed(dict):
        getlist = dict.__getitem__

    return Typed({name: [value] for name, value in values.items()})
