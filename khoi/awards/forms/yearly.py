"""Forms of the awards of the year: proposals, withdrawals, votes, decisions, revocations."""

from flask_wtf.file import FileField
from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from khoi.awards.actions import Merits, Votes
from khoi.awards.models import AwardProposal, AwardVote, Voted
from khoi.pledges.models import Title
from tenants.forms import DateField, EditForm, Form, WholeField, options
from tenants.models import Membership

#: Three words for what is yes, no, or nobody has said yet.
CLEAN = (("", "Chưa xác nhận"), ("yes", "Đã xác nhận: không có"), ("no", "Đang có việc phải xem xét"))


def clean_of(word: str | None) -> bool | None:
    return {"yes": True, "no": False}.get(word or "")


def word_of(clean: bool | None) -> str:
    return "" if clean is None else "yes" if clean else "no"


class WhomForm(EditForm):
    """Which member is proposed for what; asked before the merits."""

    agency = SelectField("Đơn vị", [DataRequired("Chọn đơn vị.")])
    title = SelectField("Danh hiệu, hình thức khen thưởng", [DataRequired("Chọn danh hiệu, hình thức.")])

    def offer(self, members: list[Membership], titles: list[Title]) -> None:
        self.agency.choices = options([("", "Chọn đơn vị…"), *((row.public_id, row.name_that_year) for row in members)])
        self.title.choices = options([("", "Chọn hình thức…"), *((row.public_id, row.name) for row in titles)])


class MeritsForm(EditForm):
    """What the lead writes of a proposal."""

    reason = TextAreaField(
        "Lý do", [Length(max=1000)],
        description="Bắt buộc khi bỏ qua đơn vị xếp hạng trên hoặc khi có quy tắc chưa đạt.",
    )  # fmt: skip
    summary = TextAreaField(
        "Tóm tắt thành tích", [Length(max=4000)], description="Đưa vào tờ trình và danh sách kèm theo."
    )
    clean = SelectField(
        "Kỷ luật, thanh tra, kiểm toán, đơn thư đang xem xét", choices=options(CLEAN), default="",
    )  # fmt: skip

    def put(self, row: AwardProposal) -> None:
        self.reason.data, self.summary.data, self.clean.data = row.reason, row.summary, word_of(row.clean)

    def merits(self) -> Merits:
        return Merits(self.reason.data or "", self.summary.data or "", clean_of(self.clean.data))


class AwardProposalForm(WhomForm, MeritsForm):
    """A proposal as the lead draws it up."""


class WithdrawForm(Form):
    """Why a proposal is withdrawn."""

    reason = TextAreaField(
        "Lý do rút đề nghị", [DataRequired(), Length(max=1000)], description="Ví dụ: đã được tặng năm trước."
    )


class VoteForm(EditForm):
    """The numbers of the council's minutes."""

    minutes = StringField("Số biên bản", [DataRequired(), Length(max=60)])
    held_on = DateField("Ngày họp", [InputRequired()])
    total = WholeField("Tổng số thành viên Hội đồng", [InputRequired()], most=999)
    present = WholeField("Số dự họp", [InputRequired()], most=999)
    agreed = WholeField("Số phiếu đồng ý", [InputRequired()], most=999)

    def put(self, vote: AwardVote | Voted | None) -> None:
        """What was kept, or what a ballot counted; that names no minutes yet."""
        if vote is None:
            return
        self.minutes.data = vote.minutes if isinstance(vote, AwardVote) else ""
        self.held_on.data = vote.held_on
        self.total.data, self.present.data, self.agreed.data = vote.total, vote.present, vote.agreed

    def votes(self) -> Votes:
        assert self.held_on.data is not None
        numbers = (self.total.data or 0, self.present.data or 0, self.agreed.data or 0)
        return Votes(self.minutes.data or "", self.held_on.data, *numbers)


class AwardDecisionForm(Form):
    """A decision and what it decides."""

    number = StringField("Số quyết định", [DataRequired(), Length(max=60)])
    dated = DateField("Ngày quyết định", [InputRequired()])
    decided_by = StringField("Người ký, cơ quan quyết định", [DataRequired(), Length(max=200)])
    chosen = SelectMultipleField(
        "Đề nghị được khen", option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
    file = FileField("Bản quét quyết định")


class RevokeAwardForm(Form):
    """Why an award is taken back."""

    on = DateField("Ngày thu hồi", [InputRequired()])
    reason = TextAreaField("Lý do thu hồi, số văn bản", [DataRequired(), Length(max=1000)])


class HistoryFileForm(Form):
    """A file of earlier awards."""

    file = FileField("Tệp Excel (.xlsx)", validators=[InputRequired("Hãy chọn tệp.")])


class HistoryConfirmForm(Form):
    """Lines that were looked at on the page before: read and checked again, as if they had come anew."""

    lines = TextAreaField(validators=[InputRequired(), Length(max=900_000)])
