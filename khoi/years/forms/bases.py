"""The form of a legal basis."""

from typing import Any

from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from khoi.years.rules import KINDS, Basis
from tenants.forms import DateField, EditForm, options

DAY = "Ví dụ: 01/07/2025."


class BasisForm(EditForm):
    """A text the bloc may cite, and when it is in force."""

    kind = SelectField("Loại văn bản", choices=options((kind, kind) for kind in KINDS))
    number = StringField("Số, ký hiệu", [DataRequired(), Length(max=60)], description="Ví dụ: 152/2025/NĐ-CP.")
    title = TextAreaField("Trích yếu", [DataRequired(), Length(max=500)])
    issued = DateField("Ngày ban hành", [InputRequired()], description=DAY)
    in_force_from = DateField("Có hiệu lực từ ngày", [InputRequired()], description=DAY)
    in_force_to = DateField(
        "Hết hiệu lực sau ngày", [Optional()], description="Ngày cuối còn hiệu lực. Để trống: còn hiệu lực."
    )
    verify = BooleanField(
        "Cần kiểm tra hiệu lực", description="Khi viện dẫn, phần mềm nhắc kiểm tra thay vì coi là còn hay hết hiệu lực."
    )
    note = StringField("Ghi chú", [Length(max=500)])

    def basis(self) -> Basis:
        """What was typed, once it is well-formed."""
        issued: Any = self.issued.data
        begins: Any = self.in_force_from.data
        return Basis(
            self.kind.data, self.number.data or "", self.title.data or "", issued, begins, self.in_force_to.data,
            bool(self.verify.data), self.note.data or "",
        )  # fmt: skip
