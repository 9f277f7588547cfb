"""What somebody new is worth: held against drawing the customers again."""

import numpy as np
import pytest

from core.stats import buying, lifetime, newcomer, skewed
from core.stats.skewed import Estimate


def history(random, size):
    """Customers who buy at gamma rates and leave after a purchase now and then."""
    age = random.uniform(100, 700, size)
    rate, gone = random.gamma(0.8, 1 / 60, size), random.beta(0.9, 2.0, size)
    x, recency = np.zeros(size), np.zeros(size)
    for place in range(size):
        day = 0.0
        while random.random() >= gone[place]:
            day += random.exponential(1 / rate[place])
            if day > age[place]:
                break
            x[place] += 1
            recency[place] = day
    return x, recency, age


def test_purchases_to_come_scatter_as_much_as_when_customers_are_drawn_again():
    random = np.random.default_rng(3)
    told = history(random, 800)
    of, _ = buying.grouped(*told)
    fit = buying.likelier(of)
    value, error = newcomer.purchases(fit, of, 12)
    assert value == lifetime.worth_of_newcomer(fit, 12)
    again = []
    for _time in range(40):
        some = random.integers(0, 800, 800)
        drawn, _ = buying.grouped(*(one[some] for one in told))
        again.append(lifetime.worth_of_newcomer(buying.fit(drawn, fit.model), 12))
    assert 0.65 < error / np.std(again) < 1.5


def test_both_parts_are_put_together_and_the_models_are_trusted_no_more_than_they_hit():
    first = skewed.mean(np.random.default_rng(1).lognormal(10, 1, 400))
    low, high = first.interval(0.9)
    told = newcomer.worth(first, (0.5, 0.05), (20_000, 1_000), 0.2, 0.9)
    reach = 1.6448536 * np.sqrt(0.1**2 + 0.05**2 + 0.2**2)
    assert told.value == first.value + 10_000
    assert told.value - told.low == pytest.approx(
        np.hypot(first.value - low, 10_000 * (1 - np.exp(-reach))), rel=1e-6
    )
    assert told.high - told.value == pytest.approx(
        np.hypot(high - first.value, 10_000 * (np.exp(reach) - 1)), rel=1e-6
    )
    # Many first purchases are known much better than what follows them.
    known = newcomer.worth(
        Estimate(first.value, 1.0, 9_999), (0.5, 0.05), (20_000, 1_000), 0.2, 0.9
    )
    assert known.high - known.low < told.high - told.low


def test_where_nobody_comes_again_it_is_the_first_purchase():
    first = Estimate(30_000, 1_000, 200)
    told = newcomer.worth(first, (0.0, 0.0), (0.0, 0.0), 0.2, 0.9)
    assert (told.value, told.low, told.high) == (30_000, *first.interval(0.9))
