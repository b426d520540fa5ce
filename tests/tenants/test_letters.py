"""What may be mailed and whereto: one plain address, a server that can be meant, and no figure that a person typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.settings import WrongSetting, from_environment
from tenants.letters import ALWAYS_MAILED, TOPIC_NAMES, Letter, Topic, is_address, mailed_words, topic_of
from tenants.postman import MailServer, NotTaken, _message, read_server

SERVER = MailServer("mail", 25, "smtp", "thidua@langson.gov.vn", "Khối thi đua")


@pytest.mark.parametrize("address", ["hoa@langson.gov.vn", "nguyen.thi-hoa+ttt@mail.example.com", "a@b.vn"])
def test_an_address_as_people_have_it(address):
    assert is_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "", "hoa", "hoa@", "@langson.gov.vn", "hoa@langson", "hòa@langson.gov.vn", "hoa @langson.gov.vn", ".hoa@a.vn",
        "hoa@langson.gov.vn, khanh@langson.gov.vn", "Hoa <hoa@langson.gov.vn>", "hoa@langson.gov.vn\nBcc: x@y.vn",
        "hoa@langson.gov.vn\r\n", "hoa@-a.vn", "hoa@a..vn", f"{'a' * 65}@b.vn", f"hoa@{'a.' * 130}vn", "hoa@127.0.0.1",
    ],
)  # fmt: skip
def test_what_is_no_single_plain_address(address):
    assert not is_address(address)


@given(st.text(max_size=40))
def test_no_address_holds_a_line_end_or_a_second_address(text):
    for address in (text, f"a{text}@b.vn", f"a@b{text}.vn"):
        if is_address(address):
            assert not set(address) & set("\r\n,;<> \t")
            assert address.count("@") == 1


def test_every_topic_has_a_name_and_a_return_is_never_refused():
    assert set(TOPIC_NAMES) == set(Topic)
    assert topic_of("returned") in ALWAYS_MAILED
    assert topic_of("something new") is Topic.OTHER


@given(st.sampled_from(["returned", "withdrawn", "exception", "anything else"]), st.text(min_size=1))
def test_of_what_people_typed_a_mail_only_says_that_there_is_something(kind, typed):
    assert mailed_words(kind, typed + "87,25 điểm") == mailed_words(kind, "")


@pytest.mark.parametrize(
    ("url", "port", "scheme", "user", "password"),
    [
        ("smtp://mail.local", 25, "smtp", "", ""),
        ("smtp://127.0.0.1:2525/", 2525, "smtp", "", ""),
        ("starttls://a%40b:m%3At@mail.local", 587, "starttls", "a@b", "m:t"),
        ("smtp+starttls://mail.local", 587, "starttls", "", ""),
        ("smtps://x:y@mail.local:4650", 4650, "smtps", "x", "y"),
    ],
)
def test_the_address_of_a_server_is_read(url, port, scheme, user, password):
    read = read_server(url, "Khối thi đua <thidua@langson.gov.vn>")
    assert (read.port, read.scheme, read.user, read.password) == (port, scheme, user, password)
    assert (read.sender, read.sender_name, read.domain) == ("thidua@langson.gov.vn", "Khối thi đua", "langson.gov.vn")
    assert not password or password not in repr(read)


@pytest.mark.parametrize(
    ("setting", "values"),
    [
        ("SMTP_URL", {"SMTP_URL": "http://mail", "MAIL_FROM": "a@b.vn"}),
        ("SMTP_URL", {"SMTP_URL": "smtp://", "MAIL_FROM": "a@b.vn"}),
        ("SMTP_URL", {"SMTP_URL": "smtp://mail:99999", "MAIL_FROM": "a@b.vn"}),
        ("SMTP_URL", {"SMTP_URL": "smtp://mail/?x=1", "MAIL_FROM": "a@b.vn"}),
        ("MAIL_FROM", {"SMTP_URL": "smtp://mail"}),
        ("MAIL_FROM", {"SMTP_URL": "smtp://mail", "MAIL_FROM": "không phải địa chỉ"}),
        ("MAIL_FROM", {"SMTP_URL": "smtp://mail", "MAIL_FROM": "K <a@b.vn>\r\nBcc: x@y.vn"}),
        ("PUBLIC_URL", {"PUBLIC_URL": "thidua.vn"}),
        ("PUBLIC_URL", {"PUBLIC_URL": "https://thidua.vn/?a=b"}),
        ("PUBLIC_URL", {"PUBLIC_URL": "javascript:alert(1)"}),
    ],
)
def test_a_wrong_setting_stops_the_start_and_is_named(tmp_path, setting, values):
    with pytest.raises(WrongSetting, match=setting):
        from_environment(values, str(tmp_path))


def test_without_settings_there_is_no_mail(tmp_path):
    chosen = from_environment({}, str(tmp_path))
    assert chosen.mail_server is None
    assert chosen.public_url == ""
    assert from_environment({"PUBLIC_URL": "https://a.vn/khoi/"}, str(tmp_path)).public_url == "https://a.vn/khoi"


def letter(**values):
    plain = {"id": "khoi.x", "to": "hoa@langson.gov.vn", "name": "Nguyễn Thị Hoà", "subject": "Thông báo", "text": "Đủ"}
    return Letter(**plain | values)


def test_a_letter_is_written_in_utf8_and_says_that_a_machine_wrote_it():
    message = _message(SERVER, letter())
    assert message["To"].addresses[0].display_name == "Nguyễn Thị Hoà"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content() == "Đủ\n"
    assert max(map(len, bytes(message).split(b"\r\n"))) < 998
    assert bytes(message).isascii()


@pytest.mark.parametrize(
    "values", [{"subject": "Một\r\nBcc: x@y.vn"}, {"name": "Hoa\nBcc: x@y.vn"}, {"to": "hoa@a.vn\nBcc: x@y.vn"}]
)
def test_no_line_end_becomes_a_header(values):
    with pytest.raises(NotTaken):
        _message(SERVER, letter(**values))
