"""The office's wording in use: uploaded, checked, back to the built-in one; older templates stay."""

import io

import docx
import pytest
from sqlalchemy import select

from khoi.summaries.models import PaperTemplate, templates_of
from tenants import files
from tenants.database import db
from tenants.scope import acting
from tests import make as makers
from tests.khoi.accounts.people import post, sign_in
from tests.khoi.office.papers import said
from tests.khoi.summaries.papers_made import HERE, key_of, released_bloc

WHERE = f"{HERE}/papers/wording/appraisal_notice"


@pytest.fixture
def bloc(app):
    return released_bloc()


@pytest.fixture
def clerk(app, bloc):
    client = app.test_client()
    assert sign_in(client, "l.clerk").status_code == 303
    return client


def word(*lines):
    document, out = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def upload(client, content, name="mau.docx"):
    return post(client, WHERE, WHERE, file=(io.BytesIO(content), name))


def taken(client, address):
    with post(client, address) as answer:
        assert answer.status_code == 200
        return answer.data


def templates(bloc):
    with acting(makers.scope(bloc, bloc.lead)):
        found = [(row.number, row.in_use, row.public_id) for row in templates_of(bloc.year.id, "appraisal_notice")]
        makers.keep()
    return found


def test_a_templates_words_stand_in_the_paper_with_its_annex_behind(bloc, clerk):
    assert (
        upload(clerk, word("Kính gửi {{ don_vi }}: tổng {{ tong_tham_dinh }}.", "{{p noi_dung }}")).status_code == 303
    )
    make = f"{HERE}/papers/make/appraisal_notice/{key_of(bloc, bloc.member)}"
    text = said(taken(clerk, f"{make}/docx"))
    assert "Kính gửi Đơn vị A: tổng 58,50." in text
    assert "Tiêu chí có chênh lệch" in text
    assert "KẾT QUẢ THẨM ĐỊNH TỪNG TIÊU CHÍ" in text


def test_the_built_in_wording_can_be_taken_changed_and_brought_back(bloc, clerk):
    start = taken(clerk, f"{WHERE}/start")
    assert upload(clerk, start).status_code == 303
    assert upload(clerk, word("Mẫu hai {{ nguoi_ky }}")).status_code == 303
    (second, first) = templates(bloc)
    assert (second[:2], first[:2]) == ((2, True), (1, False))
    assert post(clerk, f"{HERE}/papers/templates/{first[2]}/use", WHERE).status_code == 303
    assert [in_use for _, in_use, _ in templates(bloc)] == [False, True]
    assert taken(clerk, f"{HERE}/papers/templates/{first[2]}/file") == start
    assert post(clerk, f"{WHERE}/built-in", WHERE).status_code == 303
    assert post(clerk, f"{WHERE}/built-in", WHERE).status_code == 303
    assert [in_use for _, in_use, _ in templates(bloc)] == [False, False]
    page = clerk.get(WHERE).get_data(as_text=True)
    assert "Mẫu có sẵn của hệ thống." in page
    assert "{{ don_vi }}" in page


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (word("{{ la_gi }}"), "la_gi"), (word("{{ don_vi.__class__ }}"), "__class__"), (b"PK\x03\x04 hong", "tệp"),
        (b"", "rỗng"),
    ],
)  # fmt: skip
def test_a_wrong_template_is_refused_in_words_and_nothing_is_kept(bloc, clerk, content, wrong):
    answer = upload(clerk, content)
    assert answer.status_code == 422
    assert wrong in answer.get_data(as_text=True)
    assert templates(bloc) == []


def test_a_templates_bytes_are_the_leads_alone(bloc, clerk, make):
    assert upload(clerk, word("{{ don_vi }}")).status_code == 303
    with acting(make.scope(bloc, bloc.lead)):
        row = db.session.scalars(select(PaperTemplate)).one()
        assert files.read_bytes(row)
        make.keep()
    for who in (bloc.deputy, bloc.member):
        with acting(make.scope(bloc, who)):
            assert db.session.scalars(select(PaperTemplate)).all() == []
            make.keep()
