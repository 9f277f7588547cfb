"""오늘 in a real browser: the list of the day is worked off, and a refresh forgets nothing."""

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from tests.e2e import browsing
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser


def opened(window: Opener, size: str, *, dark: bool = False) -> Page:
    """오늘 of the made-up shop."""
    page = window(size, dark=dark)
    browsing.visit(page)
    sample = page.get_by_role("button", name="예시 가게 보기")
    if sample.count():
        sample.click()
    page.wait_for_selector('[data-testid="stMetric"]')
    browsing.settle(page)
    return page


def test_a_thing_to_do_is_ticked_stays_ticked_and_is_taken_back(window: Opener):
    page = opened(window, "desk")
    box = page.get_by_role("checkbox").first
    label = page.locator('[data-testid="stCheckbox"]').first
    expect(label).to_contain_text("판매 준비 점검하기")
    label.click()
    expect(page.get_by_text("오늘 할 일을 다 했어요.")).to_be_visible()

    page.reload()
    browsing.settle(page)
    expect(box).to_be_checked()
    page.locator('[data-testid="stCheckbox"]').first.click()
    expect(page.get_by_text("오늘 할 일을 다 했어요.")).to_have_count(0)
    page.reload()
    browsing.settle(page)
    expect(box).not_to_be_checked()

    page.get_by_role("link", name="하러 가기").first.click()
    page.wait_for_url("**/products")
    browsing.settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("상품 진단")


def test_the_conclusion_and_the_list_are_seen_without_scrolling(window: Opener):
    page = opened(window, "desk")
    fold = browsing.SIZES["desk"][1]
    for part in ("conclusion-", "card-todo"):
        box = page.locator(f'[class*="st-key-{part}"]').first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= fold
    assert page.get_by_text("최신").count() == 1


def test_on_a_dark_phone_the_numbers_stand_two_by_two(window: Opener):
    page = opened(window, "phone", dark=True)
    boxes = [one.bounding_box() for one in page.locator('[data-testid="stMetric"]').all()]
    assert len(boxes) == 4
    assert len({round(box["x"]) for box in boxes if box}) == 2
    assert len({round(box["y"]) for box in boxes if box}) == 2
    assert browsing.english_words(browsing.seen_text(page)) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES["phone"][0]
    browsing.shoot(page, "today_phone_dark")
