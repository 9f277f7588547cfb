"""From 오늘 to the people who wait, and back: a bad review, asking how it is, two windows."""

from collections.abc import Iterator

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from tests.cluster import free_port
from tests.e2e import browsing, care_shop
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser

PATIENCE = 60_000


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Dangol whose shop has orders that arrived, and a bad review nobody answered.

    One for each test: they change what the others would find.
    """
    folder = tmp_path_factory.mktemp("journeys")
    (folder / "data").mkdir()
    care_shop.made(folder / "data")
    with browsing.serving(folder, free_port()) as started:
        yield started


def todo(page: Page, item: str):
    """One thing to do today."""
    return page.locator(f".st-key-todo-{item}")


def go(page: Page, item: str) -> None:
    """Follow its way."""
    expect(todo(page, item)).to_be_visible(timeout=PATIENCE)
    todo(page, item).get_by_role("link").click()
    browsing.settle(page)


def press(page: Page, name: str) -> None:
    """Press the first button of a name once it is there, and wait for what it does."""
    button = page.get_by_role("button", name=name).first
    expect(button).to_be_visible(timeout=PATIENCE)
    button.click()
    browsing.settle(page)


@pytest.mark.parametrize(("size", "dark"), [("desk", False), ("phone", True)])
def test_today_begins_with_the_bad_review_and_leads_to_it(window: Opener, size: str, *, dark: bool):
    page = window(size, dark=dark)
    browsing.visit(page)
    first = page.locator('[class*="st-key-todo-"]').first
    expect(first).to_contain_text("나쁜 리뷰와 의견 1건", timeout=PATIENCE)
    go(page, "reviews")
    expect(page).to_have_url(f"{page.url.split('/voice')[0]}/voice")
    expect(page.get_by_text("배송이 늦고 포장이 찢어져서 왔어요").first).to_be_visible()
    expect(page.get_by_text("25시간째 기다려요")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES[size][0]


def test_who_was_looked_after_is_counted_out_of_today(window: Opener):
    page = window("phone")
    browsing.visit(page)
    expect(todo(page, "care")).to_contain_text("(13건)", timeout=PATIENCE)
    go(page, "care")
    expect(page.get_by_role("heading", name="오늘 챙길 일이 13건이에요.")).to_be_visible(
        timeout=PATIENCE
    )
    press(page, "했어요")
    expect(page.get_by_role("heading", name="오늘 챙길 일이 12건이에요.")).to_be_visible(
        timeout=PATIENCE
    )
    browsing.visit(page)
    expect(todo(page, "care")).to_contain_text("(12건)", timeout=PATIENCE)


def solve(page: Page, offered: str) -> None:
    """Fill in what was offered, and send it."""
    what = page.get_by_label("어떤 대안을 드렸나요?").first
    if not what.is_visible():
        press(page, "해결하기")
    expect(what).to_be_visible(timeout=PATIENCE)
    what.fill(offered)
    what.press("Control+Enter")
    browsing.settle(page)


def test_a_complaint_is_solved_with_an_offer_alone_and_in_one_window_only(window: Opener):
    one, other = window(), window()
    browsing.visit(one, "voice")
    press(one, "불만으로 옮기기")
    expect(one.get_by_role("button", name="해결하기").first).to_be_visible(timeout=PATIENCE)
    browsing.visit(other, "voice")
    press(one, "해결하기")
    press(one, "해결로 옮기기")
    expect(one.get_by_text("대안을 먼저 적어 주세요").first).to_be_visible(timeout=PATIENCE)

    press(other, "해결하기")
    expect(other.get_by_label("어떤 대안을 드렸나요?").first).to_be_visible(timeout=PATIENCE)
    solve(one, "새것으로 바꿔 드림")
    expect(one.get_by_text("해결로 옮겼어요").first).to_be_visible(timeout=PATIENCE)
    solve(other, "환불해 드림")
    # What the first window offered holds, and the other one shows it.
    expect(other.get_by_text("대안: 새것으로 바꿔 드림").first).to_be_visible(timeout=PATIENCE)
    expect(other.get_by_text("대안: 환불해 드림")).to_have_count(0)
    expect(other.get_by_text("다른 창에서 이미 해결로 옮긴 불만이에요").first).to_be_visible()

    browsing.visit(one)
    expect(todo(one, "care")).to_be_visible(timeout=PATIENCE)
    expect(todo(one, "reviews")).to_have_count(0)
    expect(todo(one, "complaints")).to_have_count(0)
