"""A table of the seller's own is explained by keyboard, put in, known again, and changed."""

import re
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from tests.e2e import browsing
from tests.e2e.conftest import Opener
from tests.importers.test_peeking import book

pytestmark = pytest.mark.browser
expect.set_options(timeout=25_000)

HEADINGS = ("언제", "번호표", "결제금액", "상품명", "주문자", "비고")
WIDER = "main => main.scrollWidth > main.clientWidth"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A workbook as sellers keep one: a title, then their own headings."""
    rows = [(f"2026-11-{day:02d}", f"K-{day}", 12_000 + day, "머그컵", "김철수", "선물")
            for day in range(1, 21)]  # fmt: skip
    path = tmp_path / "우리 가게 주문.xlsx"
    path.write_bytes(book(("주문", (("우리 가게 주문",), (), HEADINGS, *rows))))
    return path


def opened(page: Page, table: Path) -> None:
    browsing.visit(page, "upload")
    page.locator('input[type="file"]').set_input_files(str(table))


def choose(page: Page, field: str, heading: str) -> None:
    """Choose a heading without the mouse."""
    box = page.get_by_role("combobox", name=field)
    box.focus()
    page.keyboard.type(heading)
    page.keyboard.press("Enter")
    expect(box).to_have_value(re.compile(f"^{heading}"))
    browsing.settle(page)


def fits(page: Page) -> None:
    assert not page.locator('[data-testid="stMain"]').evaluate(WIDER)


def test_a_table_is_explained_once_known_from_then_on_and_changed(  # noqa: PLR0915  (one story)
    window: Opener, table: Path
) -> None:
    page = window("phone")
    opened(page, table)
    page.get_by_text("열이 무슨 뜻인지 알려 주기").click()
    expect(page.get_by_text("아직 고르지 않은 칸: 주문한 날, 주문번호")).to_be_visible()
    fits(page)
    browsing.shoot(page, "mapping_phone")
    page.set_viewport_size({"width": 1440, "height": 900})
    choose(page, "주문한 날 (필수)", "언제")
    choose(page, "주문번호 (필수)", "번호표")
    expect(page.get_by_text("20줄 모두 읽을 수 있어요.")).to_be_visible()
    browsing.shoot(page, "mapping_desk")
    page.get_by_role("button", name="이대로 기억하기").press("Enter")
    expect(page.get_by_role("button", name="이대로 넣기")).to_be_visible()

    again = window()
    opened(again, table)
    expect(again.get_by_role("button", name="이대로 넣기")).to_be_visible()
    expect(again.get_by_text("김*수").first).to_be_attached()

    phone = window("phone")
    browsing.visit(phone, "upload")
    phone.get_by_role("tab", name="어디서 받나요?").click()
    phone.get_by_role("button", name="고치기").click()
    expect(phone.get_by_role("button", name="그대로 두기")).to_be_visible()
    fits(phone)
    browsing.shoot(phone, "mapping_saved_phone")
    phone.get_by_role("button", name="그대로 두기").click()
    with phone.expect_download() as kept:
        phone.get_by_role("button", name="엑셀 양식 받기").click()
    assert kept.value.suggested_filename == "단골_주문_양식.xlsx"
