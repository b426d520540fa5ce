"""Evidence when things go wrong: hostile files, a full disk, two people at once, bytes and rows without each other."""

import io
import os
import random
import resource
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest

from khoi.scoring.actions import evidence as actions
from khoi.scoring.models import documents_of, marks_of, pinned_to, versions_of
from tenants import files
from tenants.database import db
from tenants.scope import Scope, acting
from tests.khoi.accounts.people import sign_in, token_in
from tests.khoi.scoring.evidence_made import begin_card, image, pdf, received, working

HOME = "/noi-chinh/2026"


@pytest.fixture
def three(make):
    return make.bloc_of_three()


@pytest.fixture
def marks(three, make):
    leaf = {"code": "1", "title": "Một", "ceiling": "10", "method": '{"type":"direct"}', "evidence": "required"}
    card, _ = begin_card(three, make.sheet(three, leaf), three.member, make)
    with working(three, three.member, make):
        return [mark for mark, _ in marks_of(card.id)]


class Clerk:
    """The member's clerk at his browser."""

    def __init__(self, app, login="a.clerk"):
        self.client = app.test_client()
        sign_in(self.client, login)
        self.token = token_in(self.client.get(f"{HOME}/evidence").text)

    def send(self, address, name, data, field="files", **fields):
        sent = fields | {"csrf_token": self.token, field: (io.BytesIO(data), name)}
        headers = {"X-Requested-With": "fetch"}
        with self.client.application.app_context():  # of this thread
            return self.client.post(f"{HOME}{address}", data=sent, headers=headers, buffered=True).status_code


@pytest.fixture
def clerk(app, marks):
    return Clerk(app)


def stored(three, make):
    with working(three, three.member, make):
        return documents_of(three.year.id, three.member.id)


def archive(*members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return out.getvalue()


WORD = ("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document/>")
HOSTILE = {
    "empty": ("a.pdf", b""),
    "program named pdf": ("a.pdf", b"MZ\x90\x00" + bytes(200)),
    "page named pdf": ("a.pdf", b"<html><script>alert(1)</script></html>"),
    "drawing that runs script": ("a.svg", b"<svg onload='alert(1)'/>"),
    "picture named pdf": ("a.pdf", image()),
    "cut pdf": ("a.pdf", pdf()[:200]),
    "locked pdf": ("a.pdf", pdf().replace(b"%%EOF", b"/Encrypt 1 0 R %%EOF")),
    "cut picture": ("a.png", image()[:40]),
    "huge picture": ("a.png", image()[:16] + (60_000).to_bytes(4, "big") * 2 + image()[24:]),
    "macro": ("a.docx", archive(*WORD, ("word/vbaProject.bin", "x"))),
    "macro name": ("a.xlsm", archive(*WORD)),
    "plain archive": ("a.docx", archive(("readme.txt", "x"))),
    "bomb": ("a.docx", archive(*WORD, ("word/media/a.bin", bytes(60 << 20)))),
    "entities": ("a.docx", archive(WORD[0], ("word/document.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"))),
    "climbing member": ("a.docx", archive(*WORD, ("../../etc/passwd", "x"))),
    "reversed name": ("exe\u202efdp.pdf", pdf()),
    "old word": ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)),
}


def test_no_hostile_file_is_kept_and_each_gets_an_answer(clerk, marks, three, make):
    answers = {what: clerk.send("/evidence", *file) for what, file in HOSTILE.items()}
    assert {what: status for what, status in answers.items() if status != 422} == {}
    assert stored(three, make) == []


def test_hundreds_of_damaged_files_never_break_the_portal(clerk, marks):
    dice, originals = random.Random(11), [("a.pdf", pdf(2)), ("a.png", image()), ("a.docx", archive(*WORD))]
    seen = set()
    for _ in range(100):
        name, data = dice.choice(originals)
        damaged = bytearray(data)
        for _ in range(dice.randint(1, 6)):
            at = dice.randrange(len(damaged))
            damaged[at : at + dice.randint(1, 30)] = dice.randbytes(dice.randint(0, 30))
        seen.add(clerk.send("/evidence", name, bytes(damaged)))
    assert seen <= {200, 409, 422}


@pytest.mark.parametrize(
    "name",
    [
        "Báo cáo Đợt 1 (đã ký).pdf",
        "e\u0301.pdf",
        "公文.pdf",
        "a" * 190 + ".pdf",
        "CON.pdf",
        "a;b=c.pdf",
        "a'b`c$(d).pdf",
    ],
)
def test_a_strange_name_is_only_data(clerk, marks, three, make, name):
    assert clerk.send("/evidence", name, pdf()) == 200
    document = stored(three, make)[0]
    assert "/" not in document.file.name
    assert files.place(document.file.sha256).exists()
    address = f"{HOME}/evidence/versions/{document.version.public_id}/file"
    with clerk.client.get(address) as answer:
        assert answer.status_code == 200
        assert "\n" not in answer.headers["Content-Disposition"]


def test_a_full_disk_keeps_nothing_half_and_says_so(clerk, marks, three, make):
    big = pdf() + b"%" + bytes(400_000) + b"\n%%EOF\n"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, before[1]))
    try:
        assert clerk.send("/evidence", "lớn.pdf", big) == 507
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not [path for path in files.root().rglob("*") if path.is_file()]
    assert stored(three, make) == []
    assert clerk.send("/evidence", "lớn.pdf", big) == 200


def test_of_two_replacements_at_the_same_moment_one_is_told(app, clerk, marks, three, make):
    clerk.send(f"/marks/{marks[0].public_id}/evidence", "cũ.pdf", pdf(1))
    document = stored(three, make)[0].evidence
    both = [clerk, Clerk(app, "a.head")]

    def replace(number):
        address = f"/evidence/{document.public_id}/replace"
        return both[number].send(address, f"mới {number}.pdf", pdf(2 + number), field="file", revision="1")

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(replace, range(2))) == [303, 409]
    with working(three, three.member, make):
        assert [version.number for version, _ in versions_of(document.id)] == [2, 1]


def test_uploads_from_two_people_at_once_are_all_there(app, clerk, marks, three, make):
    both = [clerk, Clerk(app, "a.head")]

    def upload(number):
        return both[number % 2].send(f"/marks/{marks[0].public_id}/evidence", f"{number}.pdf", pdf(number + 1))

    with ThreadPoolExecutor(2) as pool:
        assert set(pool.map(upload, range(6))) == {200}
    db.session.expunge_all()  # what this test read before is old
    with working(three, three.member, make):
        assert len(pinned_to(marks[0].id)) == 6
        assert next(mark for mark, _ in marks_of(marks[0].scorecard_id)).version == 7


def test_orphans_are_found_both_ways_once_they_are_no_longer_young(marks, three, make):
    with working(three, three.member, make):
        lost = actions.store(three.year.id, three.member.id, received(pdf(1))).evidence
        sha256 = versions_of(lost.id)[0][1].sha256
        actions.store(three.year.id, three.member.id, received(pdf(2)))
    files.place(sha256).unlink()
    old, young = (files.keep(io.BytesIO(data)) for data in (b"old", b"young"))
    (files.root() / "incoming" / "cut off").write_bytes(b"half")
    long_ago = time.time() - 2 * files.WAITING
    for path in (files.place(old.sha256), files.root() / "incoming" / "cut off"):
        os.utime(path, (long_ago, long_ago))
    with acting(Scope.of_operator(three.bloc.id)):
        found = files.orphans()
        db.session.rollback()
    assert (found.lost, found.unnamed, found.unfinished) == ([sha256], [old.sha256], ["cut off"])
    assert young.sha256 not in found.unnamed
