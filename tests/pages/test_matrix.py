"""Every page, for an empty and a made-up shop, in both languages."""

import json
import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import opening

NOT_NUMBERS = re.compile(r"\b(?:nan|inf|NaN|null|None(?! \w))\b")


NUMBER = re.compile(r"[−+~–%₩.,\d억만원건번명점x×p/ ]*\d[−+~–%₩.,\d억만원건번명점x×p/ ]*")
DAY = re.compile(r"\d{4}\.\d{2}\.\d{2}")
OF_PAGE = {Path(page).stem: set(tabs) for page, tabs in opening.TABS.items()}


def is_number(text: str) -> bool:
    return bool(NUMBER.fullmatch(text)) and not DAY.fullmatch(text)


def left(app: AppTest) -> list[str]:
    """Columns of nothing but numbers that stand at the left."""
    found = []
    for table in app.dataframe:
        for name, column in json.loads(table.proto.columns or "{}").items():
            if name not in table.value or column.get("alignment") == "right":
                continue
            if column.get("type_config", {}).get("type") != "text":
                continue  # Streamlit puts numbers to the right and days to the left.
            values = [str(value) for value in table.value[name] if str(value) not in {"", "–"}]
            if values and all(is_number(value) for value in values):
                found.append(f"{name}: {values[0]}")
    return found


def astray(app: AppTest) -> list[str]:
    """Links to tabs that are not there."""
    return [
        f"{page}?tab={query['tab']}"
        for page, query in opening.links(app)
        if "tab" in query and query["tab"] not in OF_PAGE.get(Path(page).stem, set())
    ]


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
def test_a_page_opens_with_each_of_its_tabs(kind: str, page: str, language: str):
    app = opening.opened(page, language=language)
    said = opening.texts(app)
    faults = [*left(app), *astray(app)]
    for tab in opening.TABS.get(page, ()):
        said += opening.texts(opening.turned(app, tab))
        faults += [*left(app), *astray(app)]
        assert not app.exception
        assert not app.error, [error.value for error in app.error]

    assert not app.exception
    assert not app.error, [error.value for error in app.error]
    assert not faults
    assert len(app.title) == 1
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
