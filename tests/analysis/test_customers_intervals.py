"""How long customers take until they buy again."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis.customers_intervals import bars, by_product, interval, waits
from core.stats.watched import Watched

PURCHASES = st.lists(
    st.tuples(st.integers(1, 4), st.integers(1, 6), st.integers(0, 400)), max_size=80, unique=True
).map(sorted)


def frame(rows, names=("product", "buyer", "day")):
    return pd.DataFrame(np.array(rows, dtype=np.int64).reshape(-1, len(names)), columns=names)


def test_a_wait_goes_from_one_purchase_to_the_next_of_the_same_customer():
    visits = frame([(1, 10), (1, 15), (1, 45), (2, 12), (3, 40), (3, 41)], ("buyer", "day"))
    found, hidden = waits(visits, Watched(0, 60))
    assert (found.tolist(), hidden) == ([5, 30, 1], 0)
    # Of 30 days one may be missing, of 5 none.
    found, hidden = waits(visits, Watched(0, 60, ((12, 12), (20, 20))))
    assert (found.tolist(), hidden) == ([30, 1], 1)
    found, hidden = waits(visits, Watched(0, 60, ((12, 12), (20, 21))))
    assert (found.tolist(), hidden) == ([1], 2)


def test_ten_waits_have_a_middle_and_quarters_and_nine_have_none():
    told = interval(np.arange(1, 11))
    assert (told.pairs, told.lower, told.median, told.upper) == (10, 3.25, 5.5, 7.75)
    assert interval(np.arange(1, 10)) is None


def test_every_wait_is_in_one_bar():
    told = bars(np.array([1, 7, 8, 14, 28, 29, *[20] * 200, 900]))
    assert told.width == 7
    assert told.counts == (2, 2, 200, 1, 0, 1, 0)[:3] + told.counts[3:]
    assert sum(told.counts) == 207
    assert told.counts[-1] == 3


def test_bars_are_as_wide_as_twenty_of_them_need():
    assert bars(np.arange(1, 401)).width == 28
    assert bars(np.arange(1, 141)).width == 7
    assert bars(np.array([], dtype=np.int64)).counts == (0, 0)
    assert len(bars(np.arange(1, 5000)).counts) == 21


@given(PURCHASES, st.integers(1, 6))
def test_products_are_told_as_by_a_plain_pass_over_them(rows, least):
    told = by_product(frame(rows), least)
    products = sorted({product for product, _, _ in rows})
    assert told.index.tolist() == products
    for product in products:
        gaps, buyers, again = [], set(), set()
        for one, buyer, day in rows:
            if one != product:
                continue
            before = [d for p, b, d in rows if (p, b) == (one, buyer) and d < day]
            buyers.add(buyer)
            if before:
                again.add(buyer)
                gaps.append(day - max(before))
        row = told.loc[product]
        assert (row["buyers"], row["again"], row["pairs"]) == (len(buyers), len(again), len(gaps))
        if len(gaps) >= least:
            assert row[["lower", "median", "upper"]].tolist() == pytest.approx(
                np.quantile(gaps, (0.25, 0.5, 0.75)).tolist()
            )
        else:
            assert row[["lower", "median", "upper"]].isna().all()
