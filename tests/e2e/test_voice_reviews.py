"""A bad review is answered: drafted, edited, marked and taken back, on a desk and on a phone."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Locator, Page, expect

from core.services import settings
from core.services.settings import ShopSettings
from core.terms import seoul_day
from core.ui import session
from tests import shops
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener
from tests.services import review_shops
from tests.shops import Line

pytestmark = pytest.mark.browser

TAB = "voice?tab=reviews"
LATE = "배송이 너무 늦었어요. 열흘이나 걸렸어요."
GOOD = "포장이 꼼꼼해요. 정말 마음에 들어요."
OVERDUE = "낮은 별점 리뷰 1개가 24시간 넘게 답을 기다려요."


@pytest.fixture(scope="module", autouse=True)
def _reviews(server: Server) -> None:
    """A shop with orders and half a year of reviews, one of which has waited too long."""
    shop = shops.opened(server.data)
    settings.save(shop, ShopSettings(name="단골상점"))
    now = session.now()
    day = seoul_day(now)
    lines = [Line(day - timedelta(days=n % 60 + 1), f"b{n}", order=f"O{n}") for n in range(200)]
    shops.take(shop, lines)
    rows = [
        review_shops.review(
            str(n), 5 - (n % 7 == 0), text=GOOD, line_no=f"L{n:09d}", product_name="mug",
            written_at=int((now - timedelta(hours=30 + 20 * n)).timestamp()), has_reply=1,
        )
        for n in range(4, 200)
    ]  # fmt: skip
    bad = int((now - timedelta(hours=25)).timestamp())
    rows.append(review_shops.review("bad", 1, text=LATE, line_no="L000000003", written_at=bad))
    review_shops.reviews(shop, rows)
    shop.close()


@pytest.fixture
def english(server: Server) -> Iterator[None]:
    """The shop speaks English as long as a test runs."""
    for language in ("en", "ko"):
        shop = shops.opened(server.data)
        settings.speak(shop, language)
        shop.close()
        if language == "en":
            yield


def waiting(page: Page) -> Locator:
    return page.locator(".st-key-card-voice-reviews-waiting")


def write(page: Page, name: str = "답글 쓰기") -> None:
    browsing.visit(page, TAB)
    waiting(page).get_by_role("button", name=name).click()
    browsing.settle(page)


def is_narrow(page: Page) -> bool:
    main = page.locator('[data-testid="stMain"]')
    return bool(main.evaluate("it => it.scrollWidth <= it.clientWidth"))


@pytest.mark.parametrize(("size", "dark"), [("desk", False), ("phone", True)])
def test_a_bad_review_is_answered_and_the_mark_taken_back(
    window: Opener,
    size: str,
    dark: bool,  # noqa: FBT001
):
    page = window(size, dark=dark)
    write(page)
    expect(waiting(page)).to_contain_text(OVERDUE)
    answer = waiting(page).get_by_label("보낼 답글")
    assert "죄송해요" in answer.input_value()
    assert "배송" in answer.input_value()
    assert is_narrow(page)

    answer.fill("단골상점이에요. 오래 기다리시게 해서 죄송해요.")
    answer.press("Tab")
    browsing.settle(page)
    waiting(page).get_by_role("button", name="답했어요").click()
    expect(waiting(page)).to_contain_text("답을 기다리는 낮은 별점 리뷰가 없어요.")
    every = page.locator(".st-key-card-voice-reviews-all")
    expect(every).to_contain_text("내 답글: 단골상점이에요. 오래 기다리시게 해서 죄송해요.")

    browsing.settle(page)
    page.locator(".st-key-voice-done").get_by_role("button", name="되돌리기").click()
    expect(waiting(page)).to_contain_text(OVERDUE)


def test_stars_are_drawn_with_the_number_of_reviews(page: Page):
    browsing.visit(page, TAB)
    card = page.locator(".st-key-card-voice-reviews-trend")
    expect(card.locator(".vega-embed").first).to_be_visible(timeout=60_000)
    expect(card).to_contain_text("막대는 리뷰 수예요.")


@pytest.mark.usefixtures("english")
def test_the_tab_is_english_for_english_readers(page: Page):
    write(page, "Write an answer")
    expect(waiting(page)).to_contain_text("Reviews to answer")
    expect(waiting(page).get_by_role("button", name="I answered it")).to_be_visible()
    # The answer itself stays Korean: customers read it.
    assert "죄송해요" in waiting(page).get_by_label("Your answer").input_value()
