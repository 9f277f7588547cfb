"""The bounds of a sum of won: exact for a count, and wide enough where values scatter."""

import numpy as np
import pytest

from core.stats.amounts import Takings


@pytest.mark.parametrize(
    ("count", "low", "high"),
    # Garwood 1936, as printed in many tables
    [(0, 0.0, 3.689), (1, 0.025, 5.572), (3, 0.619, 8.767), (10, 4.795, 18.390),
     (50, 37.111, 65.919)],
)  # fmt: skip
def test_a_count_has_the_published_exact_bounds(count, low, high):
    assert Takings(count, count, 1, 0).interval() == pytest.approx((low, high), abs=6e-4)


@pytest.mark.parametrize("expected", [1, 4, 12, 60])
def test_scattered_values_lie_within_the_bounds_often_enough(expected):
    random = np.random.default_rng(expected)
    outside = 0
    for _ in range(2000):
        orders = random.poisson(expected)
        # mean 1, variance 1: as much as ``SPREAD`` supposes
        values = random.lognormal(-np.log(2) / 2, np.sqrt(np.log(2)), orders)
        low, high = Takings(float(values.sum()), orders, 1.0).interval()
        outside += not low <= expected <= high
    assert outside / 2000 <= 0.06


def test_the_p_value_is_small_exactly_where_the_bounds_leave_a_sum_out():
    takings = Takings(420_000, 14, 30_000)
    low, high = takings.interval()

    for won in (low * 1.01, high * 0.99, 420_000):
        assert takings.p(won) > 0.05
    for won in (low * 0.99, high * 1.01):
        assert takings.p(won) < 0.05


def test_no_order_at_all_has_only_an_upper_bound():
    low, high = Takings(0, 0, 30_000).interval()

    assert low == 0
    assert high > 3.689 * 30_000
    assert Takings(0, 0, 30_000).p(3_000_000) < 0.001
    assert Takings(0, 0, 30_000).p(10_000) == 1


def test_more_scatter_makes_wider_bounds():
    narrow, wide = (Takings(300_000, 10, 30_000, spread).interval() for spread in (0, 2))

    assert wide[0] < narrow[0] < narrow[1] < wide[1]


@pytest.mark.parametrize("wrong", [(-1, 0, 1, 0), (1, -1, 1, 0), (1, 1, 0, 0), (1, 1, 1, -1)])
def test_the_impossible_is_refused(wrong):
    with pytest.raises(ValueError, match="impossible"):
        Takings(*wrong)
