"""타깃 비교 in a real browser: at every size, with the keyboard, and personas of copy tests."""

import pytest

pytest.importorskip("playwright.sync_api")

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from core.analysis.target import Dimension
from core.services import sample, settings, target_personas, target_shares
from tests import shops
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser

TITLE = "나이대: 생각한 손님과 실제 손님이 30% 달라요."


def in_sample(server: Server, do):
    shop = sample.open_sample(server.data)
    try:
        return do(shop)
    finally:
        shop.close()


def wide(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_an_empty_shop_shows_the_sentence_and_no_picture_of_nothing(window: Opener, size: str):
    page = window(size)
    browsing.visit(page, "target")
    expect(page.get_by_role("textbox", name="우리 고객은 ___ 한 ___")).to_be_visible()
    expect(page.get_by_text("상품/인구통계 파일을 올리면")).to_be_visible()
    assert browsing.english_words(browsing.seen_text(page)) == []
    assert wide(page) <= browsing.SIZES[size][0]


def test_the_sentence_is_written_with_the_keyboard_and_stands_on_today(
    window: Opener, server: Server
):
    page = window()
    browsing.visit(page, "target")
    page.get_by_role("textbox", name="우리 고객은 ___ 한 ___").focus()
    page.keyboard.type("우리 고객은 퇴근이 늦은 1인 가구예요.")
    page.keyboard.press("Enter")
    expect(page.get_by_text("어떤 손님이 얼마나 오면 좋을지 적어 보세요.")).to_be_visible()
    browsing.visit(page)
    link = page.get_by_role("link", name="우리 고객은 퇴근이 늦은 1인 가구예요.")
    expect(link).to_be_visible()
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="페르소나")).to_have_attribute("aria-selected", "true")
    shop = shops.opened(server.data)
    assert len(target_personas.listed(shop)) == 1
    shop.close()


@pytest.fixture(scope="module")
def made_up(server: Server) -> Server:
    """The sample shop, beside the running server."""
    shops.sampled(server.data)
    return server


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize("tab", ["compare", "personas"])
@pytest.mark.parametrize(("size", "dark"), [("desk", False), ("phone", False), ("phone", True)])
def test_the_sample_is_seen_at_every_size(window: Opener, size: str, tab: str, *, dark: bool):
    page = window(size, dark=dark)
    browsing.visit(page, f"target?tab={tab}")
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible(timeout=60_000)
    browsing.settle(page)
    # Sizes stand in the names of products.
    assert browsing.english_words(browsing.seen_text(page), frozenset({"ml"})) == []
    assert wide(page) <= browsing.SIZES[size][0]
    picture = browsing.shoot(page, f"target_{tab}_{size}{'_dark' if dark else ''}")
    assert picture.stat().st_size > 10_000


def test_shares_are_kept_and_taken_back(window: Opener, made_up: Server):
    page = window()
    browsing.visit(page, "target")
    field = page.get_by_label("30대 (%)")
    expect(field).to_have_value("55", timeout=60_000)
    browsing.settle(page)
    page.get_by_role("button", name="지금 실제대로").click()
    expect(field).to_have_value("26", timeout=60_000)
    browsing.settle(page)
    page.get_by_role("button", name="이 비율로 저장").click()
    expect(page.get_by_text("나이대: 생각한 손님이 사고 있어요.").first).to_be_visible(
        timeout=60_000
    )
    kept = in_sample(made_up, target_shares.listed)[Dimension.AGE]
    assert kept.percents == (0, 24, 26, 26, 24, 0)
    browsing.settle(page)
    page.get_by_role("button", name="마지막 변경 되돌리기").click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible(timeout=60_000)
    browsing.settle(page)
    # What is kept, and not what was typed before it was taken back.
    expect(field).to_have_value("55")


@pytest.mark.usefixtures("made_up")
def test_on_a_phone_a_stage_is_a_line_and_nothing_is_cut(window: Opener):
    page = window("phone")
    browsing.visit(page, "target?tab=content")
    row = page.locator(".st-key-target-content-everybody-reach")
    expect(row.get_by_role("button", name="계획하기")).to_be_visible(timeout=60_000)
    browsing.settle(page)
    box = row.bounding_box()
    assert box is not None
    assert box["height"] < 60
    cut = page.evaluate(
        """() => [...document.querySelectorAll('[class*=st-key-target-content] p')]
          .filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.textContent)"""
    )
    assert cut == []


@pytest.mark.usefixtures("made_up")
def test_a_copy_test_takes_words_of_her_own_and_personas_of_the_list(window: Opener):
    page = window()
    browsing.visit(page, "tests")
    page.get_by_role("button", name="새 실험").first.click()
    field = page.get_by_role("combobox", name="누구에게 하는 말인가요?")
    expect(field).to_be_visible(timeout=60_000)
    browsing.settle(page)
    assert field.input_value() == "전체 (페르소나 없이)"
    field.click()
    expect(page.get_by_role("option", name="퇴근이 늦은 1인 가구")).to_be_visible()
    field.fill("선물을 찾는 30대")
    page.keyboard.press("Enter")
    browsing.settle(page)
    page.reload()
    expect(field).to_have_value("선물을 찾는 30대", timeout=60_000)


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
@pytest.mark.parametrize("tab", ["compare", "personas"])
def test_the_tabs_are_complete_in_english(window: Opener, tab: str):
    page = window()
    browsing.visit(page, f"target?tab={tab}")
    expect(page.get_by_role("heading", name="Target and actual")).to_be_visible(timeout=60_000)
    browsing.settle(page)
    told = browsing.seen_text(page)
    # What the seller of the sample wrote stays as she wrote it.
    if tab == "compare":
        assert [line for line in told.splitlines() if any("가" <= it <= "힣" for it in line)
                and "예시" not in line and "한국어" not in line] == []  # fmt: skip
    assert wide(page) <= browsing.SIZES["desk"][0]
