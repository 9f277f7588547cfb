"""The shop's own numbers beside what to try, and the course of visits, on a phone."""

import re

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from tests.e2e import browsing
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser


def test_the_numbers_of_the_shop_fit_a_phone(window: Opener):
    page = window("phone", dark=True)
    browsing.visit(page, "journey")
    button = page.get_by_role("button", name="예시 가게 보기")
    found = page.get_by_role("heading", name="단계부터 챙기세요")
    expect(button.or_(found)).to_be_visible(timeout=60_000)
    if button.is_visible():
        button.click()
    expect(found).to_be_visible(timeout=120_000)
    browsing.visit(page, "journey?tab=tactics")
    page.get_by_role("radio", name="구매", exact=True).or_(
        page.get_by_test_id("stMain").get_by_role("button", name="구매", exact=True)
    ).first.click()
    expect(page.get_by_text("답을 기다리는 문의")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("휴대폰 주문")).to_be_visible()
    browsing.settle(page)
    assert browsing.english_words(browsing.seen_text(page)) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    browsing.visit(page, "channels")
    expect(page.get_by_text(re.compile(r"유입 [\d,]+번, 전 [\d,]+번"))).to_be_visible(
        timeout=60_000
    )
    browsing.settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
