"""What anybody sees before signing in, in a real browser."""

import pytest

from tests.chromium import DESK, PHONE, TABLET, refuse_inaccessible, refuse_overflow


@pytest.mark.parametrize("width", [PHONE, TABLET, DESK])
def test_a_page_that_is_not_there_says_so_to_everybody_on_every_screen(browser, width):
    page = browser.visitor(width)
    answer = page.goto("/khong-co-trang-nay")
    assert answer.status == 404
    assert page.locator("h1").inner_text() == "Không tìm thấy"
    refuse_inaccessible(page)
    refuse_overflow(page)
