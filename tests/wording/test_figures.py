"""Sums over a file and its first rows, in both languages."""

from datetime import date

import pandas as pd
import pytest

from core.i18n import speaking
from core.services.passing import SHOWN, SUMMED
from core.terms import CustomerGroup, DataSet, Record, SettledItem
from core.wording import figures
from tests.wording.copy_rules import faults_on_screen
from tests.wording.test_importing import Draft, preview, receipt


@pytest.fixture(params=["ko", "en"], autouse=True)
def language(request):
    with speaking(request.param):
        yield request.param


@pytest.mark.parametrize("record", Record)
def test_every_column_that_is_shown_or_summed_has_a_name(language, record):
    unnamed = {"state"}  # a code that the sample leaves out
    for name in {*SHOWN[record], *SUMMED[record], "day"} - unnamed:
        said = figures.column(name)
        assert language == "en" or faults_on_screen(said) == []
    assert figures.unit(record)


def test_sums_are_money_or_counts():
    seen = preview(
        Draft(1, 0, 0, 0), record=Record.STATISTIC, data_set=DataSet.TRAFFIC,
        figures={"visits": 1234, "gross": 50_000},
    )  # fmt: skip
    with speaking("ko"):
        assert figures.sums(seen) == [("유입", "1,234번"), ("판매금액", "50,000원")]
        assert figures.sums(receipt()) == []


def test_the_first_rows_are_told_in_words():
    rows = pd.DataFrame(
        {
            "day": [date(2026, 11, 20), None],
            "customer_group": [CustomerGroup.NEW.value, CustomerGroup.RETURNING.value],
            "item": [SettledItem.ORDER.value, SettledItem.SHIPPING.value],
            "is_answered": [1, 0],
            "text": ["좋아요", None],
            "rating": [5, None],
            "state": [1, 1],
        }
    )
    with speaking("ko"):
        shown = figures.sample(preview(Draft(2, 0, 0, 0), sample=rows))
    assert shown.to_dict("list") == {
        "날짜": ["2026.11.20(금)", "–"],
        "고객": ["새 고객", "다시 산 고객"],
        "구분": ["상품", "배송비"],
        "답변": ["예", "아니요"],
        "내용": ["좋아요", "–"],
        "별점": ["5", "–"],
    }
