"""The words of forms: every message of WTForms in Vietnamese (it has 34 languages, and not ours)."""

FORM_MESSAGES: dict[str, str] = {
    "Invalid field name '%s'.": "Tên trường “%s” không hợp lệ.",
    "Field must be equal to %(other_name)s.": "Phải giống với %(other_name)s.",
    "Field must be at least %(min)d character long.": "Nhập ít nhất %(min)d ký tự.",
    "Field must be at least %(min)d characters long.": "Nhập ít nhất %(min)d ký tự.",
    "Field cannot be longer than %(max)d character.": "Nhập nhiều nhất %(max)d ký tự.",
    "Field cannot be longer than %(max)d characters.": "Nhập nhiều nhất %(max)d ký tự.",
    "Field must be exactly %(max)d character long.": "Nhập đúng %(max)d ký tự.",
    "Field must be exactly %(max)d characters long.": "Nhập đúng %(max)d ký tự.",
    "Field must be between %(min)d and %(max)d characters long.": "Nhập từ %(min)d đến %(max)d ký tự.",
    "Number must be at least %(min)s.": "Nhập số từ %(min)s trở lên.",
    "Number must be at most %(max)s.": "Nhập số không quá %(max)s.",
    "Number must be between %(min)s and %(max)s.": "Nhập số từ %(min)s đến %(max)s.",
    "Date must be at least %(min)s.": "Nhập ngày từ %(min)s trở đi.",
    "Date must be at most %(max)s.": "Nhập ngày không sau %(max)s.",
    "Date must be between %(min)s and %(max)s.": "Nhập ngày từ %(min)s đến %(max)s.",
    "This field is required.": "Mục này bắt buộc nhập.",
    "Invalid input.": "Nội dung không hợp lệ.",
    "Invalid email address.": "Địa chỉ thư điện tử không hợp lệ.",
    "Invalid IP address.": "Địa chỉ IP không hợp lệ.",
    "Invalid Mac address.": "Địa chỉ MAC không hợp lệ.",
    "Invalid URL.": "Đường dẫn không hợp lệ.",
    "Invalid UUID.": "Mã UUID không hợp lệ.",
    "Invalid value, must be one of: %(values)s.": "Chọn một trong các giá trị: %(values)s.",
    "Invalid value, can't be any of: %(values)s.": "Không được là một trong các giá trị: %(values)s.",
    "This field cannot be edited.": "Mục này không sửa được.",
    "This field is disabled and cannot have a value.": "Mục này đang khóa, không nhận giá trị.",
    "Invalid CSRF Token.": "Trang đã hết hiệu lực: tải lại trang rồi gửi lại.",
    "CSRF token missing.": "Trang đã hết hiệu lực: tải lại trang rồi gửi lại.",
    "CSRF failed.": "Trang đã hết hiệu lực: tải lại trang rồi gửi lại.",
    "CSRF token expired.": "Trang đã hết hiệu lực: tải lại trang rồi gửi lại.",
    "Invalid Choice: could not coerce.": "Lựa chọn không hợp lệ.",
    "Choices cannot be None.": "Danh sách lựa chọn còn trống.",
    "Not a valid choice.": "Chọn một mục trong danh sách.",
    "Invalid choice(s): one or more data inputs could not be coerced.": "Có lựa chọn không hợp lệ.",
    "'%(value)s' is not a valid choice for this field.": "“%(value)s” không có trong danh sách.",
    "'%(value)s' are not valid choices for this field.": "“%(value)s” không có trong danh sách.",
    "Not a valid datetime value.": "Nhập thời điểm dạng 17:00 ngày 25/11/2026.",
    "Not a valid date value.": "Nhập ngày dạng 25/11/2026.",
    "Not a valid time value.": "Nhập giờ dạng 17:00.",
    "Not a valid week value.": "Tuần không hợp lệ.",
    "Not a valid integer value.": "Nhập số nguyên, ví dụ 12 hoặc 1.234.",
    "Not a valid decimal value.": "Nhập số dạng 8,5 hoặc 1.234,5.",
    "Not a valid float value.": "Nhập số dạng 8,5 hoặc 1.234,5.",
    # Flask-WTF's own, for files
    "File does not have an approved extension: {extensions}": "Chỉ nhận tệp có đuôi: {extensions}.",
    "File does not have an approved extension.": "Loại tệp này không được nhận.",
}


class Translations:
    """What a form's `Meta.get_translations` returns; Vietnamese has no plural forms."""

    def gettext(self, string: str) -> str:
        return FORM_MESSAGES.get(string, string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return FORM_MESSAGES.get(singular, singular)
