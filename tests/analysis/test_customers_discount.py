"""Who buys at a discount only, and whether those who came by one come again."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis import customers_discount as analysis
from core.stats.proportions import Tally

ORDERS = st.lists(
    st.tuples(st.integers(1, 6), st.integers(0, 200), st.sampled_from([True, False, None])),
    max_size=60,
)


def orders(rows):
    """``buyer``, ``day``, and whether there was a discount; None where nobody knows."""
    told = sorted(rows, key=lambda row: (row[0], row[1]))
    return pd.DataFrame(
        {
            "buyer": np.array([row[0] for row in told], np.int64),
            "day": np.array([row[1] for row in told], np.int64),
            "is_discounted": np.array([row[2] is True for row in told], np.bool_),
            "is_known": np.array([row[2] is not None for row in told], np.bool_),
        }
    )


def visits(rows):
    days = sorted({(row[0], row[1]) for row in rows})
    return pd.DataFrame(np.array(days, np.int64).reshape(-1, 2), columns=["buyer", "day"])


def test_four_of_five_orders_are_a_habit_and_one_order_is_none():
    rows = [(1, day, day > 0) for day in range(5)] + [(2, 0, True)]
    rows += [(3, day, day > 1) for day in range(5)]
    found = analysis.dependent(analysis.habits(orders(rows)))
    assert found.index.tolist() == [1]
    assert found.loc[1].tolist() == [5, 4]


def test_an_unknown_discount_is_none_neither_way():
    rows = [(1, 0, True), (1, 1, None), (2, 0, False), (2, 1, None), (2, 2, False)]
    told = analysis.habits(orders(rows))
    assert told.loc[1].tolist() == [1, 1]
    assert told.loc[2].tolist() == [2, 0]
    assert analysis.dependent(told).empty
    assert analysis.independent(told).index.tolist() == [2]
    assert analysis.discounted(orders(rows)) == analysis.Discounted(Tally(1, 3), 2)


def test_a_shop_that_always_has_a_discount_tells_nobody_apart():
    assert analysis.Discounted(Tally(80, 100), 0).is_always
    assert not analysis.Discounted(Tally(79, 100), 0).is_always
    assert not analysis.Discounted(Tally(0, 0), 5).is_always


def test_by_chance_is_what_the_binomial_says():
    # Thirty of a hundred orders of one month have a discount.
    rows = [(buyer, 0, buyer < 100 + 30) for buyer in range(100, 190)]
    times = {1: 1, 2: 2, 3: 2, 4: 5}
    rows += [(buyer, day, False) for buyer, of in times.items() for day in range(of)]
    # Two of two, twice; four or five of five.
    expected = 2 * 0.3**2 + 5 * 0.3**4 * 0.7 + 0.3**5
    assert analysis.by_chance(orders(rows)) == pytest.approx(expected)
    assert analysis.by_chance(orders([])) == 0


@given(st.lists(st.lists(st.floats(0, 1), min_size=4, max_size=4), min_size=1, max_size=5))
def test_chances_that_differ_are_added_up_over_all_that_may_happen(rows):
    told = analysis._at_least(np.array(rows), 3)
    for row, chance in zip(rows, told, strict=True):
        every = product((False, True), repeat=4)
        assert chance == pytest.approx(sum(
            np.prod([one if is_one else 1 - one for one, is_one in zip(row, some, strict=True)])
            for some in every if sum(some) >= 3
        ))  # fmt: skip


def test_where_discounts_grow_common_nobody_stands_out_for_having_come_lately():
    """Nobody seeks a discount; of the first month one of ten orders has one, of the last eight."""
    random = np.random.default_rng(4)
    begun = random.integers(0, 330, 3_000)
    days = np.concatenate([begun, begun + random.integers(1, 30, 3_000)])
    rows = [
        (buyer % 3_000, int(day), bool(random.random() < 0.1 + 0.7 * day / 360))
        for buyer, day in enumerate(days)
    ]
    some = orders(rows)
    seen, chance = len(analysis.dependent(analysis.habits(some))), analysis.by_chance(some)
    assert abs(seen - chance) < 2 * chance**0.5
    # With the rate of all days it would be so many fewer that they all seemed to seek discounts.
    rate = some["is_discounted"].mean()
    assert seen > 3_000 * rate**2 + 2 * (3_000 * rate**2) ** 0.5


@given(ORDERS)
def test_habits_are_those_counted_one_by_one(rows):
    told = analysis.habits(orders(rows))
    for buyer in {row[0] for row in rows}:
        known = [row[2] for row in rows if row[0] == buyer and row[2] is not None]
        assert (buyer in told.index) == bool(known)
        if known:
            assert told.loc[buyer].tolist() == [len(known), sum(known)]


@given(ORDERS, st.integers(0, 60), st.integers(60, 200), st.integers(1, 90))
def test_who_comes_again_is_counted_one_by_one(rows, first, last, within):
    told = analysis.come_again(orders(rows), visits(rows), first, last, within)
    sides = [[0, 0], [0, 0]]
    for buyer in {row[0] for row in rows}:
        days = sorted({row[1] for row in rows if row[0] == buyer})
        if not first <= days[0] <= last:
            continue
        had = [row[2] for row in rows if row[0] == buyer and row[1] == days[0]]
        if any(one is True for one in had):
            side = sides[0]
        elif None not in had:
            side = sides[1]
        else:
            continue
        side[1] += 1
        side[0] += len(days) > 1 and days[1] - days[0] <= within
    assert told == (Tally(*sides[0]), Tally(*sides[1]))
