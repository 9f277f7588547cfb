"""From an empty shop to the first conclusion, in a real browser with a real workbook."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from core import sample
from core.sample import exports, sheets
from core.terms import seoul_day
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser
expect.set_options(timeout=25_000)

LINES = 10_000
SECONDS = 30
PASSWORD = "1234"  # noqa: S105  (of a workbook made here)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted order workbook of ten thousand lines."""
    yesterday = seoul_day(datetime.now(UTC)) - timedelta(days=1)
    lines = sample.generate(yesterday).orders.tail(LINES)
    name = f"스마트스토어_전체주문발주발송관리_{yesterday:%Y%m%d}_2350.xlsx"
    path = tmp_path_factory.mktemp("files") / name
    path.write_bytes(sheets.encrypted(exports.dispatch_xlsx(lines), PASSWORD))
    return path


def drop(page: Page, *files: Path) -> None:
    page.locator('input[type="file"]').set_input_files([str(file) for file in files])


def korean_only(page: Page) -> None:
    assert browsing.english_words(browsing.seen_text(page)) == []


def test_from_an_encrypted_workbook_to_the_first_conclusion(  # noqa: PLR0915  (one story)
    window: Opener, workbook: Path, server: Server
):
    page = window()
    browsing.visit(page)
    korean_only(page)
    browsing.shoot(page, "today_empty_desk")
    page.get_by_role("button", name="내 파일 올리기").click()
    page.wait_for_selector('input[type="file"]', state="attached")
    browsing.settle(page)
    korean_only(page)
    browsing.shoot(page, "upload_empty_desk")

    began = time.monotonic()
    drop(page, workbook)
    password = page.get_by_label("암호", exact=True)
    password.fill("0000")
    page.get_by_role("button", name="열기", exact=True).click()
    expect(page.get_by_text("암호가 맞지 않아요")).to_be_visible()
    browsing.shoot(page, "upload_password_desk")
    korean_only(page)
    password.fill(PASSWORD)
    page.get_by_role("button", name="열기", exact=True).click()
    expect(page.get_by_role("button", name="이대로 넣기")).to_be_visible()
    browsing.settle(page)
    expect(page.get_by_text("10,000줄").first).to_be_visible()
    korean_only(page)
    browsing.shoot(page, "upload_preview_desk")
    page.get_by_role("button", name="이대로 넣기").click()
    page.wait_for_selector('[data-testid="stMetric"]')
    expect(page.get_by_role("heading", level=1)).to_have_text("오늘")
    expect(page.get_by_text("결론").first).to_be_visible()
    assert time.monotonic() - began < SECONDS
    browsing.settle(page)
    korean_only(page)
    browsing.shoot(page, "today_own_desk")
    assert PASSWORD not in server.log.read_text(encoding="utf-8")


def test_what_was_added_is_listed_and_can_be_taken_back(window: Opener):
    page = window()
    browsing.visit(page, "upload")
    page.get_by_role("tab", name="올린 기록").click()
    expect(page.get_by_role("button", name="되돌리기")).to_be_visible()
    browsing.settle(page)
    korean_only(page)
    browsing.shoot(page, "upload_history_desk")
    page.get_by_role("button", name="되돌리기").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    browsing.shoot(page, "upload_undo_desk")
    dialog.get_by_role("button", name="되돌리기").click()
    expect(page.get_by_text("되돌림").first).to_be_visible()
    browsing.visit(page)
    expect(page.get_by_role("button", name="예시 가게 보기")).to_be_visible()


def test_files_that_cannot_be_read_get_a_sentence_each(window: Opener, tmp_path: Path):
    files = {
        "사진.csv": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        "빈파일.csv": b"",
        "모르는파일.csv": "가,나,다,라\n1,2,3,4\n".encode(),
        "망가진번호.csv": (
            "상품주문번호,주문번호,결제일,최종 상품별 총 주문금액\n"
            "2.02611E+15,2.02611E+15,2026-11-01 10:00:00,12000\n"
        ).encode("cp949"),
    }
    paths = []
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        paths.append(tmp_path / name)
    page = window()
    browsing.visit(page, "upload")
    drop(page, *paths)
    for sentence in (
        "표가 들어 있지 않은",
        "내용이 없는 파일이에요",
        "알아보지 못했어요",
        "주문번호를 줄여",
    ):
        expect(page.get_by_text(sentence).first).to_be_visible()
    browsing.settle(page)
    korean_only(page)
    browsing.shoot(page, "upload_refused_desk")
    assert page.get_by_role("button", name="이대로 넣기").count() == 0


@pytest.mark.parametrize(("size", "dark"), [("phone", False), ("desk", True)])
def test_the_upload_page_on_a_phone_and_in_the_dark(
    window: Opener,
    workbook: Path,
    size: str,
    dark: bool,  # noqa: FBT001  (pytest gives it by name)
):
    page = window(size, dark=dark)
    browsing.visit(page, "upload")
    name = f"{size}{'_dark' if dark else ''}"
    browsing.shoot(page, f"upload_empty_{name}")
    drop(page, workbook)
    page.get_by_label("암호", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="열기", exact=True).click()
    expect(page.get_by_role("button", name="이대로 넣기")).to_be_visible()
    browsing.settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES[size][0]
    browsing.shoot(page, f"upload_preview_{name}")
