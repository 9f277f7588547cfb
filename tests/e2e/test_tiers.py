"""등급, 글과 소개 in a real browser: seen at every size, a tier changed with its preview."""

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from tests import shops
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser

TIERS = "messages?tab=regulars&part=tiers"
POSTS = "messages?tab=regulars&part=posts"


@pytest.fixture(scope="module")
def made_up(server: Server) -> Server:
    """The sample shop, beside the running server."""
    shops.sampled(server.data)
    return server


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize(("size", "dark"), [("desk", False), ("phone", True)])
@pytest.mark.parametrize(
    ("place", "heading"), [(TIERS, "다음 등급이 가까운 고객"), (POSTS, "고객이 올린 글과 소개")]
)
def test_both_parts_are_seen_at_every_size(
    window: Opener, size: str, place: str, heading: str, *, dark: bool
):
    page = window(size, dark=dark)
    browsing.visit(page, place)
    expect(page.get_by_role("heading", name=heading)).to_be_visible(timeout=60_000)
    browsing.settle(page)
    assert browsing.english_words(browsing.seen_text(page)) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES[size][0]


@pytest.mark.usefixtures("made_up")
def test_a_rule_is_changed_with_its_preview_and_taken_back(window: Opener):
    page = window()
    browsing.visit(page, TIERS)
    page.get_by_text("기준 바꾸기").first.click(timeout=60_000)
    page.get_by_role("button", name="4등급 추천").click()
    expect(page.get_by_text("이 기준이라면")).to_be_visible(timeout=60_000)
    browsing.settle(page)
    page.get_by_role("button", name="등급 저장").click()
    expect(page.get_by_text("등급을 저장했어요.")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="되돌리기").first.click()
    expect(page.get_by_text("등급을 저장했어요.")).to_have_count(0, timeout=60_000)
    browsing.settle(page)
