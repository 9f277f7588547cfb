"""What customers spent by an age, and how much comes from how few."""

import numpy as np
import pandas as pd
import pytest

from core.analysis import customers_value as value
from core.analysis.customer_groups import top
from core.stats.skewed import mean
from core.stats.watched import Watched


def visits(rows):
    return pd.DataFrame(sorted(rows), columns=["buyer", "day", "net"]).astype(np.int64)


def test_what_is_spent_by_an_age_is_of_those_known_so_long():
    rows = [(buyer, 10, 100) for buyer in range(40)] + [(buyer, 40, 50) for buyer in range(20)]
    rows += [(buyer, 90, 9_000) for buyer in range(40, 80)] + [(0, 75, 7)]
    thirty, sixty, year = value.to_date(visits(rows), Watched(0, 100), ages=(30, 60, 365))
    sums = [150] * 20 + [100] * 20
    assert (thirty.customers, thirty.mean) == (40, np.mean(sums))
    assert (thirty.low, thirty.high) == mean(np.array(sums)).interval()
    assert (sixty.customers, sixty.mean) == (40, 125)
    assert (year.customers, year.mean) == (0, None)


def test_customers_of_the_first_days_may_be_left_out():
    rows = [(buyer, 0, 900) for buyer in range(40)] + [(40 + n, 90, 100) for n in range(40)]
    (told,) = value.to_date(visits(rows), Watched(0, 400), ages=(30,))
    assert (told.customers, told.mean) == (40, 100)


def test_fewer_than_thirty_have_no_mean():
    (told,) = value.to_date(visits([(n, 0, 100) for n in range(29)]), Watched(0, 90), ages=(30,))
    assert (told.customers, told.mean, told.low) == (29, None, None)
    assert value.to_date(visits([]), Watched(0, 90), ages=(30,))[0].customers == 0


def test_the_first_tenth_makes_its_part_of_revenue():
    spent = pd.Series([10] * 18 + [410, 410], index=range(100, 120))
    told = value.concentration(spent)
    assert told.top.tolist() == [118, 119]
    assert told.share == pytest.approx(820 / 1000)
    assert (told.customers, told.net) == (20, 1000)
    assert len(told.tenths) == 10
    assert sum(told.tenths) == pytest.approx(1)
    assert list(told.tenths) == sorted(told.tenths, reverse=True)


def test_who_was_paid_back_more_makes_no_part_more_than_the_whole():
    told = value.concentration(pd.Series([100, *[-10] * 9], index=range(10)))
    assert (told.share, told.net) == (1.0, 10)
    assert told.tenths == (1.0, *[0.0] * 9)


def test_the_tenth_is_that_of_groups():
    told = value.concentration(pd.Series(range(19), index=range(100, 119)))
    assert told.top.tolist() == [118]
    # Of equals all or none: the tenth and the eleventh of a hundred spent the same.
    alike = pd.Series([50] * 9 + [20] * 2 + [1] * 89)
    told = value.concentration(alike)
    assert told.top.tolist() == list(range(9))
    assert told.share == pytest.approx(450 / 579)
    assert set(told.top) == set(np.flatnonzero(top(alike) <= 10))
    assert value.concentration(pd.Series([5, 1, 1])) is None
    assert value.concentration(pd.Series([7] * 40)) is None
    assert value.concentration(pd.Series([0, 0])) is None
    assert value.concentration(pd.Series([], dtype=np.int64)) is None


def test_who_bought_at_an_unknown_amount_is_in_no_mean_from_then_on():
    rows = [(n, 10, 100) for n in range(40)] + [(40, 10, 0), (41, 10, 100), (41, 60, 0)]
    some = visits(rows)
    some["unpriced"] = [*[0] * 40, 1, 0, 1]
    thirty, ninety = value.to_date(some, Watched(0, 200), ages=(30, 90))
    assert (thirty.customers, thirty.mean) == (41, 100)
    assert (ninety.customers, ninety.mean) == (40, 100)


def test_who_was_not_watched_is_left_out_of_the_mean():
    rows = [(n, 10, 100) for n in range(40)] + [(40 + n, 60, 300) for n in range(40)]
    torn = Watched(0, 200, ((20, 24),))
    (told,) = value.to_date(visits(rows), torn, ages=(30,))
    assert (told.customers, told.mean) == (40, 300)
