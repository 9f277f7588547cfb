"""Which days are known, who is new and who was watched: by hand, and as counted day by day."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.stats.watched import LEARNT_AFTER, YEAR, Watched

TORN = Watched(0, 729, ((100, 102), (400, 459)))
GAPS = st.lists(st.integers(1, 40), min_size=0, max_size=6).map(
    lambda sizes: tuple(
        (sum(sizes[:place]) + 10 * place + 1, sum(sizes[: place + 1]) + 10 * place)
        for place in range(len(sizes))
    )
)


def test_who_first_buys_in_the_first_days_or_as_long_after_a_gap_as_it_lasts_is_not_sure():
    days = [0, 89, 90, 99, 103, 105, 106, 399, 460, 519, 520]
    assert TORN.is_sure(days).tolist() == [False, False, *[True] * 2, *[False] * 2, *[True] * 2,
                                           *[False] * 2, True]  # fmt: skip
    long = Watched(0, 900, ((300, 499),))
    assert long.is_sure([500, 499 + LEARNT_AFTER, 500 + LEARNT_AFTER]).tolist() == [
        False, False, True,
    ]  # fmt: skip


def test_of_files_of_less_than_a_year_everybody_counts_as_new():
    assert Watched(0, YEAR - 1).is_long
    assert not Watched(0, YEAR - 2).is_long
    assert Watched(0, YEAR - 2).is_new([0, 50]).all()
    assert not Watched(0, YEAR - 1).is_new([0, 50]).any()


def test_three_days_of_two_years_take_away_hardly_anybody():
    first = np.arange(90, 640)
    few = Watched(0, 729, ((100, 102),))
    left = few.is_new(first) & few.is_seen(first + 1, first + 90)
    # Those three days after the gap on which somebody may come back whom it hid.
    assert len(first) - left.sum() == 3
    assert few.is_mostly
    one_by_one = Watched(0, 729, ((100, 100), (130, 130), (160, 160), (190, 190)))
    assert not one_by_one.is_seen(99, 99 + 95)
    assert one_by_one.is_seen(131, 131 + 89)


def test_of_thirty_days_one_may_be_missing():
    assert Watched(0, 59, ((10, 11),)).is_mostly
    assert not Watched(0, 58, ((10, 11),)).is_mostly
    assert not TORN.is_mostly
    assert TORN.lost == 63


def test_customers_are_followed_up_to_the_gap_that_hides_too_much():
    # Of the 90 days from day 13 to 102 three may be missing, of 89 not.
    assert TORN.followed([0, 12, 13, 95, 103, 460]).tolist() == [399, 399, 99, 99, 399, 729]
    assert Watched(0, 729, ((300, 302),)).followed([0, 250]).tolist() == [729, 299]
    # A gap that the last known day lies in ends there.
    assert Watched(0, 301, ((300, 360),)).followed([0, 270]).tolist() == [301, 299]


@given(GAPS, st.integers(0, 300), st.integers(0, 120), st.integers(100, 400))
def test_windows_are_counted_day_by_day(gaps, first, length, until):
    watched = Watched(0, until, gaps)
    days = range(first, first + length)
    lost = sum(any(begin <= day <= end for begin, end in gaps) for day in days)
    last = first + length - 1
    assert watched.missing(first, last) == lost
    assert watched.is_seen(first, last) == (last <= until and lost * 30 <= length)


@given(GAPS, st.integers(0, 250))
def test_nobody_is_followed_into_a_window_that_is_not_seen(gaps, first):
    watched = Watched(0, 320, gaps)
    last = int(watched.followed(first))
    for begin, end in gaps:
        if first < begin <= last:
            assert watched.is_seen(first + 1, min(end, 320))
    if last < 320:
        assert last + 1 in {begin for begin, _ in gaps}
