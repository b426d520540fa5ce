"""The form by which an agency is not considered."""

from wtforms import SelectField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from tenants.forms import Form, options
from tenants.models import Membership


class SetAsideForm(Form):
    """An agency is not considered: which, and why."""

    agency = SelectField("Đơn vị", [DataRequired("Chọn đơn vị.")])
    ground = SelectField("Lý do", [Optional()])
    words = TextAreaField(
        "Ghi cụ thể", [Length(max=400)], description="Số, ngày văn bản; hoặc lý do khác danh sách trên."
    )

    def offer(self, members: list[Membership], grounds: list[str]) -> None:
        named = ((member.public_id, member.name_that_year) for member in members)
        self.agency.choices = options([("", "Chọn đơn vị…"), *named])
        self.ground.choices = options([("", "Lý do khác (ghi cụ thể bên dưới)"), *((text, text) for text in grounds)])

    def reason(self) -> str:
        return ": ".join(text for text in (self.ground.data, self.words.data) if text)

    def validate_words(self, field: TextAreaField) -> None:
        if not self.reason():
            raise ValidationError("Chọn lý do hoặc ghi cụ thể.")
