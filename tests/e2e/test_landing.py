"""랜딩 of 개선 노트 in a real browser: read at every size, a week written down and taken back."""

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from tests import shops
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser

TAB = "actions?tab=landing"
KNOWN = frozenset({"CSV", "http"})


@pytest.fixture(scope="module")
def made_up(server: Server) -> Server:
    """The sample shop, beside the running server."""
    shops.sampled(server.data)
    return server


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize(("size", "dark"), [("desk", False), ("phone", True)])
def test_a_landing_page_is_read_and_a_week_taken_back(window: Opener, size: str, *, dark: bool):
    page = window(size, dark=dark)
    browsing.visit(page, TAB)
    expect(page.get_by_text("바꾼 뒤 신청이 늘었어요.")).to_be_visible(timeout=60_000)
    browsing.settle(page)
    assert browsing.english_words(browsing.seen_text(page), KNOWN) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES[size][0]
    assert browsing.shoot(page, f"landing_{size}").stat().st_size > 10_000

    visits = page.get_by_label("페이지 방문 수")
    before = visits.input_value()
    visits.fill("999")
    visits.press("Enter")
    browsing.settle(page)
    page.get_by_role("button", name="적어 두기").click()
    expect(page.get_by_text("한 주의 수를 적었어요")).to_be_visible(timeout=60_000)
    page.locator(".st-key-voice-done").get_by_role("button", name="되돌리기").click()
    browsing.settle(page)
    expect(page.get_by_label("페이지 방문 수")).to_have_value(before, timeout=60_000)
