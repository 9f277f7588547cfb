"""New customers against those before them: by hand, and how often the intervals hold."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from scipy.optimize import brentq

from core.analysis.new_and_existing import FOLLOWED, LEAST, WINDOW, compare

UNTIL = 4 * WINDOW


def visits_of(rows):
    frame = pd.DataFrame(rows, columns=["buyer", "day", "net", "orders"], dtype=np.int64)
    return frame.sort_values(["buyer", "day"]).reset_index(drop=True)


def shop(rng, *, value=(20_000, 30_000), gap=60.0, people=400):
    """A shop in which first purchases cost the first value, later ones the second."""
    rows = []
    for buyer in range(people):
        day, times = int(rng.integers(0, UNTIL)), 0
        while day <= UNTIL:
            won = rng.gamma(4, (value[0] if not times else value[1]) / 4)
            rows.append((buyer, day, int(won), 1))
            day += 1 + int(rng.exponential(gap))
            times += 1
    return visits_of(rows)


def test_who_is_new_bought_first_within_the_window():
    first = UNTIL - WINDOW + 1
    rows = [(n, first, 10_000, 1) for n in range(40)]
    rows += [(n, day, 30_000, 2) for n in range(100, 140) for day in (first - 1, first + 5)]
    told = compare(visits_of(rows), 0, UNTIL)
    assert (told.new, told.existing) == (40, 40)
    assert told.order_value.new.value == pytest.approx(10_000)
    assert told.order_value.existing.value == pytest.approx(15_000)
    assert told.share.value == pytest.approx(0.75)
    assert 0 < told.share.low < 0.75 < told.share.high < 1


def test_orders_are_counted_over_the_same_days_for_everybody():
    last = UNTIL - FOLLOWED + 1
    rows = [(n, day, 1, 1) for n in range(30) for day in (last, last + FOLLOWED - 1, UNTIL + 1)]
    rows += [(n, day, 1, 1) for n in range(100, 130) for day in (0, last - 10, last - 5)]
    told = compare(visits_of([row for row in rows if row[1] <= UNTIL]), 0, UNTIL).orders
    assert told.new.value == 2
    assert told.existing.value == 2
    assert told.p is None


def test_orders_of_which_an_amount_is_unknown_are_in_no_number_of_won():
    first = UNTIL - WINDOW + 1
    rows = [(n, first, 10_000, 1) for n in range(40)]
    rows += [(n, first + day, 0, 1) for n in range(35, 60) for day in (3, 4)]
    rows += [(n, day, 30_000, 2) for n in range(100, 140) for day in (first - 1, first + 5)]
    visits = visits_of(rows)
    visits["unpriced"] = (visits["net"] == 0).astype(int)
    told = compare(visits, 0, UNTIL)
    assert (told.new, told.existing, told.unpriced) == (60, 40, 50)
    assert (told.order_value.new.value, told.order_value.new.cases) == (10_000, 40)
    assert told.share.value == pytest.approx(0.75)


def test_too_few_are_not_compared():
    rows = [(n, UNTIL, 10_000, 1) for n in range(LEAST - 1)]
    told = compare(visits_of(rows), 0, UNTIL)
    assert told.order_value.new is None
    assert told.order_value.existing is None
    assert told.order_value.p is None
    assert told.order_value.difference is None
    assert told.share is None


def test_files_must_reach_back():
    visits = visits_of([(n, UNTIL, 10_000, 1) for n in range(60)])
    assert compare(visits, UNTIL - 2 * WINDOW + 2, UNTIL) is None
    short = compare(visits, UNTIL - 2 * WINDOW + 1, UNTIL)
    assert short is not None
    assert short.orders is None
    assert compare(visits, UNTIL - 2 * WINDOW - FOLLOWED + 2, UNTIL).orders is not None
    assert compare(visits_of([]), 0, UNTIL).share is None


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    """Both kinds spend the same here: 95 of 100 intervals of the difference hold nought."""
    rng = np.random.default_rng(9)
    held = 0
    for _ in range(200):
        low, high = compare(shop(rng, value=(25_000, 25_000)), 0, UNTIL).order_value.difference
        held += low <= 0 <= high
    assert 0.90 <= held / 200 <= 0.99


def test_of_two_kinds_each_is_bent_and_both_are_put_together():
    """Each customer with one order: what is left are two means, by Hall, Zou and Donner."""
    rng = np.random.default_rng(2)
    new, old = rng.integers(10_000, 30_000, 31), rng.lognormal(10, 1.2, 40).astype(np.int64)
    rows = [(n, UNTIL, won, 1) for n, won in enumerate(new)]
    rows += [row for n, won in enumerate(old, 100) for row in ((n, 0, 1, 1), (n, UNTIL, won, 1))]
    told = compare(visits_of(rows), 0, UNTIL).order_value
    sides = []
    for some in (old, new):
        size, scale = len(some), stats.sem(some)
        bend = stats.skew(some, bias=False) / np.sqrt(size)
        # the reach that is bent into Student's, found by looking for it
        sides.append([
            some.mean() - scale * brentq(
                lambda x, bend=bend, q=q: x + bend * x**2 / 3 + bend**2 * x**3 / 27 + bend / 6 - q,
                -50, 50,
            ) for q in stats.t.ppf([0.975, 0.025], size - 1)
        ])  # fmt: skip
    (low, high), (other_low, other_high) = sides
    assert told.new.interval() == pytest.approx((other_low, other_high))
    assert told.existing.interval() == pytest.approx((low, high))
    gap = old.mean() - new.mean()
    assert told.difference == pytest.approx((
        gap - np.hypot(old.mean() - low, other_high - new.mean()),
        gap + np.hypot(high - old.mean(), new.mean() - other_low),
    ))  # fmt: skip


def test_bounds_hold_where_a_few_spend_most():
    """Log-normal amounts: Student's bounds of these hold less than 87 of 100 times."""
    rng = np.random.default_rng(5)
    held, first = 0, UNTIL - WINDOW + 1
    for _ in range(300):
        won = rng.lognormal(10, 1.3, 60).astype(np.int64)
        rows = [(n, first, int(one), 1) for n, one in enumerate(won)]
        low, high = compare(visits_of(rows), 0, UNTIL).order_value.new.interval()
        held += low <= np.exp(10 + 1.3**2 / 2) <= high
    assert 0.89 <= held / 300 <= 0.98


def test_a_real_difference_is_found():
    told = compare(shop(np.random.default_rng(3), value=(20_000, 30_000)), 0, UNTIL)
    assert told.order_value.p < 0.001
    # New ones of the window who came again in it spent the higher value too.
    low, high = told.order_value.difference
    assert 2_000 < low < high < 10_000
