"""유입 채널 in a real browser: a link is kept, and what is said of a channel survives a reload."""

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from tests.e2e import browsing
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser


def test_a_link_made_and_answers_counted_are_there_after_a_reload(window: Opener):
    page = window("phone", dark=True)
    browsing.visit(page, "channels")
    _link(page)
    where = page.get_by_label("어디서 보셨나요")
    where.click()
    where.press_sequentially("소개")
    page.get_by_test_id("stSelectboxVirtualDropdown").get_by_text("소개").first.click()
    page.get_by_role("button", name="적기", exact=False).last.click()
    expect(page.get_by_text("적어 두었어요.")).to_be_visible()

    page.reload()
    browsing.settle(page)
    expect(page.get_by_role("heading", name="만든 링크 1개")).to_be_visible()
    expect(page.get_by_text("가을 첫 글")).to_be_visible()
    expect(page.get_by_role("heading", name="손님 1명 중 1명이 답한 곳: 소개")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    _thrown_away_and_back(page)
    told = "\n".join(line for line in browsing.seen_text(page).splitlines() if not line.isascii())
    allowed = frozenset({"nt", "utm", "source", "medium", "qr", "png", "svg"})
    assert browsing.english_words(told, allowed) == []


def _thrown_away_and_back(page: Page) -> None:
    page.get_by_role("button", name="지우기").first.click()
    expect(page.get_by_text("링크를 지웠어요.")).to_be_visible()
    page.get_by_role("button", name="되돌리기").click()
    expect(page.get_by_role("heading", name="만든 링크 1개")).to_be_visible()


def _link(page: Page) -> None:
    address = page.get_by_label("상품이나 스토어 주소")
    address.fill("https://smartstore.naver.com/dangol")
    address.press("Enter")
    memo = page.get_by_label("메모 (안 적어도 돼요)")
    memo.fill("가을 첫 글")
    memo.press("Enter")
    browsing.settle(page)
    page.get_by_role("button", name="이 링크 담기").click()
    expect(page.get_by_text("링크를 아래 목록에 담았어요.")).to_be_visible()
