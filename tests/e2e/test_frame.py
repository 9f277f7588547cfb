"""The frame in a real browser: the sample on and off, light and dark, both languages."""

import re

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser


def test_the_sample_shop_is_one_click_away_and_one_click_gone(page: Page, server: Server):
    browsing.visit(page)
    page.get_by_role("button", name="예시 가게 보기").click()
    expect(page.get_by_text("예시 가게를 보고 있어요.")).to_be_visible(timeout=60_000)
    page.wait_for_selector('[data-testid="stMetric"]')
    browsing.settle(page)

    assert browsing.english_words(browsing.seen_text(page)) == []
    browsing.shoot(page, "today_sample_desk")

    page.get_by_role("button", name="예시 끄기").click()
    expect(page.get_by_role("button", name="예시 가게 보기")).to_be_visible(timeout=60_000)
    assert not list(server.data.glob("sample*"))


def test_the_page_follows_a_switch_to_dark(page: Page):
    browsing.visit(page)
    page.locator('[data-testid="stMainMenu"] button').first.click()
    page.get_by_test_id("stMainMenuItem-theme-Dark").click()

    # Only the style laid down by a new run of the page makes labels of main buttons dark.
    page.wait_for_function(
        "() => [...document.querySelectorAll('style')].some("
        "style => style.textContent.includes('#0D1016') && "
        "style.textContent.includes('stBaseButton-primary'))"
    )


@pytest.mark.parametrize("size", list(browsing.SIZES))
def test_pictures_of_the_sample_shop(window: Opener, size: str):
    page = window(size)
    browsing.visit(page)
    button = page.get_by_role("button", name="예시 가게 보기")
    if button.count():
        button.click()
    page.wait_for_selector('[data-testid="stMetric"]')
    browsing.settle(page)

    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES[size][0]
    assert browsing.shoot(page, f"today_sample_{size}").stat().st_size > 10_000
    assert not page.locator('[data-testid="stMetricDelta"]').evaluate_all(
        "all => all.some(one => one.scrollWidth > one.clientWidth + 1)"
    )


def test_a_way_within_a_page_stands_in_the_address(page: Page):
    browsing.visit(page, "messages?tab=record")
    page.get_by_role("link", name="목록 만들기").first.click()
    expect(page).to_have_url(re.compile(r"tab=prepare$"))
    page.reload()
    browsing.settle(page)
    expect(page.get_by_role("tab", name="보내기 준비")).to_have_attribute("aria-selected", "true")
