"""단골 혜택·등급 of 메시지 in a real browser: read at every size, and given by lot."""

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from tests import shops
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser

TAB = "messages?tab=regulars"


@pytest.fixture(scope="module")
def made_up(server: Server) -> Server:
    """The sample shop, beside the running server."""
    shops.sampled(server.data)
    return server


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize(("size", "dark"), [("desk", False), ("phone", False), ("phone", True)])
def test_benefits_are_seen_at_every_size(window: Opener, size: str, *, dark: bool):
    page = window(size, dark=dark)
    browsing.visit(page, TAB)
    expect(page.get_by_text("‘손글씨 카드’ 덕분에").first).to_be_visible(timeout=60_000)
    browsing.settle(page)
    assert browsing.english_words(browsing.seen_text(page), frozenset()) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES[size][0]
    picture = browsing.shoot(page, f"regulars_{size}{'_dark' if dark else ''}")
    assert picture.stat().st_size > 10_000


@pytest.mark.usefixtures("made_up")
def test_the_list_of_a_lot_is_saved_and_a_part_stays_in_the_address(window: Opener):
    page = window("desk")
    browsing.visit(page, TAB)
    with page.expect_download(timeout=60_000) as waited:
        page.get_by_role("button", name="받을 사람 목록").first.click()
    saved = waited.value.path().read_text(encoding="utf-8")
    assert saved.startswith("\ufeff받는지,고객 번호,이름,")
    assert "비워 둠(비교용)" in saved
    page.get_by_role("radio", name="등급", exact=True).click()
    expect(page.get_by_role("heading", name="고객 등급")).to_be_visible(timeout=60_000)
    assert "part=tiers" in page.url
