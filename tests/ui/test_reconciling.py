"""The card of two accounts, drawn without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.services.opening import open_shop
from core.terms import Record
from tests import accounts
from tests.accounts import line, settled, told
from tests.pages.opening import texts
from tests.ui.test_text import read


def card(folder: str) -> None:
    from pathlib import Path

    from core.services.opening import open_shop
    from core.ui import reconciling

    reconciling.draw(open_shop(Path(folder)))


def drawn(folder: Path) -> AppTest:
    app = AppTest.from_function(card, kwargs={"folder": str(folder)}, default_timeout=30).run()
    assert not app.exception
    return app


def take(folder: Path, *files: tuple[list[dict], Record]) -> None:
    shop = open_shop(folder)
    for rows, record in files:
        accounts.take(shop.store, rows, record)
    shop.close()


LINES = [line(number, number // 4) for number in range(8)]
TOLD = {"payments": 4, "refund_amount": 0}


@pytest.mark.parametrize(("lines", "needs"), [([], "파일 두 개면"), (LINES, "판매분석 하나면")])
def test_without_both_files_the_card_says_what_it_takes(
    tmp_path: Path, lines: list[dict], needs: str
):
    take(tmp_path, *([(lines, Record.ORDER_LINE)] if lines else []))

    app = drawn(tmp_path)

    assert app.header[0].value == "주문 파일과 통계가 서로 맞는지 볼 수 있어요\\."
    assert any(needs in text for text in texts(app))


def test_days_that_agree_are_one_sentence_and_two_numbers(tmp_path: Path):
    rows = [told(day, gross=40_000, **TOLD) for day in (0, 1)]
    take(tmp_path, (LINES, Record.ORDER_LINE), (rows, Record.STATISTIC))

    app = drawn(tmp_path)

    assert read(app.header[0].value) == "주문 파일과 네이버 통계가 2일 모두 맞아요."
    assert len(app.dataframe) == 0
    assert sum("80,000원" in read(text) for text in texts(app)) == 2
    labels = [block.proto.popover.label for block in app.get("popover")]
    assert labels == ["이 숫자는 어디서?"]


def test_days_that_differ_have_their_reasons_and_a_table(tmp_path: Path):
    rows = [told(0, gross=43_000, shipping_fee=3_000, **TOLD), told(1, gross=41_000, **TOLD)]
    rows.append(told(2, gross=5_000, **TOLD))
    take(tmp_path, (LINES, Record.ORDER_LINE), (rows, Record.STATISTIC))

    app = drawn(tmp_path)
    shown = [read(text) for text in texts(app)]

    assert read(app.header[0].value) == "주문 파일과 네이버 통계가 2일 중 2일 달라요."
    assert any("3,000원은 배송비와 같아요" in text for text in shown)
    assert any("1,000원은 왜 다른지 아직 몰라요" in text for text in shown)
    assert any("2026.10.03(토)에는 통계만 있어요" in text for text in shown)
    assert list(app.dataframe[0].value["difference"]) == [1_000, 3_000]


def test_settlements_have_a_card_of_their_own(tmp_path: Path):
    lines = [line(1, settlement_expected=9_500)]
    take(tmp_path, (lines, Record.ORDER_LINE), ([settled(1)], Record.SETTLEMENT))

    app = drawn(tmp_path)

    assert any("정산된 1건 모두" in read(header.value) for header in app.header)
    assert any("5.0%" in read(text) for text in texts(app))
