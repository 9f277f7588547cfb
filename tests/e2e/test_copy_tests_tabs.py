"""문구 보관함, 계산기 and 며칠이면 될까요? in a real browser, without a mouse."""

import csv
import io
from collections.abc import Iterator

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page, expect

from core.services import settings
from tests import shops
from tests.cluster import free_port
from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener
from tests.e2e.test_copy_tests import by_key, fits, press, write

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Dangol that shows the sample shop."""
    folder = tmp_path_factory.mktemp("dangol")
    shops.sampled(folder / "data")
    with browsing.serving(folder, free_port()) as started:
        yield started


@pytest.fixture
def english(server: Server) -> Iterator[None]:
    """The shop speaks English as long as a test runs."""
    _speak(server, "en")
    yield
    _speak(server, "ko")


def _speak(server: Server, language: str) -> None:
    shop = shops.opened(server.data)
    try:
        settings.speak(shop, language)
    finally:
        shop.close()


def saved(page: Page, name: str) -> list[dict[str, str]]:
    """The rows of the file that a button gives."""
    browsing.settle(page)
    with page.expect_download() as waiting:
        by_key(page.get_by_role("button", name=name).last)
    content = waiting.value.path().read_bytes()
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def opened_by_key(page: Page, name: str) -> None:
    """Unfold what is folded away."""
    by_key(page.locator("summary", has_text=name))
    browsing.settle(page)


def turn_to(page: Page, name: str, steps: int) -> None:
    """Open another tab with the arrows of the keyboard."""
    page.get_by_role("tab").first.focus()
    for _step in range(steps):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
    browsing.settle(page)


def test_counts_become_a_verdict_that_survives_a_reload_on_a_dark_phone(window: Opener):
    page = window("phone", dark=True)
    browsing.visit(page, "tests")
    turn_to(page, "계산기", 2)
    assert "tab=calculator" in page.url
    for label, number in (
        ("A 문구 보인 수", "2000"), ("A 문구 구매 고객", "60"),
        ("B 문구 보인 수", "2000"), ("B 문구 구매 고객", "98"),
    ):  # fmt: skip
        write(page, label, number)
    expect(page.get_by_role("heading", name="B 문구로 바꾸세요.")).to_be_visible()
    expect(page.get_by_text("A 문구: 100명 중 3명이 샀어요")).to_be_visible()
    page.reload()
    browsing.settle(page)
    expect(page.get_by_role("heading", name="B 문구로 바꾸세요.")).to_be_visible()
    expect(page.get_by_label("B 문구 구매 고객", exact=True)).to_have_value("98")
    # The picture is told to those who do not see it.
    people = page.locator('[role="graphics-document"][aria-label="B 문구: 100명 중 5명이 샀어요"]')
    expect(people).to_have_count(1)
    # Streamlit's own buttons above a chart speak Korean too.
    told = page.get_by_role("button", name="표로 보기: B 문구: 100명 중 5명이 샀어요")
    expect(told).to_have_count(1)
    opened_by_key(page, "자세히")
    rows = saved(page, "파일로 받기")
    assert [row["문구"] for row in rows] == ["A 문구", "B 문구"]
    assert browsing.english_words(browsing.seen_text(page)) == []
    assert fits(page, "phone")
    assert browsing.shoot(page, "copy_calculator_phone").stat().st_size > 10_000


def test_a_plan_is_made_and_found_again_after_another_page(window: Opener):
    page = window("phone")
    browsing.visit(page, "tests?tab=days")
    write(page, "하루 유입은 모두 몇 번인가요?", "200")
    write(page, "보통 100명 중 몇 명이 사나요?", "3")
    expect(
        page.get_by_text("14일이면 100명 중 3.0명→5.2명쯤 차이부터 알 수 있어요.")
    ).to_be_visible()
    page.get_by_role("radio", name="14일").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_text("21일이면 100명 중 3.0명→4.8명쯤 차이부터")).to_be_visible()
    page.reload()
    browsing.settle(page)
    expect(page.get_by_text("21일이면 100명 중 3.0명→4.8명쯤 차이부터")).to_be_visible()
    # Another page and back within the window.
    by_key(page.get_by_test_id("stExpandSidebarButton"))
    by_key(page.get_by_role("link", name="설정"))
    expect(page.get_by_role("heading", level=1, name="설정")).to_be_visible()
    page.go_back()
    browsing.settle(page)
    expect(page.get_by_label("하루 유입은 모두 몇 번인가요?", exact=True)).to_have_value("200")
    assert browsing.english_words(browsing.seen_text(page)) == []
    assert fits(page, "phone")


def test_the_library_says_what_works_and_prepares_the_next_test(window: Opener):
    page = window("phone", dark=True)
    browsing.visit(page, "tests?tab=library")
    expect(
        page.get_by_role("heading", name="‘말투: 숫자와 사실로’ 문구가 더 통해요.")
    ).to_be_visible()
    write(page, "찾기", "캔들")
    expect(page.get_by_text("문구 2개", exact=True)).to_be_visible()
    rows = saved(page, "파일로 받기")
    assert {row["실험"] for row in rows} == {"소이 캔들 광고 첫 문장"}
    assert {row["보인 수"] for row in rows} == {"4620", "4590"}
    assert browsing.english_words(browsing.seen_text(page)) == []
    assert fits(page, "phone")
    assert browsing.shoot(page, "copy_library_phone").stat().st_size > 10_000
    press(page, "이 실험 준비하기")
    expect(page.get_by_label("A 문구", exact=True)).to_be_visible()
    assert page.get_by_label("A 문구", exact=True).input_value()


@pytest.mark.usefixtures("english")
def test_results_from_elsewhere_are_pasted_told_and_taken_back_in_english(window: Opener):
    page = window("desk")
    browsing.visit(page, "tests?tab=library")
    opened_by_key(page, "Bring results along from elsewhere")
    lines = page.get_by_label("Or copied lines")
    lines.focus()
    lines.fill(
        "Text\tNeed\tShown\tClicks\nSoft towel\tA good feeling\t1000\t30\nDries fast\t\t1000\t60"
    )
    press(page, "Read")
    expect(page.get_by_text("one test with 2 texts can be taken.")).to_be_visible()
    press(page, "Put into the library")
    expect(page.get_by_text("one test with 2 texts can be taken.")).to_have_count(0)
    browsing.settle(page)
    write(page, "Search", "Dries")
    expect(page.get_by_text("one text", exact=True)).to_be_visible()
    opened_by_key(page, "Say what texts from elsewhere speak to")
    tone = page.get_by_role("combobox", name="Tone").last
    tone.focus()
    page.keyboard.type("With facts", delay=30)
    expect(page.get_by_role("option", name="With facts").first).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_text("All texts from elsewhere are told.")).to_be_visible()
    press(page, "Take it back")
    expect(page.get_by_text("one text still open.")).to_be_visible()
    assert browsing.shoot(page, "copy_library_english").stat().st_size > 10_000


@pytest.mark.usefixtures("english")
def test_the_calculator_and_the_plan_are_english_for_those_who_read_english(window: Opener):
    page = window("desk")
    browsing.visit(page, "tests?tab=calculator&calc=many-3_shown.A-900_reacted.A-20_shown.B-900"
                   "_reacted.B-60_shown.C-900_reacted.C-22")  # fmt: skip
    expect(page.get_by_role("heading", name="Change to text B.")).to_be_visible()
    opened_by_key(page, "In detail")
    expect(page.get_by_text("Text B is better than A and C.")).to_be_visible()
    assert max(browsing.seen_text(page).replace("한국어", "")) < "가"
    turn_to(page, "How many days it takes", 3)
    expect(page.get_by_role("heading", name="The least difference that shows")).to_be_visible()
    assert max(browsing.seen_text(page).replace("한국어", "")) < "가"


def test_the_result_card_of_a_sample_test_is_read_and_saved_with_the_keyboard(window: Opener):
    page = window("phone")
    browsing.visit(page, "tests")
    row = page.locator('[class*="st-key-test-"]', has_text="겨울 블랭킷 광고 세 가지").last
    by_key(row.get_by_role("button", name="열기"))
    expect(page.get_by_role("heading", name="C 문구로 바꾸세요.")).to_be_visible()
    expect(page.get_by_text("빨고 말려도 3시간이면 뽀송한 블랭킷").first).to_be_visible()
    opened_by_key(page, "자세히")
    expect(page.get_by_text("C 문구는 A와 B보다 나아요.")).to_be_visible()
    rows = saved(page, "파일로 받기")
    assert rows[0]["내용"] == "포근한 워싱 코튼 블랭킷"
    assert browsing.english_words(browsing.seen_text(page)) == []
    assert fits(page, "phone")
