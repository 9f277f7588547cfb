"""Every page, for an empty and a made-up shop, in both languages."""

import re
import shutil
from pathlib import Path

import pytest

from tests.pages import opening

NOT_NUMBERS = re.compile(r"\b(?:nan|inf|NaN|null|None(?! \w))\b")


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the made-up shop, made once."""
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DANGOL_DATA", str(folder))
        opening.keep_sample()
    return folder


@pytest.fixture(params=["empty", "sample"])
def kind(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Which shop is on the screen."""
    folder = tmp_path / "shop"
    if request.param == "sample":
        shutil.copytree(request.getfixturevalue("made_up"), folder)
    monkeypatch.setenv("DANGOL_DATA", str(folder))
    return str(request.param)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("page", opening.PAGES)
def test_a_page_opens(kind: str, page: str, language: str):
    app = opening.opened(page, language=language)

    assert not app.exception
    assert not app.error, [error.value for error in app.error]
    assert len(app.title) == 1
    said = opening.texts(app)
    assert not [text for text in said if NOT_NUMBERS.search(text)]
    ribbon = [text for text in said if "예시 가게를 보고" in text or "made-up shop." in text]
    assert bool(ribbon) is (kind == "sample")


@pytest.mark.parametrize("page", opening.PAGES)
def test_a_stored_language_is_spoken(page: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("DANGOL_DATA", str(tmp_path))
    opening.speak("en")

    app = opening.AppTest.from_file(str(opening.ROOT / "app.py"), default_timeout=60).run()
    app.switch_page(page).run()

    assert not re.search("[가-힣]", app.title[0].value)
