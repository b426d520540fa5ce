"""Small forms: one step upon a tree, a file that comes in, its confirmation."""

from wtforms import FileField, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Regexp

from tenants.forms import Form, WholeField


class StepForm(Form):
    """A step upon the tree as it was when the page was made."""

    revision = WholeField(validators=[InputRequired()])


class MoveForm(StepForm):
    """Which way, and which row: `up:kQ3f…`."""

    step = StringField(validators=[InputRequired(), Regexp(r"(up|down|in|out):[\w-]{12}\Z")])


class FileForm(Form):
    """A sheet's file."""

    file = FileField("Tệp bảng tiêu chí (.xlsx hoặc .json)", validators=[InputRequired("Hãy chọn tệp.")])


class ConfirmForm(Form):
    """A sheet that was looked at on the page before: read and checked again, as if it had come anew."""

    sheet = TextAreaField(validators=[InputRequired(), Length(max=900_000)])
    #: The revision of the draft that it replaces; 0 where there was none.
    revision = WholeField(validators=[InputRequired()])
    file_name = HiddenField(validators=[Length(max=200)])
