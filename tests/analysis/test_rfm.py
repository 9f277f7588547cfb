"""The segments by hand, and that nothing but the numbers of a customer decides."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis.rfm import (
    LEAST_GAPS,
    LEAST_REACH,
    MAP,
    USUAL_DAYS,
    YEAR,
    Bounds,
    Segment,
    bounds_of,
    scored,
    within,
)

NUMBERS = st.lists(
    st.tuples(st.integers(0, 400), st.integers(1, 14), st.integers(0, 90_000)), min_size=1,
    max_size=60,
)  # fmt: skip


def customers(rows):
    return pd.DataFrame(rows, columns=["last", "visits", "net"], dtype=np.int64)


def day(text):
    return int(np.datetime64(text, "D").astype(np.int64))


def test_five_customers_by_hand():
    told = customers([
        (day("2025-06-30"), 6, 600_000), (day("2025-06-20"), 1, 30_000),
        (day("2025-01-10"), 5, 450_000), (day("2024-09-01"), 1, 20_000),
        (day("2025-05-01"), 2, 80_000),
    ])  # fmt: skip
    found = scored(told, day("2025-07-01"), Bounds())
    assert found[["days", "r", "f"]].to_numpy().tolist() == [
        [1, 5, 4], [11, 5, 1], [172, 2, 4], [303, 1, 1], [61, 3, 2]
    ]  # fmt: skip
    assert found["segment"].tolist() == [
        Segment.CHAMPIONS, Segment.NEW, Segment.AT_RISK, Segment.HIBERNATING,
        Segment.ABOUT_TO_SLEEP,
    ]  # fmt: skip
    assert found["m"].tolist() == [5, 2, 4, 1, 3]


def test_each_of_the_25_cells_has_one_segment():
    assert set(MAP) == {(r, f) for r in range(1, 6) for f in range(1, 6)}
    assert Counter(MAP.values()) == {
        Segment.HIBERNATING: 4, Segment.AT_RISK: 4, Segment.CANT_LOSE: 2,
        Segment.ABOUT_TO_SLEEP: 2, Segment.NEED_ATTENTION: 1, Segment.LOYAL: 4,
        Segment.PROMISING: 1, Segment.NEW: 1, Segment.POTENTIAL_LOYALIST: 4, Segment.CHAMPIONS: 2,
    }  # fmt: skip


@pytest.mark.parametrize(("times", "score"), [(1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (9, 4),
                                              (10, 5), (99, 5)])  # fmt: skip
def test_purchases_have_fixed_scores(times, score):
    assert scored(customers([(100, times, 1)]), 100, Bounds())["f"].tolist() == [score]


@pytest.mark.parametrize(("days", "score"), [(0, 5), (14, 5), (15, 4), (45, 4), (46, 3), (90, 3),
                                             (91, 2), (180, 2), (181, 1)])  # fmt: skip
def test_days_have_fixed_scores(days, score):
    assert scored(customers([(1000 - days, 1, 1)]), 1000, Bounds())["r"].tolist() == [score]


def test_a_shop_tells_its_own_days_once_enough_came_again():
    assert bounds_of(np.full(LEAST_GAPS - 1, 40), 400) == Bounds(USUAL_DAYS, YEAR, is_own=False)
    assert bounds_of(np.full(LEAST_GAPS, 40), 400) == Bounds((20, 40, 80, 160), YEAR, is_own=True)
    assert bounds_of(np.full(LEAST_GAPS, 100), 400).window == 500


def test_young_files_do_not_tell_the_days_as_they_hold_only_short_gaps():
    gaps = np.full(LEAST_GAPS, 40)
    assert bounds_of(gaps, LEAST_REACH - 1) == Bounds()
    assert bounds_of(gaps, LEAST_REACH).is_own


def test_of_whom_no_amount_is_known_there_is_no_score_of_it():
    some = customers([(10, 1, won) for won in (5, 4, 3, 2, 1, 0)]).assign(unpriced=[0] * 5 + [1])
    assert scored(some, 100, Bounds())["m"].tolist() == [5, 4, 3, 2, 1, 0]


def test_who_bought_a_week_ago_is_not_asleep_where_most_come_again_the_next_day():
    quick = bounds_of(np.ones(LEAST_GAPS), 400)
    assert quick == Bounds((7, 14, 28, 56), YEAR, is_own=True)
    assert scored(customers([(93, 1, 1)]), 100, quick)["r"].tolist() == [5]


def test_shuffling_moves_nobody_where_ranks_would():
    """The difference to quintiles of ranks, in a shop where most buy once."""
    rng = np.random.default_rng(4)
    n = 1500
    told = customers(
        np.column_stack(
            (rng.integers(0, 400, n), rng.choice([1, 1, 1, 1, 2, 3, 6], n), rng.integers(0, 9, n))
        )
    )
    places = rng.permutation(n)
    ours = scored(told, 400, Bounds())
    pd.testing.assert_frame_equal(scored(told.iloc[places], 400, Bounds()).sort_index(), ours)

    def by_rank(frame):
        return pd.qcut(frame["visits"].rank(method="first"), 5, labels=False)

    moved = (by_rank(told.iloc[places]).sort_index() != by_rank(told)).mean()
    assert moved > 0.1


@settings(max_examples=40)
@given(NUMBERS)
def test_customers_who_are_alike_are_in_one_segment_with_one_score_each(rows):
    told = customers(rows + rows[:1])
    found = scored(told, 400, Bounds())
    assert found.iloc[-1].equals(found.iloc[0])
    assert found[["r", "f", "m"]].min().min() >= 1
    assert found[["r", "f", "m"]].max().max() <= 5
    whole = told.join(found).drop_duplicates()
    assert not whole.duplicated(["last", "visits", "net"]).any()


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 900), st.integers(0, 99)), max_size=40))
def test_only_the_window_counts(rows):
    frame = pd.DataFrame(rows, columns=["buyer", "day", "net"], dtype=np.int64)
    visits = frame.groupby(["buyer", "day"], as_index=False)["net"].sum()
    found = within(visits, 800, Bounds())
    inside = visits[(visits["day"] > 800 - YEAR) & (visits["day"] <= 800)]
    wanted = inside.groupby("buyer").agg(
        last=("day", "max"), visits=("day", "size"), net=("net", "sum")
    )
    wanted["unpriced"] = 0
    pd.testing.assert_frame_equal(found, wanted, check_dtype=False, check_index_type=False)
