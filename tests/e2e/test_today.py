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
    # People who wait come first on any day, so theirs is the one row that is always there.
    box = page.get_by_role("checkbox", name="기한 지난 불만 1건 챙기기")
    label = page.locator('[data-testid="stCheckbox"]', has_text="기한 지난 불만")
    label.click()
    expect(page.get_by_text("개 중 1개 했어요")).to_be_visible()

    page.reload()
    browsing.settle(page)
    expect(box).to_be_checked()
    label.click()
    expect(page.get_by_text("개 중 1개 했어요")).to_have_count(0)
    page.reload()
    browsing.settle(page)
    expect(box).not_to_be_checked()

    page.locator(".st-key-todo-complaints").get_by_role("link", name="하러 가기").click()
    page.wait_for_url("**/voice**")
    browsing.settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("리뷰와 불만")


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


def test_a_link_opens_the_tab_it_is_about(window: Opener):
    page = opened(window, "desk")
    page.locator('[class*="st-key-next-"]', has_text="쓰는 돈을 줄이세요").get_by_role(
        "link", name="자세히 보기"
    ).click()
    page.wait_for_url("**/channels?tab=budget")
    expect(page.get_by_role("tab", name="예산", selected=True)).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="쓴 돈 적기").click()
    page.wait_for_url("**/upload?tab=type**")
    expect(page.get_by_role("tab", name="광고비", selected=True)).to_be_visible(timeout=60_000)
