"""Forms of secret votes."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from khoi.ballots.actions import Terms
from khoi.ballots.models import Ballot, Candidate
from khoi.ballots.rules import (
    CHOICES,
    CONFLICTS,
    KINDS,
    OFFICES,
    WAYS,
    Choice,
    Conflict,
    Kind,
    Measure,
    Sheet,
    Way,
    read_quorum,
    write_quorum,
)
from tenants.forms import DateField, EditForm, Form, WholeField, options
from tenants.refusal import Refused


class TermsForm(EditForm):
    """What is asked, and how much is enough."""

    council = SelectField("Hội đồng bỏ phiếu", [DataRequired("Chọn hội đồng.")])
    title = StringField(
        "Tên cuộc bỏ phiếu",
        [DataRequired(), Length(max=300)],
        description="Với biểu quyết: viết trọn câu hỏi, trả lời được bằng đồng ý hoặc không.",
    )
    kind = SelectField("Loại", [DataRequired()], choices=options((k.value, w) for k, w in KINDS.items()))
    office = SelectField("Bầu chức danh", choices=options(OFFICES.items()))
    seats = WholeField("Số được chọn", [Optional()], most=60,
                       description="Để trống: ai đủ tỷ lệ đều được. Bầu chọn phải ghi số.")  # fmt: skip
    way = SelectField("Cách bỏ phiếu", [DataRequired()], choices=options((w.value, n) for w, n in WAYS.items()))
    voters = SelectField(
        "Ai bỏ phiếu", [DataRequired()],
        choices=options([("agency", "Mỗi đơn vị một phiếu, lãnh đạo bỏ"), ("person", "Mỗi người một phiếu")]),
    )  # fmt: skip
    percent = WholeField(
        "Tỷ lệ đồng ý (%)",
        [InputRequired()],
        least=1,
        most=100,
        description="Tính trên tổng số thành viên trong danh sách, không phải số người bỏ.",
    )
    strict = BooleanField("Phải hơn tỷ lệ này (quá bán: hơn 50%)")
    quorum = StringField("Số người bỏ tối thiểu", [Optional(), Length(max=10)],
                         description="Phần của danh sách, ví dụ 2/3 hoặc 70%.")  # fmt: skip
    conflict = SelectField("Đề nghị cho chính đơn vị mình", choices=options((c.value, w) for c, w in CONFLICTS.items()))
    basis = TextAreaField("Căn cứ của tỷ lệ và cách bỏ phiếu", [Length(max=1000)],
                          description="Quy chế của Khối, văn bản: in vào biên bản. Bắt buộc trước khi mở.")  # fmt: skip
    held_on = DateField("Ngày bỏ phiếu", [Optional()])

    def terms(self) -> Terms:
        """What was typed; Refused for a quorum that cannot be read."""
        by_agency = self.voters.data == "agency" and self.council.data == "bloc"
        measure = Measure(self.percent.data or 0, bool(self.strict.data), read_quorum(self.quorum.data or ""))
        return Terms(
            title=self.title.data or "", kind=Kind(self.kind.data), way=Way(self.way.data),
            office=self.office.data or "" if self.kind.data == Kind.ELECTION else "", seats=self.seats.data or 0,
            by_agency=by_agency, measure=measure, basis=self.basis.data or "",
            conflict=Conflict(self.conflict.data), held_on=self.held_on.data,
        )  # fmt: skip

    def fill(self, row: Ballot) -> None:
        self.council.data, self.title.data, self.kind.data = "bloc" if row.is_blocs else "own", row.title, row.kind
        self.office.data, self.seats.data, self.way.data = row.office, row.seats or None, row.way
        self.voters.data = "agency" if row.by_agency else "person"
        self.percent.data, self.strict.data, self.basis.data = row.percent, row.strict, row.basis
        self.quorum.data = write_quorum((row.quorum_part, row.quorum_whole))
        self.conflict.data, self.held_on.data = row.conflict, row.held_on


class CandidateForm(Form):
    """One more on the slip."""

    name = StringField("Họ tên, tập thể", [DataRequired(), Length(max=200)])
    detail = StringField("Chức vụ, đơn vị, hình thức đề nghị", [Length(max=300)])
    agency = SelectField("Của đơn vị")


class PersonForm(Form):
    """One more on the list of those who vote."""

    agency = SelectField("Đơn vị", [DataRequired("Chọn đơn vị.")])
    user = SelectField("Tài khoản", description="Bắt buộc để bỏ phiếu trên cổng.")
    name = StringField("Họ tên", [Length(max=200)], description="Để trống thì lấy tên của tài khoản.")


class TellerForm(Form):
    """One more who counts."""

    user = SelectField("Kiểm phiếu viên", [DataRequired("Chọn một người.")])


class ReasonForm(Form):
    """Why everything begins anew."""

    reason = TextAreaField("Lý do bỏ phiếu lại từ đầu", [DataRequired(), Length(max=1000)])


class CodeForm(Form):
    """A receipt's code to be looked up."""

    code = StringField("Mã kiểm phiếu", [DataRequired(), Length(max=60)])


class ScanForm(Form):
    """The signed minutes."""

    file = FileField("Bản quét biên bản kiểm phiếu")


SHEET_FIELDS = ("issued", "returned", "missing", "valid", "invalid")


class CountsForm(EditForm):
    """What the tellers counted; the fields of the candidates are added for each ballot."""

    issued = WholeField("Phát ra", [InputRequired()], most=9999)
    returned = WholeField("Thu vào", [InputRequired()], most=9999)
    missing = WholeField("Không thu được", [InputRequired()], most=9999)
    valid = WholeField("Hợp lệ", [InputRequired()], most=9999)
    invalid = WholeField("Không hợp lệ", [InputRequired()], most=9999)
    note = TextAreaField("Ghi chú của Ban kiểm phiếu", [Length(max=1000)])

    def sheet(self) -> Sheet:
        return Sheet(*(self[name].data or 0 for name in SHEET_FIELDS))

    def numbers(self, rows: Sequence[Candidate]) -> dict[str, list[int]]:
        return {row.public_id: [self[f"c{n}_{choice}"].data or 0 for choice in Choice] for n, row in enumerate(rows)}

    def places(self, rows: Sequence[Candidate]) -> dict[str, str]:
        """Where an objection about a candidate is shown."""
        return {row.public_id: f"c{n}_agree" for n, row in enumerate(rows)}


def counts_form(rows: Sequence[Candidate]) -> type[CountsForm]:
    fields = {
        f"c{n}_{choice}": WholeField(f"{row.name}: {CHOICES[choice].lower()}", [InputRequired()], most=9999)
        for n, row in enumerate(rows)
        for choice in Choice
    }
    return type("CountsFormOfBallot", (CountsForm,), fields)


class SlipForm(Form):
    """A voter's slip; a choice for each candidate is added for each ballot. The receipt's code was made with the page,
    so that who is cut off while casting has it already."""

    receipt = HiddenField(validators=[DataRequired()])

    def choices(self, rows: Sequence[Candidate]) -> Mapping[str, Choice]:
        return {row.public_id: Choice(self[f"c{n}"].data) for n, row in enumerate(rows) if self[f"c{n}"].data}


def slip_form(rows: Sequence[Candidate]) -> type[SlipForm]:
    words = options((choice.value, said) for choice, said in CHOICES.items())
    fields: dict[str, Any] = {
        f"c{n}": RadioField(row.name, [DataRequired("Chọn một ý.")], choices=words, description=row.detail)
        for n, row in enumerate(rows)
    }
    return type("SlipFormOfBallot", (SlipForm,), fields)


class TellersForm(Form):
    """The codes of two tellers; the fields are added for each ballot."""

    def codes(self) -> dict[str, str]:
        """What was typed, by teller."""
        return {name: field.data for name, field in self._keyed().items() if field.data}

    def _keyed(self) -> dict[str, Any]:
        return {field.description: field for field in self if field.name.startswith("code")}

    def put(self, refused: Refused) -> None:
        """What was wrong, at the code it is about."""
        self.form_errors = [refused.message, *(o.message for o in refused.objections if o.path is None)]
        for objection in refused.objections:
            if (field := self._keyed().get(objection.path or "")) is not None:
                field.errors = [objection.message]
