"""The tab 그룹 만들기 in a real browser: put together, kept, taken along, read on a phone."""

import re
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from tests import shops
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener
from tests.pages.test_customers_groups import lines

pytestmark = pytest.mark.browser

ADDRESS = "customers?tab=groups"


@pytest.fixture(scope="module")
def filled(server: Server) -> Server:
    """Ten came twice, twenty once."""
    shop = shops.opened(server.data)
    shops.take(shop, lines(), at=datetime.now(UTC))
    shop.close()
    return server


def told(page: Page, words: str) -> None:
    """Wait until the count says so."""
    expect(page.get_by_role("heading", name=words)).to_be_visible(timeout=30_000)
    browsing.settle(page)


def saved(page: Page, name: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=name).last.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def often(page: Page) -> None:
    """By the keyboard alone: a condition on how often somebody bought."""
    page.get_by_role("combobox", name="조건 더하기").focus()
    page.keyboard.type("산 횟수")
    page.keyboard.press("Enter")
    field = page.get_by_role("spinbutton", name="산 횟수(번): 최소")
    expect(field).to_be_visible(timeout=30_000)
    field.focus()
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    told(page, "지금 10명이 이 그룹이에요.")


@pytest.mark.usefixtures("filled")
def test_a_group_is_made_by_keyboard_and_as_many_rows_are_saved(window: Opener, tmp_path: Path):
    page = window()
    browsing.visit(page, ADDRESS)
    often(page)

    expect(page.get_by_text("2번 이상 산 고객이에요.")).to_be_visible()
    assert len(pd.read_csv(saved(page, "파일로 받기", tmp_path))) == 10
    book = openpyxl.load_workbook(saved(page, "목록 엑셀로 받기", tmp_path))
    assert book.active is not None
    assert book.active.max_row == 11


@pytest.mark.usefixtures("filled")
def test_a_reload_loses_nothing_and_a_group_is_found_again(window: Opener):
    page = window()
    browsing.visit(page, ADDRESS)
    often(page)
    page.reload()
    told(page, "지금 10명이 이 그룹이에요.")
    page.get_by_role("textbox", name="그룹 이름").fill("자주 오는 분")
    page.get_by_role("button", name="그룹으로 저장").click()
    expect(page.get_by_text("‘자주 오는 분’ 그룹을 저장했어요.")).to_be_visible(timeout=30_000)

    other = window()
    browsing.visit(other, ADDRESS)
    other.get_by_role("button", name="열기").first.click()
    told(other, "지금 10명이 이 그룹이에요.")
    other.get_by_role("button", name="지우기").first.click()
    back = other.get_by_text("지운 것")
    expect(back.first).to_be_visible(timeout=30_000)


@pytest.mark.usefixtures("filled")
def test_one_customer_is_opened_from_the_list(window: Opener):
    page = window()
    browsing.visit(page, ADDRESS)
    often(page)
    page.locator(".st-key-card-group-members a").first.click()
    expect(page).to_have_url(re.compile("tab=one.*who=|who=.*tab=one"), timeout=30_000)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_a_phone_nothing_lies_outside_of_the_window(window: Opener, *, dark: bool):
    page = window("phone", dark=dark)
    browsing.visit(page, ADDRESS)
    page.get_by_role("button", name="큰손", exact=True).click()
    expect(page.get_by_text("많이 쓴 순서로 위쪽 10%인 고객이에요.")).to_be_visible(timeout=30_000)
    browsing.settle(page)
    page.get_by_text("비슷한 고객 찾기").last.click()
    page.get_by_text("다음에 살 만한 상품").last.click()
    browsing.settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES["phone"][0]
