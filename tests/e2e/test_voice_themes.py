"""무엇을 말하나 and 반영 in a real browser: J19, words, a decision, a phone, the dark, English."""

from datetime import UTC, datetime, timedelta

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from core.services import settings
from core.terms import seoul_day
from tests import shops
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener
from tests.services import voice_texts
from tests.services.voice_texts import Review

pytestmark = pytest.mark.browser

NAMES = frozenset({"mug", "ctrl", "enter", "csv"})
PATIENCE = 20_000
"""Milliseconds: the machine may have other tests to run."""

SAID = ("배송이 너무 늦었어요", "포장이 꼼꼼하고 예뻐요", "접시가 깨져서 왔어요", "쿠폰북이 예뻐요")


@pytest.fixture(scope="module")
def filled(server: Server) -> Server:
    """A shop whose deliveries became late four weeks ago."""
    last = seoul_day(datetime.now(UTC)) - timedelta(days=1)
    shop = shops.opened(server.data)
    shops.take(shop, shops.steady(220, 8, last=last))
    rows = [
        Review(f"{week}.{said}.{number}", SAID[said], (1, 5, 2, 5)[said], day)
        for week in range(28)
        for said, many in enumerate((12 if week < 5 else 2, 3, 1, 1))
        for number in range(many)
        if (day := last - timedelta(days=7 * week + number % 7))
    ]
    voice_texts.reviews(shop, rows)
    voice_texts.remark(shop, "정말 예쁘고 좋아요", said_on=last)
    shop.close()
    return server


def turned(page: Page, tab: str) -> Page:
    browsing.visit(page, f"voice?tab={tab}")
    return page


def test_j19_a_theme_becomes_an_improvement_with_its_rate_as_baseline(
    window: Opener, filled: Server
):
    assert filled.port
    page = turned(window(), "themes")
    expect(page.get_by_role("heading", name="배송 불만이 늘고 있어요.")).to_be_visible()
    browsing.shoot(page, "voice_themes_desk")
    assert browsing.english_words(browsing.seen_text(page), NAMES) == []
    page.get_by_role("button", name="개선으로 보내기").click()
    kept = page.get_by_text("담았어요.", exact=False).first
    expect(kept).to_be_visible(timeout=PATIENCE)
    browsing.visit(page, "actions")
    expect(page.get_by_text("배송 불만 줄이기", exact=False).first).to_be_visible()
    expect(page.get_by_text("불만 주문 100건당", exact=False).first).to_be_visible()


def test_a_word_is_tried_kept_and_taken_back_by_keyboard(window: Opener, filled: Server):
    assert filled.port
    page = turned(window(), "themes")
    page.get_by_text("주제 낱말 고치기").click()
    field = page.get_by_label("새 낱말")
    field.fill("쿠폰북")
    field.press("Enter")
    told = page.get_by_text("“쿠폰북” 낱말로 글 28개가 달라져요.")
    expect(told).to_be_visible(timeout=PATIENCE)
    browsing.settle(page)
    page.get_by_role("button", name="낱말 더하기").press("Enter")
    back = page.get_by_role("button", name="낱말 바꾼 것 되돌리기")
    expect(back).to_be_visible(timeout=PATIENCE)
    browsing.settle(page)
    back.press("Enter")
    expect(back).to_be_hidden(timeout=PATIENCE)


def test_a_decision_is_told_to_customers(window: Opener, filled: Server):
    assert filled.port
    page = turned(window(), "done")
    page.get_by_role("button", name="어떻게 할까요?").first.click()
    words = page.get_by_role("textbox", name="무엇을 바꿨나요?").locator("visible=true").first
    words.fill("송장 번호를 먼저 알려요")
    words.press("Control+Enter")
    changed = page.get_by_role("heading", name="의견을 듣고 바뀐 것")
    expect(changed).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("말씀해 주신", exact=False).first).to_be_visible()


@pytest.mark.parametrize("tab", ["themes", "done"])
@pytest.mark.parametrize(("size", "dark"), [("phone", False), ("phone", True), ("desk", True)])
def test_it_fits_a_phone_and_the_dark(
    window: Opener, filled: Server, tab: str, size: str, *, dark: bool
):
    assert filled.port
    page = turned(window(size, dark=dark), tab)
    inside = "main => main.scrollWidth - main.clientWidth"
    assert page.locator('[data-testid="stMain"]').evaluate(inside) <= 0
    if dark and size == "phone":
        browsing.shoot(page, f"voice_{tab}_phone_dark")


def test_it_reads_in_english(window: Opener, filled: Server):
    shop = shops.opened(filled.data)
    settings.speak(shop, "en")
    shop.close()
    try:
        page = turned(window(), "themes")
        expect(page.get_by_role("heading", name="Complaints are rising: Delivery.")).to_be_visible()
        # A button, or a link to the notes after the theme was sent there above.
        send = page.get_by_role("button", name="Send to improvements")
        kept = page.get_by_role("link", name="In your notes")
        expect(send.or_(kept).first).to_be_visible(timeout=PATIENCE)
    finally:
        shop = shops.opened(filled.data)
        settings.speak(shop, "ko")
        shop.close()
