"""안내 흐름 and 기본 약속 in a real browser: a target, a notice, both languages, phone and dark."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from core.services import care_notices, care_promises, settings
from core.services.care_promises import Aim
from core.terms import Claim, OrderState, seoul_day
from tests import shops
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener
from tests.services.promise_shops import line, take, touch

pytestmark = pytest.mark.browser

TODAY = seoul_day(datetime.now(UTC))


@pytest.fixture(scope="module")
def filled(server: Server) -> Server:
    """A shop with orders that left in time and late, wait, came back and were looked after."""

    def ago(days: int):
        return TODAY - timedelta(days=days)

    lines = [line(n, ago(10 + n % 50), product_no="하얀 머그컵") for n in range(100)]
    for n in range(6):
        lines[n] = line(n, ago(20), dispatched=ago(15), product_no="하얀 머그컵")
    for n in range(6, 14):
        lines[n] = line(n, ago(40), state=OrderState.RETURNED, claim=Claim.RETURN,
                        reason="상품 파손", product_no="하얀 머그컵")  # fmt: skip
    lines += [
        line(200 + n, ago(6), dispatched=None, delivered=None, state=OrderState.PAID,
             product_no="파란 접시")
        for n in range(12)
    ]  # fmt: skip
    shop = shops.opened(server.data)
    take(shop, lines, made=ago(1))
    take(shop, lines[6:14], made=ago(1), format_id="smartstore_return")
    for n in range(14, 100, 2):
        touch(shop, "how_is_it", f"O{n:07d}", ago(n % 40))
    shop.close()
    return server


def unanswered(server: Server) -> None:
    """Make sure that nothing answers one of the worries, also when this is tried again."""
    shop = shops.opened(server.data)
    one = next(it for it in care_notices.board(shop).worries if it.point == "sold_out")
    if one.notice:
        care_notices.put(shop, replace(one, notice=""), datetime.now(UTC))
    shop.close()


def test_a_target_is_set_by_keyboard_and_taken_back(window: Opener, filled: Server):
    page = window()
    browsing.visit(page, "care?tab=promises")
    expect(page.get_by_role("heading", name="안 보낸 주문 12건")).to_be_visible()
    card = page.locator(".st-key-card-promise-late_share")
    card.get_by_role("button", name="목표 정하기").focus()
    page.keyboard.press("Enter")
    field = page.get_by_label("몇 % 아래면 좋을까요?")
    field.fill("1")
    field.press("Enter")
    expect(card.get_by_text("목표: 1% 아래")).to_be_visible()
    expect(card.get_by_text("목표에 못 미쳐요.")).to_be_visible()
    browsing.settle(page)
    page.get_by_role("button", name="되돌리기").first.click()
    expect(card.get_by_text("아직 목표를 안 정했어요.")).to_be_visible()
    shop = shops.opened(filled.data)
    assert care_promises.view(shop, TODAY).promise(Aim.LATE).target is None
    shop.close()


def test_a_worry_gets_a_notice(window: Opener, filled: Server):
    unanswered(filled)
    page = window()
    browsing.visit(page, "care?tab=notices")
    expect(page.get_by_role("heading", name="걱정 17개 중 9개에 안내가 없어요")).to_be_visible()
    page.locator(".st-key-care-notices-edit-sold_out button").first.click()
    browsing.settle(page)
    page.get_by_label("무엇으로 답할까요?").click()
    page.get_by_role("option", name="톡톡 자동 답").click()
    page.get_by_role("button", name="저장하기").click()
    expect(page.get_by_role("heading", name="걱정 17개 중 8개에 안내가 없어요")).to_be_visible(
        timeout=20_000
    )
    shop = shops.opened(filled.data)
    board = care_notices.board(shop)
    assert {one.point: one.notice for one in board.worries}["sold_out"] == "talk"
    shop.close()
    browsing.settle(page)
    page.get_by_role("button", name="되돌리기").click()
    expect(page.get_by_role("heading", name="걱정 17개 중 9개에 안내가 없어요")).to_be_visible(
        timeout=20_000
    )


def test_the_button_of_a_worry_stays_beside_it_on_a_phone(window: Opener, filled: Server):
    assert filled.port
    page = window("phone")
    browsing.visit(page, "care?tab=notices")
    for name in ("order_in", "which_carrier", "send_back"):
        row = page.locator(f".st-key-care-notices-row-{name}").bounding_box()
        button = page.locator(f".st-key-care-notices-edit-{name}").bounding_box()
        assert row is not None
        assert button is not None
        assert button["x"] > row["x"] + row["width"] / 2
        assert button["y"] < row["y"] + row["height"] / 2


def test_orders_to_send_can_be_saved(window: Opener, filled: Server):
    assert filled.port
    page = window()
    browsing.visit(page, "care?tab=promises")
    with page.expect_download() as saved:
        page.locator(".st-key-card-care-waiting").get_by_role("button", name="파일로 받기").click()
    rows = saved.value.path().read_text("utf-8-sig").splitlines()
    assert len(rows) == 13
    assert "파란 접시" in rows[1]


@pytest.mark.parametrize(("size", "dark"), [("phone", False), ("phone", True), ("desk", True)])
@pytest.mark.parametrize("tab", ["notices", "promises"])
def test_the_tabs_fit_a_phone_and_the_dark(
    window: Opener, filled: Server, tab: str, size: str, *, dark: bool
):
    assert filled.port
    page = window(size, dark=dark)
    browsing.visit(page, f"care?tab={tab}")
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES[size][0]
    main = page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0
    assert browsing.english_words(browsing.seen_text(page)) == []
    name = f"care_{tab}_{size}{'_dark' if dark else ''}"
    assert browsing.shoot(page, name).stat().st_size > 10_000


def test_the_tabs_speak_english(window: Opener, filled: Server):
    shop = shops.opened(filled.data)
    settings.speak(shop, "en")
    shop.close()
    page = window()
    browsing.visit(page, "care?tab=promises")
    expect(page.get_by_role("heading", name="Not sent up to")).to_be_visible()
    browsing.shoot(page, "care_promises_desk_en")
    browsing.visit(page, "care?tab=notices")
    expect(page.get_by_text("Did my order come in?")).to_be_visible()
    browsing.shoot(page, "care_notices_desk_en")
