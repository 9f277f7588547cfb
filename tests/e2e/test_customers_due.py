"""The tab 챙길 고객 in a real browser: a list worked through, taken along and read on a phone."""

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
from tests.pages.test_customers_due import lines

pytestmark = pytest.mark.browser

ADDRESS = "customers?tab=due"


@pytest.fixture(scope="module")
def filled(server: Server) -> Server:
    """Three are due for the coffee, seventeen have bought once."""
    shop = shops.opened(server.data)
    shops.take(shop, lines(), at=datetime.now(UTC))
    shop.close()
    return server


def told(page: Page, words: str) -> None:
    """Wait until the answer says so."""
    expect(page.get_by_role("heading", name=words)).to_be_visible(timeout=30_000)
    browsing.settle(page)


def saved(page: Page, name: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


@pytest.mark.usefixtures("filled")
def test_as_many_rows_are_saved_as_the_answer_says(window: Opener, tmp_path: Path):
    page = window()
    browsing.visit(page, ADDRESS)
    page.get_by_role("radio", name="한 번 산 뒤 17").click()
    told(page, "한 번 사고 한 달쯤 지난 고객이 17명이에요.")

    assert len(pd.read_csv(saved(page, "목록 CSV로 받기", tmp_path))) == 17
    book = openpyxl.load_workbook(saved(page, "목록 엑셀로 받기", tmp_path))
    assert book.active is not None
    assert book.active.max_row == 18


@pytest.mark.usefixtures("filled")
def test_one_is_done_and_taken_back(window: Opener):
    page = window()
    browsing.visit(page, ADDRESS)
    told(page, "다시 살 때가 된 고객이 3명이에요.")
    browsing.settle(page)
    page.get_by_role("button", name="했어요").first.click()
    told(page, "다시 살 때가 된 고객이 2명이에요.")
    browsing.settle(page)
    focused = page.evaluate("document.activeElement.closest('[class*=st-key-care-done]') !== null")
    assert focused
    page.get_by_role("button", name="되돌리기").last.click()
    told(page, "다시 살 때가 된 고객이 3명이에요.")


@pytest.mark.usefixtures("filled")
def test_the_list_that_was_chosen_stays_although_its_count_changes(window: Opener):
    page = window()
    browsing.visit(page, ADDRESS)
    page.get_by_role("radio", name="한 번 산 뒤 17").click()
    told(page, "한 번 사고 한 달쯤 지난 고객이 17명이에요.")
    browsing.settle(page)
    page.get_by_text("여러 명 한꺼번에").click()
    page.get_by_role("button", name="모두 해제").click()
    # What is drawn anew loses a click.
    browsing.settle(page)
    page.get_by_text("커피").last.click()
    page.get_by_role("button", name="1명 챙긴 것으로 표시").click()
    told(page, "한 번 사고 한 달쯤 지난 고객이 16명이에요.")
    expect(page.get_by_role("radio", name="한 번 산 뒤 16")).to_be_checked()
    page.get_by_role("button", name="되돌리기").last.click()
    told(page, "한 번 사고 한 달쯤 지난 고객이 17명이에요.")


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_a_phone_nothing_lies_outside_of_the_window(window: Opener, *, dark: bool):
    page = window("phone", dark=dark)
    browsing.visit(page, ADDRESS)
    told(page, "다시 살 때가 된 고객이 3명이에요.")
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES["phone"][0]
