"""Rates of few cases are pulled towards what is usual, as independent computations say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from core.stats.proportions import Tally
from core.stats.shrinkage import STRENGTH, Prior, Shrunk, chance_higher, moments, prior

SHOP = [Tally(*it) for it in [(87, 4587), (42, 2046), (38, 2258), (44, 1044), (18, 1234), (14, 255),
                              (1, 2058)]]  # fmt: skip


def likelihood(groups, alpha, beta):
    return sum(stats.betabinom.logpmf(one.successes, one.trials, alpha, beta) for one in groups)


def test_the_usual_is_where_the_likelihood_of_scipy_is_highest():
    found = prior(SHOP)
    independent = optimize.minimize(
        lambda at: -likelihood(SHOP, *np.exp(at)), [0.0, 3.0], method="Powell", tol=1e-10
    )
    alpha, beta = np.exp(independent.x)

    assert found.is_fitted
    assert found.mean == pytest.approx(alpha / (alpha + beta), rel=1e-3)
    assert found.strength == pytest.approx(alpha + beta, rel=5e-3)
    assert likelihood(SHOP, found.alpha, found.beta) == pytest.approx(-independent.fun, abs=1e-5)


def test_the_usual_by_moments_agrees_with_a_computation_by_hand():
    # 2 of 10, 8 of 10, 5 of 10: mean .5, sum of squares 10(.09 + .09) = 1.8
    mean, strength = moments([Tally(2, 10), Tally(8, 10), Tally(5, 10)])
    apart = (1.8 - 0.25 * 2) / (0.25 * (30 - 300 / 30 - 2))

    assert mean == 0.5
    assert strength == pytest.approx(1 / apart - 1)


def test_many_simulated_groups_give_back_what_they_were_made_of():
    random = np.random.default_rng(11)
    rates = random.beta(3, 97, 400)
    found = prior([Tally(int(random.binomial(500, rate)), 500) for rate in rates])

    assert found.mean == pytest.approx(0.03, rel=0.06)
    assert found.strength == pytest.approx(100, rel=0.25)


def test_groups_that_differ_by_chance_alone_are_pulled_together():
    random = np.random.default_rng(3)
    groups = [Tally(int(random.binomial(300, 0.04)), 300) for _ in range(30)]
    found = prior(groups)

    assert found.strength > 1000
    assert found.shrink(Tally(3, 10)).mean < 0.05


def test_three_orders_of_ten_visits_are_no_rate_of_thirty_per_cent():
    found = prior([*SHOP, Tally(3, 10)])
    few = found.shrink(Tally(3, 10))

    assert few.mean < 0.12
    assert few.interval()[0] < found.mean
    assert chance_higher(few, found.shrink(Tally(14, 255))) < 0.9


@pytest.mark.parametrize(
    "groups", [[Tally(3, 40)], [Tally(1, 9), Tally(2, 30)], [Tally(0, 50)] * 4, [Tally(7, 7)] * 3]
)
def test_what_cannot_be_fitted_has_an_assumed_strength(groups):
    found = prior(groups)
    both = sum(groups, Tally(0, 0))

    assert not found.is_fitted
    assert found.strength == pytest.approx(STRENGTH)
    assert 0 < found.mean < 1
    assert found.mean == pytest.approx((both.successes + 0.5) / (both.trials + 1))


def test_of_nothing_nothing_is_usual():
    assert prior([]) is None
    assert prior([Tally(0, 0)]) is None


def test_moments_take_two_groups():
    with pytest.raises(ValueError, match="takes two"):
        moments([Tally(1, 2), Tally(0, 0)])


def test_groups_that_are_all_alike_are_as_strong_as_can_be():
    assert moments([Tally(1, 10)] * 5)[1] == 1e5


def test_a_shrunken_rate_and_its_bounds_are_those_of_scipys_beta():
    shrunk = Prior(1.5, 48.5, is_fitted=True).shrink(Tally(12, 1000))
    reference = stats.beta(13.5, 1036.5)

    assert shrunk.mean == pytest.approx(reference.mean())
    assert shrunk.interval() == pytest.approx(reference.interval(0.95))
    assert shrunk.interval(0.8) == pytest.approx(reference.interval(0.8))
    assert shrunk.chance_below(0.02) == pytest.approx(reference.cdf(0.02))


@pytest.mark.parametrize(
    ("visits", "orders", "chance"), [(1000, 12, 0.996), (1000, 20, 0.798), (300, 4, 0.888)]
)
def test_the_chances_of_the_published_vectors_come_out(visits, orders, chance):
    shrunk = Prior(50 * 0.03, 50 * 0.97, is_fitted=False).shrink(Tally(orders, visits))

    assert shrunk.chance_below(0.8 * 0.03) == pytest.approx(chance, abs=0.001)


def test_a_confidence_lies_between_nought_and_one():
    with pytest.raises(ValueError, match="between 0 and 1"):
        Shrunk(1, 1).interval(1)


def test_which_rate_is_higher_agrees_with_a_simulation():
    one, other = Shrunk(15, 290), Shrunk(45, 1050)
    random = np.random.default_rng(5)
    drawn = random.beta(15, 290, 400_000) > random.beta(45, 1050, 400_000)

    assert chance_higher(one, other) == pytest.approx(drawn.mean(), abs=0.004)
    assert chance_higher(one, other) + chance_higher(other, one) == pytest.approx(1, abs=1e-3)


@given(
    st.lists(
        st.integers(0, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
        min_size=1,
        max_size=8,
    )
)
def test_a_shrunken_rate_lies_between_its_own_and_the_usual(counts):
    groups = [Tally(*one) for one in counts]
    found = prior(groups)
    for group in groups if found else ():
        shrunk = found.shrink(group)
        low, high = shrunk.interval()
        own = found.mean if group.rate is None else group.rate
        assert min(own, found.mean) - 1e-9 <= shrunk.mean <= max(own, found.mean) + 1e-9
        assert 0 <= low <= high <= 1
