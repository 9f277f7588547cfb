"""The very first visitor of a server comes by the address of a page."""

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page

from tests.e2e import browsing

pytestmark = pytest.mark.browser


def test_the_first_visitor_may_come_by_the_address_of_a_page(page: Page):
    browsing.visit(page, "upload")
    page.wait_for_selector('input[type="file"]', state="attached")
    assert page.locator("h1").inner_text() == "자료 올리기"
    assert page.get_by_role("dialog").count() == 0
    assert browsing.english_words(browsing.seen_text(page)) == []
