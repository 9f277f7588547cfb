"""What is said of days in no file and of files that begin late, in both languages."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from core.analysis.cohorts import Lately, Triangle
from core.analysis.customers_again import Compared, Finding, Repeats, Within
from core.analysis.customers_due import HitRate
from core.analysis.customers_forecast import Enough, Learnt, Sum
from core.analysis.customers_intervals import Bars, Interval
from core.i18n import speaking
from core.services.customers_again import View
from core.services.customers_due import ListKind
from core.services.customers_forecast import Forecast
from core.services.customers_intervals import Waits
from core.services.customers_outcome import Outcome
from core.services.customers_second import SecondView
from core.stats.buying import Fit, Model
from core.stats.proportions import Tally
from core.wording import (
    customers_again,
    customers_forecast,
    customers_intervals,
    customers_past,
    customers_second,
    customers_watched,
)
from tests.wording.copy_rules import faults_on_screen

SECOND = SecondView(
    90, date(2026, 11, 22), Tally(90, 300), (0.25, 0.354), 37, (), (), None,
    early=120, hidden=40, lost=51,
)  # fmt: skip
MARCH = pd.Timestamp("2026-03-01")
NONE = np.zeros((2, 3), dtype=np.bool_)
TRIANGLE = Triangle(
    pd.DatetimeIndex(["2026-03-01", "2026-04-01"]), np.array([40, 50]),
    np.array([[40.0, np.nan, 4.0], [50.0, 6.0, np.nan]]), NONE,
    np.array([[False, True, False], [False, False, False]]),
)  # fmt: skip
AGAIN = View(
    triangle=TRIANGLE, unsure=0, compared=Compared(Finding.EARLY), curve=(),
    within=(Within(90, 0.31, 0.25, 0.36, Tally(90, 300)),), left_out=True, is_sure=True, lost=51,
    newcomers=400, repeats=Repeats(365, Tally(1, 9), Tally(1, 8)),
    waits=Waits(None, 0, Bars(7, (0,)), 9),
)  # fmt: skip
LEARNT = Learnt(Fit(Model.MBG_NBD, 0.5, 40.0, 0.9, 1.6, 0), None, 30_000, 0.5, None)
AHEAD = Forecast(6, Sum(9, 7, 12), Sum(9e5, 7e5, 1e6), 8e5, Sum(6e4, 4e4, 9e4), True, 3)  # noqa: FBT003


PAST = HitRate(14, (), Tally(6, 90), 90, 0.03, None, None, 2)


def every_sentence():
    short = replace(SECOND, is_sure=False, early=0, lost=0, hidden=0)
    waits = Waits(Interval(40, 5, 9.0, 13), 40, Bars(7, (20, 20)), 400, 6)
    return [
        *customers_second.unknown(SECOND), customers_second.doubt(SECOND),
        *customers_second.unknown(short), customers_second.doubt(short),
        customers_second.sentence(short), customers_watched.early(12, 0),
        *customers_again.notes(AGAIN), *customers_again.curve_unknown(AGAIN),
        *customers_again.curve_unknown(replace(AGAIN, is_sure=False, lost=0)),
        *(one.text for one in customers_again.cells(AGAIN)),
        customers_again.curve_apart(AGAIN),
        *(customers_again.lately(replace(AGAIN, lately=Lately(MARCH, 9, 40, z))) for z in (-4, 4)),
        customers_intervals.waits_note(waits),
        customers_forecast.torn(Enough(400, 90, 500, 51)),
        *customers_forecast.warnings(AHEAD, LEARNT),
        *(text for told in (LEARNT, replace(LEARNT, new=LEARNT))
          for line in customers_forecast.origin(told) for text in line),
        *customers_past.how(ListKind.SECOND, PAST),
        customers_past.outcome(Outcome(14, Tally(0, 0), 0, Tally(0, 0), None, 3)),
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_sentence_is_whole(language):
    with speaking(language):
        for text in every_sentence():
            assert text
            assert "{" not in text
            assert language == "en" or faults_on_screen(text) == [], text


def test_what_was_left_out_is_counted():
    told = customers_second.unknown(SECOND)
    assert told == [
        "파일이 시작되거나 비었다가 이어질 때 나온 120명은 전부터 샀을 수 있어서 뺐어요.",
        "파일에 없는 날이 많아 다시 샀는지 모르는 40명은 뺐어요.",
        "그사이 51일은 파일이 없어요. 그날 다시 산 고객은 세지 못했어요.",
    ]
    whole = replace(SECOND, early=0, hidden=0, lost=0)
    assert customers_second.unknown(whole) == []
    assert customers_watched.early(12, 0).startswith("파일의 첫 90일에 나온 12명은")


def test_a_share_that_may_be_too_high_is_no_plain_one():
    short = replace(SECOND, is_sure=False)
    assert customers_second.sentence(SECOND).endswith("다시 샀어요.")
    assert customers_second.sentence(short).endswith("다시 산 것 같아요.")
    assert customers_second.doubt(short).endswith("실제로는 더 낮을 수 있어요.")
    assert customers_second.doubt(SECOND) == customers_second.range_of(SECOND)


def test_the_picture_says_how_many_months_it_has():
    size = customers_again.MONTHS_SHOWN + 5
    is_later = np.add.outer(np.arange(size), np.arange(size)) < size
    none = np.zeros((size, size), dtype=np.bool_)
    months = pd.date_range("2025-01-01", periods=size, freq="MS")
    told = Triangle(months, np.full(size, 40), np.where(is_later, 8.0, np.nan), none, none)
    view = replace(AGAIN, triangle=told)
    drawn = {one.row for one in customers_again.cells(view)}
    assert set(customers_again.rows(view)) == drawn
    assert len(drawn) == customers_again.MONTHS_SHOWN - 1
    assert f"그림에는 {len(drawn)}개 달이 있고, 표에는 모두 있어요." in customers_again.notes(view)
    assert "그림에는" not in "".join(customers_again.notes(AGAIN))


def test_a_blank_cell_is_drawn_with_its_reason():
    cells = customers_again.cells(AGAIN)
    told = {(one.row.split("|")[0], one.after): one for one in cells}
    blank = told["26.03", 1]
    assert (blank.rate, blank.people, blank.is_partial) == ("–", "", True)
    assert blank.text == "2026년 3월에 처음 산 고객: 1개월 뒤는 파일에 없는 날이 많아요"
    assert told["26.04", 1].rate == "12%"
    assert ("26.04", 2) not in told


def test_the_curve_says_the_share_that_is_drawn_and_that_the_other_tab_tells_another():
    assert customers_again.curve_title(AGAIN) == "100명 중 31명이 90일 안에 다시 사요."
    (drawn,) = customers_again.named(AGAIN)
    assert drawn.label == "31%"
    assert customers_again.curve_apart(AGAIN) == (
        "산 지 90일이 지난 고객만 세면 100명 중 30명이에요. 상태와 이동 탭은 이 숫자예요."
    )
    number = customers_second.sentence(SECOND).split("100명 중 ")[1].split("명")[0]
    assert number == "30"


@pytest.mark.parametrize(
    "one", [Within(90, 0.3, 0.25, 0.36, Tally(90, 300)), Within(90, None, None, None, Tally(0, 3))]
)
def test_nothing_is_said_of_the_other_tab_where_it_tells_the_same_or_nothing(one):
    assert customers_again.curve_apart(replace(AGAIN, within=(one,))) == ""


@pytest.mark.parametrize(
    ("came", "z", "said"),
    [(53, -9.9, "낮아요. 앞선 달만큼 왔다면 187명쯤인데 53명이 왔어요."),
     (300, 9.9, "높아요. 앞선 달만큼 왔다면 187명쯤인데 300명이 왔어요.")],
)  # fmt: skip
def test_a_month_unlike_those_before_is_named(came, z, said):
    told = Lately(pd.Timestamp("2026-11-01"), came, 187.2, z)
    assert customers_again.lately(replace(AGAIN, lately=told)) == f"2026년 11월 칸은 대체로 {said}"
    assert customers_again.lately(AGAIN) == ""


def test_nothing_is_torn_where_few_days_are_missing():
    assert customers_forecast.torn(Enough(400, 90, 500, 3)) == ""
    assert any("그사이 3일은" in line for line in customers_forecast.warnings(AHEAD, LEARNT))
