"""What the bloc's papers say: made from the year as it stands, each for its readers."""

import re
from datetime import UTC, datetime
from itertools import pairwise

from khoi.office.document import Paragraph, Table
from khoi.summaries.models import offer_of, offers_in
from khoi.summaries.rules.papers import PaperKey
from tenants import clock
from tenants.models import year_by_id
from tenants.scope import acting
from tests import make as makers
from tests.khoi.accounts.people import post
from tests.khoi.ranking.year_made import publish
from tests.khoi.summaries.papers_made import HERE, NOTICE, REASON, as_lead, key_of


def words_of(bloc, kind, key=""):
    with as_lead(bloc):
        offer, face = offer_of(year_by_id(bloc.year.id), kind, key)
        document = offer.say(offer.cover(face), "")
        makers.keep()
    cells = [cell for block in document.body if isinstance(block, Table) for row in block.rows for cell in row.cells]
    for annex in document.annexes:
        cells += [cell for block in annex.body if isinstance(block, Table) for row in block.rows for cell in row.cells]
    return document, " ".join(block.said for block in document.body if isinstance(block, Paragraph)), cells


def test_a_notice_tells_the_agency_its_own_differences_with_the_reason(bloc):
    document, words, cells = words_of(bloc, NOTICE, key_of(bloc, bloc.member))
    assert "Tổng điểm tự chấm: 60,00; tổng điểm thẩm định: 58,50; chênh lệch: −1,50." in words
    assert REASON in cells
    assert "39,5" not in " ".join(cells)
    assert "Đơn vị B" not in words + " ".join(cells) + document.subject


def test_points_that_depend_on_others_wait_for_the_publication_also_in_the_notice(bloc):
    _, words, cells = words_of(bloc, NOTICE, key_of(bloc, bloc.member))
    assert cells.count("tính khi công bố") == 2
    assert "Vượt chỉ tiêu" in words


def test_the_lead_agencys_own_notice_goes_out_in_the_deputys_hand(bloc):
    document, _, _ = words_of(bloc, NOTICE, key_of(bloc, bloc.lead))
    assert "KT. Khối trưởng" in document.signature.authority
    assert document.signature.position.startswith("Khối phó")
    assert document.signature.name == "Người p.head"


def test_what_is_not_released_yet_cannot_be_made_and_says_why(app, make):
    three = make.bloc_of_three()
    with acting(make.scope(three, three.lead)):
        offers = offers_in(year_by_id(three.year.id), {})
    assert all(offer.say is None and offer.missing for offer in offers)


def test_the_table_lies_on_its_side_with_each_group_on_pages_of_its_own(bloc):
    document, words, cells = words_of(bloc, PaperKey.SCORES)
    assert [annex.landscape for annex in document.annexes] == [True, True]
    assert "40 → 38,5" in cells
    assert "Số liệu tạm tính" in words


def test_the_result_is_told_once_the_year_is_published(bloc):
    with as_lead(bloc):
        assert offer_of(year_by_id(bloc.year.id), PaperKey.RESULT, "")[0].say is None
        makers.keep()
    publish(bloc)
    document, _, cells = words_of(bloc, PaperKey.RESULT)
    assert "Đơn vị A" in cells
    assert document.annexes[0].landscape


def test_minutes_bear_the_day_of_the_meeting_not_of_their_issue(bloc, as_person):
    client = as_person("l.clerk")
    call = {"held_at": "14:00 15/12/2026", "place": "Hội trường", "chair": "Ông An", "secretary": "Bà Bình"}
    assert post(client, f"{HERE}/meeting/call", **call, quorum_parts="1", quorum_of="2").status_code == 303
    assert post(client, f"{HERE}/meeting/close").status_code == 303
    address = re.search(rf"{HERE}/papers/make/deliberation_minutes/[\w-]+", client.get(f"{HERE}/papers").text)[0]
    assert "ngày 15 tháng 12 năm 2026" in client.get(address).text
    with clock.stopped_at(datetime(2026, 12, 20, 3, tzinfo=UTC)):
        client = as_person("l.clerk")
        assert re.search(r'name="dated"[^>]*value="15/12/2026"', client.get(f"{address}/issue").text)


def test_the_headings_of_a_paper_on_the_page_follow_its_title_and_its_tables_have_names_of_their_own(bloc, as_person):
    page = as_person("l.clerk").get(f"{HERE}/papers/make/{NOTICE}/{key_of(bloc, bloc.member)}").text
    body = page.split("<main")[1]
    levels = [int(level) for level in re.findall(r"<h(\d)", body)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    names = re.findall(r"<caption[^>]*>(.*?)</caption>", body)
    assert len(names) == len(set(names)) == 3
