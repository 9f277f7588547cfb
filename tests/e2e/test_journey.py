"""고객 여정 in a real browser: the sample shop on a desk, on a phone, and in the dark."""

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from tests.e2e import browsing
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("size", "dark"), [("desk", False), ("phone", False), ("desk", True)])
def test_the_way_is_seen_at_every_size(window: Opener, size: str, *, dark: bool):
    page = window(size, dark=dark)
    browsing.visit(page, "journey")
    button = page.get_by_role("button", name="예시 가게 보기")
    found = page.get_by_role("heading", name="단계부터 챙기세요")
    expect(button.or_(found)).to_be_visible(timeout=60_000)
    if button.is_visible():
        button.click()
    expect(found).to_be_visible(timeout=120_000)
    browsing.settle(page)

    assert browsing.english_words(browsing.seen_text(page)) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES[size][0]
    picture = browsing.shoot(page, f"journey_sample_{size}{'_dark' if dark else ''}")
    assert picture.stat().st_size > 10_000


def test_a_part_of_the_way_can_be_told_otherwise(window: Opener):
    page = window()
    browsing.visit(page, "journey?names=funnel&by=product")
    expect(page.get_by_text("재방문·충성").first).to_be_visible(timeout=60_000)
    page.get_by_role("radio", name="채널별").or_(page.get_by_text("채널별")).first.click()
    page.wait_for_url("**by=channel**")
    browsing.settle(page)
    expect(page.get_by_text("네이버쇼핑-검색").first).to_be_attached()


def test_a_part_is_chosen_with_the_keyboard_and_a_point_of_contact_is_looked_at(window: Opener):
    page = window()
    browsing.visit(page, "journey")
    box = page.get_by_role("combobox", name="일부만 보기")
    expect(box).to_be_visible(timeout=60_000)
    box.focus()
    page.keyboard.type("기기 · 휴대폰")
    page.keyboard.press("Enter")
    page.wait_for_url("**device=mobile**")
    expect(page.get_by_text("‘기기 · 휴대폰’만 보고 있어요.")).to_be_visible(timeout=30_000)
    page.get_by_text("구매 후 · 확인할 곳").click()
    page.get_by_role("button", name="오늘 확인했어요").and_(page.locator(":visible")).first.click()
    expect(page.get_by_text("접점을 오늘 확인했어요.")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="되돌리기").first.click()
    expect(page.get_by_text("접점을 오늘 확인했어요.")).to_be_hidden(timeout=30_000)
