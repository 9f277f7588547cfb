"""감동 in a real browser: half of the orders drawn, packed and sent; the answer at every size."""

from collections.abc import Iterator

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from core.services import settings
from tests import shops
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser

TAB = "care?tab=gifts"


@pytest.fixture(scope="module")
def made_up(server: Server) -> Server:
    """The sample shop, beside the running server."""
    shops.sampled(server.data)
    return server


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize(("size", "dark"), [("desk", False), ("phone", False), ("phone", True)])
def test_the_answer_is_seen_at_every_size(window: Opener, size: str, *, dark: bool):
    page = window(size, dark=dark)
    browsing.visit(page, TAB)
    expect(page.get_by_role("heading", name="편지 덕분에 100명 중")).to_be_visible(timeout=60_000)
    browsing.settle(page)
    # Sizes stand in the names of products.
    assert browsing.english_words(browsing.seen_text(page), frozenset({"ml"})) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES[size][0]
    picture = browsing.shoot(page, f"care_gifts_{size}{'_dark' if dark else ''}")
    assert picture.stat().st_size > 10_000


@pytest.mark.usefixtures("made_up")
def test_half_is_drawn_packed_and_sent(window: Opener):
    page = window()
    browsing.visit(page, TAB)
    draw = page.get_by_role("button", name="중 절반 무작위로 뽑기")
    expect(draw).to_be_visible(timeout=60_000)
    draw.focus()
    page.keyboard.press("Enter")
    sent = page.get_by_role("button", name="건 모두 보냈어요")
    expect(sent).to_be_visible(timeout=60_000)
    expect(draw).to_have_count(0)
    browsing.settle(page)
    assert _saved(page).startswith("\ufeff주문번호,")
    sent.click()
    expect(page.get_by_text("되돌리기: 방금 보냄으로 적은")).to_be_visible(timeout=60_000)
    expect(sent).to_have_count(0)
    page.reload()
    browsing.settle(page)
    expect(page.get_by_text("포장할 것이 없어요.")).to_be_visible(timeout=60_000)


def _saved(page: Page) -> str:
    """What the packing list says as a file."""
    with page.expect_download() as waited:
        page.get_by_role("button", name="포장 목록 파일로 받기").click()
    return waited.value.path().read_text(encoding="utf-8")


@pytest.fixture
def english(made_up: Server) -> Iterator[None]:
    """The seller reads English as long as a test runs."""
    for language in ("en", "ko"):
        shop = shops.opened(made_up.data)
        settings.speak(shop, language)
        shop.close()
        if language == "en":
            yield


@pytest.mark.usefixtures("english")
def test_the_tab_is_complete_in_english(window: Opener):
    page = window("phone")
    browsing.visit(page, TAB)
    expect(page.get_by_role("heading", name="Thanks to the letter")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Drafts to write by hand")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES["phone"][0]
