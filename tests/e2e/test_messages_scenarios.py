"""시나리오 of 메시지 in a real browser: begun, written, checked against the law and followed."""

import pytest

pytest.importorskip("playwright.sync_api")

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from core.services import messages_stages, messages_wordings, sample, settings
from core.terms.messages import ScenarioStage
from tests import shops
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser


@pytest.fixture
def sampled(server: Server) -> Iterator[Server]:
    """The server shows the sample shop; it is gone afterwards."""
    shops.sampled(server.data)
    yield server
    sample.stop(server.data)


def wide(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.usefixtures("sampled")
@pytest.mark.parametrize(("size", "dark"), [("desk", False), ("phone", False), ("desk", True)])
def test_the_way_is_seen_at_every_size(window: Opener, size: str, *, dark: bool):
    page = window(size, dark=dark)
    browsing.visit(page, "messages")
    expect(page.get_by_text("아직 빈칸이에요: 상품 조회, 장바구니")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("이런 글을 받았어요").first).to_be_visible()
    page.get_by_role("button", name="쓰고 점검하기").first.click()
    expect(page.get_by_text("미리 보기").first).to_be_visible()
    assert wide(page) <= browsing.SIZES[size][0]
    browsing.shoot(page, f"messages_scenarios_{size}{'_dark' if dark else ''}")


def test_a_message_is_begun_written_and_made_lawful(window: Opener, server: Server):
    page = window()
    browsing.visit(page, "messages")
    page.get_by_role("button", name="12개 모두 가져오기").click()
    expect(page.get_by_text("모든 단계에 글이 있어요.")).to_be_visible()
    page.get_by_role("button", name="쓰고 점검하기").first.click()
    field = page.get_by_role("textbox", name="한 분께 하는 말").first
    field.fill("{이름?고객} 님, 쿠폰을 드려요.")
    field.press("Control+Enter")
    expect(page.get_by_text("가게 이름이 아직 없어요.")).to_be_visible()
    page.get_by_role("button", name="저장하기").first.click()
    expect(page.get_by_text("저장했어요").first).to_be_visible()
    shop = shops.opened(server.data)
    texts = [one.text for one in messages_wordings.listed(shop)]
    shop.close()
    assert "{이름?고객} 님, 쿠폰을 드려요." in texts


def test_it_is_read_in_english(window: Opener, server: Server):
    shop = shops.opened(server.data)
    settings.speak(shop, "en")
    shop.close()
    page = window("phone")
    browsing.visit(page, "messages")
    expect(page.get_by_text("From a first visit to a regular")).to_be_visible()
    expect(page.get_by_text("Nothing yet").or_(page.get_by_text("1 message")).first).to_be_visible()
    assert wide(page) <= browsing.SIZES["phone"][0]
    shop = shops.opened(server.data)
    settings.speak(shop, "ko")
    shop.close()


def test_stages_are_put_in_order_by_keyboard(window: Opener, server: Server):
    page = window("phone")
    browsing.visit(page, "messages")
    page.get_by_text("단계 순서 바꾸기").click()
    down = page.locator(".st-key-order-first_visit").get_by_role("button", name="아래로")
    expect(down).to_be_visible()
    for _ in range(2):
        down.focus()
        page.keyboard.press("Enter")
        browsing.settle(page)
    shop = shops.opened(server.data)
    found = messages_stages.order(shop)
    shop.close()
    assert found[:3] == (ScenarioStage.VIEWED, ScenarioStage.CART, ScenarioStage.FIRST_VISIT)
    assert wide(page) <= browsing.SIZES["phone"][0]
    page.get_by_role("button", name="처음대로").click()
    expect(page.get_by_role("button", name="처음대로")).to_have_count(0)
    browsing.shoot(page, "messages_order_phone")
