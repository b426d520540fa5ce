"""What both sides send about explanations: a round, an answer, a row appraised anew, a question."""

from wtforms import HiddenField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length

from khoi.scoring.forms.appraisal import REASON_LENGTH, VerdictForm
from khoi.scoring.models.rounds import LONGEST_ANSWER
from tenants.forms import DateTimeField, Form, WholeField

LONGEST_WORDS, MOST_WORDS = 1000, 5000


class RoundEndForm(Form):
    """Until when answers are taken, and in how many words a row."""

    closes_at = DateTimeField(
        "Kết thúc", [InputRequired("Nêu thời điểm kết thúc.")], description="Ví dụ 17:00 ngày 27/11/2026."
    )
    most_words = WholeField(
        "Số từ nhiều nhất mỗi dòng", most=MOST_WORDS,
        description="Ví dụ 300. Bỏ trống: không giới hạn.",
    )  # fmt: skip
    version = HiddenField()


class RoundForm(RoundEndForm):
    """A round for the agencies that are ticked."""

    opens_at = DateTimeField("Bắt đầu", description="Bỏ trống: mở ngay.")
    words = TextAreaField("Yêu cầu gửi các đơn vị", [Length(max=LONGEST_WORDS)])
    agencies = SelectMultipleField("Đơn vị", validate_choice=False)


class AnswerForm(Form):
    """The words of one row; `choose` says which of two texts stays."""

    version = WholeField("Phiên bản")
    text = TextAreaField(
        "Giải trình", [Length(max=LONGEST_ANSWER, message="Giải trình dài quá 10.000 ký tự.")]
    )  # fmt: skip
    choose = HiddenField()


class SendForm(Form):
    """The head sends what he saw."""

    seen = HiddenField()


class SettleForm(VerdictForm):
    """A row appraised anew; `uphold`: what was found stays."""

    uphold = HiddenField()


class QuestionForm(Form):
    """A question to the agency about one row."""

    text = TextAreaField("Câu hỏi", [InputRequired("Nhập nội dung cần hỏi."), Length(max=REASON_LENGTH)])
