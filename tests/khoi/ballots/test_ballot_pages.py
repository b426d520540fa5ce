"""The pages of a secret vote, walked by the people who use them."""

import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest

from khoi.ballots.exporting import SCRIPT
from khoi.ballots.models import ballot_by_id
from khoi.ballots.rules import Conflict
from tenants import clock
from tenants.database import db
from tenants.models import user_with_login
from tests.faults.visitors import Visitor
from tests.khoi.ballots.ballots_made import AWARD, HERE, at_work, cast, close, council, opened
from tests.khoi.scoring.evidence_made import pdf

NEW = {
    "council": "bloc", "title": "Đề nghị tặng Cờ thi đua", "kind": "award", "way": "portal", "voters": "agency",
    "percent": "80", "quorum": "2/3", "conflict": "none", "office": "", "basis": "Quy chế của Khối",
    "held_on": "24/11/2026",
}  # fmt: skip


@pytest.fixture
def of(make):
    return council(make)


def drawn_up(lead, **more):
    """A new vote of the lead; its address."""
    answer = lead.post(HERE + "/new", **NEW | more)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def option(page, words):
    return re.search(r'<option value="([\w-]{12})">' + re.escape(words), page)[1]


def with_candidates_and_tellers(visitor, at, *names):
    for name in names:
        assert visitor.post(at + "/candidates", **{"candidate-name": name, "candidate-agency": ""}).status_code == 303
    page = visitor.get(at).text
    for who in ("Người l.head", "Người p.head", "Người a.clerk"):
        assert visitor.post(at + "/tellers", **{"teller-user": option(page, who)}).status_code == 303


def test_the_whole_way_in_the_portal(app, of):
    lead, other = Visitor(app, "l.head"), Visitor(app, "b.head")
    at = drawn_up(lead)
    assert drawn_up(lead) == at  # sent twice
    with_candidates_and_tellers(lead, at, "Công an tỉnh", "Sở Tư pháp")
    assert other.get(at).status_code == 404
    assert "chưa nhận mã" in lead.post(at + "/open").text
    codes = []
    for login in ("l.head", "p.head", "a.clerk"):
        teller = Visitor(app, login)
        shown = teller.post(at + "/code").text
        codes.append(re.search(r"(?:[A-Z2-9]{4}-){6}[A-Z2-9]{4}", shown)[0])
        assert codes[-1] not in teller.get(at + "/code").text
    assert other.get(at + "/code").status_code == 404
    assert lead.post(at + "/open").status_code == 303
    assert lead.post(at + "/open").status_code == 303  # a double click
    assert lead.post(at + "/candidates", **{"candidate-name": "Muộn", "candidate-agency": ""}).status_code == 409
    votes(app, of, at)
    for login in ("l.head", "p.head", "b.head", "l.clerk"):
        page = Visitor(app, login).get(at).text
        assert "Không đủ tỷ lệ" not in page
        assert "Đồng ý</th>" not in page
        assert ("Đã bỏ</span>" in page) is (login != "b.head")
    wrong = lead.post(at + "/close", code0=codes[0], code1="ABCD")
    assert wrong.status_code == 409
    assert "Mã chưa đúng" in wrong.text
    assert lead.post(at + "/close", code0=codes[0], code2=codes[2]).status_code == 303
    assert lead.post(at + "/close", code0=codes[0], code2=codes[2]).status_code == 404
    counted(app, lead, at)


def test_a_voter_without_a_slip_for_himself_reads_why_and_a_counted_vote_says_where_to_go_on(app, of):
    ballot_id, codes = opened(of, replace(AWARD, conflict=Conflict.WITHOUT), agencies=[of.three.member])
    at = next(iter(re.findall(rf'href="({HERE}/[\w-]{{12}})"', Visitor(app, "l.head").get(HERE).text)))
    hint = "đơn vị không có phiếu cho chính mình: Công an tỉnh"
    assert hint in Visitor(app, "a.head").get(at + "/vote").text
    assert hint not in Visitor(app, "b.head").get(at + "/vote").text
    for agency in of.members:
        cast(of, ballot_id, agency, *(["disagree"] if agency is of.three.member else ["agree", "disagree"]))
    close(of, ballot_id, codes)
    for login, onward in (("l.head", True), ("p.head", False), ("b.head", False)):
        assert ("Ghi vào đề nghị khen thưởng" in Visitor(app, login).get(at).text) is onward


def votes(app, of, at):
    for n, agency in enumerate(of.members):
        voter = Visitor(app, f"{agency.code.lower()}.head")
        page = voter.get(at + "/vote").text
        code = re.search(r'name="receipt"[^>]* value="([A-Z2-9-]{24})"', page)[1]
        said = {"c0": "agree" if n < 7 else "disagree", "c1": "disagree"}
        missing = voter.post(at + "/vote", receipt=code, c0="agree")
        assert missing.status_code == 422
        assert code in missing.text
        done = voter.post(at + "/vote", receipt=code, **said)
        assert done.status_code == 200
        assert code in done.text
        again = voter.post(at + "/vote", receipt=code, **said)
        assert again.status_code == 409
        assert "chỉ bỏ một lần" in again.text
        assert Visitor(app, f"{agency.code.lower()}.clerk").get(at + "/vote").status_code == 404
        votes.code = code


def counted(app, lead, at):
    page = lead.get(at).text
    assert "Đủ tỷ lệ" in page
    assert '<td class="number" data-label="Đồng ý">7</td>' in page
    assert "Dọn vết" not in page
    member = Visitor(app, "b.head")
    assert 'data-label="Đồng ý"' not in member.get(at).text
    assert "Công an tỉnh" in member.get(at).text
    found = member.post(at + "/receipts", code=votes.code).text
    assert "có trong 2 lá phiếu" in found
    assert "không có trong hòm" in member.post(at + "/receipts", code="AAAA-BBBB-CCCC-DDDD-EEEE").text
    minutes = lead.post(at + "/minutes").data
    words = zipfile.ZipFile(io.BytesIO(minutes)).read("word/document.xml").decode()
    assert "BIÊN BẢN" in words
    assert "Công an tỉnh" in words
    assert member.post(at + "/minutes").status_code == 404
    assert member.post(at + "/box").status_code == 404


def exported(app, of, tmp_path):
    """A counted vote's box in a file, with the code of one receipt."""
    ballot_id, codes = opened(of)
    receipts = [cast(of, ballot_id, agency, "agree", "blank" if n else "agree") for n, agency in enumerate(of.members)]
    close(of, ballot_id, codes)
    lead = Visitor(app, "l.head")
    at = re.search(rf'href="({HERE}/[\w-]{{12}})"', lead.get(HERE).text)[1]
    file = tmp_path / "hom.json"
    file.write_bytes(lead.post(at + "/box").data)
    return file, receipts


def recount(file, *more):
    command = [sys.executable, "-I", str(SCRIPT), str(file), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_exported_box_is_counted_anew_by_a_script_alone_and_a_changed_one_is_refused(app, of, tmp_path):
    file, receipts = exported(app, of, tmp_path)
    good = recount(file)
    assert (good.returncode, "khớp với kết quả" in good.stdout) == (0, True)
    assert "có trong 2 lá phiếu" in recount(file, "--receipt", receipts[3]).stdout
    assert recount(file, "--receipt", "AAAA-BBBB-CCCC-DDDD-EEEE").returncode == 1
    whole = json.loads(file.read_text())
    changes = {
        "a vote": lambda data: data["box"][0].__setitem__(1, "disagree"),
        "a vote less": lambda data: data["box"].pop(),
        "a verdict": lambda data: data["outcome"]["verdicts"].update({data["candidates"][0]["id"]: [False, False]}),
        "the threshold": lambda data: data.update(percent=100, strict=True),
        "a receipt": lambda data: data["receipts"].pop(),
    }
    for what, change in changes.items():
        data = json.loads(json.dumps(whole))
        change(data)
        file.write_text(json.dumps(data))
        assert recount(file).returncode == 1, what
    file.write_text("{}")
    assert recount(file).returncode == 2


def test_the_whole_way_on_paper(app, of):
    clerk, head, deputy, teller = (Visitor(app, who) for who in ("l.clerk", "l.head", "p.head", "a.clerk"))
    at = drawn_up(clerk, way="paper")
    with_candidates_and_tellers(clerk, at, "Công an tỉnh", "Sở Tư pháp")
    assert clerk.post(at + "/open").status_code == 403
    assert head.post(at + "/open").status_code == 303
    slips = clerk.get(at + "/slips").text
    assert slips.count("PHIẾU BIỂU QUYẾT") == 8
    form = at + "/counts"
    good = {
        "issued": "8", "returned": "7", "missing": "1", "valid": "6", "invalid": "1", "c0_agree": "6",
        "c0_disagree": "0", "c0_blank": "0", "c1_agree": "2", "c1_disagree": "3", "c1_blank": "1",
    }  # fmt: skip
    for wrong, where in (({"missing": "0"}, "Thu vào"), ({"valid": "7"}, "Hợp lệ"), ({"c1_blank": "2"}, "Sở Tư pháp")):
        answer = teller.post(form, seen=seen(teller, form), **good | wrong)
        assert answer.status_code == 409
        assert where in answer.text
    assert teller.post(form, seen=seen(teller, form), **good | {"issued": "tám"}).status_code == 422
    assert head.post(at + "/counts/confirm").status_code == 409
    assert teller.post(form, seen=seen(teller, form), **good).status_code == 303
    assert teller.post(at + "/counts/confirm").status_code == 403
    assert Visitor(app, "a.head").post(at + "/counts/confirm").status_code == 404
    assert Visitor(app, "b.head").get(form).status_code == 404
    assert clerk.post(form, seen=seen(clerk, form), **good).status_code == 303  # entered anew, by the lead
    before = entered(deputy, at)
    assert clerk.post(form, seen=seen(clerk, form), **good | {"note": "Nhập lại"}).status_code == 303
    assert "vừa được nhập lại" in deputy.post(at + "/counts/confirm", seen=before).text
    now = {"seen": entered(deputy, at)}
    assert "đơn vị khác" in head.post(at + "/counts/confirm", **now).text
    assert deputy.post(at + "/counts/confirm", **now).status_code == 303
    assert deputy.post(at + "/counts/confirm", **now).status_code == 303
    assert clerk.get(form).status_code == 404
    page = head.get(at).text
    assert "Không đề nghị nào đủ tỷ lệ" in page  # 6 of 8 are 75 %, not 80
    scan = {"file": (io.BytesIO(pdf()), "Biên bản.pdf")}
    assert teller.send(at + "/scans", scan, content_type="multipart/form-data").status_code == 303
    for visitor in (head, teller):
        assert "Biên bản.pdf" in visitor.get(at).text
    assert "Biên bản.pdf" not in Visitor(app, "b.head").get(at).text


def entered(visitor, at):
    """Which entry of the numbers the page shows."""
    return re.search(r'name="seen" value="([^"]+)"', visitor.get(at).text)[1]


def seen(visitor, address):
    return re.search(r'name="seen"[^>]* value="(\w+)"', visitor.get(address).text)[1]


def test_an_agencys_own_council_is_invisible_to_the_others(app, of):
    head, lead = Visitor(app, "a.head"), Visitor(app, "l.head")
    at = drawn_up(head, council="own", title="Hội đồng xét CSTĐCS", way="paper", voters="person", quorum="")
    assert head.post(HERE + "/new", **NEW | {"council": "bloc"}).status_code == 422
    assert "Hội đồng xét CSTĐCS" in Visitor(app, "a.clerk").get(HERE).text
    for stranger in (lead, Visitor(app, "p.head"), Visitor(app, "b.head")):
        assert "Hội đồng xét CSTĐCS" not in stranger.get(HERE).text
        for method, more in (
            (stranger.get, ""),
            (stranger.get, "/edit"),
            (stranger.post, "/open"),
            (stranger.get, "/slips"),
        ):
            assert method(at + more).status_code == 404
    page = head.get(at).text
    assert "Người l.head" not in page
    for name in ("Lý Thị Mai", "Hà Văn Tài", "Vi Thị Thu"):
        agency = option(page, "Đơn vị A")
        assert (
            head.post(at + "/council", **{"person-name": name, "person-agency": agency, "person-user": ""}).status_code
            == 303
        )
    head.post(at + "/candidates", **{"candidate-name": "Nông Thị Bích", "candidate-agency": ""})
    for who in ("Người a.head", "Người a.clerk"):
        head.post(at + "/tellers", **{"teller-user": option(page, who)})
    assert head.post(at + "/open").status_code == 303
    assert "Lý Thị Mai" in head.get(at).text


def test_an_account_whose_reset_others_asked_for_casts_no_ballot_for_a_day(app, of):
    ballot_id, _ = opened(of)
    with at_work(of.scope(of.three.lead)):
        at = f"{HERE}/{ballot_by_id(ballot_id).public_id}"
    user = user_with_login("b.head")
    user.restrained_until = clock.now() + timedelta(hours=20)
    db.session.commit()
    head = Visitor(app, "b.head")
    assert head.get(at + "/vote").status_code == 403
    assert head.post(at + "/vote", c0="agree", c1="agree", receipt="AAAA-BBBB-CCCC-DDDD-EEEE").status_code == 403
    assert AWARD.title in head.get(HERE).text


def test_bad_input_is_answered_in_words_and_nothing_is_kept(app, of):
    lead = Visitor(app, "l.head")
    wrongs = (
        {"percent": "0"}, {"percent": "101"}, {"percent": "chín"}, {"kind": "election", "seats": ""}, {"title": ""},
        {"quorum": "3/2"}, {"quorum": "nhiều"}, {"kind": "xx"}, {"percent": "100", "strict": "y"}, {"council": "x"},
        {"held_on": "31/02/2026"},
    )  # fmt: skip
    for wrong in wrongs:
        answer = lead.post(HERE + "/new", **NEW | wrong)
        assert answer.status_code in (409, 422), wrong
        assert "Cần sửa" in answer.text, wrong
    assert "Đề nghị tặng" not in lead.get(HERE).text
