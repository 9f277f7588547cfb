"""What stands around every page."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.i18n import formats
from core.services import importing
from core.services.importing import Source
from core.terms import seoul_day
from core.ui import frame
from tests import shops
from tests.pages import opening as pages
from tests.shops import Line


@pytest.mark.parametrize(("days", "word"), [(1, "최신"), (8, "8일 전 자료"), (22, "오래된 자료")])
def test_the_sidebar_tells_how_old_the_data_are(days: int, word: str):
    shop = shops.opened(Path(os.environ["DANGOL_DATA"]))
    shops.take(shop, [Line(seoul_day(datetime.now(UTC)) - timedelta(days=days), "b")])
    shop.close()

    app = pages.opened("pages/start/upload.py")

    assert any(word in element.value for element in app.sidebar.markdown)


def test_files_of_claims_alone_are_data_as_well():
    path = next((pages.ROOT / "data" / "samples").glob("*취소관리*"))
    shop = shops.opened(Path(os.environ["DANGOL_DATA"]))
    importing.take(shop, Source(path.name, path.read_bytes()), now=datetime.now(UTC))
    last = max(it.period.last for it in importing.history(shop))
    shop.close()

    app = pages.opened("pages/start/upload.py")

    shown = " ".join(element.value for element in app.sidebar.caption)
    assert "아직 자료가 없어요" not in shown
    assert formats.day(last) in shown.replace("\\", "")


def test_today_tells_itself_how_old_the_data_are():
    shop = shops.opened(Path(os.environ["DANGOL_DATA"]))
    shops.take(shop, [Line(seoul_day(datetime.now(UTC)) - timedelta(days=1), "b")])
    shop.close()

    app = AppTest.from_file(str(pages.ROOT / "app.py"), default_timeout=60).run()

    assert not app.sidebar.markdown
    assert sum("최신" in element.value for element in app.markdown) == 1


def test_every_section_has_a_name():
    assert [frame.section_name(section) for section in frame.SECTIONS] == [
        "시작",
        "진단",
        "실험·개선",
        "고객",
        "관리",
    ]


def test_a_dark_page_gets_the_dark_style():
    app = AppTest.from_file(str(pages.ROOT / "app.py"), default_timeout=60)
    app.context = {"theme": "dark"}

    app.run()

    assert not app.exception
    assert not app.error
