"""문구 실험 in a real browser: from an idea to a running test, and from counts to a verdict."""

from datetime import timedelta

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Locator, Page, expect

from core.services import copy_tests, settings
from core.services.copy_tests import Draft
from core.terms.copy_tests import Design, Response, Version
from core.ui import session
from tests import shops
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser

TEXTS = (Version("A", "무료로 보내 드려요"), Version("B", "오늘 보내 드려요"))


def by_key(target: Locator) -> None:
    """Press a button without a mouse."""
    target.focus()
    target.page.keyboard.press("Enter")


def write(page: Page, label: str, text: str) -> None:
    """Write into a field and leave it, without a mouse."""
    page.get_by_label(label, exact=True).focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)
    page.keyboard.press("Tab")
    browsing.settle(page)


def fits(page: Page, size: str) -> bool:
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width <= browsing.SIZES[size][0]


def press(page: Page, name: str) -> None:
    by_key(page.get_by_role("button", name=name))


def test_an_idea_becomes_a_running_test_with_the_keyboard_on_a_phone(window: Opener):
    page = window("phone", dark=True)
    browsing.visit(page, "tests")
    press(page, "새 실험")
    write(page, "A 문구", "무료로 보내 드려요")
    write(page, "B 문구", "오늘 주문하면 오늘 보내요")
    press(page, "다음: 나누는 방법")
    page.get_by_role("radio", name="메시지 목록 나누기").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("파일 속 A 문구 이름")).to_be_visible()
    press(page, "다음: 기간")
    write(page, "하루에 모두 몇 번 보이나요?", "200")
    write(page, "보통 100명 중 몇 명이 누르나요?", "20")
    expect(page.get_by_text("100명 중 20.0명→24.6명쯤").first).to_be_visible()

    # A refresh loses nothing: the step and all that was typed are there.
    page.reload()
    browsing.settle(page)
    expect(page.get_by_label("하루에 모두 몇 번 보이나요?", exact=True)).to_have_value("200")

    press(page, "다음: 확인하기")
    expect(page.get_by_text("오늘 주문하면 오늘 보내요").first).to_be_visible()
    press(page, "실험 시작하기")
    expect(page.get_by_role("heading", name="아직 판단하기 일러요.")).to_be_visible()
    assert browsing.english_words(browsing.seen_text(page)) == []
    assert fits(page, "phone")
    assert browsing.shoot(page, "copy_tests_running").stat().st_size > 10_000


def test_what_streamlit_says_itself_is_korean(window: Opener, server: Server):
    shop = shops.opened(server.data)
    draft = Draft("배송 광고", Design.AD_PLATFORM, Response.ORDERS, TEXTS, days=14)
    begun = session.now() - timedelta(days=2)
    test = copy_tests.start(shop, copy_tests.add(shop, draft, begun).id, begun)
    shop.close()
    page = window()
    browsing.visit(page, f"tests?test={test.id}")
    page.get_by_text("표에서 붙여 넣기", exact=True).click()
    page.get_by_label("복사한 줄").fill("A\t100\t3")
    expect(page.get_by_text("Ctrl+엔터를 누르면 보내요")).to_be_visible()
    assert browsing.english_words(browsing.seen_text(page)) == []


@pytest.fixture
def over(server: Server) -> int:
    """A test whose days are over and that nobody has counted yet; the shop speaks English."""
    begun = session.now() - timedelta(days=14)
    shop = shops.opened(server.data)
    try:
        draft = Draft("광고", Design.AD_PLATFORM, Response.ORDERS, TEXTS, days=14)
        settings.speak(shop, "en")
        return copy_tests.start(shop, copy_tests.add(shop, draft, begun).id, begun).id
    finally:
        shop.close()


def test_counts_become_a_verdict_that_is_put_to_use_in_english(window: Opener, over: int):
    page = window("desk")
    browsing.visit(page, f"tests?test={over}")
    page.get_by_text("Paste from a spreadsheet").click()
    lines = page.get_by_label("Copied lines")
    lines.fill("A\t2000\t60\nC\t2000\t98")
    press(page, "Read and keep")
    expect(page.get_by_text("This is none of the texts of the test.").first).to_be_visible()
    # What was pasted is still there to be corrected.
    lines.fill(lines.input_value().replace("C", "B"))
    press(page, "Read and keep")

    press(page, "See the result")
    expect(page.get_by_role("heading", name="Change to text B.")).to_be_visible()
    expect(page.get_by_text("Text B: 5 of 100 people bought")).to_be_visible()
    assert browsing.shoot(page, "copy_tests_result").stat().st_size > 10_000
    press(page, "Change to Text B")
    expect(page.get_by_text("Text B is in use since").first).to_be_visible()
    expect(page.get_by_role("link", name="In your notes")).to_be_visible()
    shown = browsing.seen_text(page)
    for own in (*(one.text for one in TEXTS), "광고", "한국어"):
        shown = shown.replace(own, "")
    assert max(shown) < "가"
