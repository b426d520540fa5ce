"""What a person reads when something is refused or breaks: Vietnamese, safe, and with an id that the log has."""

import logging
import re
from dataclasses import replace

import pytest

from khoi.app import create_app
from tenants.database import db
from tenants.gate import open_to_all
from tests import make as makers
from tests.conftest import Visitor as OwnContext
from tests.faults.visitors import FETCH, Visitor
from tests.khoi.accounts.test_rules import HOSTILE

HOME = "/noi-chinh/2026/"
#: What only the people who run the portal may read: paths, statements, names and versions of what it is built from.
INSIDE = re.compile(
    r"Traceback|File \"|/home/|/usr/|site-packages|\.py\b|\bSELECT\b|\bINSERT\b|sqlite|postgres|psycopg|sqlalchemy"
    r"|werkzeug|flask|gunicorn|python|exception|Error\b",
    re.IGNORECASE,
)
VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")


def broken():
    raise RuntimeError("SELECT password FROM user -- /home/khoi/secret.key")


def closed_database():
    """An address where no database listens, as when its server is down."""
    return "postgresql://khoi:khoi@127.0.0.1:9/khoi?connect_timeout=2"


@pytest.fixture
def earnest(settings):
    """The portal as it runs, where a fault is a page and no exception, with one view that breaks."""
    portal = create_app(replace(settings, testing=False, plain_http=True))
    portal.test_client_class = OwnContext
    portal.config["PASSWORD_HASHER"] = makers.CHEAP
    portal.add_url_rule("/broken", view_func=open_to_all(broken))
    with portal.app_context():
        yield portal
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def three(earnest):
    return makers.bloc_of_three()


def rightly_said(answer, caplog, status, whole=True):
    """The page of this status, checked for everything that each of them owes."""
    assert answer.status_code == status
    text = answer.get_data(as_text=True)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert 'lang="vi"' in text
    assert VIETNAMESE.search(text)
    assert text.count("<h1") == 1
    main = text[text.index("<body") :]
    shown = re.sub(r"<[^>]+>", " ", main)
    assert not INSIDE.search(shown), INSIDE.search(shown)
    if whole or status >= 500:
        code = re.search(r"Mã lỗi: (?:<code>)?([0-9a-f]{8})", text)
        assert code, text
        told = [record.getMessage() for record in caplog.records if code[1] in record.getMessage()]
        assert told, "the log has no such id"
        assert f" {status} " in told[0]
    return text


@pytest.fixture(autouse=True)
def _all_logged(caplog):
    caplog.set_level(logging.INFO, "khoi")


REFUSED = {
    "a form without its token": (400, "POST", f"{HOME}scorecard/begin"),
    "a page of the lead": (403, "GET", f"{HOME}appraisal"),
    "an address nobody made": (404, "GET", "/khong-co"),
    "an unknown row": (404, "GET", f"{HOME}marks/unknown-0000"),
    "an unknown year": (404, "GET", "/noi-chinh/1999/"),
    "a method that is none": (405, "DELETE", f"{HOME}evidence"),
    "a view that breaks": (500, "GET", "/broken"),
}


@pytest.mark.parametrize(("status", "method", "address"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("by", ["a browser", "our script"])
def test_each_refusal_is_a_vietnamese_page_with_an_id(earnest, three, caplog, status, method, address, by):
    clerk = Visitor(earnest, "a.clerk")
    headers = FETCH if by == "our script" else {}
    answer = clerk.client.open(address, method=method, headers=headers)
    rightly_said(answer, caplog, status, whole=not headers)


@pytest.mark.parametrize(("status", "method", "address"), REFUSED.values(), ids=REFUSED)
def test_a_stranger_reads_no_more_than_a_page_to_sign_in_or_a_refusal(earnest, three, caplog, status, method, address):
    answer = earnest.test_client().open(address, method=method)
    if answer.status_code == 302:
        assert answer.headers["Location"].startswith("/sign-in")
    else:
        rightly_said(answer, caplog, answer.status_code)


def test_a_rule_that_says_no_is_a_409_that_gives_its_reason(earnest, three, caplog):
    text = rightly_said(Visitor(earnest, "a.clerk").post(f"{HOME}scorecard/begin"), caplog, 409)
    assert "chưa công bố bảng tiêu chí" in text


def test_a_form_that_is_not_well_formed_is_the_page_with_its_errors(earnest, three, caplog):
    rightly_said(Visitor(earnest).post("/sign-in"), caplog, 422, whole=False)


@pytest.mark.parametrize("size", [1_100_000, 22 << 20])
def test_a_form_that_is_too_large_is_a_413(earnest, three, caplog, size):
    clerk = Visitor(earnest, "a.clerk")
    rightly_said(clerk.send(f"{HOME}scorecard/begin", {"note": "x" * size}), caplog, 413)


def test_what_breaks_says_nothing_of_the_inside_but_the_log_has_all(earnest, three, caplog):
    rightly_said(Visitor(earnest, "l.head").get("/broken"), caplog, 500)
    assert any(record.exc_info and "secret.key" in str(record.exc_info[1]) for record in caplog.records)


@pytest.mark.parametrize("signed_in", [False, True], ids=["a stranger", "somebody signed in"])
def test_without_its_database_the_portal_says_that_it_is_busy(earnest, three, settings, caplog, signed_in):
    cookie = Visitor(earnest, "a.clerk").client.get_cookie("phien").value if signed_in else "none"
    down = create_app(replace(settings, testing=False, plain_http=True, app_database=closed_database()))
    client = down.test_client(use_cookies=False)
    asked = client.get("/" if signed_in else "/reset/unknown-0000/x", headers={"Cookie": f"phien={cookie}"})
    rightly_said(asked, caplog, 503)
    with down.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("host", ["evil.example", "khoi.langson.gov.vn.evil.example", "127.0.0.1:99999", "[::1"])
def test_a_host_that_is_not_ours_is_told_so_and_no_address_is_built_for_it(settings, caplog, host):
    portal = create_app(replace(settings, testing=False, trusted_hosts=("khoi.langson.gov.vn",)))
    answer = portal.test_client().get("/sign-in", headers={"Host": host})
    text = rightly_said(answer, caplog, 400)
    assert "Địa chỉ máy chủ không đúng" in text
    assert f"//{host}" not in text


def test_whoever_signs_in_is_led_back_only_into_the_portal(app, make):
    """More than forty spellings of another host, through the page itself."""
    make.bloc_of_three()
    spellings = [
        *HOSTILE,
        "/%09/evil.example",
        "//evil.example/%2e%2e",
        "/\u2028/evil.example",
        "https:///evil.example",
    ]
    assert len(spellings) > 40
    for spelling in spellings:
        visitor = Visitor(app)
        sent = {"login": "a.clerk", "password": make.PASSWORD, "next": spelling}
        where = visitor.send("/sign-in", sent).headers["Location"]
        assert re.match(r"/(?![/\\])", where), (spelling, where)
        assert not re.search(r"[\s\\]", where), (spelling, where)
