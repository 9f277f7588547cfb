"""Remarks per hundred orders, and whether they have become more."""

from math import exp, factorial

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from core.analysis.voice_rates import LEAST_ORDERS, changes, count_bounds, rates
from core.stats.amounts import Takings
from core.stats.counts import pair_mid_p


def said(*rows):
    return pd.DataFrame(rows, columns=["theme", "week", "product"])


ORDERS = pd.DataFrame(
    {"week": [1, 1, 2, 2], "product": ["a", "b", "a", "b"], "orders": [50, 20, 100, 0]}
)
SAID = said(
    ("size", 1, "a"), ("size", 1, "a"), ("size", 2, "a"), ("price", 1, "b"), ("price", 9, "a")
)


def test_remarks_are_counted_against_the_orders_of_the_same_place():
    frame = rates(SAID, ORDERS, ["week", "product"]).set_index(["theme", "week", "product"])
    assert len(frame) == 2 * 4
    assert frame.loc[("size", 1, "a"), ["count", "orders", "rate"]].tolist() == [2, 50, 4]
    assert frame.loc[("size", 2, "a"), "rate"] == 1
    assert frame.loc[("price", 1, "b"), "rate"] == 5
    assert frame.loc[("price", 2, "a"), "rate"] == 0


def test_a_rate_of_no_orders_is_unknown_and_one_of_few_is_marked():
    frame = rates(SAID, ORDERS, ["week", "product"]).set_index(["theme", "week", "product"])
    assert np.isnan(frame.loc[("price", 2, "b"), ["rate", "lower", "upper"]].astype(float)).all()
    assert not frame.loc[("price", 1, "b"), "is_enough"]
    assert frame.loc[("size", 1, "a"), "is_enough"]
    assert LEAST_ORDERS == 30


def test_rates_by_product_alone():
    by_product = ORDERS.groupby("product", as_index=False)["orders"].sum()
    frame = rates(SAID, by_product, ["product"]).set_index(["theme", "product"])
    assert frame.loc[("size", "a"), "rate"] == pytest.approx(2)
    assert frame.loc[("price", "b"), "rate"] == pytest.approx(5)


@pytest.mark.parametrize("count", [0, 1, 4, 37])
def test_the_bounds_are_the_exact_ones_of_a_count(count):
    low, high = (float(one[0]) for one in count_bounds(np.array([float(count)])))
    assert (low, high) == pytest.approx(Takings(count, count, 1, spread=0).interval())

    def at_most(most, mean):
        return sum(exp(-mean) * mean**k / factorial(k) for k in range(most + 1))

    assert at_most(count, high) == pytest.approx(0.025)
    if count:
        assert 1 - at_most(count - 1, low) == pytest.approx(0.025)


def test_a_confidence_nobody_can_have_and_orders_told_twice_are_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        rates(SAID, ORDERS, ["week", "product"], confidence=95)
    with pytest.raises(ValueError, match="twice"):
        rates(SAID, ORDERS, ["week"])


def test_no_remarks_have_no_themes():
    assert rates(said(), ORDERS, ["week", "product"]).empty


def weeks(**themes):
    return pd.DataFrame(themes)


def test_a_theme_that_rose_is_found_and_comes_first():
    usual = [5, 4, 6, 5, 5, 4] * 3
    table = weeks(size=[*usual, 14, 15], price=[*usual, 5, 4], rare=[0] * 19 + [2])
    first, second, third = changes(table, [100] * 20, 2)
    assert (first.theme, first.rose, first.now, first.before) == ("size", True, 29, 87)
    assert (first.rate_now, first.rate_before) == pytest.approx((14.5, 87 / 18))
    assert first.p < 0.01
    assert second.theme == "price"
    assert second.p > 0.5
    assert (third.theme, third.is_enough, third.p) == ("rare", False, None)


def test_more_remarks_of_as_many_more_orders_are_no_rise():
    (one,) = changes(weeks(size=[5, 5, 5, 5, 5, 5, 20, 20]), [100] * 6 + [400] * 2, 2)
    assert one.p > 0.9
    assert not one.rose


def test_a_theme_that_always_comes_in_heaps_is_less_sure():
    calm = changes(weeks(size=[6] * 12 + [14, 14]), [100] * 14, 2)[0]
    heaps = changes(weeks(size=[0, 18, 0] * 4 + [28, 0]), [100] * 14, 2)[0]
    assert (calm.now, calm.before) == (heaps.now, heaps.before)
    assert calm.p < 0.01
    assert heaps.p > 0.3


def test_probabilities_allow_for_the_number_of_themes():
    rising = [5, 5, 4, 6, 5, 5, 11, 10]
    alone = changes(weeks(size=rising), [100] * 8, 2)[0].p
    flat = {f"t{number}": [5, 4, 6, 5, 5, 5, 5, 5] for number in range(7)}
    among = changes(weeks(size=rising, **flat), [100] * 8, 2)[0]
    assert among.theme == "size"
    assert among.p == pytest.approx(8 * alone)


def test_a_theme_is_never_surer_than_its_two_counts():
    table = weeks(size=[5] * 30 + [9, 9])
    (one,) = changes(table, [100] * 32, 2)
    assert one.p >= pair_mid_p(18, 150, 2 / 32)


def test_the_probability_of_one_theme_is_that_of_a_plain_computation():
    said_of, orders = [3, 7, 4, 9, 2, 6, 12, 11], [80, 120, 90, 130, 70, 110, 100, 90]
    (one,) = changes(weeks(size=said_of), orders, 2)
    share = 190 / sum(orders)
    z = (23 - 54 * share) / (54 * share * (1 - share)) ** 0.5
    expected = [54 * n / sum(orders) for n in orders]
    chi2 = sum((y - e) ** 2 / e for y, e in zip(said_of, expected, strict=True))
    assert chi2 > 7
    assert one.p == pytest.approx(2 * scipy_stats.t.sf(z / (chi2 / 7) ** 0.5, 7))


def test_too_few_weeks_tell_nothing_about_scatter():
    (one,) = changes(weeks(size=[20, 20, 20, 60]), [100] * 4, 1)
    assert (one.is_enough, one.p) == (False, None)
    (more,) = changes(weeks(size=[20, 20, 20, 20, 60]), [100] * 5, 1)
    assert more.is_enough


def test_weeks_without_orders_have_no_rate():
    (one,) = changes(weeks(size=[0, 0, 3, 4]), [0, 0, 50, 50], 2)
    assert (one.rate_now, one.rate_before, one.p) == (7, None, None)
    (none,) = changes(weeks(size=[0, 0]), [0, 0], 1)
    assert (none.rate_now, none.is_enough) == (None, False)


@pytest.mark.parametrize(("last", "orders"), [(0, 3), (3, 3), (1, 2)])
def test_weeks_that_cannot_be_compared_are_refused(last, orders):
    with pytest.raises(ValueError, match="compared"):
        changes(weeks(size=[1, 2, 3]), [10] * orders, last)


def test_by_chance_alone_themes_are_seldom_called():
    random = np.random.default_rng(7)
    called, runs = 0, 400
    for _ in range(runs):
        orders = random.integers(60, 140, 16)
        # Heaps: the mean itself differs from week to week.
        mean = random.gamma(2, 0.04, (16, 8)) * orders[:, None]
        table = pd.DataFrame(random.poisson(mean), columns=[f"t{at}" for at in range(8)])
        called += any(one.p is not None and one.p <= 0.1 for one in changes(table, orders, 4))
    assert called / runs <= 0.12


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 2)), max_size=30), st.randoms())
def test_the_order_of_remarks_does_not_matter(rows, random):
    frame = pd.DataFrame(rows, columns=["theme", "week"])
    orders = pd.DataFrame({"week": [1, 2], "orders": [40, 60]})
    mixed = rows.copy()
    random.shuffle(mixed)
    other = rates(pd.DataFrame(mixed, columns=["theme", "week"]), orders, ["week"])
    assert rates(frame, orders, ["week"]).equals(other)
