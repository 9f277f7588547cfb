"""Who came a second time: months against each other, ages, and the two kinds of 재구매율."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis import cohorts
from core.analysis import customers_again as again
from core.analysis.customers_again import Finding
from core.stats.proportions import Tally
from core.stats.watched import Watched

JANUARY = 19_723
"""2024-01-01."""

MONTHS = [int((np.datetime64("2024-01", "M") + n).astype("datetime64[D]").astype(int))
          for n in range(13)]  # fmt: skip
UNTIL = MONTHS[12] + 120


def shop(rates, size=300, since=JANUARY - 120):
    """Customers of each month of 2024, of whom a part came again after 30 days."""
    rows = [
        (MONTHS[number] + place % 28, 30 if place < rate * size else UNTIL - MONTHS[number],
         place < rate * size)
        for number, rate in enumerate(rates)
        for place in range(size)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["first", "waited", "came"]), since


def compared(rates, size=300, gaps=()):
    waits, since = shop(rates, size)
    return again.compared(waits, Watched(since, UNTIL, gaps))


def test_a_month_far_above_each_other_one_came_back_most():
    waits, since = shop([0.1, 0.12, 0.3, 0.11])
    told = again.compared(waits, Watched(since, UNTIL))
    assert told.finding is Finding.MOST
    assert told.named.again == Tally(90, 300)
    assert told.days == 90
    assert told.whole == Tally(189, 1200)


def test_a_month_above_the_others_together_is_not_the_most():
    waits, since = shop([0.1, 0.1, 0.18, 0.16])
    told = again.compared(waits, Watched(since, UNTIL))
    assert told.finding is Finding.MORE
    assert told.named.again == Tally(54, 300)


def test_a_month_below_the_others_is_named_too():
    told = compared([0.2, 0.22, 0.05, 0.21])
    assert told.finding is Finding.LESS
    assert told.named.again.successes == 15


def test_months_that_chance_could_have_made_are_alike():
    told = compared([0.1, 0.12, 0.13, 0.11])
    assert (told.finding, told.named) == (Finding.ALIKE, None)
    assert len(told.months) == 4


def test_the_first_months_of_the_files_are_not_compared():
    """Old customers look new in them, and these come back."""
    waits, _ = shop([0.5, 0.4, 0.3, 0.1, 0.1, 0.1, 0.1])
    told = again.compared(waits, Watched(JANUARY, UNTIL))
    assert told.finding is Finding.ALIKE
    assert [one.again.successes for one in told.months] == [30, 30, 30, 30]


def test_months_whose_youngest_are_too_young_are_compared_by_fewer_days_or_not():
    waits, since = shop([0.1, 0.1, 0.1, 0.1])
    assert again.compared(waits, Watched(since, MONTHS[3] + 88)).days == 60
    assert again.compared(waits, Watched(since, MONTHS[3] + 58)).days == 30
    assert again.compared(waits, Watched(since, MONTHS[3])).finding is Finding.EARLY
    assert compared([0.1] * 4, size=29).finding is Finding.EARLY


def test_alike_months_are_rarely_told_apart():
    rng, wrong = np.random.default_rng(8), 0
    for _ in range(300):
        rates = rng.binomial(200, 0.15, 12) / 200
        waits, since = shop(rates, size=200)
        wrong += again.compared(waits, Watched(since, UNTIL + 60)).finding is not Finding.ALIKE
    assert wrong / 300 <= 0.13


def test_shares_by_age_are_those_of_everybody_known_so_long():
    waits = pd.DataFrame(
        {"first": [0] * 10 + [60] * 10, "waited": [20] * 4 + [100] * 6 + [20] * 2 + [40] * 8,
         "came": [True] * 4 + [False] * 6 + [True] * 2 + [False] * 8}
    )  # fmt: skip
    known = Watched(0, 100)
    curve = again.curve(waits, known)
    told = again.within(waits, curve, known, ages=(30, 60, 365))
    assert [one.mature for one in told] == [Tally(6, 20), Tally(4, 10), Tally(0, 0)]
    assert told[0].share == pytest.approx(0.3)
    assert told[0].low < 0.3 < told[0].high
    assert (told[2].share, told[2].low) == (None, None)


def test_orders_and_customers_that_repeat():
    visits = pd.DataFrame(
        [(1, 0, 1), (1, 400, 2), (1, 410, 1), (2, 405, 3), (3, 390, 1), (3, 391, 1)],
        columns=["buyer", "day", "orders"],
    )
    told = again.repeats(visits, 0, 420)
    assert told.days == 365
    # The order of day 0 lies before; three orders of one day are a first purchase.
    assert told.orders == Tally(4, 8)
    assert told.customers == Tally(2, 3)
    assert again.repeats(visits, 300, 420).days == 121
    assert again.repeats(visits.iloc[:0], 0, 10).customers == Tally(0, 0)


@given(
    st.lists(
        st.tuples(st.integers(1, 5), st.integers(0, 60), st.integers(1, 3)),
        unique_by=lambda row: row[:2],
    ).map(sorted)
)
def test_repeats_are_those_of_a_plain_count(rows):
    visits = pd.DataFrame(rows, columns=["buyer", "day", "orders"]).astype(np.int64)
    told = again.repeats(visits, 0, 60, days=30)
    inside = [row for row in rows if row[1] > 30]
    first = {buyer: min(day for one, day, _ in rows if one == buyer) for buyer, _, _ in rows}
    assert told.orders.trials == sum(orders for _, _, orders in inside)
    assert told.orders.successes == sum(n for who, day, n in inside if day > first[who])
    people = [buyer for buyer, _, _ in inside]
    assert told.customers == Tally(
        sum(people.count(one) > 1 for one in set(people)), len(set(people))
    )


def test_waits_of_visits_are_what_is_compared():
    visits = pd.DataFrame({"buyer": [1, 1, 2], "day": [3, 9, 5]})
    waits = cohorts.waits(visits, 20)
    assert waits["waited"].tolist() == [6, 15]
    assert again.curve(waits, Watched(0, 20)).by([6]).tolist() == [0.5]


def test_months_that_meet_days_without_a_file_are_not_compared():
    hole = ((MONTHS[2] + 40, MONTHS[2] + 50),)
    told = compared([0.1] * 6, gaps=hole)
    # The days of February to April reach into the hole, by 90 days those of January as well.
    assert [one.month - 12 * 54 for one in told.months] == [0, 4, 5]
    assert (told.days, told.finding) == (60, Finding.ALIKE)


def test_the_curve_ends_for_each_where_too_many_days_are_missing():
    """Of ten, four came after 20 days; the hole begins 30 days after the first purchase of all."""
    waits = pd.DataFrame(
        {"first": [0] * 10, "waited": [20] * 4 + [60] * 2 + [200] * 4,
         "came": [True] * 6 + [False] * 4}
    )  # fmt: skip
    whole, torn = Watched(0, 200), Watched(0, 200, ((31, 50),))
    assert again.curve(waits, whole).by([20, 60]).tolist() == pytest.approx([0.4, 0.6])
    line = again.curve(waits, torn)
    assert line.by([20, 60]).tolist() == pytest.approx([0.4, 0.4])
    assert line.longest == 30
    told = again.within(waits, line, torn, ages=(30, 60))
    assert [one.mature for one in told] == [Tally(4, 10), Tally(0, 0)]
    assert told[1].share is None


def test_a_hole_does_not_bend_the_curve():
    """Waits are exponential; who counts as not come on missing days makes the curve too low."""
    rng, until = np.random.default_rng(4), 900
    first = rng.integers(0, 700, 6000)
    second = first + np.ceil(rng.exponential(60, 6000)).astype(np.int64)
    third = second + np.ceil(rng.exponential(60, 6000)).astype(np.int64)
    hole = (350, 449)
    is_hidden = (second >= hole[0]) & (second <= hole[1])
    is_gone = is_hidden & (third >= hole[0]) & (third <= hole[1])
    then = np.where(is_gone, until + 1, np.where(is_hidden, third, second))
    came = then <= until
    waits = pd.DataFrame({"first": first, "waited": np.where(came, then, until) - first,
                          "came": came})  # fmt: skip
    waits = waits[(first < hole[0]) | (first > hole[1])]
    days = np.array([30, 60, 120])
    true = 1 - np.exp(-days / 60)
    mended = again.curve(waits, Watched(0, until, (hole,))).by(days)
    naive = again.curve(waits, Watched(0, until)).by(days)
    assert np.abs(mended - true).max() < 0.015
    assert (naive < true - 0.02).any()
