"""상품 진단 in a real browser: J8, and what is said of a product stays."""

from datetime import UTC, datetime, timedelta

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from core.terms import Period, Record, seoul_day
from tests import shops
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener
from tests.services.product_shops import orders, visits
from tests.store.facts import put

pytestmark = pytest.mark.browser

COUNTS = {"lamp": (1000, 12), "mug": (3000, 90), "plate": (4000, 120), "bowl": (3000, 90)}


@pytest.fixture(scope="module")
def filled(server: Server) -> Server:
    """The shop of J8 beside the running server."""
    days = Period.ending(seoul_day(datetime.now(UTC)) - timedelta(days=1), 28)
    shop = shops.opened(server.data)
    shops.take(shop, orders(COUNTS, period=days), as_of=datetime.now(UTC))
    put(shop.store, Record.STATISTIC, visits(COUNTS, period=days))
    shop.close()
    return server


def test_j8_the_page_to_mend_comes_first_and_its_checklist_stays(window: Opener, filled: Server):
    assert filled.port
    page = window()
    browsing.visit(page, "products")
    expect(page.get_by_role("heading", name="“lamp” 상세페이지부터 고치세요.")).to_be_visible()
    page.get_by_text("상세페이지 점검표").click()
    point = page.get_by_role("radiogroup", name="실제로 찍은 사진, 쓰는 모습도 있어요")
    point.get_by_text("있어요", exact=True).click()
    expect(page.get_by_text("14개 중 1개 있어요")).to_be_visible()
    again = window()
    browsing.visit(again, "products")
    again.get_by_text("상세페이지 점검표").click()
    expect(again.get_by_text("14개 중 1개 있어요")).to_be_visible()
    assert browsing.english_words(browsing.seen_text(again), frozenset(COUNTS)) == []
    browsing.shoot(again, "products_desk")


def test_j8_two_typed_numbers_give_the_same_verdict(window: Opener, filled: Server):
    assert filled.port
    page = window("phone")
    browsing.visit(page, "products")
    page.get_by_role("tab", name="하나만 적기").click()
    told = {"이 상품 유입 수": "120", "이 상품 주문 수": "0", "가게 결제율": "3"}
    for label, number in told.items():
        page.get_by_label(label).fill(number)
    page.get_by_role("button", name="이 상품 판단하기").click()
    expect(page.get_by_text("유입부터 늘리세요").first).to_be_visible()
    expect(page.get_by_text("167번쯤").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES["phone"][0]


@pytest.mark.parametrize(("size", "dark"), [("phone", False), ("desk", True)])
def test_the_page_fits_a_phone_and_the_dark(
    window: Opener, filled: Server, size: str, *, dark: bool
):
    assert filled.port
    page = window(size, dark=dark)
    browsing.visit(page, "products")
    expect(page.get_by_role("heading", name="“lamp” 상세페이지부터 고치세요.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES[size][0]
    page.get_by_text("상세페이지 점검표").click()
    browsing.settle(page)
    picture = browsing.shoot(page, f"products_{size}{'_dark' if dark else ''}")
    assert picture.stat().st_size > 10_000
