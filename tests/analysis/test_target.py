"""Buyers counted by what statistics tell, and by what orders tell."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis import target
from core.analysis.target import (
    OF_ORDERS,
    OF_STATISTICS,
    VALUES,
    Counts,
    Dimension,
    Grain,
    Repeats,
)
from core.stats import shares
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


def test_the_design_effect_is_how_much_more_a_share_of_payments_scatters():
    each = np.array([1] * 50 + [2] * 30 + [5] * 20)
    payments = int(each.sum())
    effect = target.design_effect(each, payments)
    assert effect == pytest.approx((50 + 30 * 4 + 20 * 25) / payments)
    random = np.random.default_rng(3)
    values = random.random((20_000, len(each))) < 0.3
    scatter = ((values * each).sum(axis=1) / payments).var()
    assert scatter / (0.3 * 0.7 / payments) == pytest.approx(effect, rel=0.05)


def test_payments_of_different_people_scatter_like_people():
    assert target.design_effect(np.ones(40, dtype=np.int64), 40) == 1
    assert target.effective(Counts((30, 10), 3), 1.0) == (30, 10)


def test_what_order_files_leave_out_at_random_does_not_make_it_too_small():
    random = np.random.default_rng(3)
    each = 1 + random.geometric(0.4, 20_000)
    kept = random.binomial(each, 0.85)
    whole = target.design_effect(each, int(each.sum()))
    assert target.design_effect(kept[kept > 0], int(each.sum())) == pytest.approx(whole, rel=0.03)


@pytest.mark.parametrize(("named", "is_told"), [(79, False), (80, True), (140, True)])
def test_too_few_named_buyers_tell_nothing(named, is_told):
    effect = target.design_effect(np.ones(named, dtype=np.int64), 100)
    assert (effect == 1) is is_told
    assert target.design_effect(np.ones(named, dtype=np.int64), 0) is None


@given(st.lists(st.integers(0, 500), min_size=2, max_size=8), st.floats(1, 20))
def test_as_many_people_keep_the_shares_and_are_a_whole_number(counts, effect):
    told = Counts(tuple(counts))
    people = target.effective(told, effect)
    if not told.cases:
        assert sum(people) == 0
        return
    assert sum(people) == pytest.approx(round(sum(people)), abs=1e-6)
    assert sum(people) <= max(1, told.cases / effect + 1e-6)
    assert np.array(people) / sum(people) == pytest.approx(np.array(told.shares))


def test_a_month_of_which_too_few_are_named_scatters_like_all_days():
    buyers = np.array([1, 1, 2, 3])
    found = target.repeats(buyers, [buyers[:2], buyers[2:]], 4, [2, 9])
    assert found == Repeats(4, 3, 1.5, (2.0, 1.5))
    assert target.repeats(buyers, [buyers], 6, [6]) == Repeats(4, 3, None)


@pytest.mark.parametrize("groups", [2, 6])
def test_of_people_who_pay_often_the_range_holds_the_truth(groups):
    """Payments a person as heavy-tailed as in a shop with regulars; three on average."""
    random = np.random.default_rng(8)
    meant = np.full(groups, 1 / groups)
    true = meant + np.where(np.arange(groups) < groups // 2, 0.2, -0.2) / groups
    error = shares.distance(meant, true)
    told, plain = [], []
    for _ in range(60):
        who = random.choice(groups, 300, p=true)
        each = 1 + random.negative_binomial(0.5, 0.2, 300)
        counts = Counts(tuple(map(int, np.bincount(who, each, groups))))
        effect = target.design_effect(each, counts.cases)
        assert effect is not None
        told.append(shares.error(meant, target.effective(counts, effect)))
        plain.append(shares.error(meant, counts.known))
    assert sum(one.low <= error <= one.high for one in told) >= 54
    # As if each payment were another person's the range is far too narrow.
    assert sum(one.low <= error <= one.high for one in plain) < 48
