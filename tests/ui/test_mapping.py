"""The seller says what the columns of her table mean, sees what can be read, and is remembered."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from core import i18n
from core.sample.sheets import encrypted
from core.services import mapping, opening
from core.services.mapping import SavedMapping
from core.store import StoreProblem
from core.terms import Mall
from tests.importers.test_peeking import book, text
from tests.pages.opening import texts
from tests.wording.copy_rules import faults_on_screen

HEADINGS = ("언제", "번호표", "결제금액", "상품명", "주문자", "비고")
ROWS = (
    ("2026-11-01 10:00", "A-1", "12000", "머그컵", "김철수", "**굵게** :red[빨강]"),
    ("2026-11-01 10:00", "A-1", "8000", "유리컵", "김철수", "b"),
    ("2026-11-03", "A-2", "9000", "접시", "이영희", ""),
)
BAD = ("언젠가", "A-3", "많이", "컵", "박민수", "")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DANGOL_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    st.cache_resource.clear()
    yield tmp_path
    st.cache_resource.clear()


SCREEN = """
import streamlit as st
from core.services.reading import How
from core.services.receipts import Source
from core.ui import mapping, session

session.start()
name, content, password = st.session_state["file"]
file, how = Source(name, content), How(password=password)
if mapping.draw(session.shop(), file, how, session.today(), key="file"):
    st.text("kept")
"""
REMEMBERED = """
from core.ui import mapping, session

session.start()
mapping.draw_saved(session.shop())
mapping.draw_templates()
"""


def opened(
    content: bytes, name: str = "표.csv", password: str | None = None, language: str = "ko"
) -> AppTest:
    app = AppTest.from_string(SCREEN, default_timeout=60)
    app.session_state["file"] = (name, content, password)
    app.session_state["session.language"] = language
    return app.run()


def listing(language: str = "ko") -> AppTest:
    app = AppTest.from_string(REMEMBERED, default_timeout=60)
    app.session_state["session.language"] = language
    return app.run()


def field(app: AppTest, beginning: str):
    return next(one for one in app.selectbox if one.label.startswith(beginning))


def chosen(app: AppTest, template: str, language: str) -> AppTest:
    # AppTest writes the options anew, and does not know the reader.
    with i18n.speaking(language):
        return app.selectbox[0].set_value(template).run()


def button(app: AppTest, label: str):
    return next(one for one in app.button if one.label == label)


def said(app: AppTest) -> str:
    titles = [one.proto.title for one in (*app.error, *app.warning)]
    return " ".join([*texts(app), *titles]).replace("\\", "")


def kept() -> list[SavedMapping]:
    shop = opening.open_shop()
    found = mapping.saved(shop)
    shop.close()
    return found


def explained(*rows: tuple[str, ...]) -> AppTest:
    app = opened(text(HEADINGS, *ROWS, *rows))
    field(app, "주문한 날").set_value("언제")
    return field(app, "주문번호").set_value("번호표").run()


def test_the_screen_guesses_the_kind_and_what_is_sure_and_asks_for_the_rest() -> None:
    app = opened(text(HEADINGS, *ROWS))

    assert not app.exception
    assert field(app, "무엇이").value == "plain_orders"
    assert field(app, "결제한 금액 (필수)").value == "결제금액"
    assert field(app, "주문한 날 (필수)").value == ""
    assert "아직 고르지 않은 칸: 주문한 날, 주문번호" in said(app)
    assert not app.button


def test_a_table_of_which_nothing_needed_is_seen_is_taken_for_orders() -> None:
    app = opened("일시,번호,물건,받은돈\n2026-11-01,A1,컵,12000\n".encode())

    assert app.selectbox[0].value == mapping.TEMPLATES[0] == "plain_orders"
    assert "아직 고르지 않은 칸: 주문한 날, 주문번호, 결제한 금액" in said(app)


def test_what_is_needed_stands_before_what_is_not() -> None:
    labels = [one.label for one in opened(text(HEADINGS, *ROWS)).selectbox]
    needed = [label.endswith("(필수)") for label in labels[2:]]

    assert needed == sorted(needed, reverse=True)
    assert any(needed)


def test_her_own_cells_stand_beside_and_tell_nobody() -> None:
    shown = said(opened(text(HEADINGS, *ROWS)))

    assert "예: 12000 · 8000 · 9000" in shown
    assert "김*수" in shown
    assert "김철수" not in shown


def test_what_can_be_read_is_told_at_once() -> None:
    app = explained()

    assert "3줄 모두 읽을 수 있어요." in said(app)
    assert button(app, "이대로 기억하기")


def test_what_cannot_be_read_is_told_with_its_reason() -> None:
    app = explained(BAD)

    assert "4줄 중 3줄을 읽을 수 있어요." in said(app)
    assert "‘언제’ 칸:" in said(app)


def test_when_nothing_can_be_read_there_is_nothing_to_remember() -> None:
    app = explained()
    app = field(app, "주문한 날").set_value("상품명").run()

    assert "읽을 수 있는 줄이 없어요" in said(app)
    assert not app.button


def test_the_table_is_remembered_with_its_mall() -> None:
    app = explained()
    app = field(app, "어디에서").set_value(Mall.CAFE24).run()
    assert "두 번 셀 수 있어요" in said(app)
    field(app, "옵션").set_value("비고")
    button(app, "이대로 기억하기").click()
    app = app.run()

    assert [one.value for one in app.text] == ["kept"]
    assert not app.exception
    (found,) = kept()
    assert (found.template, found.mall) == ("plain_orders", Mall.CAFE24)
    assert found.columns["option_name"] == "비고"
    assert found.headings == HEADINGS


def test_another_kind_has_other_columns_and_no_mall() -> None:
    app = opened(text(("날짜", "유입채널", "방문수"), ("2026-11-01", "검색", "12")))

    assert field(app, "무엇이").value == "plain_traffic"
    assert "1줄 모두 읽을 수 있어요." in said(app)
    assert not [one for one in app.selectbox if one.label.startswith("어디에서")]
    app = field(app, "무엇이").set_value("plain_sales").run()
    assert field(app, "결제 금액 (필수)").value == ""
    assert not app.exception


def test_a_locked_workbook_is_explained_too() -> None:
    locked = encrypted(book(("표", (HEADINGS, *ROWS))), "1234")

    assert field(opened(locked, "표.xlsx", "1234"), "무엇이").value == "plain_orders"
    assert "암호" in said(opened(locked, "표.xlsx"))


def test_what_has_no_headings_is_refused_in_words() -> None:
    app = opened(text(*ROWS))

    assert app.error
    assert not app.exception


def test_a_file_that_cannot_be_read_as_explained_says_why() -> None:
    rows = [(f"2026-11-{day:02d}", "2.02E+15", "100", "컵", "", "") for day in range(1, 4)]
    app = opened(text(HEADINGS, *rows))
    field(app, "주문한 날").set_value("언제")
    app = field(app, "주문번호").set_value("번호표").run()

    assert app.error
    assert not app.button


@pytest.mark.parametrize("language", ["ko", "en"])
def test_all_kinds_of_tables_are_drawn_in_the_language_of_the_reader(language: str) -> None:
    app = opened(text(HEADINGS, *ROWS), language=language)
    for template in mapping.TEMPLATES:
        app = chosen(app, template, language)
        assert not app.exception
        labels = [one.label for one in app.selectbox]
        if language == "ko":
            assert [fault for label in labels for fault in faults_on_screen(label)] == []
        else:
            assert not any("가" <= letter <= "힣" for label in labels for letter in label)


def broken(*_args: object, **_more: object) -> None:
    raise StoreProblem


def remember() -> None:
    app = explained()
    button(app, "이대로 기억하기").click()
    app.run()


def test_a_remembered_table_can_be_said_differently() -> None:
    remember()
    app = listing()
    assert "언제, 번호표, 결제금액 외 3개 칸이 있는 표" in said(app)

    app = button(app, "고치기").click().run()
    field(app, "어디에서").set_value(Mall.AUCTION)
    app = field(app, "옵션").set_value("비고").run()
    app = button(app, "이대로 기억하기").click().run()

    assert not app.exception
    (found,) = kept()
    assert (found.mall, found.columns["option_name"]) == (Mall.AUCTION, "비고")
    assert button(app, "고치기")


def test_what_is_needed_cannot_be_taken_away() -> None:
    remember()
    app = button(listing(), "고치기").click().run()
    app = field(app, "주문번호").set_value("").run()

    assert "아직 고르지 않은 칸: 주문번호" in said(app)
    assert button(app, "이대로 기억하기").disabled
    app = button(app, "그대로 두기").click().run()
    assert kept()[0].columns["order_no"] == "번호표"


def test_a_remembered_table_can_be_forgotten() -> None:
    remember()
    app = button(listing(), "네, 잊을게요").click().run()

    assert not app.exception
    assert kept() == []
    assert not [one for one in app.button if one.label == "고치기"]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_tables_to_fill_in_are_offered_for_every_kind(language: str) -> None:
    app = listing(language)
    for template in mapping.TEMPLATES:
        app = chosen(app, template, language)
        assert not app.exception
        assert len(app.get("download_button")) == 2


def test_a_table_that_cannot_be_forgotten_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    remember()
    monkeypatch.setattr(mapping, "forget", broken)
    app = button(listing(), "네, 잊을게요").click().run()

    assert app.error
    assert len(kept()) == 1


def test_a_store_that_cannot_be_written_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    app = explained()
    monkeypatch.setattr(mapping, "save", broken)
    app = button(app, "이대로 기억하기").click().run()

    assert app.error
    assert kept() == []
