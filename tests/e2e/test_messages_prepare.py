"""The tab 보내기 준비 in a real browser: from a group to a list, read in English and on a phone."""

import csv
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from tests import shops
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener
from tests.pages.test_messages_prepare import furnish

pytestmark = pytest.mark.browser

ADDRESS = "messages?tab=prepare"


@pytest.fixture(scope="module")
def filled(server: Server) -> Server:
    """Twenty customers, of whom eighteen agreed, and a scenario with one text."""
    shop = shops.opened(server.data)
    furnish(shop)
    shop.close()
    return server


def prepared(page: Page) -> None:
    """A message is prepared; who got one before is left out of it."""
    browsing.visit(page, ADDRESS)
    begin = page.get_by_role("button", name="이 메시지 준비")
    if not begin.is_visible():
        page.get_by_text("다른 메시지 준비하기").click()
    begin.click()
    expect(page.get_by_text("한 사람에 한 번씩만 보내요.")).to_be_visible(timeout=30_000)
    browsing.settle(page)


def saved(page: Page, path: Path) -> list[dict[str, str]]:
    """The lines of the list."""
    with page.expect_download() as download:
        page.get_by_role("button", name="A 목록 · 18명").click()
    download.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.usefixtures("filled")
def test_from_a_group_to_a_list_and_marked_as_sent(window: Opener, tmp_path: Path):
    page = window()
    prepared(page)
    expect(page.get_by_text("18명 남았어요.")).to_be_visible()
    expect(page.get_by_text("1명만 사면 본전이에요 (5.6%)")).to_be_visible()
    browsing.shoot(page, "messages-prepare-desk")
    morning = page.get_by_role("button", name="아침 10시로 바꾸기")
    if morning.is_visible():  # the hour of the test is at night
        morning.click()
        browsing.settle(page)
    page.get_by_role("button", name="목록 확정").click()
    expect(page.get_by_text("목록을 확정했어요: A 18명")).to_be_visible(timeout=30_000)
    contacts = tmp_path / "orders.csv"
    lines = "".join(f"손님{n},010-1234-{n:04d}\n" for n in range(20))
    contacts.write_text(f"구매자명,구매자연락처\n{lines}", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(contacts)
    expect(page.get_by_text("목록에 18건을 담았어요.")).to_be_visible(timeout=30_000)
    browsing.settle(page)
    browsing.shoot(page, "messages-list-desk")
    rows = saved(page, tmp_path / "list.csv")
    assert len({row["받는번호"] for row in rows}) == len(rows) == 18
    assert all(row["내용"].startswith("(광고) 달빛공방") for row in rows)
    assert "{" not in str([row["내용"] for row in rows])
    page.get_by_role("button", name="보냄으로 적기").click()
    expect(page.get_by_text("보냄으로 적었어요.").first).to_be_visible(timeout=30_000)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_a_phone_nothing_lies_outside_of_the_window(window: Opener, *, dark: bool):
    page = window("phone", dark=dark)
    prepared(page)
    browsing.shoot(page, f"messages-prepare-phone-{'dark' if dark else 'light'}")
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES["phone"][0]


@pytest.mark.usefixtures("filled")
def test_a_korean_screen_shows_no_english_and_the_settings_fit(window: Opener):
    page = window()
    prepared(page)
    assert browsing.english_words(browsing.seen_text(page), frozenset({"a"})) == []
    browsing.visit(page, "settings")
    expect(page.get_by_text("발신번호와 한도")).to_be_visible(timeout=30_000)
    browsing.settle(page)
    browsing.shoot(page, "messages-settings-desk")
