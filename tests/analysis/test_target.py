"""Buyers counted by what statistics tell, and by what orders tell."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis import target
from core.analysis.target import OF_ORDERS, OF_STATISTICS, VALUES, Counts, Dimension, Grain
from core.terms import Region

ROWS = pd.DataFrame(
    {
        "gender": pd.array([1, 1, 2, None, 1], dtype="Int8"),
        "age": ["20", "30", "30", "30", None],
        "cases": pd.array([5, 7, 2, 3, None], dtype="Int64"),
    }
)
BUYERS = pd.DataFrame(
    {
        # 1970-01-05 was a Monday.
        "day": [4, 5, 11, 4, 4],
        "hour": [0, 5, 6, 23, -1],
        "region": [11, 28, 41, 50, 0],
        "device": [2, 2, 1, 0, 2],
    }
)


def test_statistics_are_added_up_by_age_and_gender():
    assert target.of_statistics(Dimension.AGE, ROWS) == Counts((0, 5, 12, 0, 0, 0), 0)
    assert target.of_statistics(Dimension.GENDER, ROWS) == Counts((12, 2), 3)
    both = target.of_statistics(Dimension.GENDER_AGE, ROWS)
    assert dict(zip(VALUES[Dimension.GENDER_AGE], both.known, strict=True)) == {
        **dict.fromkeys(VALUES[Dimension.GENDER_AGE], 0),
        "female_20": 5, "female_30": 7, "male_30": 2,
    }  # fmt: skip
    assert both.unknown == 3


def test_what_is_unknown_is_in_no_share():
    counts = Counts((30, 10), 60)
    assert counts.shares == (0.75, 0.25)
    assert counts.unknown_share == 0.6
    assert Counts((0, 0)).shares is None
    assert Counts((0, 0)).unknown_share is None


def test_orders_are_counted_by_region_device_weekday_and_time():
    assert target.of_orders(Dimension.REGION, BUYERS) == Counts((1, 2, 0, 0, 0, 0, 1), 1)
    assert target.of_orders(Dimension.DEVICE, BUYERS) == Counts((3, 1), 1)
    assert target.of_orders(Dimension.WEEKDAY, BUYERS) == Counts((4, 1, 0, 0, 0, 0, 0), 0)
    assert target.of_orders(Dimension.HOURS, BUYERS) == Counts((2, 1, 0, 1), 1)


def test_every_region_belongs_to_one_area():
    each = pd.DataFrame({"region": [one.value for one in Region]})
    assert target.of_orders(Dimension.REGION, each).cases == len(Region)


def test_a_dimension_has_one_grain_and_the_two_are_never_crossed():
    assert {*OF_STATISTICS, *OF_ORDERS} == set(Dimension)
    assert not {*OF_STATISTICS} & {*OF_ORDERS}
    assert target.grain(Dimension.AGE) is Grain.STATISTICS
    assert target.grain(Dimension.REGION) is Grain.ORDERS


@pytest.mark.parametrize("count", range(1, 13))
def test_equal_shares_make_one_hundred(count):
    percents = target.equal_shares(count)
    assert sum(percents) == 100
    assert max(percents) - min(percents) <= 1


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12).filter(any))
def test_whole_percents_make_one_hundred_and_stay_within_one(counts):
    exact = [one / sum(counts) for one in counts]
    percents = target.whole_percents(exact)
    assert sum(percents) == 100
    assert all(abs(p - e * 100) < 1 for p, e in zip(percents, exact, strict=True))
