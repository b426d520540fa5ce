"""The signed file beside an issued paper: checked in three facts, refused where it is no PDF."""

import io
from dataclasses import replace

import pytest

from tests.khoi.accounts.people import post
from tests.khoi.office.signed_made import certified, signed_pdf
from tests.khoi.summaries.papers_made import HERE, issued, key_of, taken


def test_a_signed_pdf_is_filed_beside_the_paper_with_three_facts(bloc, as_person, app, tmp_path):
    root = certified("Gốc thử")
    row = issued(bloc, key=key_of(bloc, bloc.member))
    client, address = as_person("l.clerk"), f"{HERE}/papers/issued/{row.public_id}"
    content = signed_pdf(certified("Đậu Trường An", root), root, tmp_path / "keys")
    answer = post(client, f"{address}/signed", address, file=(io.BytesIO(content), "da-ky.pdf"))
    assert answer.status_code == 303
    page = as_person("a.clerk").get(address).get_data(as_text=True)
    assert "Phần đã ký còn nguyên vẹn" in page
    assert "Chưa có chứng thư gốc nào" in page
    assert "Cả ba điều kiểm tra đều đạt" not in page
    signed_id = page.split("/papers/signed/")[1].split("/")[0]
    assert taken(as_person("a.clerk"), f"{HERE}/papers/signed/{signed_id}/file")[1] == content
    assert post(as_person("b.clerk"), f"{HERE}/papers/signed/{signed_id}/file").status_code == 404
    roots = tmp_path / "roots"
    roots.mkdir()
    (roots / "goc.pem").write_bytes(root.pem)
    app.extensions["settings"] = replace(app.extensions["settings"], signing_roots=roots)
    assert post(client, f"{HERE}/papers/signed/{signed_id}/check", address).status_code == 303
    assert "Cả ba điều kiểm tra đều đạt" in client.get(address).get_data(as_text=True)


@pytest.mark.parametrize(("name", "content"), [("a.pdf", b""), ("a.docx", b"PK"), ("a.pdf", b"khong phai"), ("", b"x")])
def test_what_is_no_pdf_is_refused_in_words(bloc, as_person, name, content):
    row = issued(bloc, key=key_of(bloc, bloc.member))
    client, address = as_person("l.clerk"), f"{HERE}/papers/issued/{row.public_id}"
    answer = post(client, f"{address}/signed", address, file=(io.BytesIO(content), name))
    assert answer.status_code == 422
    assert "<h1" in answer.get_data(as_text=True)
