"""한 사람 보기 in a browser: found by keyboard, written to, taken back, small and in the dark."""

import re
from datetime import UTC, datetime, timedelta

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from core.services import customers_story, voice_feedback
from core.services.customers_story import Happened
from core.services.voice_feedback import Remark
from core.services.voice_orders import About
from core.terms import Mall, OrderState, seoul_day
from core.terms.orders import Region
from tests import customer_shops, shops
from tests.customer_shops import MINA, SORA, Sold
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser

NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)
ONE = f"customers?tab=one&who={MINA[:12]}"
WAIT = 30_000


@pytest.fixture(scope="module")
def filled(server: Server) -> Server:
    """A shop with one regular, who sent something back and complained, and many others."""

    def ago(days: int):
        return TODAY - timedelta(days=days)

    lines = [
        Sold("2026110000000001", ago(90), product="산악 러닝 조끼", region=Region.SEOUL),
        Sold("2026110000000002", ago(60), product="산악 러닝 양말", state=OrderState.RETURNED),
        Sold("2026110000000003", ago(40), product="찻잔"),
        Sold("2026110000000004", ago(10), product="접시"),
        Sold("2026110000000005", ago(1), SORA, name="박*영"),
        *(Sold(f"20261000{n:08d}", ago(n % 300), f"{n:04x}" * 8, name="이*민") for n in range(60)),
    ]
    shop = shops.opened(server.data)
    customer_shops.take(shop, lines)
    about = About(Mall.SMARTSTORE, "2026110000000003", None, MINA)
    voice_feedback.add(shop, Remark("손잡이가 헐거워요", ago(5), about=about), NOW, complains=True)
    shop.close()
    return server


def contacts(server: Server) -> int:
    """How many contacts with the regular the store has."""
    shop = shops.opened(server.data)
    found = customers_story.events(shop, customers_story.whose(shop, MINA))
    shop.close()
    return sum(one.kind is Happened.CONTACT for one in found)


def head(page: Page, name: str = "김*수") -> None:
    """Wait until the head of a customer is drawn."""
    card = page.locator(".st-key-card-customer")
    expect(card.get_by_role("heading", name=name)).to_be_visible(timeout=WAIT)
    browsing.settle(page)


def test_a_customer_is_found_and_opened_by_keyboard(window: Opener, filled: Server):
    assert filled.port
    page = window()
    browsing.visit(page, "customers?tab=one")
    field = page.get_by_role("textbox", name="누구를 찾나요?")
    field.fill("김철수 님")
    field.press("Enter")
    link = page.locator(".st-key-customers-found").get_by_role("link", name="김*수")
    expect(link).to_be_visible(timeout=WAIT)
    browsing.settle(page)
    link.focus()
    page.keyboard.press("Enter")
    head(page)
    assert f"who={MINA[:12]}" in page.url
    expect(page.locator(".st-key-customers-found")).to_have_count(0)
    page.go_back()
    expect(page.locator(".st-key-card-customer")).to_have_count(0, timeout=WAIT)


def test_the_name_typed_stands_nowhere_in_the_address(window: Opener, filled: Server):
    assert filled.port
    page = window()
    browsing.visit(page, "customers?tab=one")
    field = page.get_by_role("textbox", name="누구를 찾나요?")
    field.fill("김철수")
    field.press("Enter")
    expect(page.locator(".st-key-customers-found")).to_be_visible(timeout=WAIT)
    assert "who" not in page.url
    assert "%EA%B9%80" not in page.url


def test_a_contact_is_written_down_by_keyboard_and_taken_back(window: Opener, filled: Server):
    page = window()
    browsing.visit(page, ONE)
    head(page)
    before = contacts(filled)
    page.get_by_role("textbox", name="무슨 일이었나요?").fill("톡톡으로 안부를 물었어요")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".st-key-story-0").get_by_text("톡톡으로 안부를 물었어요")).to_be_visible(
        timeout=WAIT
    )
    browsing.settle(page)
    assert contacts(filled) == before + 1
    page.locator(".st-key-voice-done").get_by_role("button", name="되돌리기").click()
    expect(page.get_by_text("톡톡으로 안부를 물었어요")).to_have_count(0, timeout=WAIT)
    browsing.settle(page)
    assert contacts(filled) == before


def test_a_complaint_on_another_page_leads_to_the_customer(window: Opener, filled: Server):
    assert filled.port
    page = window()
    browsing.visit(page, "voice")
    link = page.get_by_role("link", name="이 고객 보기").first
    expect(link).to_be_visible(timeout=WAIT)
    browsing.settle(page)
    link.click()
    head(page)
    story = page.locator(".st-key-card-customer-story")
    expect(story.get_by_text("불만으로 챙기고 있어요: 접수")).to_be_visible()


def test_the_story_is_narrowed_to_what_went_back(window: Opener, filled: Server):
    assert filled.port
    page = window()
    browsing.visit(page, ONE)
    head(page)
    story = page.locator(".st-key-card-customer-story")
    story.get_by_role("button", name="취소·반품 1").click()
    expect(story.get_by_text("스마트스토어 2026110000000003")).to_have_count(0, timeout=WAIT)
    expect(story.get_by_text("산악 러닝 양말")).to_be_visible()


def test_an_address_of_nobody_says_what_to_do(window: Opener, filled: Server):
    assert filled.port
    page = window()
    browsing.visit(page, "customers?tab=one&who=ffffffffffff")
    expect(page.get_by_text("이 번호의 고객을 찾지 못했어요.")).to_be_visible(timeout=WAIT)


@pytest.mark.parametrize(("size", "dark"), [("phone", False), ("phone", True), ("desk", True)])
def test_the_page_of_a_customer_fits_and_speaks_korean(
    window: Opener, filled: Server, size: str, *, dark: bool
):
    assert filled.port
    page = window(size, dark=dark)
    browsing.visit(page, ONE)
    head(page)
    expect(page.get_by_text("이 사람의 기록")).to_be_visible(timeout=WAIT)
    browsing.settle(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= browsing.SIZES[size][0]
    # The number of a customer begins with a letter, so that Excel takes it for no number.
    told = re.sub(r"G[0-9a-f]{12}", "", browsing.seen_text(page))
    assert browsing.english_words(told) == []


def test_a_consent_is_asked_for_its_source_in_sight_and_the_form_shuts(
    window: Opener, filled: Server
):
    assert filled.port
    page = window("desk")
    browsing.visit(page, ONE)
    head(page)
    card = page.locator(".st-key-consent-marketing")
    card.get_by_role("button", name="손님 말 적기").click()
    form = page.get_by_test_id("stPopoverBody")
    keep = form.get_by_role("button", name="적기", exact=True)
    keep.click()
    expect(page.get_by_text("어디서 말했는지 적어 주세요.")).to_be_in_viewport(timeout=WAIT)
    source = form.get_by_role("combobox")
    source.fill("매장")
    source.press("Enter")
    keep.click()
    expect(card.get_by_text("매장", exact=False)).to_be_visible(timeout=WAIT)
    expect(form).to_be_hidden()
