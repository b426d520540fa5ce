"""Signatures of foreign PDFs: three facts, none told as good without ground, and no file stops the server."""

import random
from datetime import timedelta

import pytest

from khoi.office import signatures
from khoi.office.signatures import check, summary, told
from tests.khoi.office.signed_made import NOW, appended_to, certified, plain_pdf, signed_pdf, tampered


@pytest.fixture(scope="module")
def root():
    return certified("Gốc thử")


@pytest.fixture(scope="module")
def roots(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("roots")
    (folder / "goc.pem").write_bytes(root.pem)
    (folder / "doc-toi.txt").write_text("không phải chứng thư")
    (folder / "hong.cer").write_bytes(b"hong")
    return folder


@pytest.fixture
def looked_at(tmp_path, roots):
    def look(content, folder=roots):
        path = tmp_path / "van-ban.pdf"
        path.write_bytes(content)
        return check(path, folder)

    return look


@pytest.fixture(scope="module")
def signed(root, tmp_path_factory):
    return signed_pdf(certified("Đậu Trường An", root), root, tmp_path_factory.mktemp("signed"))


def facts(found):
    (only,) = found["signatures"]
    return only["intact"], only["chain"], only["changed"]


def test_a_signed_file_under_a_supplied_root_shows_three_good_facts(looked_at, signed):
    found = looked_at(signed)
    assert found["roots"] == 1
    assert facts(found) == (True, "trusted", "none")
    assert summary(found)[0] == "ok"
    assert told(found)[0].signer == "Đậu Trường An"


def test_an_unsigned_file_is_told_to_be_unsigned(looked_at):
    found = looked_at(plain_pdf())
    assert found["signatures"] == []
    assert summary(found) == ("warn", "Tệp không có chữ ký số.")


def test_a_changed_byte_breaks_the_signed_part(looked_at, signed):
    found = looked_at(tampered(signed))
    assert facts(found)[0] is False
    assert summary(found)[0] == "error"


def test_without_roots_nothing_is_green(looked_at, signed, tmp_path):
    for folder in (None, tmp_path / "khong-co"):
        found = looked_at(signed, folder)
        assert facts(found) == (True, "no_roots", "none")
        assert summary(found)[0] == "warn"


def test_a_root_nobody_supplied_is_not_trusted(looked_at, tmp_path):
    other = certified("Gốc lạ")
    found = looked_at(signed_pdf(certified("Người lạ", other), other, tmp_path / "keys"))
    assert facts(found) == (True, "unknown_root", "none")
    assert summary(found)[0] == "warn"


def test_an_expired_certificate_is_told(looked_at, root, tmp_path):
    old = certified("Hết hạn", root, until=NOW - timedelta(days=3))
    assert facts(looked_at(signed_pdf(old, root, tmp_path / "keys")))[:2] == (True, "expired")


def test_words_changed_after_signing_are_seen_though_the_signed_bytes_are_intact(looked_at, signed):
    found = looked_at(appended_to(signed))
    intact, _, changed = facts(found)
    assert intact is True
    assert changed == "other"
    assert summary(found)[0] == "error"


def test_a_second_signature_over_the_first_is_no_green_for_the_first(looked_at, signed, root, tmp_path):
    found = looked_at(appended_to(signed_pdf(certified("Hai", root), root, tmp_path / "keys")))
    assert summary(found)[0] == "error"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"<<" * 100_000, b"%PDF-1.4\nxref\n0 1\ntrailer<</Root 1 0 R/Prev 0>>",
        b"%PDF-1.7 /ByteRange [0 1 2 3] /Contents <00>", bytes(1000),
    ],
)  # fmt: skip
def test_a_file_that_breaks_its_reader_is_told_to_be_unreadable(looked_at, content):
    found = looked_at(content)
    assert summary(found)[0] in ("error", "warn")


def test_mutated_files_are_never_green(looked_at, signed):
    dice = random.Random(4)
    for _ in range(4):
        content = bytearray(signed)
        for _ in range(20):
            content[dice.randrange(len(content) // 3)] = dice.randrange(256)
        assert summary(looked_at(bytes(content)))[0] != "ok"


def test_a_file_that_takes_too_long_is_given_up(looked_at, signed, monkeypatch):
    monkeypatch.setattr(signatures, "SECONDS", 0.01)
    assert summary(looked_at(signed))[0] == "error"


def test_what_is_kept_in_another_shape_is_never_told_as_good():
    found = {"signatures": [{"intact": "yes", "chain": "fine", "changed": ""}], "roots": 1}
    assert {kind for kind, _ in told(found)[0].facts} == {"error", "warn"}
