"""구매 후 관리 in a real browser: ten tasks worked through, one by one and together."""

from datetime import UTC, datetime

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from core.services import care_queue, settings
from core.services import care_queue_done as done
from core.terms import seoul_day
from tests import shops
from tests.care_shops import busy, take
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def filled(server: Server) -> Server:
    """A shop with twelve tasks of each kind but tips, beside the running server."""
    now = datetime.now(UTC)
    shop = shops.opened(server.data)
    take(shop, busy(seoul_day(now)), as_of=now)
    shop.close()
    return server


def left(server: Server) -> int:
    """How many tasks the store has."""
    shop = shops.opened(server.data)
    found = care_queue.due_today(shop, seoul_day(datetime.now(UTC))).total
    shop.close()
    return found


def first(page: Page, name: str) -> None:
    """Press the first button of a name, and wait for what it does."""
    page.get_by_role("button", name=name).first.click()
    browsing.settle(page)


def waiting(page: Page, count: int) -> None:
    """Wait until so many are said to be left."""
    heading = page.get_by_role("heading", name=f"오늘 챙길 일이 {count}건이에요.")
    expect(heading).to_be_visible(timeout=30_000)
    browsing.settle(page)


def copied(page: Page, server: Server) -> str:
    """The text of the first task, by its button."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url)
    page.get_by_role("button", name="문구 복사").first.click()
    expect(page.get_by_role("button", name="복사했어요")).to_be_visible()
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def skip(page: Page) -> None:
    """Skip the first task, with a reason."""
    first(page, "건너뛰기")
    page.get_by_text("연락할 방법이 없음").last.click()
    browsing.settle(page)
    page.get_by_role("button", name="이번은 건너뛰기").last.click()


def do_six(page: Page) -> None:
    """Do six of twelve together."""
    page.get_by_text("안부 12", exact=True).click()
    browsing.settle(page)
    page.get_by_text("여러 명 한꺼번에").click()
    browsing.settle(page)
    for box in page.get_by_test_id("stCheckbox").all()[-6:]:
        box.locator("label").click()
    first(page, "고른 분 모두 했어요")


def test_ten_tasks_are_worked_through(window: Opener, filled: Server):
    # Not 48 if the test is tried once more.
    count = left(filled)
    page = window()
    browsing.visit(page, "care")
    waiting(page, count)
    assert copied(page, filled).startswith("고객 님, 하얀 머그컵이 출발했어요.")
    for number in range(1, 4):
        first(page, "했어요")
        waiting(page, count - number)
    # The keyboard waits on the next one.
    expect(page.get_by_role("button", name="했어요").first).to_be_focused()
    page.keyboard.press("Enter")
    waiting(page, count - 4)
    skip(page)
    waiting(page, count - 5)
    first(page, "되돌리기")
    waiting(page, count - 4)
    do_six(page)
    waiting(page, count - 10)
    assert left(filled) == count - 10
    first(page, "되돌리기")
    waiting(page, count - 4)


def test_what_was_done_today_is_seen_in_another_window(window: Opener, filled: Server):
    shop = shops.opened(filled.data)
    count = sum(len(one.orders) for one in done.of_today(shop, seoul_day(datetime.now(UTC))))
    shop.close()
    page = window()
    browsing.visit(page, "care")
    expect(page.get_by_text(f"오늘 챙기거나 건너뛴 일 {count}건")).to_be_visible()
    assert browsing.english_words(browsing.seen_text(page)) == []
    browsing.shoot(page, "care_desk")


@pytest.mark.parametrize(("size", "dark"), [("phone", False), ("phone", True), ("desk", True)])
def test_the_page_fits_a_phone_and_the_dark(
    window: Opener, filled: Server, size: str, *, dark: bool
):
    assert filled.port
    page = window(size, dark=dark)
    for tab in ("queue", "rules"):
        browsing.visit(page, f"care?tab={tab}")
        expect(page.get_by_role("heading", name="구매 후 관리")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES[size][0]
        main = page.get_by_test_id("stMain")
        assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0
        name = f"care_{tab}_{size}{'_dark' if dark else ''}"
        assert browsing.shoot(page, name).stat().st_size > 10_000


def test_the_page_speaks_english(window: Opener, filled: Server):
    shop = shops.opened(filled.data)
    settings.speak(shop, "en")
    page = window()
    browsing.visit(page, "care")
    expect(page.get_by_role("heading", name="to do today")).to_be_visible()
    first(page, "Done")
    expect(page.get_by_text(": done for").and_(page.locator(":visible")).first).to_be_visible()
    first(page, "Undo")
    browsing.shoot(page, "care_desk_en")
    settings.speak(shop, "ko")
    shop.close()
