"""Five files of five kinds at once, one of them locked and one of them unknown."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from core import sample
from core.sample import exports, sheets
from core.terms import seoul_day
from tests.e2e import browsing
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser
expect.set_options(timeout=25_000)

PASSWORD = "1234"  # noqa: S105  (of a workbook made here)
KINDS = ("smartstore_visits", "smartstore_settlement", "smartstore_review")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Visits, settlement, reviews, a locked order file, and a table of the seller's own."""
    folder = tmp_path_factory.mktemp("files")
    yesterday = seoul_day(datetime.now(UTC)) - timedelta(days=1)
    shop = sample.generate(yesterday)
    every = sample.every_export(shop)
    found = [(name, data) for name, data in (every[kind] for kind in KINDS)]
    orders = sheets.encrypted(exports.dispatch_xlsx(shop.orders.tail(2_000)), PASSWORD)
    found.insert(1, (f"스마트스토어_전체주문발주발송관리_{yesterday:%Y%m%d}_2350.xlsx", orders))
    rows = "".join(f"{yesterday},{n}번째 공구,사진,{n * 1000}원\n" for n in range(1, 13))
    found.insert(0, ("내 광고 장부.csv", f"언제,무슨 광고,무엇,쓴 돈\n{rows}".encode("cp949")))
    paths = [folder / name for name, _ in found]
    for path, (_, data) in zip(paths, found, strict=True):
        path.write_bytes(data)
    return paths


def korean_only(page: Page) -> None:
    assert browsing.english_words(browsing.seen_text(page)) == []


def choose(page: Page, label: str, option: str) -> None:
    """Choose with the keyboard alone."""
    field = page.get_by_role("combobox", name=label).first
    field.click()
    field.fill(option)
    expect(page.get_by_role("option").first).to_contain_text(option)
    field.press("Enter")
    expect(page.get_by_role("option")).to_have_count(0)
    page.wait_for_timeout(300)
    browsing.settle(page)


def test_five_files_at_once_end_in_five_receipts_and_a_filled_calendar(  # noqa: PLR0915  (one story)
    window: Opener, files: list[Path]
):
    page = window()
    browsing.visit(page, "upload")
    page.wait_for_selector('input[type="file"]', state="attached")
    page.locator('input[type="file"]').set_input_files([str(file) for file in files])
    page.get_by_label("암호", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="열기", exact=True).click()
    expect(page.get_by_text("2,000줄").first).to_be_visible()
    browsing.shoot(page, "upload_many_desk")

    page.get_by_text("열이 무슨 뜻인지 알려 주기").click()
    browsing.settle(page)
    choose(page, "무엇이 적힌 표인가요?", "광고")
    choose(page, "날짜", "언제")
    choose(page, "광고 이름", "무슨 광고")
    choose(page, "쓴 돈 (필수)", "쓴 돈")
    expect(page.get_by_text("12줄 모두 읽을 수 있어요.")).to_be_visible()
    browsing.shoot(page, "upload_mapping_desk")
    korean_only(page)
    page.get_by_role("button", name="이대로 기억하기").click()
    expect(page.get_by_text("직접 맞춘 표")).to_be_visible()
    browsing.settle(page)
    korean_only(page)

    page.get_by_role("button", name="이대로 넣기").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("오늘")
    browsing.settle(page)
    browsing.visit(page, "upload")
    page.get_by_role("tab", name="올린 기록").click()
    browsing.settle(page)
    expect(page.get_by_role("button", name="되돌리기")).to_have_count(5)
    expect(page.get_by_text("아직 없는 자료: 하루 판매 통계, 상품 통계")).to_be_visible()
    korean_only(page)
    browsing.shoot(page, "upload_past_desk")


@pytest.mark.parametrize("size", browsing.SIZES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_tab_can_be_read_at_every_size(window: Opener, size: str, *, dark: bool):
    page = window(size, dark=dark)
    browsing.visit(page, "upload")
    for tab, name in (
        ("올리기", "drop"), ("직접 적기", "typed"), ("올린 기록", "past"),
        ("어디서 받나요?", "where"),
    ):  # fmt: skip
        page.get_by_role("tab", name=tab, exact=True).click()
        browsing.settle(page)
        browsing.shoot(page, f"upload_{name}_{size}{'_dark' if dark else ''}")
        korean_only(page)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0
