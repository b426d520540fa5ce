"""What the agency sends about its card: a row's cells, and the words of the card's way."""

from wtforms import BooleanField, IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from tenants.forms import Form

LONGEST_NOTE, LONGEST_CELL, LONGEST_REASON = 2000, 200, 1000


def _cell(label: str) -> StringField:
    return StringField(label, [Length(max=LONGEST_CELL)])


class VersionForm(Form):
    """Something done to the card as a whole, as the person saw it."""

    version = IntegerField("phiên bản", [InputRequired()])


class ClaimForm(VersionForm):
    """One row: its cells as they were typed (what they mean depends on the method), its note, and, where two people
    wrote at once, whose value to keep."""

    points = _cell("Điểm")
    met = _cell("Kết quả")
    count = _cell("Số lượng")
    step = _cell("Xếp loại")
    actual = _cell("Thực hiện")
    target = _cell("Kế hoạch")
    not_applicable = BooleanField("Không áp dụng")
    note = TextAreaField("Ghi chú", [Length(max=LONGEST_NOTE, message="Ghi chú dài quá 2.000 chữ.")])
    choose = StringField("Giữ giá trị nào")
    then = StringField("Đi tiếp")

    @property
    def typed(self) -> dict[str, str]:
        """The cells by the names the rules know; what was not sent is not there."""
        names = ("points", "met", "count", "step", "actual", "target")
        cells = {name: self[name].data or "" for name in names if self[name].raw_data}
        return cells | ({"not_applicable": "1"} if self.not_applicable.data else {})


class GiveBackForm(VersionForm):
    """The head gives the card back to the clerk."""

    reason = TextAreaField("Lý do chuyển lại", [DataRequired(), Length(max=LONGEST_REASON)])
