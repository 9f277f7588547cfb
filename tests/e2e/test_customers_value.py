"""다시 사기 and 고객의 가치 in a browser: charts, files, a phone, the dark, English."""

import csv
import io
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from core.services import settings
from core.services.settings import ShopSettings
from core.terms import seoul_day
from tests import shops
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener
from tests.shops import Line

pytestmark = pytest.mark.browser

NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)
PATIENCE = 30_000
NAMES = frozenset({"mug", "soap", "csv"})


@pytest.fixture(scope="module")
def filled(server: Server) -> Server:
    """A year and a half of customers who leave after some purchases; every second soap."""
    random, lines = np.random.default_rng(7), []
    for n in range(700):
        day, rate = 540 * (1 - n / 760), 0.004 + 0.03 * random.random()
        amount = int(random.choice([12_000, 24_000, 48_000]))
        while day > 1:
            bought = TODAY - timedelta(days=int(day))
            lines.append(Line(bought, f"c{n}", amount, product=("soap", "mug")[n % 2]))
            if random.random() < 0.5:
                break
            day -= random.exponential(1 / rate)
    shop = shops.opened(server.data)
    shops.take(shop, lines, as_of=NOW)
    settings.save(shop, ShopSettings("단골", "", 30))
    shop.close()
    return server


def turned(page: Page, tab: str) -> Page:
    browsing.visit(page, f"customers?tab={tab}")
    return page


def saved(page: Page, card: str) -> list[list[str]]:
    with page.expect_download() as found:
        page.locator(f".st-key-card-{card}").get_by_role(
            "button", name="파일로 받기", exact=True
        ).click()
    text = found.value.path().read_text("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_who_buys_again_is_drawn_and_goes_out_as_files(window: Opener, filled: Server):
    assert filled.port
    page = turned(window(), "again")
    expect(page.get_by_text("90일 안에 다시 사요.", exact=False)).to_be_visible(timeout=PATIENCE)
    for card in ("again-months", "again-curve", "again-waits"):
        drawn = page.locator(f".st-key-card-{card} svg.marks, .st-key-card-{card} canvas.marks")
        expect(drawn.first).to_be_visible(timeout=PATIENCE)
    rows = saved(page, "again-curve")
    assert [row[0] for row in rows[1:]] == ["30일", "60일", "90일", "180일", "365일"]
    assert len(saved(page, "again-products")) == 3
    browsing.shoot(page, "customers_again_desk")
    assert browsing.english_words(browsing.seen_text(page), NAMES) == []


def test_a_forecast_is_made_and_another_number_of_months_chosen(window: Opener, filled: Server):
    assert filled.port
    page = turned(window(), "value")
    expect(page.get_by_text("앞으로 12개월 동안", exact=False).first).to_be_visible(
        timeout=PATIENCE
    )
    expect(page.get_by_text("일 전에 예측했다면", exact=False)).to_be_visible()
    expect(page.get_by_text("마진율 30%로 셌어요")).to_be_visible()
    browsing.shoot(page, "customers_value_desk")
    page.get_by_role("radio", name="3개월").click()
    expect(page.get_by_text("앞으로 3개월 동안", exact=False).first).to_be_visible(timeout=PATIENCE)
    assert browsing.english_words(browsing.seen_text(page), NAMES) == []


def test_as_many_big_spenders_are_saved_as_are_counted(window: Opener, filled: Server):
    assert filled.port
    page = turned(window(), "value")
    expect(page.get_by_text("위쪽 10% 고객 67명", exact=False).first).to_be_visible(
        timeout=PATIENCE
    )
    assert len(saved(page, "big")) == 68
    page.get_by_role("radio", name="앞으로 쓸 돈").click()
    expect(page.get_by_text("이 10%가 전체의", exact=False)).to_be_visible(timeout=PATIENCE)
    browsing.settle(page)
    rows = saved(page, "big")
    assert len(rows) == 68
    ahead = [float(row[-1]) for row in rows[1:]]
    assert ahead == sorted(ahead, reverse=True)


@pytest.mark.parametrize("tab", ["again", "value"])
def test_on_a_phone_in_the_dark_nothing_goes_sideways(window: Opener, filled: Server, tab: str):
    assert filled.port
    page = turned(window("phone", dark=True), tab)
    expect(page.locator("[class*=st-key-card]").first).to_be_visible(timeout=PATIENCE)
    browsing.shoot(page, f"customers_{tab}_phone_dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("tab", ["again", "value"])
def test_in_english_no_korean_is_left(window: Opener, filled: Server, tab: str):
    shop = shops.opened(filled.data)
    settings.speak(shop, "en")
    try:
        page = turned(window(), tab)
        expect(page.locator("[class*=st-key-card]").first).to_be_visible(timeout=PATIENCE)
        text = page.locator("[role=tabpanel]").filter(visible=True).inner_text()
        assert not [
            line for line in text.splitlines() if any("가" <= sign <= "힣" for sign in line)
        ]
    finally:
        settings.speak(shop, "ko")
        shop.close()
