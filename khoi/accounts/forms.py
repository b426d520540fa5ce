"""Forms about people: what is typed to sign in, to set a password, to add an account."""

from typing import Any

from wtforms import HiddenField, PasswordField, RadioField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from khoi.accounts import rules
from tenants.forms import EditForm, Form, TicksField, options
from tenants.letters import ALWAYS_MAILED, LONGEST_ADDRESS, TOPIC_NAMES, Topic, is_address
from tenants.roles import ROLE_NAMES, Role

#: What one may do without; the rest is mailed to everybody who gives an address.
TOPICS = options((topic.value, TOPIC_NAMES[topic]) for topic in Topic if topic not in ALWAYS_MAILED)
ROLES = options((role.value, ROLE_NAMES[role]) for role in (Role.CLERK, Role.HEAD))


class SignInForm(Form):
    """Name and password; `next` is where to go back to."""

    login = StringField(
        "Tên đăng nhập",
        [DataRequired("Nhập tên đăng nhập."), Length(max=60)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        "Mật khẩu",
        [InputRequired("Nhập mật khẩu."), Length(max=rules.MOST)],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()


class AgainForm(Form):
    """The present password once more, before what binds others."""

    password_again = PasswordField(
        "Mật khẩu hiện nay", [InputRequired(), Length(max=rules.MOST)], render_kw={"autocomplete": "current-password"}
    )
    #: Asked of who signs in with one.
    code_again = StringField(
        "Mã xác thực", [Length(max=40)], render_kw={"autocomplete": "one-time-code", "autocapitalize": "none"}
    )


class CodeForm(Form):
    """The app's six digits, or a recovery code."""

    code = StringField(
        "Mã xác thực",
        [InputRequired("Nhập mã xác thực."), Length(max=40)],
        description="6 chữ số đang hiện trong ứng dụng, hoặc một mã dự phòng.",
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"},
    )


class NewPasswordForm(Form):
    """A new password, typed twice."""

    password = PasswordField(
        "Mật khẩu mới",
        [InputRequired("Nhập mật khẩu mới.")],
        description=f"Từ {rules.LEAST} đến {rules.MOST} ký tự. Nên dùng một câu dễ nhớ, có dấu cách cũng được.",
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        "Nhập lại mật khẩu mới", [InputRequired("Nhập lại mật khẩu mới.")], render_kw={"autocomplete": "new-password"}
    )

    def validate_password(self, field: PasswordField) -> None:
        if reasons := rules.objections_to_password(field.data or ""):
            raise ValidationError(reasons[0])

    def validate_again(self, field: PasswordField) -> None:
        if field.data != self.password.data:
            raise ValidationError("Hai lần nhập chưa giống nhau.")


class ChangePasswordForm(NewPasswordForm):
    """The same, with the present password first."""

    field_order = ("csrf_token", "present", "password", "again")

    present = PasswordField(
        "Mật khẩu hiện nay",
        [InputRequired("Nhập mật khẩu hiện nay."), Length(max=rules.MOST)],
        render_kw={"autocomplete": "current-password"},
    )

    def __iter__(self) -> Any:
        return (self._fields[name] for name in self.field_order if name in self._fields)


class PersonForm(Form):
    """A person's name and position."""

    name = StringField("Họ và tên", [DataRequired("Nhập họ và tên."), Length(max=120)])
    position = StringField("Chức vụ", [Length(max=120)], description="Ví dụ: Phó Chánh Thanh tra.")


class RenameForm(PersonForm, EditForm):
    """The same of somebody who is there already."""


class FirstAccountForm(PersonForm):
    """An agency's first account, its head's."""

    login = StringField(
        "Tên đăng nhập",
        [DataRequired("Nhập tên đăng nhập.")],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )

    def hint(self, prefix: str) -> None:
        """Say what stands before the part that is typed."""
        self.login.description = (
            f"Viết thường không dấu, ví dụ: hoa. Tên đăng nhập đầy đủ sẽ là {prefix}hoa; gõ cả {prefix}hoa cũng được."
        )

    def validate_login(self, field: StringField) -> None:
        if reasons := rules.objections_to_login(field.data or ""):
            raise ValidationError(reasons[0])


class RoleForm(Form):
    """What a person does in the agency."""

    role = RadioField("Vai trò", [InputRequired("Chọn vai trò.")], choices=ROLES)


class NewPersonForm(FirstAccountForm):
    """A new account of an agency."""

    role = RadioField("Vai trò", [InputRequired("Chọn vai trò.")], choices=ROLES, default=Role.CLERK.value)


class MailsForm(Form):
    """Where a person's mails go, and of what they tell."""

    email = StringField(
        "Địa chỉ thư điện tử",
        [Length(max=LONGEST_ADDRESS)],
        description="Một địa chỉ, ví dụ: hoa.nt@langson.gov.vn. Xóa trống để không nhận thư.",
        render_kw={"type": "email", "autocomplete": "email", "inputmode": "email", "spellcheck": "false"},
    )
    topics = TicksField("Nhận thư về", choices=TOPICS)

    def validate_email(self, field: StringField) -> None:
        if field.data and not is_address(field.data):
            raise ValidationError("Địa chỉ này không dùng được: nhập một địa chỉ, không dấu, dạng ten@co-quan.gov.vn.")
