"""The form of a rule of awards."""

from collections.abc import Sequence

from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import DataRequired, Length, Optional

from khoi.awards.rules import ASKS, RuleKind, RuleSpec
from khoi.pledges.models import Title
from khoi.pledges.rules import FOR_WHOM
from tenants.forms import DateField, EditForm, WholeField, options


class RuleForm(EditForm):
    """What a candidate for a title is held against."""

    kind = SelectField("Quy tắc", [DataRequired("Chọn quy tắc.")])
    title = SelectField("Áp dụng cho", default="")
    number = WholeField("Số (số năm, số đề nghị, số phần)", [Optional()], most=1000)
    out_of = WholeField("Trên (nếu là tỷ lệ; 100 là phần trăm)", [Optional()], least=1, most=1000)
    other = SelectField("Danh hiệu, hình thức thứ hai", default="")
    basis = StringField("Căn cứ", [Length(max=300)], description="Số, ký hiệu văn bản; hoặc quy chế của Khối.")
    in_force_from = DateField("Áp dụng từ ngày", [Optional()])
    in_force_to = DateField("Đến hết ngày", [Optional()])
    verify = BooleanField("Cần kiểm tra lại căn cứ")
    note = StringField("Ghi chú", [Length(max=500)])
    in_use = BooleanField("Đang dùng", default=True)

    def offer(self, titles: Sequence[Title]) -> None:
        """The kinds, and the titles of the year's catalogue."""
        named = [(row.code, f"{row.name} · {FOR_WHOM[row.for_whom].lower()}") for row in titles]
        groups = [("", "Mọi danh hiệu, hình thức"), *((f"*{key}", f"Mọi {name.lower()}") for key, name in _WHOM)]
        self.kind.choices = options([("", "Chọn quy tắc…"), *((kind.value, ASKS[kind].name) for kind in RuleKind)])
        self.title.choices = options([*groups, *named])
        self.other.choices = options([("", "Không có"), *named])

    def put(self, spec: RuleSpec) -> None:
        """The fields show this rule."""
        self.kind.data, self.title.data = spec.kind.value, spec.title or (f"*{spec.for_whom}" if spec.for_whom else "")
        self.number.data, self.out_of.data, self.other.data = spec.number or None, spec.out_of, spec.other
        self.basis.data, self.note.data, self.verify.data = spec.basis, spec.note, spec.verify
        self.in_force_from.data, self.in_force_to.data = spec.in_force_from, spec.in_force_to

    def spec(self) -> RuleSpec:
        """The rule as it was typed; what its kind does not ask is left out."""
        kind = RuleKind(self.kind.data)
        asks, chosen = ASKS[kind], self.title.data or ""
        return RuleSpec(
            kind, "" if chosen.startswith("*") else chosen, chosen[1:] if chosen.startswith("*") else "",
            (self.number.data or 0) if asks.number else 0, (self.out_of.data or 100) if asks.share else 100,
            (self.other.data or "") if asks.other else "", self.basis.data or "", self.in_force_from.data,
            self.in_force_to.data, bool(self.verify.data), self.note.data or "",
        )  # fmt: skip


_WHOM = (("collective", "Hình thức cho tập thể"), ("individual", "Hình thức cho cá nhân"))
