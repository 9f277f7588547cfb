"""상태와 이동 of 고객과 단골 in a browser: rules by keyboard, lists as files, phone and dark."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import expect

from core.services import customers_states, settings
from core.services.customers_states import OwnRules
from core.terms import seoul_day
from tests import shops
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener
from tests.shops import Line

pytestmark = pytest.mark.browser

NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)
TAB = "customers?tab=states"


@pytest.fixture(scope="module")
def filled(server: Server) -> Server:
    """A shop of 30 regulars who come each month and 240 customers who mostly came once."""

    def ago(days: int):
        return TODAY - timedelta(days=days)

    lines = [Line(ago(30 * k + 1 + n % 20), f"regular{n}", 30_000 + n)
             for n in range(30) for k in range(12)]  # fmt: skip
    for n in range(240):
        lines.append(Line(ago(400 - n), f"c{n}", 10_000 + n))
        if n % 4 == 0:
            lines.append(Line(ago(370 - n), f"c{n}", 20_000))
    lines += [Line(ago(1), f"new{n}", 15_000) for n in range(5)]
    shop = shops.opened(server.data)
    shops.take(shop, lines, as_of=NOW)
    shop.close()
    return server


def test_a_rule_is_set_by_keyboard_and_taken_back(window: Opener, filled: Server):
    before = shops.opened(filled.data)
    customers_states.change(before, OwnRules(), NOW)  # as it was, if this is a second try
    before.close()
    page = window()
    browsing.visit(page, TAB)
    page.get_by_role("button", name="기준 바꾸기").focus()
    page.keyboard.press("Enter")
    browsing.settle(page)
    field = page.get_by_role("spinbutton", name="며칠까지는 안 와도 괜찮나요?")
    field.fill("45")
    field.press("Enter")
    expect(page.get_by_text("산 지 45일이 안 지났어요.")).to_be_visible(timeout=20_000)
    shop = shops.opened(filled.data)
    assert customers_states.own(shop).gap == 45
    browsing.settle(page)
    page.locator(
        ".st-key-customers-rules-changed, .st-key-customers\\.rules\\.changed"
    ).get_by_role("button", name="되돌리기").click()
    expect(page.get_by_text("산 지 45일이 안 지났어요.")).to_have_count(0, timeout=20_000)
    assert customers_states.own(shop) == OwnRules()
    shop.close()


def test_a_number_out_of_bounds_is_answered_in_korean(window: Opener, filled: Server):
    assert filled.port
    page = window()
    browsing.visit(page, TAB)
    field = page.get_by_role("spinbutton", name="며칠 안에")
    field.fill("9999")
    field.press("Enter")
    expect(page.get_by_text("7일부터 365일까지 셀 수 있어요.")).to_be_visible(timeout=20_000)
    browsing.settle(page)  # the field is drawn anew with what is kept
    expect(field).to_have_value("365")
    expect(page.get_by_text("less than or equal")).to_have_count(0)


def test_the_customers_of_a_state_are_listed_and_saved_as_many_as_are_counted(
    window: Opener, filled: Server
):
    assert filled.port
    page = window()
    browsing.visit(page, TAB)
    page.get_by_role("radio", name="단골 30명").click()
    card = page.locator(".st-key-card-customers-states")
    expect(card.get_by_text("30명 중 1~20번째예요.")).to_be_visible(timeout=20_000)
    browsing.settle(page)
    with page.expect_download() as saved:
        card.get_by_role("button", name="파일로 받기").last.click()
    rows = list(csv.reader(io.StringIO(saved.value.path().read_text("utf-8-sig"))))
    assert rows[0] == [
        "고객 번호",
        "이름",
        "상태",
        "마지막 구매",
        "구매 횟수",
        "순매출",
        "마지막 주문번호",
    ]
    assert len(rows) - 1 == 30
    assert {row[2] for row in rows[1:]} == {"단골"}
    won = [int(row[5]) for row in rows[1:]]
    assert won == sorted(won, reverse=True)


def test_who_moved_in_a_month_is_listed(window: Opener, filled: Server):
    assert filled.port
    page = window()
    browsing.visit(page, TAB)
    page.get_by_text("움직인 고객 보기").click()
    card = page.locator(".st-key-card-customers-moves")
    expect(card.get_by_role("radio", name="새로 왔어요 5명")).to_be_visible(timeout=20_000)
    browsing.settle(page)
    with page.expect_download() as saved:
        card.get_by_role("button", name="파일로 받기").last.click()
    rows = saved.value.path().read_text("utf-8-sig").splitlines()
    assert len(rows) - 1 == 5
    assert all(",첫 구매," in row for row in rows[1:])


def test_ten_kinds_of_customers_can_be_opened(window: Opener, filled: Server):
    assert filled.port
    page = window()
    browsing.visit(page, TAB)
    page.get_by_text("최근에·자주·많이: 고객 열 종류").click()
    expect(page.get_by_role("button", name="종류를 나누는 기준")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("radio", name="최우수 단골 26명")).to_be_visible(timeout=20_000)


@pytest.mark.parametrize(("size", "dark"), [("phone", False), ("phone", True), ("desk", True)])
def test_the_tab_fits_a_phone_and_the_dark(
    window: Opener, filled: Server, size: str, *, dark: bool
):
    assert filled.port
    page = window(size, dark=dark)
    browsing.visit(page, TAB)
    expect(page.get_by_text("고객은 지금 어디에 있나요?")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES[size][0]
    main = page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0


def test_the_tab_speaks_english(window: Opener, filled: Server):
    shop = shops.opened(filled.data)
    settings.speak(shop, "en")
    try:
        page = window()
        browsing.visit(page, TAB)
        expect(page.get_by_text("Where customers stand")).to_be_visible()
        words = page.get_by_test_id("stMain").inner_text()
        left = [line for line in words.splitlines() if any("가" <= sign <= "힣" for sign in line)]
        assert left == []
    finally:
        settings.speak(shop, "ko")
        shop.close()
