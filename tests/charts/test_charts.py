"""Charts: the same figures give the same picture, and no bar lies."""

from datetime import date, timedelta

import pandas as pd
import pytest

from core.charts import Look, coverage, revenue, trend
from core.charts.revenue import Step
from core.terms import Period

WORDS = trend.Words("이번 기간", "비교 기간", "날짜", "순매출")
LOOKS = [Look("ko"), Look("en", dark=True)]


def days(count, hole=None):
    first = date(2026, 10, 26)
    return pd.DataFrame(
        {
            "day": [first + timedelta(days=n) for n in range(count)],
            "net": pd.array([None if n == hole else n for n in range(count)], dtype="Int64"),
            "previous_net": pd.array([1] * count, dtype="Int64"),
        }
    )


def steps(*won):
    return [Step(f"part {n}", value, str(value)) for n, value in enumerate(won)]


def waterfall(before, now, *parts, look=LOOKS[0]):
    first, last = Step("전", before, "a"), Step("지금", now, "b")
    return revenue.waterfall(first, steps(*parts), last, look).to_dict()


def domain(chart):
    return chart["layer"][0]["encoding"]["x"]["scale"]["domain"]


def rows(chart):
    return next(iter(chart["datasets"].values()))


def test_a_month_is_drawn_by_the_day():
    assert len(trend.by_step(days(28))) == 28


def test_a_quarter_is_drawn_by_the_week():
    weeks = trend.by_step(days(91))
    assert len(weeks) == 13
    assert weeks["net"].iloc[-1] == sum(range(84, 91))


def test_a_week_with_an_unknown_day_is_unknown():
    assert pd.isna(trend.by_step(days(91, hole=90))["net"].iloc[-1])


def test_what_is_left_over_at_the_beginning_is_no_week():
    assert len(trend.by_step(days(40))) == 5


@pytest.mark.parametrize("look", LOOKS)
def test_the_two_periods_lie_on_top_of_each_other(look):
    chart = trend.revenue(days(28), WORDS, look).to_dict()
    assert len(rows(chart)) == 56
    assert ("locale" in chart["config"]) is (look.language == "ko")


@pytest.mark.parametrize("look", LOOKS)
def test_the_parts_lead_from_the_revenue_before_to_the_one_now(look):
    chart = waterfall(4_000_000, 3_000_000, -700_000, -500_000, 200_000, look=look)
    table = rows(chart)
    assert [row["end"] for row in table][-2:] == [3_000_000, 3_000_000]
    assert [row["kind"] for row in table] == ["total", "loss", "loss", "gain", "total"]
    assert domain(chart)[0] == 0


def test_thin_parts_are_drawn_large_and_the_totals_become_ticks():
    chart = waterfall(3_840_000, 3_850_000, 20_000, -10_000)
    assert domain(chart)[0] > 3_000_000
    assert chart["layer"][0]["mark"]["type"] == "tick"
    names = ["전", "part 0", "part 1", "지금"]
    assert all(layer["encoding"]["y"]["sort"] == names for layer in chart["layer"])


def test_every_bar_and_its_label_lie_inside_the_picture():
    chart = waterfall(100, 60, -150, 110)
    low, high = domain(chart)
    assert low <= -50
    assert high > 100


def test_a_shop_without_a_change_can_be_drawn():
    low, high = domain(waterfall(0, 0, 0, 0))
    assert low < high


@pytest.mark.parametrize("look", LOOKS)
def test_the_calendar_marks_days_that_no_file_covers(look):
    gap = Period(date(2026, 11, 3), date(2026, 11, 5))
    frame = coverage.days(Period(date(2026, 10, 30), date(2026, 11, 8)), [gap])
    assert frame["missing"].sum() == 3
    assert frame["month"].unique().tolist() == ["2026.10", "2026.11"]
    chart = coverage.calendar(frame, there="있음", missing="없음", look=look).to_dict()
    assert {row["kind"] for row in rows(chart)} == {"있음", "없음"}


def test_the_axis_of_won_speaks_the_reader_s_language():
    assert "만" in Look("ko").won_axis
    assert "M" in Look("en").won_axis
