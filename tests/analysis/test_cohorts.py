"""Cohorts by hand, by a plain computation, and against what is known of public data."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom

from core.analysis.cohorts import BEFORE, Lately, lately, revenue_to_date, triangle, waits
from core.stats import survival
from core.stats.watched import Watched

VISITS = st.lists(
    st.tuples(st.integers(0, 8), st.integers(19_700, 20_200), st.integers(-500, 9000)),
    min_size=1, max_size=50,
)  # fmt: skip


def day(text):
    return int((np.datetime64(text, "D") - np.datetime64("1970-01-01", "D")).astype(int))


def to(until, *gaps):
    return Watched(day("2023-12-01"), until, gaps)


def month_of(number):
    when = date.fromordinal(719_163 + number)
    return when.year * 12 + when.month


def visits_of(*rows):
    return pd.DataFrame([(who, day(when), won) for who, when, won in rows],
                         columns=["buyer", "day", "net"])  # fmt: skip


HAND = visits_of(
    ("A", "2025-01-05", 10), ("A", "2025-02-03", 5), ("B", "2025-01-20", 20),
    ("B", "2025-03-02", 1), ("C", "2025-01-31", 30), ("D", "2025-02-10", 2),
    ("D", "2025-02-11", 2), ("D", "2025-03-15", 2), ("E", "2025-03-01", 7),
)  # fmt: skip


def test_the_triangle_by_hand():
    found = triangle(HAND, to(day("2025-03-31")))
    assert [str(month)[:7] for month in found.months] == ["2025-01", "2025-02", "2025-03"]
    assert found.sizes.tolist() == [3, 1, 1]
    np.testing.assert_array_equal(found.active, [[3, 1, 1], [1, 1, np.nan], [1, np.nan, np.nan]])
    assert not found.partial.any()
    assert found.rates[0].tolist() == pytest.approx([1, 1 / 3, 1 / 3])


def test_who_bought_at_an_unknown_amount_is_in_no_mean_from_then_on():
    some = HAND.assign(unpriced=[0, 1, 0, 0, 0, 0, 0, 0, 1])
    told = revenue_to_date(some, to(day("2025-12-31")), (0, 40)).set_index("month")
    assert told.loc["2025-01-01", [0, 40]].tolist() == [20, 25]
    assert told.loc["2025-01-01", "customers"] == 3
    assert told.loc["2025-03-01", [0, 40]].isna().all()


def test_a_month_that_has_only_begun_is_marked_and_later_visits_do_not_count():
    found = triangle(HAND, to(day("2025-03-10")))
    assert found.partial.tolist() == [
        [False, False, True],
        [False, True, False],
        [True, False, False],
    ]
    assert found.active[1, 1] == 0


def test_a_month_without_new_customers_has_a_row_of_its_own():
    found = triangle(
        visits_of(("A", "2025-01-05", 1), ("B", "2025-03-05", 1)), to(day("2025-03-31"))
    )
    assert found.sizes.tolist() == [1, 0, 1]
    assert np.isnan(found.rates[1, 0])


def test_nobody_has_no_cohorts():
    found = triangle(HAND.iloc[:0], to(day("2025-03-31")))
    assert found.active.size == 0
    assert not len(found.months)
    assert revenue_to_date(HAND.iloc[:0], to(0)).empty
    assert waits(HAND.iloc[:0], 0).empty


def test_revenue_to_date_by_hand():
    found = revenue_to_date(HAND, to(day("2025-03-31")), ages=(0, 30, 60))
    assert found["customers"].tolist() == [3, 1, 1]
    assert found[0].tolist() == pytest.approx([20, 2, 7])
    # The youngest of January is 59 days old, of February 31, of March none.
    assert found[30].tolist() == pytest.approx([65 / 3, 4, np.nan], nan_ok=True)
    assert found[60].isna().tolist() == [True, True, True]


@settings(max_examples=40)
@given(VISITS, st.integers(19_750, 20_250))
def test_the_triangle_is_that_of_a_plain_computation(rows, until):
    visits = pd.DataFrame(rows, columns=["buyer", "day", "net"])
    found = triangle(visits, to(until))
    month = {n: month_of(n) for n in range(19_700, 20_260)}
    firsts = {}
    for who, when, _ in sorted(rows, key=lambda one: one[1]):
        if when <= until:
            firsts.setdefault(who, month[when])
    assert found.sizes.sum() == len(firsts)
    for at, start in enumerate(found.months):
        begun = start.year * 12 + start.month
        for after in range(found.active.shape[1]):
            of = begun + after
            there = {
                who
                for who, when, _ in rows
                if when <= until and firsts.get(who) == begun and month[when] == of
            }
            wanted = np.nan if of > month[until] else len(there)
            np.testing.assert_equal(found.active[at, after], wanted)


@settings(max_examples=40)
@given(VISITS, st.integers(19_750, 20_250), st.integers(0, 120))
def test_revenue_to_date_is_that_of_a_plain_computation(rows, until, age):
    visits = pd.DataFrame(rows, columns=["buyer", "day", "net"])
    found = revenue_to_date(visits, to(until), ages=(age,)).set_index("month")[age]
    kept = [one for one in rows if one[1] <= until]
    first = {}
    for who, when, _ in kept:
        first[who] = min(when, first.get(who, when))
    for start, each in found.items():
        people = {w for w, f in first.items() if month_of(f) == start.year * 12 + start.month}
        youngest = (start + pd.offsets.MonthEnd(0)).toordinal() - 719_163
        won = sum(n for w, d, n in kept if w in people and d - first[w] <= age)
        wanted = won / len(people) if youngest + age <= until else np.nan
        assert each == pytest.approx(wanted, nan_ok=True)


def test_waits_for_the_second_purchase():
    found = waits(HAND, day("2025-03-31"))
    assert found.loc["A"].tolist() == [day("2025-01-05"), 29, True]
    assert found.loc["D"].tolist() == [day("2025-02-10"), 1, True]
    assert found.loc["C"].tolist() == [day("2025-01-31"), 59, False]
    curve = survival.curve(found["waited"], found["came"])
    assert curve.by([1, 29, 41]) == pytest.approx(
        [0.2, 0.2 + 0.8 / 4 * 1, 0.2 + 0.8 / 4 * 2], abs=0.1
    )


def test_months_of_which_days_are_missing_are_blank_and_say_why():
    """Of a month one day may be missing; the month of the first purchase itself is known."""
    torn = to(day("2025-03-31"), (day("2025-02-20"), day("2025-02-22")))
    found = triangle(HAND, torn)
    assert found.hidden.tolist() == [[False, True, False], [False] * 3, [False] * 3]
    np.testing.assert_array_equal(
        found.active, [[3, np.nan, 1], [1, 1, np.nan], [1, np.nan, np.nan]]
    )
    one = triangle(HAND, to(day("2025-03-31"), (day("2025-03-20"), day("2025-03-20"))))
    assert not one.hidden.any()
    short = triangle(HAND, to(day("2025-03-03"), (day("2025-03-02"), day("2025-03-02"))))
    assert short.hidden[:2].tolist() == [[False, False, True], [False, True, False]]


def test_revenue_to_date_is_blank_where_too_many_days_are_missing():
    torn = to(day("2025-03-31"), (day("2025-02-25"), day("2025-02-26")))
    found = revenue_to_date(HAND, torn, ages=(0, 30))
    assert found[0].tolist() == pytest.approx([20, np.nan, 7], nan_ok=True)
    # January and thirty days are 61 days, of which two may be missing.
    assert found[30].tolist() == pytest.approx([65 / 3, np.nan, np.nan], nan_ok=True)


def shop(last_rate, until="2025-12-31", size=100):
    """A hundred new customers each month of 2025, 20 of whom come in each month after it."""
    rows = []
    for born in range(1, 13):
        for n in range(size):
            who = f"{born}-{n}"
            rows.append((who, f"2025-{born:02}-05", 1))
            rows += [
                (who, f"2025-{month:02}-10", 1)
                for month in range(born + 1, 13)
                if n % 100 < (last_rate if month == 12 else 20)
            ]  # fmt: skip
    return triangle(visits_of(*rows), to(day(until)))


def stratified(told, last, unsure=0):
    """The same month by month with scipy's hypergeometric distribution."""
    apart, variance, usual = 0.0, 0.0, 0.0
    for row in range(unsure + 1, last):
        others = range(max(unsure, row - BEFORE), row)
        size, here = told.sizes[row], told.active[row, last - row]
        more = sum(told.sizes[it] for it in others)
        there = sum(told.active[it, last - row] for it in others)
        of = hypergeom(int(size + more), int(here + there), int(size))
        apart, variance = apart + here - of.mean(), variance + of.var()
        usual += size * there / more
    return apart / variance**0.5, usual


@pytest.mark.parametrize("rate", [8, 20, 40])
@pytest.mark.parametrize("unsure", [0, 3])
def test_the_last_month_is_held_against_the_ages_of_the_months_before(rate, unsure):
    told = shop(rate)
    found = lately(told, unsure)
    z, usual = stratified(told, 11, unsure)
    assert found.z == pytest.approx(z)
    assert found.usual == pytest.approx(usual)
    assert found.came == (10 - unsure) * rate
    assert str(found.month)[:10] == "2025-12-01"
    assert found.is_apart == (rate != 20)


def test_a_month_that_is_not_over_is_not_the_last_one():
    found = lately(shop(0, until="2025-12-20"))
    assert str(found.month)[:7] == "2025-11"
    assert (found.came, found.z, found.is_apart) == (180, pytest.approx(0), False)


@pytest.mark.parametrize(
    ("came", "usual", "z", "is_apart"),
    [(0, 20, -5, True), (0, 19.9, -5, False), (75, 100, -5, True), (76, 100, -5, False),
     (10, 40, -2.9, False), (125, 100, 3, True), (124, 100, 9, False)],
)  # fmt: skip
def test_a_month_is_another_one_by_enough_people_far_enough(came, usual, z, is_apart):
    assert Lately(pd.Timestamp("2025-12-01"), came, usual, z).is_apart == is_apart


def test_with_one_month_or_two_there_is_nothing_to_hold_it_against():
    assert lately(triangle(HAND, to(day("2025-01-31")))) is None
    assert lately(triangle(HAND, to(day("2025-02-28")))) is None
    assert lately(triangle(HAND.iloc[:0], to(day("2025-02-28")))) is None
