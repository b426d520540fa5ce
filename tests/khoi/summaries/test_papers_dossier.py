"""The dossier of a year: all that is issued in one package, with its hashes."""

import hashlib
import io
import zipfile

from sqlalchemy import select

from khoi.summaries.rules.papers import PaperKey
from tenants.database import db
from tenants.journal import JournalLine
from tests.khoi.ranking.year_made import publish
from tests.khoi.summaries.papers_made import HERE, issued, taken


def test_the_dossier_holds_what_is_issued_and_its_hashes_are_right(bloc, as_person):
    publish(bloc)
    row = issued(bloc, PaperKey.RESULT, number=2)
    client = as_person("l.head")
    assert "Tờ trình đề nghị khen thưởng: chưa ban hành" in client.get(f"{HERE}/papers/dossier").get_data(as_text=True)
    _, content = taken(client, f"{HERE}/papers/dossier/package", f"{HERE}/papers/dossier")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("00-muc-luc.txt").decode("utf-8-sig")
        hashes = dict(line.split("  ")[::-1] for line in text.splitlines() if not line.startswith("#"))
        names = {name for name in archive.namelist() if not name.startswith("00-")}
        assert names == set(hashes)
        assert all(hashlib.sha256(archive.read(name)).hexdigest() == hashes[name] for name in names)
        assert hashes["03-ket-qua/thong-bao-ket-qua-thi-dua.docx"] == row.seal
        assert "03-ket-qua/bang-tong-hop-diem.xlsx" in names
        assert "# Chưa có: Biên bản họp bình xét" in text
    line = db.session.scalars(select(JournalLine).where(JournalLine.act == "take_out_dossier")).one()
    assert hashlib.sha256(content).hexdigest() in line.facts


def test_the_dossier_is_rationed_and_its_bare_link_leads_to_the_page(bloc, as_person):
    client, where = as_person("l.clerk"), f"{HERE}/papers/dossier/package"
    assert client.get(where).status_code == 302
    answers = [taken(client, where)[0] for _ in range(11)]
    assert answers == [200] * 10 + [429]
