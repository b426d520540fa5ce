"""The search: found without diacritics, marked as text, and never anything of a rival's."""

import re
from datetime import date, timedelta

import pytest

from khoi.home.models import MOST
from khoi.movements.actions import Words, draft_movement, launch_movement
from khoi.scoring.models import Evidence
from khoi.sheets.models import DRAFT, Criterion, Sheet
from tenants import clock
from tenants.database import db
from tenants.models import user_with_login, year_by_id
from tenants.scope import acting
from tests.khoi.activities.activities_made import announced
from tests.khoi.documents.documents_made import drafted, issued
from tests.khoi.home.years_lived import HOME, observer, page_of, publish, statements, visitor, words_in
from tests.khoi.plans.plans_made import planned, small_plan
from tests.khoi.scoring.cards_made import working

REFORM = {"code": "1", "title": "Chuyển đổi số hành chính", "ceiling": "60", "method": '{"type":"direct"}'}
ORDER = {"code": "2", "title": "Kỷ luật <b>hành chính</b>", "ceiling": "40", "method": '{"type":"direct"}'}


@pytest.fixture
def four(make):
    bloc = make.bloc_of_three()
    make.sheet(bloc, REFORM, ORDER)
    return bloc


def keep_document(four, make, agency, title, **more):
    with acting(make.scope(four, agency, seated=False)):
        folded = f"{title} {more.get('number', '')}"
        owner = {"year_id": four.year.id, "agency_id": agency.id}
        db.session.add(Evidence(**owner, title=title, folded=folded, made_at=clock.now(), **more))
        make.keep()


def found(client, words):
    return words_in(page_of(client, f"{HOME}search?q={words}"))


def test_criteria_are_found_without_diacritics_in_any_order(app, four):
    page = found(visitor(app, "a.clerk"), "CHINH+doi+so")
    assert "Chuyển" in page
    assert "Kỷ luật" not in page


def test_hits_are_marked_and_titles_stay_text(app, four):
    page = page_of(visitor(app, "a.clerk"), f"{HOME}search?q=hanh+chinh")
    assert "<mark>hành</mark>" in page
    assert "<b>hành" not in page
    assert "&lt;b&gt;" in page


def test_what_was_typed_comes_back_as_text(app, four):
    page = page_of(visitor(app, "a.clerk"), f"{HOME}search?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in page
    assert "Không tìm thấy" in page


@pytest.mark.parametrize("typed", ["", "a", "%20", "%25%25", "__", "\\%5C"])
def test_too_little_or_only_signs_of_the_database_find_nothing(app, four, typed):
    page = page_of(visitor(app, "a.clerk"), f"{HOME}search?q={typed}")
    assert "Chuyển" not in page


def test_the_own_documents_are_found_and_nobody_elses(app, four, make):
    keep_document(four, make, four.member, "Báo cáo tiếp công dân", number="12/BC", issuer="Đơn vị A")
    own = found(visitor(app, "a.head"), "tiep+cong")
    assert "công" in own
    assert "số 12/BC" in own
    nothing = found(visitor(app, "b.clerk"), "khong+co+gi")
    for login in ("b.clerk", "b.head", "l.clerk", "l.head", "p.head"):
        page = found(visitor(app, login), "tiep+cong")
        assert "12/BC" not in page
        assert "công dân" not in page
        assert page.count("Không tìm thấy") == 1 == nothing.count("Không tìm thấy")


def test_a_rivals_document_costs_not_one_statement_more(app, four, make):
    client = visitor(app, "l.clerk")
    with statements() as before:
        found(client, "tiep+cong")
    keep_document(four, make, four.member, "Báo cáo tiếp công dân")
    with statements() as after:
        found(client, "tiep+cong")
    assert len(after) == len(before)


def test_an_account_whose_reset_others_asked_for_finds_no_document_of_the_draft_for_a_day(app, four, make):
    keep_document(four, make, four.member, "Báo cáo tiếp công dân", number="12/BC")
    user_with_login("a.head").restrained_until = clock.now() + timedelta(hours=24)
    db.session.commit()
    head = visitor(app, "a.head")
    assert "Không tìm thấy" in found(head, "tiep+cong")
    assert "Chuyển đổi số" in found(head, "chuyen+doi")


def a_year_of_words(four, make, word):
    """The word in each step: issued or shown to members, and in a draft of the lead's and a task of A's own plan."""
    issued(four, make, f"Kế hoạch {word}")
    announced(four, make, f"Hội nghị {word}")
    jobs = [{"quarter": 1, "no": 1, "content": f"Việc chung {word}", "lead": "Văn phòng", "coordination": ["Đơn vị A"]}]
    planned(four, make, small_plan(tasks=jobs))
    with working(four, four.lead, make, seated=True):
        period = ("bloc", date(2026, 3, 1), date(2026, 7, 31), "Mục tiêu")
        launch_movement(draft_movement(year_by_id(four.year.id), Words(f"Phong trào {word}", *period)))
        draft_movement(year_by_id(four.year.id), Words(f"Nháp phong trào {word}", *period))
    drafted(four, make, f"Nháp văn bản {word}")


def test_every_step_is_found_and_what_is_not_shown_to_members_by_nobody(app, four, make):
    a_year_of_words(four, make, "Bạch đàn")
    jobs = [{"quarter": 1, "no": 1, "content": "Việc kín Bạch đàn", "lead": "Phòng", "coordination": ["Phòng Một"]}]
    planned(four, make, small_plan(tasks=jobs), four.member)
    page = found(visitor(app, "b.clerk"), "bach+dan")
    for said in ("Kế hoạch Bạch đàn", "Hội nghị Bạch đàn", "Việc chung Bạch đàn", "Phong trào Bạch đàn"):
        assert said.split()[0] in page, said
    for heading in ("Văn bản của Khối 1", "Việc trong kế hoạch 1", "Hội nghị, hoạt động 1", "Phong trào thi đua 1"):
        assert heading in page
    assert "Nháp" not in page
    assert "Việc kín" not in page
    assert "Việc kín" in found(visitor(app, "a.head"), "bach+dan")
    for login in ("l.clerk", "l.head", "p.head", "b.head"):
        told = found(visitor(app, login), "bach+dan")
        assert "Nháp" not in told
        assert "Việc kín" not in told
    observer(make, four)
    assert "Không tìm thấy" in found(visitor(app, "so.noi.vu"), "bach+dan")


def test_a_found_row_leads_to_its_page(app, four, make):
    a_year_of_words(four, make, "Bạch đàn")
    client = visitor(app, "b.clerk")
    page = page_of(client, f"{HOME}search?q=bach+dan")
    links = [link for link in re.findall(r'href="([^"]+)"', page[page.index("<main") :]) if link.startswith(HOME)]
    rows = [link for link in links if re.search(r"/(documents|tasks|plan|activities|movements)/", link)]
    assert len(rows) == 4
    for link in rows:
        page_of(client, link)


def test_the_search_asks_as_much_with_many_rows_as_with_few(app, four, make):
    client = visitor(app, "b.clerk")
    with statements() as few:
        found(client, "bach+dan")
    for number in range(5):
        issued(four, make, f"Kế hoạch Bạch đàn {number}")
        announced(four, make, f"Hội nghị Bạch đàn {number}")
    with statements() as many:
        found(client, "bach+dan")
    assert len(few) == len(many)


def test_a_removed_document_is_not_found(app, four, make):
    keep_document(four, make, four.member, "Báo cáo tiếp công dân", removed_at=clock.now())
    assert "Không tìm thấy" in found(visitor(app, "a.clerk"), "tiep+cong")


def test_a_draft_sheet_is_found_by_nobody(app, four, make):
    with acting(make.scope(four, four.lead)):
        owner = {"bloc_id": four.bloc.id, "year_id": four.year.id, "shown_to": "lead"}
        sheet = Sheet(**owner, number=2, state=DRAFT, name="Nháp", settings="{}", total=100, made_at=clock.now())
        db.session.add(sheet)
        db.session.flush()
        place = {"position": 0, "place": 0, "depth": 1, "path": "I", "code": "I"}
        db.session.add(
            Criterion(**owner, sheet_id=sheet.id, title="Sáng kiến mới", folded="Sáng kiến mới", ceiling=100, **place)
        )
        make.keep()
    for login in ("a.clerk", "l.clerk"):
        assert "Không tìm thấy" in found(visitor(app, login), "sang+kien")


def test_many_results_are_cut_with_a_word(app, four, make):
    for number in range(MOST + 3):
        keep_document(four, make, four.member, f"Công văn {number}")
    page = found(visitor(app, "a.clerk"), "cong+van")
    assert "Còn nhiều kết quả hơn" in page
    assert page.count("Công văn") <= MOST


def test_published_names_are_found_by_observers_too(app, four, make):
    observer(make, four)
    client = visitor(app, "so.noi.vu")
    assert "Không tìm thấy" in found(client, "don+vi")
    publish(four, four.member)
    assert "hạng 1" in found(client, "don+vi")
    assert "Chuyển" not in found(client, "chuyen+doi")
