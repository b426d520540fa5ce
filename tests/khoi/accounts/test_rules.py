"""What a login, a password and a way back may be."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khoi.accounts import rules
from tenants.roles import Role


@pytest.mark.parametrize(
    "password",
    ["mua thu la bay tren doi", "Sông Kỳ Cùng chảy ngược", "839201748261", "trâu bò ngựa dê gà vịt", "x7#kkQ!zp0Lm"],
)
def test_a_long_and_uncommon_phrase_is_a_password_whatever_its_signs(password):
    assert rules.objections_to_password(password) == []


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("ngan qua", "ít nhất 12"),
        ("x" * 129, "dài nhất 128"),
        ("aaaaaaaaaaaaaa", "lặp lại"),
        ("123456789012", "lặp lại"),
        ("qwertyuiopas", "lặp lại"),
        ("zyxwvutsrqponm", "lặp lại"),
        ("matkhau123456", "thông dụng"),
        ("Mật khẩu @2026", "thông dụng"),
        ("ThiDuaKhenThuong2026!", "thông dụng"),
        ("Password1234!", "thông dụng"),
        ("admin.admin.2026", "thông dụng"),
        ("Thanh tra tỉnh 2026", "thông dụng"),
    ],
)
def test_short_common_or_patterned_passwords_are_refused_in_words(password, why):
    assert why in rules.objections_to_password(password)[0]


def test_the_names_around_a_person_are_no_password_alone():
    names = ["Vi Văn Lộc", "snv.loc", "Sở Khoa học và Công nghệ", "Khối thi đua Kinh tế", "Lạng Sơn"]
    for password in ("Sở Khoa học và Công nghệ", "vivanloc2026!!", "khoahocvacongnghe1", "snv.loc.2026.1"):
        assert rules.objections_to_password(password, names)
    assert rules.objections_to_password("Vi Văn Lộc thích câu cá", names) == []


def test_both_unicode_forms_of_a_password_are_judged_alike():
    text = "Mật khẩu của tôi đây"
    assert rules.objections_to_password(text) == rules.objections_to_password(unicodedata.normalize("NFD", text))


def test_a_hostile_password_is_judged_in_no_time():
    began = time.monotonic()
    rules.objections_to_password("canbo" * 25 + "xyz")
    assert time.monotonic() - began < 0.5


@given(st.text(max_size=200))
def test_any_text_is_judged(text):
    assert isinstance(rules.objections_to_password(text), list)


@pytest.mark.parametrize("typed", ["a.hoa", " A.HOA ", "a.hoa\n"])
def test_a_login_is_one_however_it_is_typed(typed):
    assert rules.login_key(typed) == "a.hoa"


def test_a_login_begins_with_the_agencys_code():
    assert rules.login_of("STP", "hoa") == "stp.hoa"


@pytest.mark.parametrize(("typed", "login"), [
    ("stp.hoa", "stp.hoa"), ("stphoa", "stp.stphoa"), ("ca.hoa", "stp.ca.hoa"), ("stp", "stp.stp"), ("", "stp."),
    ("stp.-a", "stp.stp.-a"),
])  # fmt: skip
def test_a_code_that_was_typed_already_does_not_stand_there_twice(typed, login):
    assert rules.login_of("STP", typed) == login


@pytest.mark.parametrize("part", ["", "Hoa", "hòa", "a b", ".a", "a.", "x" * 31, "a\x00"])
def test_a_login_is_plain_small_letters(part):
    assert rules.objections_to_login(part)


@pytest.mark.parametrize("target", ["/", "/noi-chinh/2026/", "/noi-chinh/2026/people?q=%C4%91#row"])
def test_a_path_of_the_portal_is_safe(target):
    assert rules.safe_path(target) == target


HOSTILE = [
    "",
    "noi-chinh",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\\/evil.example",
    "https://evil.example",
    "http:evil.example",
    "https:/evil.example",
    "HTTPS://evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    " //evil.example",
    "\t//evil.example",
    "\n//evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r/evil.example",
    "/ /evil.example",
    "\u0000//evil.example",
    "/\u0000/evil.example",
    "/\u000b/evil.example",
    "\u001f//evil.example",
    "/\u007f/evil.example",
    "https:\\\\evil.example",
    "http://[::1",
    "//[evil",
    "/\\\\evil.example",
    "evil.example",
    "www.evil.example",
    "@evil.example",
    "?next=//evil",
    "#//evil.example",
    "./evil",
    "../evil",
    "ftp://evil.example",
    "//user:pw@evil.example",
    "/a\\b",
]


@pytest.mark.parametrize("target", HOSTILE)
def test_no_other_host_is_safe(target):
    assert rules.safe_path(target) is None


@given(st.text(max_size=60))
def test_what_is_safe_stays_on_this_host(text):
    safe = rules.safe_path(text)
    assert safe is None or (safe.startswith("/") and not safe.startswith(("//", "/\\")) and "\n" not in safe)


def test_nobody_locks_himself_out_and_an_agency_keeps_a_head():
    assert rules.objections_to_disabling(Role.CLERK, is_self=False, other_heads=0) == []
    assert rules.objections_to_disabling(Role.HEAD, is_self=False, other_heads=1) == []
    assert rules.objections_to_disabling(Role.HEAD, is_self=False, other_heads=0)
    assert rules.objections_to_disabling(Role.HEAD, is_self=True, other_heads=3)


def test_from_outside_a_way_back_is_asked_only_for_a_head():
    common = {"is_self": False, "disabled": False}
    assert rules.objections_to_link(Role.CLERK, from_outside=False, **common) == []
    assert rules.objections_to_link(Role.HEAD, from_outside=True, **common) == []
    assert rules.objections_to_link(Role.CLERK, from_outside=True, **common)


def test_nobody_gets_a_link_for_himself_or_for_a_locked_account():
    assert rules.objections_to_link(Role.HEAD, from_outside=False, is_self=True, disabled=False)
    assert rules.objections_to_link(Role.HEAD, from_outside=False, is_self=False, disabled=True)


def test_the_lead_gives_an_agency_only_its_first_head():
    assert rules.objections_to_first_account([]) == []
    assert rules.objections_to_first_account([Role.HEAD])


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Edg/142.0", "Edge trên Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36", "Chrome trên Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari trên iPhone"),
        ("curl/8", "Trình duyệt khác"),
    ],
)  # fmt: skip
def test_a_browser_is_called_as_people_call_it(agent, words):
    assert rules.browser_words(agent) == words
