"""Whatever people and programs type into whatever form: an answer in Vietnamese, never a fault."""

import io
import random
import re
from collections import Counter
from urllib.parse import urlencode

import pytest

from tests.faults.forms_found import Seen, forms_before
from tests.faults.visitors import FETCH, Visitor

HOME = "/noi-chinh/2026/"
#: Members whose card is half done and sent back, then the lead's head and the deputy's, who see the most forms.
PEOPLE = ("stp.daumoi", "thads.lanhdao", "ca.lanhdao", "ttt.lanhdao")
#: They end the session that asks.
LEAVING = re.compile("/sign-out|/sessions/")
NASTY = (
    "", " ", "\x00", "a\x00b", "\ud800", "\udfff\ud800", "\u202e98\u202c", "\ufeff8", "e\u0301" * 50, "x" * 100_000,
    "9" * 100_000, "NaN", "sNaN", "-nan", "inf", "-Infinity", "1e3", "1e999999999", "1_0", "٣", "१२", "１２", "８,５",
    "8,5", "-1", "-0", "+5", "0x10", "1.234.567,891", "1,2,3", "½", "²", "9" * 25, str(2**31), str(2**63),
    str(-(2**63)), "' OR 1=1 --", "'; DROP TABLE mark; --", "{{ 31337 * 3 }}", "{% include '/etc/passwd' %}",
    "${31337*3}", "%s%n%(x)s", "<script>alert(1)</script>", "<![CDATA[", "=1+1", "@SUM(A1)", "../../etc/passwd",
    "\r\nSet-Cookie: a=b", "[]", "{}", '{"a":' * 3000, "null", "true", "on", "31/02/2026", "00:00 ngày 00/00/0000",
    "32/13/99999", "29/02/2028 25:61", "🇻🇳" * 9, "unknown-0000", "I/1", "/" * 300, "～", "\u2028", "\t\n",
)  # fmt: skip
NAMES = ("a.pdf", "a.xlsx", "a.json", "../../a.docx", "a" * 300 + ".png", "\u202efdp.exe", "", "a\x00.pdf", "CON")
BYTES = (
    b"", b"%PDF-1.7\n", b"PK\x03\x04" + bytes(50), b"{", b"[" * 10_000, b"\xff\xfe{}", b'{"year": 1e400}', b"null",
    b'{"name": "\\ud800", "sections": [{"title": "\\u0000"}]}', bytes(2000),
)  # fmt: skip


class Dice:
    """What somebody sends instead of what the form asks for; the same each time for the same seed."""

    def __init__(self, seed):
        self.dice = random.Random(seed)

    def spoiled(self, form: Seen, name: str):
        """The form as it stands, but for this field, and sometimes without or with more of the others."""
        values = [(each, self.dice.choice(NASTY) if each == name else value) for each, value in form.values]
        if self.dice.random() < 0.3:
            values = self.dice.sample(values, self.dice.randrange(len(values) + 1))
        if self.dice.random() < 0.2 and values:
            values.append((self.dice.choice(values)[0], self.dice.choice(NASTY)))
        return values

    def headers(self):
        return FETCH if self.dice.random() < 0.5 else {}

    def upload(self, form: Seen):
        sent = {name: value for name, value in form.values if "\ud800" not in value}
        return sent | {name: (io.BytesIO(self.dice.choice(BYTES)), self.dice.choice(NAMES)) for name in form.files}


def body(values):
    """As a program may send it: also what is no Unicode text."""
    return urlencode(values, errors="surrogatepass")


def rightly_answered(answer, what):
    """No fault, and whatever is shown is a Vietnamese page or a piece of one."""
    assert answer.status_code < 500, what
    if answer.status_code in (302, 303):
        assert re.match(r"/(?!/)", answer.headers["Location"]), what
    elif answer.mimetype == "text/html" and what[2] != FETCH:
        assert 'lang="vi"' in answer.text, what
        assert "94011" not in answer.text, what  # nothing typed is ever computed


def pester(visitor, forms, dice, rounds):
    """Every field of every form in turn gets what it does not expect; how often which answer came."""
    answers = Counter()
    for form in forms:
        for name in dict.fromkeys([name for name, _ in form.values][:12]) or ("more",):
            for _ in range(rounds):
                values, headers = dice.spoiled(form, name), dice.headers()
                sent = {"data": body(values), "content_type": "application/x-www-form-urlencoded"}
                with visitor.send(form.action, headers=headers, **sent) as answer:
                    rightly_answered(answer, (form.action, values, headers))
                    answers[answer.status_code] += 1
        for _ in range(rounds * 3 if form.files else 0):
            with visitor.send(form.action, dice.upload(form), FETCH, buffered=True) as answer:
                rightly_answered(answer, (form.action, "files", FETCH))
                answers[answer.status_code] += 1
    return answers


@pytest.fixture
def demo(demo_bloc):
    """The bloc with cards at every stage, and a sheet under work."""
    lead = Visitor(demo_bloc, "ttt.daumoi")
    assert lead.post(f"{HOME}sheet/draft", copy="1").status_code == 303
    return demo_bloc


def pester_all(demo, seed, rounds):
    answers, met = Counter(), set()
    for login in PEOPLE:
        visitor = Visitor(demo, login)
        forms = [form for form in forms_before(visitor, HOME) if not LEAVING.search(form.action)]
        answers += pester(visitor, forms, Dice(seed), rounds)
        met |= {form.kind[0] for form in forms}
        assert visitor.get(HOME).status_code == 200, "the one who asked is no longer in: the rest said nothing"
    return answers, met


def test_no_form_breaks_whatever_is_typed_into_it(demo):
    answers, met = pester_all(demo, seed=1, rounds=2)
    assert len(met) > 30
    assert answers[422] > 50
    assert answers[409] > 5


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 7))
def test_no_form_breaks_in_thousands_of_tries(demo, seed):
    answers, _ = pester_all(demo, seed, rounds=6)
    assert answers.total() > 2000


def test_the_page_to_sign_in_takes_anything(small):
    visitor = Visitor(small)
    for form in forms_before(visitor, "/sign-in"):
        for value in NASTY:
            for name in ("login", "password", "next"):
                values = [*form.values, (name, value)]
                sent = {"data": body(values), "content_type": "application/x-www-form-urlencoded"}
                rightly_answered(visitor.send(form.action, **sent), (form.action, values, {}))


PARTS = "multipart/form-data; boundary=x"
PLAIN = "application/x-www-form-urlencoded"
BODIES = {
    "no form at all": (b"\x00\xff\xfe", PLAIN),
    "a broken escape": (b"points=%&version=%zz&note=%ff%fe", PLAIN),
    "JSON": (b'{"points": NaN}', "application/json"),
    "an unknown charset": (b"points=1", f"{PLAIN}; charset=utf-99"),
    "too many fields": (b"a=1&" * 20_000, PLAIN),
    "parts without their bound": (b"--x\r\n", "multipart/form-data"),
    "parts that never end": (b'--x\r\nContent-Disposition: form-data; name="points"\r\n\r\n8', PARTS),
    "parts without a name": (b"--x\r\nContent-Disposition: form-data\r\n\r\n8\r\n--x--\r\n", PARTS),
    "no type": (b"points=8", ""),
}


def test_a_body_that_no_browser_sends_is_refused(small):
    visitor = Visitor(small, "a.clerk")
    for what, (sent, kind) in BODIES.items():
        for address in ("scorecard/begin", "marks/unknown-0000/claim", "evidence", "scorecard/upload", "notices/read"):
            answer = visitor.send(HOME + address, sent, content_type=kind)
            rightly_answered(answer, (address, what, {}))


ADDRESSES = (
    "search?q=%00%ff%ed%a0%80", "search?q=" + "a" * 5000, "?year=٣", "scorecard?only=%00", "appraisal?agency=%00",
    "marks/%00%00%00%00%00%00%00%00%00%00%00%00", "../../etc/passwd", "sheet?q=%ff", "\u202e", "agencies?x", "%00",
    "evidence/versions/unknown-0000?row=%00", "sheets/unknown-0000/rows?under=%00", "evidence?q=%00&q=1&page=-1",
    "evidence/versions/unknown-0000/pages/99999999999999999999999.png",
)  # fmt: skip


def test_an_address_that_nobody_made_is_a_page_too(small):
    for login in ("a.clerk", "l.head"):
        visitor = Visitor(small, login)
        for address in ADDRESSES:
            rightly_answered(visitor.get(HOME + address), (address, "", {}))


def test_a_year_that_is_none_is_a_404(small):
    visitor = Visitor(small, "a.clerk")
    for year in ("0", "99999999999999999999", "-1", "٣٣٣٣", "2026.0", "２０２６"):
        assert visitor.get(f"/noi-chinh/{year}/").status_code == 404, year


@pytest.fixture
def small(app, make):
    make.sheet(make.bloc_of_three())
    return app
