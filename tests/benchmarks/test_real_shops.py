"""Online Retail and CDNOW as shops of their own: taken in by hand, every tab of two pages open."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st

from benchmarks import real_shops
from core.services.opening import open_shop
from core.services.receipts import Receipt, Tally
from core.terms import seoul_day
from tests.pages.opening import TABS, opened, texts
from tests.wording.copy_rules import faults_on_screen

CUSTOMERS = "pages/customers/customers.py"
TARGET = "pages/customers/target.py"


EVERY = {"retail": 4, "cdnow": 1}
"""A quarter of the customers of Online Retail is a hundred thousand lines."""


@pytest.fixture(scope="module", params=real_shops.SHOPS)
def real(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Receipt, Path]:
    """A fresh shop with all its orders: its name, what was taken, and where it lies."""
    name = str(request.param)
    if not real_shops.SHOPS[name].is_there:
        pytest.skip("the public data are not here")
    folder = tmp_path_factory.mktemp(name)
    shop, now = open_shop(folder), datetime.now(UTC)
    receipt = real_shops.take(shop, name, seoul_day(now), now, EVERY[name])
    shop.close()
    return name, receipt, folder


@pytest.fixture
def _open(real: tuple[str, Receipt, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The pages open that shop."""
    monkeypatch.setenv("DANGOL_DATA", str(real[2]))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


TALLIES = {
    # Lines that went back have no positive number of pieces; equal lines of an invoice are one.
    "retail": Tally(rows=98_750, accepted=94_094, refused=3_266, skipped=1_390),
    "cdnow": Tally(rows=6_919, accepted=6_919, refused=0, skipped=0),
}


def test_every_line_is_taken_or_it_is_said_why_not(real: tuple[str, Receipt, Path]) -> None:
    name, receipt, _folder = real
    assert receipt.tally == TALLIES[name]


SAID = {
    ("retail", "again"): "100명 중 45명이 90일 안에 다시 사요.",
    ("retail", "due"): "다만 목록이 맞는지는 아직 몰라요.",
    ("retail", "value"): "187일 전에 예측했다면",
    ("retail", "when"): "12~15시에 가장 많이 사요.",
    ("cdnow", "states"): "구매 고객 2,357명",
    ("cdnow", "value"): "273일 전에 예측했다면 16% 적게 봤을 거예요.",
    ("cdnow", "when"): "날짜만 있고 시각이 없어요.",
}
"""What must be on a tab."""


@pytest.mark.usefixtures("_open")
@pytest.mark.parametrize("page", [CUSTOMERS, TARGET])
def test_every_tab_opens_and_keeps_the_rules_of_copy(
    real: tuple[str, Receipt, Path], page: str
) -> None:
    name, _receipt, _folder = real
    for tab in TABS[page]:
        app = opened(page, tabs=[tab])
        assert not app.exception, tab
        told = "\n".join(texts(app)).replace("\\", "")
        assert SAID.get((name, tab), "") in told, tab
        # Names of products are the shop's own words.
        english = {line for line in faults_on_screen(told) if name == "cdnow"}
        assert not english, tab
