"""People’s words in an official document: stored as printed, whatever they hold, and never our own marks."""

from dataclasses import replace
from io import BytesIO

import docx
from hypothesis import given
from hypothesis import strategies as st

from khoi.office.document import (
    Align,
    Column,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Row,
    Signature,
    Signatures,
    Table,
)
from khoi.office.docx import write
from tests.khoi.office.papers import (
    REPORT,
    part,
    said,
    styled,
)
from tests.khoi.office.report_read import FILE

MM = 1440 / 25.4


def test_the_stored_words_are_the_printed_words():
    words = said(FILE)
    assert "Các đơn vị đã triển khai đồng bộ & kịp thời <không hình thức> 12 nhiệm vụ." in words
    assert "Công an tỉnh: đạt 102 % kế hoạch, đúng hạn." in words
    opened = docx.Document(BytesIO(FILE))
    assert [p.style.name for p in opened.paragraphs if p.text.startswith("Công an")] == ["Nội dung"]
    assert [[c.text for c in row.cells] for row in opened.tables[1].rows][3] == [
        "2", "Cuộc thanh tra chuyên đề thứ 2", "1.234,5",
    ]  # fmt: skip


@given(st.text(st.characters(codec=None), max_size=40))
def test_no_text_of_people_breaks_the_file(text):
    table = Table((Column(text, align=Align.RIGHT),), (Row((text,)),), caption=text)
    body = (Heading(text), Paragraph(text), table, Signatures(((text, text),)), Paragraph("Hết"))
    letterhead = Letterhead(text, text, text or "BC", place=text)
    file = write(
        Document(letterhead, text, text, body, Signature(text, text, text), (text,), (text,), addressees=(text,))
    )
    docx.Document(BytesIO(file))
    assert part(file, "document") is not None


def test_letters_no_file_may_hold_are_left_out_and_breaks_of_word_are_lines():
    file = write(replace(REPORT, body=(Paragraph("Kết\x00 quả\ufffe\x0bDòng hai\u2028Dòng ba"), Paragraph("Hết"))))
    assert styled(file, "NoiDung")[:3] == ["Kết quả", "Dòng hai", "Dòng ba"]


def test_words_that_look_like_our_own_marks_stay_words():
    file = write(replace(REPORT, subject="{head} <head> rId9"))
    assert styled(file, "TrichYeu") == ["{head} <head> rId9"]


def test_the_sign_that_nothing_follows_stands_over_the_hands_of_many():
    body = (Paragraph("Biên bản được cùng ký."), Signatures((("Kiểm phiếu viên", "Hà Thị Ba"),)))
    assert styled(write(replace(REPORT, body=body)), "NoiDung") == ["Biên bản được cùng ký./."]
