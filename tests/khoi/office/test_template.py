"""The office's own wording: what a template may say, and that no file of anybody's harms reader or server."""

import io
import time
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khoi.office import template
from khoi.office.template import Filling, fill
from khoi.office.upload import pass_upload
from khoi.summaries.rules.papers import PaperKey
from khoi.summaries.wording import fields_of, sample_of, starting_point
from tenants.refusal import Refused
from tests.khoi.office.papers import said

FILLING = Filling(
    values={"don_vi": "Công an & “tỉnh” <TĐKT>", "dong_nao": [{"ten": "Một"}, {"ten": "Hai"}], "trong": ""},
    lists={"dong_nao": ("ten",)},
)


def word(*lines, rows=()):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if rows:
        table = document.add_table(rows=0, cols=1)
        for line in rows:
            table.add_row().cells[0].text = line
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(content, name, part):
    """The file with one part replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, part)
    return out.getvalue()


def test_words_come_in_as_they_are_and_lists_line_by_line():
    text = said(
        fill(word("Gửi {{ don_vi }}.", rows=("{%tr for d in dong_nao %}", "{{ d.ten }}", "{%tr endfor %}")), FILLING)
    )
    assert "Gửi Công an & “tỉnh” <TĐKT>." in text
    assert "Một" in text
    assert "Hai" in text
    assert "{%" not in text


def test_a_condition_may_leave_words_out():
    text = said(fill(word("{% if trong %}Có{% else %}Không{% endif %}"), FILLING))
    assert "Không" in text
    assert "Có" not in text


@pytest.mark.parametrize("key", list(PaperKey))
def test_the_built_in_wording_passes_its_own_check_and_names_only_listed_fields(key):
    assert said(fill(starting_point(key), sample_of(key)[1]))
    assert "{{" not in said(fill(starting_point(key), sample_of(key)[1]))
    assert fields_of(key).words


@pytest.mark.parametrize(
    ("line", "word_said"),
    [
        ("{{ ten_la }}", "ten_la"),
        ("{% for d in dong_nao %}{{ d.la }}{% endfor %}", "d.la"),
        ("{{ don_vi.__class__ }}", "__class__"),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "không được phép"),
        ("{{ don_vi.upper() }}", "không được phép"),
        ("{{ don_vi|upper }}", "upper"),
        ("{{ 31337 * 3 }}", "không được phép"),
        ("{{ don_vi['x'] }}", "không được phép"),
        ("{% set x = don_vi %}", "không được phép"),
        ("{% macro a() %}{% endmacro %}", "không được phép"),
        ("{% include '/etc/passwd' %}", "không được phép"),
        ("{% import 'os' as os %}", "không được phép"),
        ("{% for a in range(9) %}x{% endfor %}", "range"),
        ("{% for a in 'abc' %}x{% endfor %}", "không phải danh sách"),
        ("{% for d in don_vi %}x{% endfor %}", "không phải danh sách"),
        ("{{ self }}", "self"),
        ("{{ don_vi", "cú pháp"),
        ("{% for d in dong_nao %}{{ d.ten }}", "cú pháp"),
        ("{% for a in dong_nao %}{% for b in dong_nao %}x{% endfor %}{% endfor %}", "trùng"),
    ],
)
def test_what_a_template_may_not_say_is_named_and_refused(line, word_said):
    with pytest.raises(Refused) as refused:
        fill(word(line), FILLING)
    assert word_said in refused.value.message


def test_headers_and_properties_are_checked_like_the_body():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ an_trong_dau_trang }}"
    document.core_properties.title = "{{ ''.__class__ }}"
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(Refused, match=r"an_trong_dau_trang|__class__"):
        fill(out.getvalue(), FILLING)


RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    'Target="http://xau.example/mau.dotm" TargetMode="External"/></Relationships>'
)
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
READS = f'<w:p {NAMESPACE}><w:r><w:instrText>INCLUDETEXT "/etc/passwd"</w:instrText></w:r></w:p>'
RUNS = f'<w:p {NAMESPACE}><w:fldSimple w:instr="DDEAUTO cmd"/></w:p>'


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("word/_rels/settings.xml.rels", RELATIONS), ("word/embeddings/oleObject1.bin", b"x"),
        ("word/footnotes.xml", f"<w:footnotes {NAMESPACE}>{READS}</w:footnotes>"),
        ("word/comments.xml", f"<w:comments {NAMESPACE}>{RUNS}</w:comments>"),
    ],
)  # fmt: skip
def test_nothing_in_a_template_reaches_out_of_it(name, part):
    with pytest.raises(Refused, match="mẫu có"):
        fill(with_part(word("Xin chào"), name, part), FILLING)


def test_a_template_that_never_ends_is_given_up(monkeypatch):
    monkeypatch.setattr(template, "SECONDS", 0.05)
    with pytest.raises(Refused, match="quá lớn"):
        fill(word("Xin chào"), FILLING)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", bytes(2000), b"%PDF-1.7"])
def test_what_is_no_word_file_is_refused_in_words(content):
    with pytest.raises(Refused, match="không đọc được mẫu"):
        fill(content, FILLING)


def test_a_bomb_stops_at_the_gate():
    bomb = with_part(word("x"), "word/media/a.bin", bytes(60 << 20))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bomb)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, old.read(entry))
    with pytest.raises(Refused, match="bung ra quá lớn"):
        pass_upload("mau.docx", out.getvalue(), most_bytes=20 << 20)


@settings(max_examples=12, deadline=None)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30))
def test_whatever_stands_between_braces_is_filled_or_refused_and_quickly(inside):
    began = time.monotonic()
    try:
        fill(word("{{ " + inside + " }}"), FILLING)
        said_why = ""
    except Refused as refused:
        said_why = refused.message
    assert not said_why or said_why.startswith("Không dùng được mẫu")
    assert time.monotonic() - began < 20
