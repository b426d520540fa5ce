"""The member's pages of pledges: a registration and results typed, saved piece by piece, filed."""

import re

import pytest

from khoi.pledges.models import last_registered, targets_of
from tests.faults.visitors import FETCH
from tests.khoi.pledges.pledges_made import filed, fill, own, title_id, working

HERE = "/noi-chinh/2026/"
MEMBERS_PAGES = ("registration", "pledge", "target-results/half_year", "target-results/full_year")
LEADS_PAGES = ("registrations", "registrations/results/half_year", "titles", "titles/new", "pledge/edit", "pledge")
pytestmark = pytest.mark.usefixtures("in_march")


def target_id(three, make):
    with working(three, three.member, make):
        return targets_of(own(three, three.member).id)[0].public_id


@pytest.mark.parametrize("page", MEMBERS_PAGES)
@pytest.mark.parametrize("state", ["nothing", "draft", "filed"])
def test_every_page_of_a_member_opens_with_one_heading(as_, three, make, page, state):
    {"nothing": lambda *_: None, "draft": fill, "filed": filed}[state](three, three.member, make)
    for login in ("a.clerk", "a.head"):
        answer = as_(login).get(HERE + page)
        assert answer.status_code == 200
        assert answer.text.count("<h1") == 1


@pytest.mark.parametrize("page", LEADS_PAGES)
def test_every_page_of_the_lead_opens_for_the_lead_alone(as_, three, make, page):
    filed(three, three.member, make)
    answer = as_("l.clerk").get(HERE + page)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    if page != "pledge":
        assert as_("p.head").get(HERE + page).status_code == as_("a.head").get(HERE + page).status_code == 403


def test_an_agency_registers_by_its_pages_and_its_head_files(as_, three, make):
    clerk, head = as_("a.clerk"), as_("a.head")
    assert clerk.post(HERE + "registration/begin").status_code == 303
    saved = clerk.post(
        f"{HERE}registration/titles/{title_id(three, make)}", FETCH, version="0", count="12", names="Hoa"
    )
    assert saved.status_code == 200
    assert "Đã lưu" in saved.text
    assert clerk.post(HERE + "registration/targets", text="Hoàn thành", unit="%", figure="97,5").status_code == 303
    assert clerk.post(HERE + "registration/send-to-head").status_code == 303
    assert clerk.post(HERE + "registration/file", seal="0" * 64).status_code == 403
    seal = re.search(r'name="seal" value="(\w{64})"', head.get(HERE + "registration").text)[1]
    assert head.post(HERE + "registration/file", seal="0" * 64).status_code == 409
    assert head.post(HERE + "registration/file", seal=seal).status_code == 303
    with working(three, three.lead, make, seated=True):
        registered = last_registered(three.year.id, three.member.id).registered
    assert registered.titles[0].people == ["Hoa"]
    assert str(registered.targets[0].figure) == "97.5"


@pytest.mark.parametrize("count", ["-1", "1,5", "nhiều", "99999", "٣"])
def test_a_count_that_is_none_comes_back_as_it_was_typed(as_, three, make, count):
    fill(three, three.member, make)
    where = f"{HERE}registration/titles/{title_id(three, make)}"
    for headers in (FETCH, {}):
        answer = as_("a.clerk").post(where, headers, version="1", count=count)
        assert answer.status_code == 422
        assert f'value="{count}"' in answer.text
        assert 'aria-invalid="true"' in answer.text


def test_a_figure_needs_its_unit(as_, three, make):
    fill(three, three.member, make)
    answer = as_("a.clerk").post(HERE + "registration/targets", text="Hội nghị", figure="24")
    assert answer.status_code == 422
    assert "Ghi đơn vị tính" in answer.text
    assert 'value="24"' in answer.text


def test_a_stale_row_shows_both_values_and_the_second_save_decides(as_, three, make):
    fill(three, three.member, make)
    where = f"{HERE}registration/targets/{target_id(three, make)}"
    typed = {"text": "Của tôi", "unit": "%", "figure": "90"}
    assert as_("a.head").post(where, FETCH, version="1", text="Của người kia", unit="%", figure="80").status_code == 200
    answer = as_("a.clerk").post(where, FETCH, version="1", **typed)
    assert answer.status_code == 409
    assert "Của tôi" in answer.text
    assert "Của người kia" in answer.text
    version = re.search(r'name="version" value="(\d+)"', answer.text)[1]
    assert as_("a.clerk").post(where, FETCH, version=version, choose="mine", **typed).status_code == 200
    with working(three, three.member, make):
        assert targets_of(own(three, three.member).id)[0].text == "Của tôi"


def test_a_target_is_taken_off_the_list(as_, three, make):
    fill(three, three.member, make)
    assert as_("a.clerk").post(f"{HERE}registration/targets/{target_id(three, make)}/remove").status_code == 303
    with working(three, three.member, make):
        assert not targets_of(own(three, three.member).id)


def test_a_rivals_filing_is_a_404_for_a_member(as_, three, make):
    found = filed(three, three.other, make)
    assert as_("a.head").get(f"{HERE}registration/filed/{found}").status_code == 404
    assert as_("b.head").get(f"{HERE}registration/filed/{found}").status_code == 200


def test_results_are_typed_filed_and_compared(as_, three, make):
    filed(three, three.member, make)
    clerk = as_("a.clerk")
    page = clerk.get(HERE + "target-results/half_year").text
    row = re.search(r'action="([^"]+/rows/[^"]+)"', page)[1]
    assert clerk.post(row, FETCH, version="0", figure="x").status_code == 422
    saved = clerk.post(row, FETCH, version="0", figure="47,5", words="Đang làm")
    assert "47,5 %" in saved.text
    assert clerk.post(row, FETCH, version="0", figure="50").status_code == 409
    assert clerk.post(row.replace("/rows/", "/rows/")[:-12] + "unknown-0000", FETCH).status_code == 404
    assert as_("a.head").post(HERE + "target-results/half_year/file").status_code == 303
    assert "47,5 %" in as_("l.clerk").get(HERE + "registrations/results/half_year").text
    assert "Đang làm" not in as_("l.clerk").get(HERE + "registrations/results/full_year").text
    assert clerk.get(HERE + "target-results/quarter").status_code == 404
