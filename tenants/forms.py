"""Forms: is what was sent well-formed? Text comes clean and in one form, numbers and dates as they are typed here."""

import hashlib
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Generic, TypeVar

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, PasswordField, SelectMultipleField, StringField
from wtforms.fields import choices
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from tenants import vi
from tenants.refusal import Refused

Value = TypeVar("Value")


def clean(text: Any) -> Any:
    """Text without the spaces around it and without control signs (no database column wants a NUL)."""
    return plain(text).strip() if isinstance(text, str) else text


def plain(text: Any) -> Any:
    """Text in NFC with one kind of line end; spaces are kept, for in a password they count."""
    if not isinstance(text, str):
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return vi.nfc("".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs")))


class Form(FlaskForm):  # type: ignore[misc]
    """Every form of the house: Vietnamese words, clean text."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def get_translations(self, form: Any) -> vi.Translations:
            return vi.Translations()

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            if issubclass(unbound_field.field_class, StringField):
                secret = issubclass(unbound_field.field_class, PasswordField)
                own = unbound_field.kwargs.get("filters", ())
                options = options | {"filters": (plain if secret else clean, *own)}
            bound: Field = unbound_field.bind(form=form, **options)
            return bound


class EditForm(Form):
    """A form over a row that others edit too: it carries a mark of what its person saw, and is stale when that is
    no longer what stands."""

    seen = HiddenField()

    def show(self, *values: object) -> None:
        """These values stand on the page now."""
        self.seen.data = _mark(values)

    def is_stale(self, *values: object) -> bool:
        """Has somebody changed them since? Then the form says so, and a second save is a decided one."""
        if self.seen.data == _mark(values):
            return False
        words = ", ".join(str(value) for value in values if value not in (None, ""))
        self.form_errors.append(
            f"Người khác vừa sửa mục này, hiện là: {words}. Lưu lần nữa để thay bằng nội dung dưới."
        )
        self.show(*values)
        return True


def _mark(values: tuple[object, ...]) -> str:
    return hashlib.sha256(repr([str(value) for value in values]).encode()).hexdigest()[:16]


def options(pairs: Iterable[tuple[str, str]]) -> list[Any]:
    """Choices of a select or radio field: (value, label). Tuples themselves are on their way out of WTForms."""
    return [choices.SelectChoice(value, label) for value, label in pairs]  # type: ignore[attr-defined]


class TicksField(SelectMultipleField):
    """Several of a short list, each ticked or not."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class TypedField(Field, Generic[Value]):
    """A value typed as text, read by `tenants.vi`; what cannot be read is shown again as it was typed."""

    widget = TextInput()
    data: Value | None
    inputmode = "decimal"

    def __init__(self, label: str = "", validators: Any = (), *, least: Value | None = None, most: Value | None = None,
                 **kwargs: Any) -> None:  # fmt: skip
        attributes = {"inputmode": self.inputmode, "autocomplete": "off"} | kwargs.pop("render_kw", {})
        super().__init__(label, validators, render_kw=attributes, **kwargs)
        #: The limits, both included; a view may set them when it knows the row.
        self.least, self.most = least, most

    def read(self, text: str) -> Value:
        raise NotImplementedError

    def shown(self, value: Value) -> str:
        raise NotImplementedError

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        if not valuelist or valuelist[0] == "":
            return
        try:
            self.data = self.read(vi.nfc(str(valuelist[0])))
        except Refused as refused:
            raise ValueError(refused.message) from None

    def pre_validate(self, form: Any) -> None:
        if self.data is not None and not self.is_within(self.data):
            raise ValidationError(self.limits())

    def is_within(self, value: Any) -> bool:
        least: Any = self.least
        most: Any = self.most
        return (least is None or value >= least) and (most is None or value <= most)

    def limits(self) -> str:
        low, high = (None if limit is None else self.shown(limit) for limit in (self.least, self.most))
        if low is None or high is None:
            return f"Nhập từ {low} trở lên." if high is None else f"Nhập không quá {high}."
        return f"Nhập từ {low} đến {high}."

    def _value(self) -> str:
        if self.raw_data and (self.errors or self.process_errors or self.data is None):
            return str(self.raw_data[0])
        return "" if self.data is None else self.shown(self.data)


class PointsField(TypedField[Decimal]):
    """Points or another exact number from 0 up; `8,5`, `8.5`, `1.234,5` are read. Set `most` to the ceiling."""

    def __init__(self, label: str = "", validators: Any = (), **kwargs: Any) -> None:
        super().__init__(label, validators, **{"least": Decimal(0)} | kwargs)

    def read(self, text: str) -> Decimal:
        return vi.read_decimal(text)

    def shown(self, value: Decimal) -> str:
        return vi.number(value)


class WholeField(TypedField[int]):
    """A count or a number of days, from 0 up."""

    inputmode = "numeric"

    def __init__(self, label: str = "", validators: Any = (), **kwargs: Any) -> None:
        super().__init__(label, validators, **{"least": 0} | kwargs)

    def read(self, text: str) -> int:
        return vi.read_whole(text)

    def shown(self, value: int) -> str:
        return vi.number(value)


class DateField(TypedField[date]):
    """A day: `25/11/2026`."""

    inputmode = "text"

    def read(self, text: str) -> date:
        return vi.read_date(text)

    def shown(self, value: date) -> str:
        return vi.date(value)


class DateTimeField(TypedField[datetime]):
    """A moment by the bloc's clock: `17:00 ngày 25/11/2026`; a day without an hour is its last second."""

    inputmode = "text"

    def read(self, text: str) -> datetime:
        return vi.read_date_time(text)

    def shown(self, value: datetime) -> str:
        """What reads back as the same moment: the last second of a day is written as the day."""
        return vi.date(value) if value.astimezone(vi.ZONE).time() == time(23, 59, 59) else vi.date_time(value)
