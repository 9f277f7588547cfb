"""What is said of months, waits and forecasts, and what is not said without ground."""

import numpy as np
import pandas as pd
import pytest

from core.analysis.customers_again import Compared, Finding, Month
from core.analysis.customers_forecast import Enough, Learnt, Past, Sum
from core.analysis.customers_intervals import Bars, Interval
from core.i18n import speaking
from core.services.customers_again_products import Row
from core.services.customers_forecast import Forecast
from core.services.customers_intervals import Waits
from core.stats.buying import Fit, Model
from core.stats.proportions import Tally
from core.stats.spending import Link, Spending
from core.wording import customers_again as again
from core.wording import customers_again_products as products
from core.wording import customers_forecast as forecast
from core.wording import customers_intervals as intervals
from tests.wording.copy_rules import faults_on_screen

MARCH = Month(12 * 56 + 2, Tally(30, 100), 0.2, 0.4)
OTHER = Month(12 * 56 + 3, Tally(10, 100), 0.05, 0.17)
FIT = Fit(Model.MBG_NBD, 0.5, 40.0, 0.9, 1.6, 0)
SPENT = Spending(5.0, 4.0, 30_000.0, 0)


def compared(finding, named=None):
    return Compared(finding, 90, (MARCH, OTHER), named)


@pytest.mark.parametrize(
    ("finding", "named", "said"),
    [
        (Finding.MOST, MARCH, "2026년 3월에 처음 산 고객이 가장 많이 다시 왔어요."),
        (Finding.MORE, MARCH, "2026년 3월에 처음 산 고객이 다른 달보다 더 많이 다시 왔어요."),
        (Finding.LESS, OTHER, "2026년 4월에 처음 산 고객은 다른 달보다 덜 다시 왔어요."),
        (Finding.ALIKE, None, "눈에 띄는 달은 없어요. 이 정도 차이는 자주 나와요."),
    ],
)
def test_a_month_is_named_only_where_it_was_found(finding, named, said):
    told = compared(finding, named)
    assert again.finding(told) == said
    assert not faults_on_screen(again.reason(told))


def test_the_numbers_behind_a_month_are_those_of_it_and_of_the_others():
    assert again.reason(compared(Finding.MOST, MARCH)) == (
        "90일 안에 다시 산 비율: 30% (다른 달 10%)"
    )
    assert again.reason(compared(Finding.ALIKE)) == (
        "90일 안에 다시 산 비율: 달마다 10~30%, 모두 합쳐 20%"
    )
    early = Compared(Finding.EARLY)
    assert "아직 일러요" in again.finding(early)
    assert "석 달" in again.reason(early)


def waits(interval, counts=(3, 9, 4), width=7, reach=400):
    return Waits(interval, sum(counts), Bars(width, counts), reach)


def test_waits_say_their_middle_and_what_cannot_be_seen():
    told = waits(Interval(16, 5, 9.0, 13))
    assert intervals.waits_title(told) == "다시 사는 고객의 절반은 9일 안에 와요."
    assert intervals.waits_note(told) == "네 번 중 한 번은 5일, 세 번은 13일 안에 다시 샀어요."
    short = waits(Interval(16, 5, 9.0, 40), reach=100)
    assert "파일이 100일 치라서 그보다 긴 주기는 빠져 있어요." in intervals.waits_note(short)
    few = waits(None, (3, 1))
    assert "지금은 4번이에요." in intervals.waits_note(few)


def test_the_bar_with_the_middle_is_marked():
    bars = intervals.waits_bars(waits(Interval(16, 5, 9.0, 13)))
    assert [bar.label for bar in bars] == ["~7", "~14", "15~"]
    assert [bar.has_middle for bar in bars] == [False, True, False]
    assert [bar.has_middle for bar in intervals.waits_bars(waits(Interval(16, 5, 7.0, 13)))] == [
        True, False, False,
    ]  # fmt: skip
    assert intervals.waits_bars(waits(Interval(16, 5, 90.0, 99)))[-1].has_middle
    assert not any(bar.has_middle for bar in intervals.waits_bars(waits(None)))


def test_a_product_with_too_few_repeats_has_no_days():
    rows = [Row(1, "비누", 20, 12, 10.0, 21.0, 30.5), Row(2, "컵", 9, 3, None, None, None)]
    assert products.title(rows) == "상품 1개의 재구매 주기를 알 수 있어요."
    told = products.table(rows, {1: "비누", 2: "컵"})
    assert told["median"].tolist() == ["21일", "자료 부족"]
    assert told["between"].tolist() == ["10~31일", "–"]
    assert products.title(rows[1:]) == "상품마다 다시 사기까지 며칠"
    assert "파일에는 상품 2개가 모두 있어요." in products.note(rows, 1)


def learnt(fit=FIT, spending=SPENT, link=None):
    return Learnt(fit, spending, 30_000, 0.5, link, new=Learnt(fit, spending, 30_000, 0.5, link))


def ahead(*, checked=True):
    return Forecast(12, Sum(100, 80, 125), Sum(3e7, 2e7, 4.5e7), 2.8e7, Sum(6e4, 4e4, 9e4), checked)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (learnt(Fit(Model.BG_NBD, 0.8, 60, 0.003, 7, 0)), "떠난 고객이 아직 안 보여요."),
        (learnt(Fit(Model.BG_NBD, 80, 600, 0.9, 2, 0)), "모두 비슷한 간격으로 산다고 봤어요."),
        (learnt(Fit(Model.BG_NBD, 0.8, 60, 60, 120, 0)), "얼마나 빨리 떠나는지 아직 알 수 없어요."),
        (learnt(spending=None), "모두의 평균 쪽으로 당겨 셌어요."),
        (learnt(link=Link(0.4, 0.3, 0.5)), "한 번에 더 많이 써요(상관 0.4)"),
        (learnt(link=Link(-0.4, -0.5, -0.3)), "한 번에 더 적게 써요(상관 0.4)"),
    ],
)
def test_what_does_not_fit_is_said(told, said):
    lines = forecast.warnings(ahead(), told)
    assert any(said.replace("0.4)", "0.40)") in line for line in lines)
    assert not [line for line in lines if faults_on_screen(line)]
    with speaking("en"):
        assert len(forecast.warnings(ahead(), told)) == len(lines)


@pytest.mark.parametrize("checked", [True, False])
def test_a_forecast_is_further_off_than_its_range_only_where_no_earlier_one_was_checked(checked):
    alike = learnt(Fit(Model.BG_NBD, 80, 600, 0.9, 2, 0))
    lines = forecast.warnings(ahead(checked=checked), alike)
    assert sum("범위보다 더 틀릴 수 있어요" in line for line in lines) == (not checked)


def test_a_forecast_that_fits_says_only_what_it_leaves_out():
    weak = learnt(link=Link(0.1, 0.05, 0.15))
    assert forecast.warnings(ahead(), weak) == [
        "이미 온 고객만 셌어요. 새로 올 고객은 들어 있지 않아요."
    ]
    assert len(forecast.warnings(ahead(checked=False), weak)) == 2


def past(expected, came):
    tenths = pd.DataFrame(
        {"customers": [5] * 10, "purchases": np.full(10, expected / 10), "bought": came // 10,
         "won": [1.0] * 10, "spent": [1.0] * 10}
    )  # fmt: skip
    total = Sum(expected, expected * 0.9, expected * 1.1)
    return Past(20_000, 180, 50, learnt(), total, came, total, float(came), tenths)


@pytest.mark.parametrize(
    ("expected", "came", "said"),
    [
        (81, 100, "180일 전에 예측했다면 19% 적게 봤을 거예요."),
        (120, 100, "180일 전에 예측했다면 20% 많게 봤을 거예요."),
        (97, 100, "180일 전에 예측했다면 거의 맞았을 거예요."),
    ],
)
def test_how_an_earlier_forecast_went(expected, came, said):
    assert forecast.past_title(past(expected, came)) == said
    assert len(forecast.held(past(expected, came))) == 10
    assert list(forecast.past_table(past(expected, came))["came"]) == [10] * 10


def test_what_is_missing_is_counted_one_by_one():
    assert forecast.lacking(Enough(200, 40, 180)) == []
    assert forecast.lacking(Enough(150, 12, 90)) == [
        "고객: 200명 중 150명", "다시 산 고객: 40명 중 12명", "주문 파일의 날수: 180일 중 90일",
    ]  # fmt: skip


def test_profit_is_told_only_at_a_known_margin():
    names = [name for name, _, _ in forecast.numbers(ahead(), None)]
    assert "이익으로" not in names
    name, won, _ = forecast.numbers(ahead(), 30)[-1]
    assert (name, won) == ("이익으로", "900만 원")


def test_months_counted_from_1970_are_months():
    assert again.month(MARCH.month) == "2026년 3월"
