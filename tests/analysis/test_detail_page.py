"""Rates of products against those of the others, beside plain computations."""

import numpy as np
import pytest
from scipy import stats

from core.analysis import detail_page
from core.analysis.detail_page import Usual
from core.stats.multiplicity import benjamini_hochberg


def columns(*pairs):
    visits, orders = zip(*pairs, strict=True)
    return np.array(visits), np.array(orders)


VECTORS = [
    (1000, 12, 0.996),
    (1000, 20, 0.798),
    (1000, 32, 0.062),
    (300, 4, 0.888),
    (300, 2, 0.982),
    (500, 6, 0.967),
    (2000, 45, 0.670),
]


@pytest.mark.parametrize(("visits", "orders", "chance"), VECTORS)
def test_the_chance_of_a_poor_rate_is_that_of_the_rule(visits, orders, chance):
    found = detail_page.p_low(*columns((visits, orders)), np.array([0.03]))[0]
    plain = stats.beta.cdf(0.8 * 0.03, orders + 1.5, visits - orders + 48.5)
    assert found == pytest.approx(plain, rel=1e-9)
    assert round(float(found), 3) == chance


def test_the_chance_of_a_good_rate_is_the_other_tail():
    found = detail_page.p_high(*columns((1000, 45)), np.array([0.03]))[0]
    assert found == pytest.approx(stats.beta.sf(1.2 * 0.03, 45 + 1.5, 955 + 48.5), rel=1e-9)


def test_three_orders_of_four_visits_do_not_make_a_rate_of_three_quarters():
    found = detail_page.shrunken(*columns((4, 3), (4000, 120)), np.array([0.03, 0.03]))
    assert found.middle[0] == pytest.approx((3 + 1.5) / 54)
    assert found.middle[1] == pytest.approx(0.03)
    low, high = stats.beta.interval(0.95, 120 + 1.5, 3880 + 48.5)
    assert (found.low[1], found.high[1]) == pytest.approx((low, high))


def test_the_usual_rate_is_that_of_the_others_together():
    visits, orders = columns((1000, 12), (500, 20), (2500, 70))
    found = detail_page.usual(visits, orders)
    assert found.rate == pytest.approx([90 / 3000, 82 / 3500, 32 / 1500])


def test_the_only_product_has_no_others():
    found = detail_page.usual(*columns((1000, 12)))
    assert np.isnan(found.rate[0])
    assert detail_page.chance_below(*columns((1000, 12)), found)[0] == 1


def test_products_that_differ_widen_what_is_usual():
    alike = detail_page.usual(*columns(*[(1000, 30)] * 12))
    odd = detail_page.usual(*columns(*[(1000, 10), (1000, 50)] * 6))
    assert (odd.spread > 3 * alike.spread).all()


def test_the_spread_is_the_moment_estimate_of_a_beta_binomial():
    rng = np.random.default_rng(5)
    wide = 0.01
    rates = rng.beta(0.03 * (1 / wide - 1), 0.97 * (1 / wide - 1), 400)
    visits = np.full(400, 3000)
    found = detail_page.usual(visits, rng.binomial(visits, rates))
    assert np.median(found.spread) == pytest.approx(wide, rel=0.25)


@pytest.mark.parametrize("spread", [0.0, 0.001, 0.02])
@pytest.mark.parametrize(("visits", "orders"), [(1000, 12), (300, 0), (50, 4), (5000, 170)])
def test_chance_is_the_tail_of_a_beta_binomial(visits, orders, spread):
    expected_of = Usual(np.array([0.03]), np.array([spread]))
    below = detail_page.chance_below(*columns((visits, orders)), expected_of)[0]
    above = detail_page.chance_above(*columns((visits, orders)), expected_of)[0]
    if spread:
        size = 1 / spread - 1
        plain = stats.betabinom(visits, 0.03 * size, 0.97 * size)
    else:
        plain = stats.binom(visits, 0.03)
    assert below == pytest.approx(plain.cdf(orders), rel=1e-6)
    assert above == pytest.approx(plain.sf(orders - 1), rel=1e-4, abs=1e-9)


def test_more_orders_than_visits_are_no_chance_to_speak_of():
    expected_of = Usual(np.array([0.03, 0.0]), np.array([0.0, 0.0]))
    assert detail_page.chance_below(*columns((5, 9), (10, 0)), expected_of).tolist() == [1, 1]


def test_purchases_are_expected_channel_by_channel():
    rates = {"search": 0.04, "social": 0.005}
    found = detail_page.expected_by_channel({"search": 100, "social": 900}, rates)
    assert found == pytest.approx(8.5)
    assert detail_page.expected_by_channel({"search": 10, "tv": 0}, rates) == pytest.approx(0.4)
    with pytest.raises(KeyError):
        detail_page.expected_by_channel({"tv": 5}, rates)


@pytest.mark.parametrize(("rate", "visits"), [(0.03, 167), (0.05, 100), (0.01, 500)])
def test_five_expected_purchases_take_so_many_visits(rate, visits):
    assert detail_page.visits_needed(rate) == visits


def test_nobody_can_expect_purchases_at_no_rate():
    with pytest.raises(ValueError, match="expect"):
        detail_page.visits_needed(0)


def test_more_visits_settle_what_lies_near():
    assert detail_page.visits_to_know(300, 4, 0.03, 0.9) == 75
    assert detail_page.visits_to_know(1000, 24, 0.03, 0.9) is None


def test_a_shop_without_a_fault_is_rarely_alarmed():
    """Of 200 shops with 3 to 60 products that differ by 0 to 30 %, at most 5 % get an alarm."""
    rng = np.random.default_rng(20261125)
    alarms = 0
    for number in range(200):
        count = (3, 5, 10, 25, 60)[number % 5]
        differ = (0.0, 0.15, 0.3)[number % 3]
        looked = np.maximum(1, rng.lognormal(np.log(500), 0.9, count)).astype(int)
        own = rng.gamma(1 / differ**2, differ**2, count) if differ else np.ones(count)
        bought = rng.binomial(looked, np.minimum(0.025 * own, 0.5))
        usual = detail_page.usual(looked, bought)
        judged = (looked * usual.rate >= 5) & (usual.rate > 0)
        if judged.any():
            sure = 0.95 if judged.sum() > 20 else 0.9
            low = detail_page.p_low(looked, bought, usual.rate)[judged]
            chance = detail_page.chance_below(looked, bought, usual)[judged]
            adjusted = np.array(benjamini_hochberg([float(p) for p in chance]))
            alarms += bool(((low >= sure) & (adjusted <= 0.05)).any())
    assert alarms <= 10
