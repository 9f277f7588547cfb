"""The course of visits week by week, against sums of pandas."""

from datetime import timedelta

import pandas as pd

from core.services.channel_weeks import read
from core.services.today_view import Compare
from core.store.moments import day_number
from core.terms import Evidence, Record
from tests import ways
from tests.services.test_channels import LAST, TODAY, daily, stat
from tests.store import facts


def put(shop, rows):
    facts.put(shop.store, Record.STATISTIC, rows)


def test_an_empty_shop_has_no_course(shop):
    assert read(shop, today=TODAY) is None


def test_the_weeks_are_those_of_the_files(shop):
    rows = daily(200)
    put(shop, rows)
    found = read(shop, today=TODAY)
    frame = pd.DataFrame(rows)
    frame["week"] = (day_number(LAST) - frame["first_day"]) // 7
    sums = frame.groupby("week")["visits"].sum()
    assert found.all.now == tuple(sums[week] for week in range(12, -1, -1))
    assert found.all.before == tuple(sums[week] for week in range(25, 12, -1))
    assert (found.weeks[-1].last, found.shift) == (LAST, 91)
    own = frame.groupby(["channel_name", "week"])["visits"].sum()
    for name, line in zip(("네이버쇼핑-광고", "네이버검색"), found.channels, strict=False):
        assert name in line.key
        assert line.now == tuple(own[name, week] for week in range(12, -1, -1))
    four = frame["first_day"] > day_number(LAST) - 28
    before = (frame["first_day"] > day_number(LAST) - 56) & ~four
    assert found.visits == (frame[four]["visits"].sum(), frame[before]["visits"].sum())


def test_visits_that_only_scatter_are_not_called_a_change(shop):
    put(shop, daily(400))
    found = read(shop, today=TODAY)
    assert (found.turn.direction, found.is_judged) == (0, True)


def test_a_drop_beyond_the_usual_is_flagged(shop):
    rows = daily(400)
    since = day_number(LAST) - 28
    put(shop, [{**one, "visits": one["visits"] // 2} if one["first_day"] > since else one
               for one in rows])  # fmt: skip
    found = read(shop, today=TODAY)
    assert (found.turn.level, found.turn.direction) == (Evidence.KNOWN, -1)


def test_a_week_with_an_unknown_day_is_a_gap_and_short_files_have_no_line_before(shop):
    rows = [one for one in daily(30) if one["first_day"] != day_number(LAST - timedelta(days=9))]
    put(shop, rows)
    found = read(shop, today=TODAY)
    assert [count is None for count in found.all.now] == [False, False, True, False]
    assert set(found.all.before) == {None}


def test_a_year_earlier_is_laid_beside_where_it_is_wanted(shop):
    put(shop, daily(460))
    found = read(shop, today=TODAY, compare=Compare.LAST_YEAR)
    assert found.shift == 364
    assert None not in found.all.before


def test_a_file_of_its_own_period_has_no_course(shop):
    day = day_number(LAST)
    put(shop, [stat(day - 27, day, channel_group="a", channel_name="b", visits=100, payments=3,
                    gross=1_000)])  # fmt: skip
    assert read(shop, today=TODAY) is None


def test_channels_of_smartstore_statistics_have_a_course_as_well(shop):
    ways.channels(shop, 56)
    found = read(shop, today=TODAY)
    assert found.all.now == (7 * 400,) * 8
