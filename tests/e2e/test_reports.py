"""보고서 in a real browser: choose, read, take along; on a desk, a phone and in the dark."""

import zipfile
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from tests.e2e import browsing
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser


def with_sample(page: Page) -> None:
    """The made-up shop, switched on if it is not yet."""
    browsing.visit(page)
    sample = page.get_by_role("button", name="예시 가게 보기")
    numbers = page.locator('[data-testid="stMetric"]')
    expect(sample.or_(numbers).first).to_be_visible(timeout=60_000)
    if sample.count():
        sample.click()
        expect(numbers.first).to_be_visible(timeout=120_000)
        browsing.settle(page)


def opened(page: Page) -> None:
    browsing.visit(page, "reports")
    expect(page.get_by_role("button", name="PDF")).to_be_visible(timeout=60_000)
    expect(page.locator('[data-testid="stMetric"]')).to_have_count(6)
    browsing.settle(page)


def saved(page: Page, button: str) -> Path:
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    return Path(waiting.value.path()).rename(
        Path(waiting.value.path()).with_name(waiting.value.suggested_filename)
    )


@pytest.mark.parametrize(
    ("size", "dark"), [("desk", False), ("desk", True), ("phone", False), ("phone", True)]
)
def test_a_report_is_read_on_every_screen(window: Opener, size: str, dark: bool):  # noqa: FBT001
    page = window(size, dark=dark)
    with_sample(page)
    opened(page)

    known = frozenset({"PDF", "PNG", "SVG", "SNS"})
    assert browsing.english_words(browsing.seen_text(page), known) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= browsing.SIZES[size][0]
    name = f"reports_{size}{'_dark' if dark else ''}"
    assert browsing.shoot(page, name).stat().st_size > 10_000


def test_a_month_is_chosen_and_taken_along_as_files(window: Opener):
    page = window()
    with_sample(page)
    opened(page)
    page.get_by_text("달마다", exact=True).click()
    expect(page.get_by_text("비교").first).to_be_visible()
    browsing.settle(page)

    pdf = saved(page, "PDF")
    tables = saved(page, "표 묶음 (CSV)")

    assert pdf.name.startswith("월간보고서_")
    assert pdf.read_bytes().startswith(b"%PDF")
    assert "숫자.csv" in zipfile.ZipFile(tables).namelist()
    page.get_by_role("button", name="카톡용 글").click()
    copy = page.get_by_role("button", name="문구 복사")
    expect(copy).to_be_visible()
    copy.click()
    expect(page.get_by_role("button", name="복사했어요")).to_be_visible()
