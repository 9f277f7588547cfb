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
    # The stages, the weakest one, why, and what to do: without scrolling through all there is.
    main = page.locator('[data-testid="stMain"]')
    assert main.evaluate("main => main.scrollHeight") <= {"desk": 1650, "phone": 3250}[size]
    # The ways to tell why stand in one row.
    rows = "all => new Set(all.map(one => one.getBoundingClientRect().top)).size"
    assert page.locator(".st-key-journey-by button").evaluate_all(rows) == 1
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


def test_a_tab_is_opened_by_its_address_and_stays_open(window: Opener):
    page = window()
    browsing.visit(page, "journey?tab=tactics&period=7d")
    expect(page.get_by_role("heading", name="단계마다 해 볼 일")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("tab", name="해 볼 일 모두", selected=True)).to_be_visible()
    expect(page.get_by_role("heading", name="접점")).to_have_count(0)  # nothing else is drawn

    page.get_by_role("tab", name="접점").click()
    expect(page.get_by_role("heading", name="접점 22곳")).to_be_visible(timeout=30_000)
    page.wait_for_url("**tab=points**")
    page.reload()
    browsing.settle(page)
    expect(page.get_by_role("tab", name="접점", selected=True)).to_be_visible()
    expect(page.get_by_role("heading", name="접점 22곳")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("radio", name="최근 7일")).to_be_checked()

    page.get_by_role("tab", name="접점").press("ArrowRight")
    expect(page.get_by_role("tab", name="관심 손님")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="견주어 보는 손님")).to_be_visible(timeout=30_000)
    page.go_back()
    expect(page.get_by_role("heading", name="접점 22곳")).to_be_visible(timeout=30_000)


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
    page.get_by_role("tab", name="접점").click()
    page.get_by_text("구매 후 · 확인할 곳").click()
    page.get_by_role("button", name="오늘 확인했어요").and_(page.locator(":visible")).first.click()
    expect(page.get_by_text("접점을 오늘 확인했어요.")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="되돌리기").first.click()
    expect(page.get_by_text("접점을 오늘 확인했어요.")).to_be_hidden(timeout=30_000)


def test_a_tab_far_right_is_in_sight_on_a_phone(window: Opener):
    page = window("phone")
    browsing.visit(page, "channels?tab=limits")
    tab = page.get_by_role("tab", name="측정 한계", selected=True)
    expect(tab).to_be_visible(timeout=60_000)
    expect(tab).to_be_in_viewport(ratio=1)


def test_a_page_begins_with_its_answer_unless_the_address_names_a_tab(window: Opener):
    page = window("phone")
    browsing.visit(page, "journey")
    tab = page.get_by_role("tab", name="그림으로 보기", selected=True)
    expect(tab).to_be_visible(timeout=60_000)
    page.wait_for_timeout(1_500)  # three times as long as it takes to look for an open tab
    expect(page.get_by_role("heading", name="고객 여정")).to_be_in_viewport(ratio=1)
    expect(tab).not_to_be_in_viewport()

    browsing.visit(page, "journey?tab=points")
    opened = page.get_by_role("tab", name="접점", selected=True)
    expect(opened).to_be_visible(timeout=60_000)
    expect(opened).to_be_in_viewport(ratio=1)
