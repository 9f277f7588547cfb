"""구독자 of 메시지 in a real browser: read at every size, and a file of consents brought along."""

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from tests import shops
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser

TAB = "messages?tab=subscribers&part=consents"
KNOWN = frozenset({"ml", "ROAS", "CSV", "SMS", "LMS"})


@pytest.fixture(scope="module")
def made_up(server: Server) -> Server:
    """The sample shop, beside the running server."""
    shops.sampled(server.data)
    return server


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize(("size", "dark"), [("desk", False), ("phone", False), ("phone", True)])
def test_subscribers_are_seen_at_every_size(window: Opener, size: str, *, dark: bool):
    page = window(size, dark=dark)
    browsing.visit(page, TAB)
    expect(page.get_by_role("heading", name="다시 물어볼 고객")).to_be_visible(timeout=60_000)
    browsing.settle(page)
    assert browsing.english_words(browsing.seen_text(page), KNOWN) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES[size][0]
    picture = browsing.shoot(page, f"subscribers_{size}{'_dark' if dark else ''}")
    assert picture.stat().st_size > 10_000


@pytest.mark.usefixtures("made_up")
def test_a_consent_is_confirmed_and_the_confirmation_taken_back(window: Opener):
    page = window()
    browsing.visit(page, TAB)
    ticks = page.get_by_role("checkbox", name="2년이 지남")
    expect(ticks.first).to_be_attached(timeout=60_000)
    browsing.settle(page)
    overdue = page.get_by_test_id("stMetric").filter(has_text="2년이 지난 고객")
    expect(overdue).to_contain_text("14명")
    where = page.get_by_label("계속 받겠다는 말을 어디서 들었나요?")
    where.fill("전화")
    where.press("Enter")
    once = page.get_by_role("button", name="계속 받겠대요").first
    expect(once).to_be_enabled(timeout=60_000)
    once.click()
    expect(page.get_by_text("오늘 날짜로 적었어요")).to_be_visible(timeout=60_000)
    expect(overdue).to_contain_text("13명", timeout=60_000)
    browsing.settle(page)
    page.locator(".st-key-voice-done").get_by_role("button", name="되돌리기").click()
    expect(overdue).to_contain_text("14명", timeout=60_000)


@pytest.mark.usefixtures("made_up")
def test_a_file_of_consents_is_looked_over_and_left(window: Opener):
    page = window()
    browsing.visit(page, TAB)
    page.get_by_text("파일이나 복사한 줄에서").click()
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files({
        "name": "동의.csv", "mimeType": "text/csv",
        "buffer": "주문번호,동의일,출처\n1,2026-11-20,전단\n".encode("cp949"),
    })  # fmt: skip
    browsing.settle(page)
    page.get_by_role("button", name="먼저 살펴보기").click()
    expect(page.get_by_text("2번째 줄: 이 번호의 고객을 찾지 못했어요.")).to_be_visible(
        timeout=60_000
    )
    page.get_by_role("button", name="그대로 두기").click()
    browsing.settle(page)
    expect(page.get_by_text("2번째 줄")).to_have_count(0)
