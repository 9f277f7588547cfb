"""Rates of products against those of the others, beside plain computations."""

import numpy as np
import pytest
from scipy import stats

from benchmarks import detail_pages
from core.analysis import detail_page
from core.analysis.detail_page import FAR_OUT, Usual
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
    assert (odd.below > 3 * alike.below).all()
    assert (odd.above > 3 * alike.above).all()


def test_the_spread_is_that_of_a_beta_binomial():
    rng = np.random.default_rng(5)
    wide = 0.01
    rates = rng.beta(0.03 * (1 / wide - 1), 0.97 * (1 / wide - 1), 400)
    visits = np.full(400, 3000)
    found = detail_page.usual(visits, rng.binomial(visits, rates))
    # A beta distribution with such a mean has its mass below and its long tail above.
    assert np.median(found.below) == pytest.approx(wide, rel=0.35)
    assert np.median(found.above) == pytest.approx(wide, rel=0.35)


def test_the_scatter_of_one_side_is_that_of_cut_normal_deviations():
    cut = np.clip(np.random.default_rng(3).normal(size=2_000_000), 0, FAR_OUT)
    mean, variance = (float(part) for part in ((cut**2).mean(), (cut**2).var()))
    assert pytest.approx(mean, rel=0.01) == detail_page._MEAN
    assert pytest.approx(variance, rel=0.01) == detail_page._VARIANCE


def test_an_add_on_that_everybody_takes_does_not_hide_a_poor_page():
    """A gift wrapping bought by 12 % of its few visitors is no reason to find a lamp usual."""
    random = np.random.default_rng(8)
    visits = np.concatenate([[1970, 131], np.linspace(1078, 254, 23).astype(int)])
    orders = random.binomial(visits, 0.027)
    orders[:2] = 0, 16
    chances = detail_page.chance_below(visits, orders, detail_page.usual(visits, orders))
    assert benjamini_hochberg([float(chance) for chance in chances])[0] < 0.005
    # Where the add-on counts for itself alone it is not hidden either.
    above = detail_page.chance_above(visits, orders, detail_page.usual(visits, orders))
    assert above[1] < 0.01


def test_another_poor_page_hides_it_only_a_little():
    visits, orders = columns((1500, 4), (1200, 2), *[(1000, 30)] * 20)
    alone = detail_page.usual(visits[1:], orders[1:])
    both = detail_page.usual(visits, orders)
    assert both.below[1] < alone.below[0] + FAR_OUT**2 / 1000
    chances = detail_page.chance_below(visits, orders, both)
    assert max(benjamini_hochberg([float(chance) for chance in chances])[:2]) < 0.01


@pytest.mark.parametrize("spread", [0.0, 0.001, 0.02])
@pytest.mark.parametrize(("visits", "orders"), [(1000, 12), (300, 0), (50, 4), (5000, 170)])
def test_chance_is_the_tail_of_a_beta_binomial(visits, orders, spread):
    expected_of = Usual(np.array([0.03]), np.array([spread]), np.array([spread]))
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
    expected_of = Usual(np.array([0.03, 0.0]), np.zeros(2), np.zeros(2))
    assert detail_page.chance_below(*columns((5, 9), (10, 0)), expected_of).tolist() == [1, 1]


def test_purchases_are_expected_channel_by_channel():
    """E = sum of v_c * r_c: visits of a poor channel let expect fewer purchases."""
    visits = np.array([[100, 900], [50_000, 50_000], [40_000, 60_000]])
    orders = np.array([[3, 4], [2_000, 250], [1_600, 300]])
    found = detail_page.by_channel(visits, orders)
    search, social = 3_600 / 90_000, 550 / 110_000
    plain = (100 * search + 900 * social) / (1_000 * 4_150 / 200_000)
    assert found[0] == pytest.approx(plain, rel=0.01)
    alike = detail_page.by_channel(visits, np.round(visits * 0.02).astype(int))
    assert alike == pytest.approx([1, 1, 1], abs=1e-3)


@pytest.mark.parametrize(
    ("now", "before"), [((1000, 12), (1100, 33)), ((900, 30), (1000, 30)), ((400, 20), (500, 9))]
)
def test_the_chance_of_a_fall_is_that_of_the_posteriors(now, before):
    random = np.random.default_rng(2)
    drawn = [random.beta(k + 0.5, v - k + 0.5, 400_000) for v, k in (now, before)]
    assert detail_page.chance_fell(now, before) == pytest.approx(
        float((drawn[0] < drawn[1]).mean()), abs=0.01
    )


@pytest.mark.parametrize(
    ("now", "before"), [((100, 1), (900, 30)), ((9, 12), (900, 30)), ((5, 0), (5, 0))]
)
def test_a_fall_is_not_told_from_too_few_purchases(now, before):
    assert detail_page.chance_fell(now, before) is None


def test_without_other_products_channels_tell_nothing():
    assert detail_page.by_channel(np.array([[5, 9]]), np.array([[1, 0]])).tolist() == [1]
    none = detail_page.by_channel(np.zeros((2, 2), int), np.zeros((2, 2), int))
    assert none.tolist() == [1, 1]


@pytest.mark.parametrize(("rate", "visits"), [(0.03, 167), (0.05, 100), (0.01, 500)])
def test_five_expected_purchases_take_so_many_visits(rate, visits):
    assert detail_page.visits_needed(rate) == visits


def test_nobody_can_expect_purchases_at_no_rate():
    with pytest.raises(ValueError, match="expect"):
        detail_page.visits_needed(0)


def test_more_visits_settle_what_lies_near():
    assert detail_page.visits_to_know(300, 4, 0.03, 0.9) == 75
    assert detail_page.visits_to_know(1000, 24, 0.03, 0.9) is None


@pytest.mark.parametrize("shape", detail_pages.SHAPES, ids=lambda shape: shape.name)
def test_a_shop_without_a_fault_is_rarely_alarmed(shape):
    """Of 60 shops with 3 to 60 products at most one in ten gets an alarm, whatever the shape.

    The benchmark draws more of them; docs/methods.md has its numbers.
    """
    random = np.random.default_rng(20261125)
    found = [detail_pages.alarmed(shape, (3, 5, 10, 25, 60)[n % 5], random) for n in range(60)]
    assert sum(found) <= 6


def test_a_page_that_sells_a_third_is_found_in_a_shop_of_similar_products():
    random = np.random.default_rng(20261125)
    found = [detail_pages.finds(detail_pages.SHAPES[1], 25, 0.3, random) for _ in range(40)]
    assert sum(found) >= 24
