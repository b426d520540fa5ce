"""Forms: what people type arrives clean and exact, or is refused in Vietnamese and shown again."""

import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from wtforms import PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from tenants.forms import DateField, DateTimeField, Form, PointsField, WholeField, options


class Sample(Form):
    name = StringField("Tên", [InputRequired(), Length(max=20)])
    secret = PasswordField("Mật khẩu")
    points = PointsField("Điểm", most=Decimal("100"))
    days = WholeField("Số ngày", most=366)
    day = DateField("Ngày")
    due = DateTimeField("Hạn nộp")
    seat = SelectField("Vị trí", choices=options([("lead", "Khối trưởng")]), default="lead")


@pytest.fixture
def sent(app):
    app.config["WTF_CSRF_ENABLED"] = False

    def send(**values):
        with app.test_request_context(method="POST", data={"name": "Tên", "seat": "lead"} | values):
            form = Sample()
            form.validate()
            return form

    return send


def test_text_arrives_in_nfc_without_spaces_around_it_and_without_control_signs(sent):
    typed = "  " + unicodedata.normalize("NFD", "Đặng Thị Hồng") + "\x00 "
    assert sent(name=typed).name.data == "Đặng Thị Hồng"


def test_a_password_keeps_its_spaces_and_becomes_nfc(sent):
    assert sent(secret=unicodedata.normalize("NFD", " mật khẩu ")).secret.data == " mật khẩu "


@pytest.mark.parametrize(
    ("typed", "read"),
    [("8,5", "8.5"), ("8.5", "8.5"), ("0", "0"), ("100", "100"), ("0,125", "0.125"), ("１", None), ("1e3", None),
     ("NaN", None), ("-1", None), ("1.234", None), ("100,001", None), ("9" * 100, None), (" ", None)],
)  # fmt: skip
def test_points_are_read_as_people_write_them_and_stay_under_the_ceiling(sent, typed, read):
    form = sent(points=typed)
    if read is None:
        assert form.points.errors
        assert f'value="{typed}"' in form.points()
    else:
        assert form.points.data == Decimal(read)
        assert not form.errors


def test_points_over_the_ceiling_are_refused_with_both_limits(sent):
    assert sent(points="100,5").points.errors == ["Nhập từ 0 đến 100."]


def test_nothing_typed_is_nothing_not_zero(sent):
    form = sent(points="", days="", day="", due="")
    assert (form.points.data, form.days.data, form.day.data, form.due.data) == (None, None, None, None)
    assert not form.errors


def test_days_are_whole_numbers(sent):
    assert sent(days="12").days.data == 12
    assert sent(days="1,5").days.errors == ["Nhập số nguyên, ví dụ 12 hoặc 1.234."]
    assert sent(days="-1").days.errors == ["Nhập từ 0 đến 366."]


def test_dates_are_read_day_first_and_a_date_without_an_hour_is_its_last_second(sent):
    assert sent(day="5/2/2026").day.data == date(2026, 2, 5)
    assert sent(due="25/11/2026").due.data.astimezone(UTC) == datetime(2026, 11, 25, 16, 59, 59, tzinfo=UTC)
    assert sent(due="17:00 ngày 25/11/2026").due.data.astimezone(UTC) == datetime(2026, 11, 25, 10, tzinfo=UTC)


def test_what_was_typed_wrongly_is_shown_again_as_it_was(sent):
    form = sent(due="32/11/2026")
    assert form.due.errors
    assert 'value="32/11/2026"' in form.due()


def test_messages_are_vietnamese(sent):
    assert sent(name="").name.errors == ["Mục này bắt buộc nhập."]
    assert sent(name="x" * 21).name.errors == ["Nhập nhiều nhất 20 ký tự."]
    assert sent(seat="chair").seat.errors == ["Chọn một mục trong danh sách."]


@pytest.mark.parametrize("typed", ["25/11/2026", "17:00 ngày 25/11/2026", "00:00 ngày 25/11/2026"])
def test_a_moment_shown_in_its_field_reads_back_as_the_same_moment(sent, typed):
    first = sent(due=typed).due
    assert sent(due=first._value()).due.data == first.data
