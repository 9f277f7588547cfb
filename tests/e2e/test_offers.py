"""The tab 채널 맞추기 in a real browser: one channel that differs is put right, on any window."""

import csv
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from tests import shops
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener
from tests.pages.test_offers import furnish

pytestmark = pytest.mark.browser

ADDRESS = "messages?tab=match"


@pytest.fixture(scope="module")
def filled(server: Server) -> Server:
    """A running offer in three channels, one of which differs and one was not looked at."""
    shop = shops.opened(server.data)
    furnish(shop)
    shop.close()
    return server


def shown(page: Page) -> None:
    """The tab is open and drawn."""
    browsing.visit(page, ADDRESS)
    expect(page.get_by_text("가게 링크").first).to_be_attached(timeout=30_000)
    browsing.settle(page)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("size", "dark"), [("desk", False), ("phone", False), ("phone", True)])
def test_nothing_lies_outside_of_the_window_and_no_english_is_seen(
    window: Opener, size: str, *, dark: bool
):
    page = window(size, dark=dark)
    browsing.visit(page, ADDRESS)
    expect(page.get_by_text("3곳 가운데 1곳의 할인율이 달라요.")).to_be_visible(timeout=30_000)
    browsing.settle(page)
    browsing.shoot(page, f"offers-{size}-{'dark' if dark else 'light'}")
    width = browsing.SIZES[size][0]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    outside = page.evaluate(
        """width => [...document.querySelectorAll('[class*="st-key-offer-"] *')]
             .filter(one => one.getBoundingClientRect().right > width + 1).length""",
        width,
    )
    assert outside == 0
    assert browsing.english_words(browsing.seen_text(page)) == []


@pytest.mark.usefixtures("filled")
def test_a_channel_is_put_right_taken_back_and_taken_along(window: Opener, tmp_path: Path):
    page = window()
    browsing.visit(page, ADDRESS)
    page.locator(".st-key-offer-place-2").get_by_role("button", name="정한 대로예요").click()
    expect(page.get_by_text("적었어요: 인스타그램")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("3곳 가운데 1곳을 아직 안 봤어요.")).to_be_visible()
    page.get_by_role("button", name="되돌리기").first.click()
    expect(page.get_by_text("3곳 가운데 1곳의 할인율이 달라요.")).to_be_visible(timeout=30_000)
    browsing.settle(page)
    with page.expect_download() as download:
        page.locator(".st-key-offers-csv").get_by_role("button").click()
    download.value.save_as(tmp_path / "offers.csv")
    with (tmp_path / "offers.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["채널"], row["거기 적힌 할인율(%)"]) for row in rows] == [
        ("블로그", ""), ("상품 페이지", "20"), ("인스타그램", "15"), ("카카오톡", ""),
    ]  # fmt: skip


@pytest.mark.usefixtures("filled")
def test_what_a_channel_says_is_noted_in_its_own_form(window: Opener):
    page = window("phone")
    browsing.visit(page, ADDRESS)
    page.locator(".st-key-offer-place-1").get_by_role("button", name="적힌 내용 적기").click()
    page.get_by_label("거기 적힌 글").first.fill("이번 주만 20% 쿠폰")
    browsing.shoot(page, "offers-form-phone")
    page.get_by_role("button", name="거기 적힌 대로 저장").first.click()
    expect(page.get_by_text("적었어요: 상품 페이지")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("약속한 말이 없어요").first).to_be_visible()
