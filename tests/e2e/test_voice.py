"""리뷰와 불만 in a real browser: a complaint logged by keyboard, answered and solved."""

import time
from datetime import timedelta

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from core.services import opening, settings, voice_listing
from core.services.voice_feedback import Remark
from core.services.voice_listing import Choice
from core.terms.voice import AskedScale
from core.ui import session
from tests import shops
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener
from tests.shops import Line

pytestmark = pytest.mark.browser

WITHIN = 30
"""Seconds in which a complaint is written down."""

WORDS = {
    "ko": {
        "score": "2점", "solve": "해결하기", "done": "해결로 옮기기", "reply": "첫 답을 했어요",
        "what": "어떤 대안을 드렸나요?", "kept": "불만으로 넣었어요", "solved": "해결로 옮겼어요",
        "refused": "대안을 먼저 적어 주세요", "order": "누구의 어떤 주문인가요?",
        "points": "점수", "complains": "불만이에요", "keep": "적기",
    },
    "en": {
        "score": "2 points", "solve": "Solved …", "done": "Mark as solved", "reply": "I replied",
        "what": "What did you offer instead?", "kept": "put in as a complaint",
        "solved": "you are reminded", "refused": "Write first what you offered",
        "order": "Whose order?", "points": "Score", "complains": "This is a complaint",
        "keep": "Write down",
    },
}  # fmt: skip


def with_shop(server: Server, do):
    shop = opening.open_shop(server.data)
    try:
        return do(shop)
    finally:
        shop.close()


@pytest.fixture(scope="module", autouse=True)
def _orders(server: Server):
    day = session.today() - timedelta(days=4)
    lines = [Line(day, f"b{n}", order=f"2026112000{n:06d}", product="머그컵") for n in range(40)]
    with_shop(server, lambda shop: shops.take(shop, lines))


def remarks(server: Server) -> list[Remark]:
    return with_shop(
        server,
        lambda shop: [
            one.remark for one in voice_listing.listed(shop, Choice(), session.today()).entries
        ],
    )


def field(page: Page):
    return page.locator(".st-key-card-voice-quick textarea").first


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(120)


NAMED = """() => {
  const it = document.activeElement;
  return it.getAttribute("aria-label") || it.closest("label")?.innerText || it.innerText || "";
}"""


def tab_to(page: Page, name: str) -> None:
    """Go on by Tab to the field or button of that name."""
    for _ in range(4):
        page.keyboard.press("Tab")
        page.wait_for_timeout(80)
        if name in page.evaluate(NAMED):
            return
    raise AssertionError(name)


def log_by_keyboard(page: Page, text: str, end: str, said: dict[str, str]) -> float:
    """Write a complaint down with the keys alone; when that began."""
    page.locator(".st-key-card-voice-quick input[role=combobox]").nth(2).wait_for()
    field(page).focus()
    begun = time.monotonic()
    page.keyboard.type(text, delay=20)
    tab_to(page, said["order"])
    page.keyboard.type(end, delay=20)
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    tab_to(page, said["points"])
    page.keyboard.type(said["score"], delay=20)
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    tab_to(page, said["complains"])
    page.keyboard.press("Space")
    tab_to(page, said["keep"])
    page.keyboard.press("Enter")
    return begun


def type_the_next(page: Page, text: str) -> None:
    """Where the keyboard stands after a remark was kept; Ctrl+Enter keeps the next one."""
    browsing.settle(page)
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.keyboard.type(text, delay=20)
    press(page, "Control+Enter")
    expect(field(page)).to_have_value("", timeout=30_000)
    browsing.settle(page)


def solve(page: Page, said: dict[str, str]) -> None:
    """Reply, be told that something has to be offered first, offer it, and solve it."""
    page.get_by_role("button", name=said["reply"]).first.click()
    browsing.settle(page)
    page.get_by_role("button", name=said["solve"]).first.click()
    done = page.get_by_role("button", name=said["done"])
    expect(done).to_be_visible(timeout=30_000)
    browsing.settle(page)
    done.click()
    expect(page.get_by_text(said["refused"]).first).to_be_visible(timeout=30_000)
    browsing.settle(page)
    what = page.get_by_label(said["what"]).first
    if not what.is_visible():
        page.get_by_role("button", name=said["solve"]).first.click()
    what.fill("새것으로 바꿔 드림")
    what.press("Control+Enter")
    expect(page.get_by_text(said["solved"]).first).to_be_visible(timeout=30_000)
    browsing.settle(page)


PHONE = (
    "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Mobile Safari/537.36"
)


def test_on_a_phone_the_tabs_stand_within_a_screen_and_the_log_opens_with_one_tap(window: Opener):
    page = window("phone")
    agent = page.context.new_cdp_session(page)
    agent.send("Network.setUserAgentOverride", {"userAgent": PHONE})
    browsing.visit(page, "voice")
    box = page.get_by_role("tab").first.bounding_box()
    assert box is not None
    assert box["y"] < browsing.SIZES["phone"][1]
    expect(field(page)).not_to_be_visible()
    page.locator(".st-key-card-voice-quick summary").first.click()
    expect(field(page)).to_be_visible()


LOOKS = [("desk", False, "ko"), ("phone", True, "ko"), ("desk", True, "en")]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look)))
def test_a_complaint_is_logged_by_keyboard_and_solved(
    window: Opener, server: Server, look: tuple[str, bool, str]
):
    size, dark, language = look
    said = WORDS[language]
    with_shop(server, lambda shop: settings.speak(shop, language))
    page = window(size, dark=dark)
    browsing.visit(page, "voice")
    before = len(remarks(server))
    begun = log_by_keyboard(page, "손잡이가 깨졌어요", f"{before + 3:04d}", said)
    expect(page.get_by_text(said["kept"]).first).to_be_visible(timeout=WITHIN * 1000)
    assert time.monotonic() - begun < WITHIN
    newest = max(remarks(server), key=lambda one: one.id)
    assert (newest.text, newest.scale, newest.score) == ("손잡이가 깨졌어요", AskedScale.CSAT, 2)
    assert newest.about.order_no == f"2026112000{before + 3:06d}"
    type_the_next(page, "예뻐요")
    assert len(remarks(server)) == before + 2
    solve(page, said)

    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES[size][0]
    if language == "ko":
        assert browsing.english_words(browsing.seen_text(page), frozenset({"enter"})) == []
    assert browsing.shoot(page, f"voice_{size}_{language}").stat().st_size > 10_000


def test_many_lines_are_pasted_and_found_again_by_the_address(window: Opener, server: Server):
    with_shop(server, lambda shop: settings.speak(shop, "ko"))
    page = window("phone")
    browsing.visit(page, "voice?tab=log")
    page.get_by_text("여러 줄 붙여 넣기").click()
    box = page.get_by_label("한 줄에 한 가지 말")
    box.fill("인스타: 색이 화면과 달라요 2점\n예뻐요 9점\n포장이 예뻐요 5점")
    page.get_by_role("button", name="읽어 보기").click()
    expect(page.get_by_text("2줄을 넣을 수 있어요")).to_be_visible(timeout=30_000)
    browsing.settle(page)
    page.get_by_role("button", name="넣기", exact=True).click()
    expect(page.get_by_text("2줄을 적었어요")).to_be_visible(timeout=30_000)
    browsing.settle(page)
    assert page.get_by_label("한 줄에 한 가지 말").input_value() == "예뻐요 9점"

    browsing.visit(page, "voice?tab=log&from=social")
    expect(page.get_by_text("색이 화면과 달라요").first).to_be_visible()
    expect(page.get_by_text("포장이 예뻐요")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES["phone"][0]
    browsing.shoot(page, "voice_log_phone")
