"""Who reads, and whose books are open."""

import os
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.services import opening, sample, settings
from core.ui import session
from tests.pages import opening as pages


def app() -> AppTest:
    drawn = AppTest.from_file(str(pages.ROOT / "app.py"), default_timeout=60).run()
    assert not drawn.exception
    return drawn


def test_the_made_up_shop_comes_and_goes_on_a_click():
    folder = Path(os.environ["DANGOL_DATA"])
    window = app()

    next(button for button in window.button if button.label == "예시 가게 보기").click().run()
    assert sample.is_on(folder)
    assert any("예시 가게를 보고" in element.value for element in window.markdown)

    window.button(key="ribbon.off").click().run()
    assert not sample.is_on(folder)
    assert not list(folder.glob("sample*"))
    assert not any("예시 가게를 보고" in element.value for element in window.markdown)


def test_a_damaged_store_is_one_friendly_message():
    folder = Path(os.environ["DANGOL_DATA"])
    (folder / opening.STORE_FILE).write_bytes(b"no store at all" * 1000)

    window = AppTest.from_file(str(pages.ROOT / "app.py"), default_timeout=60).run()

    assert not window.exception
    assert len(window.error) == 1
    assert not window.metric


def test_a_damaged_key_is_one_friendly_message():
    folder = Path(os.environ["DANGOL_DATA"])
    (folder / opening.KEY_FILE).write_text("damaged")

    window = AppTest.from_file(str(pages.ROOT / "app.py"), default_timeout=60).run()

    assert len(window.error) == 1


def test_the_language_is_korean_until_the_shop_says_otherwise(monkeypatch: pytest.MonkeyPatch):
    folder = Path(os.environ["DANGOL_DATA"])
    assert session.stored_language() == "ko"

    shop = opening.open_shop(folder)
    settings.speak(shop, "en")
    shop.close()
    assert session.stored_language() == "en"

    monkeypatch.setenv("DANGOL_DATA", str(folder / "other"))
    (folder / "other").mkdir()
    (folder / "other" / opening.KEY_FILE).write_text("damaged")
    assert session.stored_language() == "ko"


def test_a_fault_in_a_page_is_friendly_and_has_a_number(monkeypatch: pytest.MonkeyPatch):
    def fault(**_: object) -> None:
        raise RuntimeError("김철수")

    monkeypatch.setattr("core.ui.frame.surround", fault)

    window = AppTest.from_file(str(pages.ROOT / "app.py"), default_timeout=60).run()

    assert not window.exception
    assert "오류 번호" in window.error[0].value
    assert "철수" not in window.error[0].value
    log = Path(os.environ["DANGOL_DATA"]) / "dangol.log"
    assert "RuntimeError" in log.read_text(encoding="utf-8")


def test_books_are_opened_anew_after_a_backup_was_put_back():
    first = session.shop()

    session.reopen()

    assert session.own_shop() is not first
    assert session.own_shop() is session.shop()


def test_switching_off_what_is_not_on_does_nothing():
    session.stop_sample()

    assert not session.is_sample()
