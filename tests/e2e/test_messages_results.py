"""성과 and 쌓인 기록 of 메시지 in a real browser: read at every size, and numbers noted down."""

from collections.abc import Iterator

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from core.services import settings
from tests import shops
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser

TAB = "messages?tab=results"
KNOWN = frozenset({"ml", "ROAS", "CSV"})


@pytest.fixture(scope="module")
def made_up(server: Server) -> Server:
    """The sample shop, beside the running server."""
    shops.sampled(server.data)
    return server


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize(("size", "dark"), [("desk", False), ("phone", False), ("phone", True)])
def test_what_came_of_messages_is_seen_at_every_size(window: Opener, size: str, *, dark: bool):
    page = window(size, dark=dark)
    browsing.visit(page, TAB)
    expect(page.get_by_text("메시지 덕분에 100명 중").first).to_be_visible(timeout=60_000)
    browsing.settle(page)
    assert browsing.english_words(browsing.seen_text(page), KNOWN) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES[size][0]
    picture = browsing.shoot(page, f"messages_results_{size}{'_dark' if dark else ''}")
    assert picture.stat().st_size > 10_000


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize("size", ["desk", "phone"])
def test_the_record_is_seen_and_saved(window: Opener, size: str):
    page = window(size)
    browsing.visit(page, "messages?tab=record")
    expect(page.get_by_role("heading", name="다음에 해 볼 것")).to_be_visible(timeout=60_000)
    browsing.settle(page)
    assert browsing.english_words(browsing.seen_text(page), KNOWN) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES[size][0]
    browsing.shoot(page, f"messages_record_{size}")
    with page.expect_download() as waited:
        page.get_by_role("button", name="CSV로 받기").click()
    saved = waited.value.path().read_text(encoding="utf-8")
    assert saved.startswith("\ufeff페르소나,시나리오,")


@pytest.mark.usefixtures("made_up")
def test_numbers_are_noted_down_and_stay(window: Opener):
    page = window()
    browsing.visit(page, TAB)
    field = page.get_by_label("열어 봄", exact=True).first
    expect(field).to_be_visible(timeout=60_000)
    field.fill("7")
    page.get_by_role("button", name="이대로 저장하기").click()
    expect(page.get_by_text("숫자를 적어 뒀어요.")).to_be_visible(timeout=60_000)
    page.reload()
    browsing.settle(page)
    expect(page.get_by_label("열어 봄", exact=True).first).to_have_value("7", timeout=60_000)


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
def test_the_page_is_read_in_english_too(window: Opener):
    page = window()
    browsing.visit(page, TAB)
    expect(page.get_by_text("Thanks to the message").first).to_be_visible(timeout=60_000)
    browsing.settle(page)
    browsing.shoot(page, "messages_results_english")
