"""개선 노트 in a real browser: from the conclusion of 오늘 to the board, on a desk and a phone."""

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from tests.e2e import browsing
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("size", "dark"), [("desk", False), ("phone", True)])
def test_a_conclusion_is_kept_and_stands_on_the_board(window: Opener, size: str, dark: bool):  # noqa: FBT001
    page = window(size, dark=dark)
    browsing.visit(page)
    sample = page.get_by_role("button", name="예시 가게 보기")
    numbers = page.locator('[data-testid="stMetric"]')
    expect(sample.or_(numbers).first).to_be_visible(timeout=60_000)
    if sample.count():
        sample.click()
        expect(numbers.first).to_be_visible(timeout=120_000)
        browsing.settle(page)
    keep = page.get_by_role("button", name="개선 노트에 담기").first
    if keep.count():
        keep.click()
        expect(page.get_by_text("담았어요.").first).to_be_visible()
        # What was kept makes way for the next conclusion.
        expect(page.get_by_role("link", name="담아 뒀어요")).to_have_count(0)

    browsing.visit(page, "actions")
    expect(page.get_by_role("button", name="시작했어요").first).to_be_visible()

    assert browsing.english_words(browsing.seen_text(page)) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES[size][0]
    assert browsing.shoot(page, f"actions_{size}").stat().st_size > 10_000


def test_what_was_kept_is_taken_back_at_the_foot_of_the_page(window: Opener):
    page = window("phone")
    browsing.visit(page, "journey?tab=tactics")
    card = page.locator(".st-key-card-tactics")
    expect(card).to_be_visible(timeout=60_000)
    waiting = card.get_by_role("button", name="개선 노트에 담기")
    expect(waiting.last).to_be_visible()
    before = waiting.count()
    waiting.last.click()
    undo = page.get_by_role("button", name="되돌리기")
    expect(undo).to_be_in_viewport(timeout=30_000)
    expect(waiting).to_have_count(before - 1)
    undo.click()
    expect(waiting).to_have_count(before, timeout=30_000)
    expect(undo).to_have_count(0)


def test_a_tab_is_still_open_after_a_reload(window: Opener):
    page = window()
    for address, name in (
        ("actions", "주간 돌아보기"),
        ("channels", "예산"),
        ("products", "같이 팔기"),
    ):
        browsing.visit(page, address)
        tab = page.get_by_role("tab", name=name)
        if not tab.count():
            continue  # a page that waits for its first file has no tabs
        tab.click()
        page.wait_for_url(f"**/{address}?*tab=*")
        page.reload()
        browsing.settle(page)
        expect(page.get_by_role("tab", name=name, selected=True)).to_be_visible()


def test_content_is_planned_published_and_changed_in_two_windows(window: Opener):
    page = window("phone")
    browsing.visit(page, "actions")
    page.get_by_role("tab", name="콘텐츠 달력").click()
    form = page.locator('[data-testid="stForm"]').filter(has_text="올릴 날").first
    form.get_by_label("제목").fill("공방 이야기")
    form.get_by_label("채널").fill("블로그")
    form.get_by_role("button", name="달력에 넣기").click()
    expect(page.get_by_text("1개 중 0개 올렸어요")).to_be_visible(timeout=30_000)

    other = window("desk")
    browsing.visit(other, "actions")
    other.get_by_role("tab", name="콘텐츠 달력").click()
    expect(other.get_by_role("button", name="올렸어요", exact=True)).to_be_visible(timeout=30_000)

    # By the keyboard alone.
    page.get_by_role("button", name="올렸어요", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("1개 중 1개 올렸어요")).to_be_visible(timeout=30_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES["phone"][0]
    assert browsing.english_words(browsing.seen_text(page)) == []

    # The window that is behind is told, and overwrites nothing.
    other.get_by_role("button", name="올렸어요", exact=True).click()
    expect(other.get_by_text("다른 창에서 먼저 고쳤어요").first).to_be_visible(timeout=30_000)
    expect(other.get_by_text("1개 중 1개 올렸어요")).to_be_visible(timeout=30_000)
