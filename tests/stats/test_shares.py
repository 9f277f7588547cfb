"""The error of shares, what chance makes of it, and between which bounds the true one lies."""

from itertools import product
from math import factorial, prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from core.stats import shares

MEANT = [0.5, 0.3, 0.15, 0.05]
THERE = [0.22, 0.38, 0.28, 0.12]


def test_the_error_of_the_seed_is_28_percent():
    assert shares.distance(MEANT, THERE) == pytest.approx(0.28)


def test_the_error_is_nought_for_the_same_and_one_for_nothing_in_common():
    assert shares.distance(MEANT, MEANT) == 0
    assert shares.distance([1, 0], [0, 1]) == 1


counts = st.lists(st.integers(0, 500), min_size=2, max_size=8).filter(lambda it: sum(it) > 0)


@given(counts)
def test_the_error_is_symmetric_and_lies_between_nought_and_one(numbers):
    one = np.array(numbers) / sum(numbers)
    other = np.full(len(numbers), 1 / len(numbers))
    assert shares.distance(one, other) == pytest.approx(shares.distance(other, one))
    assert 0 <= shares.distance(one, other) <= 1


def of_multinomial(meant, cases):
    """Every error and its probability, by counting all samples there are."""
    for sample in product(range(cases + 1), repeat=len(meant) - 1):
        rest = cases - sum(sample)
        if rest >= 0:
            drawn = (*sample, rest)
            ways = factorial(cases) / prod(map(factorial, drawn))
            chance = ways * prod(p**k for p, k in zip(meant, drawn, strict=True))
            yield sum(abs(k / cases - p) for k, p in zip(drawn, meant, strict=True)) / 2, chance


def exact_level(errors, confidence=0.95):
    total = 0.0
    for error, chance in sorted(errors):
        total += chance
        if total >= confidence:
            return error
    raise AssertionError


@pytest.mark.parametrize(("meant", "cases"), [([0.5, 0.3, 0.2], 12), ([0.6, 0.25, 0.1, 0.05], 20)])
def test_the_level_by_chance_agrees_with_all_samples_counted_one_by_one(meant, cases):
    errors = list(of_multinomial(meant, cases))
    assert sum(chance for _, chance in errors) == pytest.approx(1)
    level = exact_level(errors)
    # One sample more or less in ten thousand may move it by one step of the count.
    assert shares.chance_level(meant, cases) == pytest.approx(level, abs=1 / cases + 1e-9)


@pytest.mark.parametrize(("share", "cases"), [(0.5, 30), (0.3, 100), (0.05, 400)])
def test_of_two_values_it_agrees_with_the_binomial_distribution(share, cases):
    numbers = np.arange(cases + 1)
    away = np.abs(numbers / cases - share)
    chances = stats.binom.pmf(numbers, cases, share)
    level = exact_level(list(zip(away, chances, strict=True)))
    assert shares.chance_level([share, 1 - share], cases) == pytest.approx(
        level, abs=1 / cases + 1e-9
    )


def test_of_many_cases_it_agrees_with_the_normal_distribution():
    cases, share = 100_000, 0.3
    level = stats.norm.ppf(0.975) * np.sqrt(share * (1 - share) / cases)
    assert shares.chance_level([share, 1 - share], cases) == pytest.approx(level, rel=0.03)


def test_p_agrees_with_all_samples_counted_one_by_one():
    meant, drawn = [0.5, 0.3, 0.2], [3, 5, 4]
    error = shares.error(meant, drawn)
    exact = sum(c for away, c in of_multinomial(meant, 12) if away >= error.value - 1e-9)
    assert error.p == pytest.approx(exact, abs=0.015)


def test_400_buyers_of_the_seed_are_surely_others():
    error = shares.error(MEANT, [88, 152, 112, 48])
    assert (error.value, error.cases) == (pytest.approx(0.28), 400)
    assert 0.04 < error.chance < 0.07
    assert error.p < 0.001
    assert 0.22 < error.low < 0.25
    assert 0.31 < error.high < 0.33


def test_the_lower_bound_is_nought_while_the_shares_meant_may_be_true():
    error = shares.error(MEANT, [14, 10, 5, 1])
    assert error.value <= error.chance
    assert error.low == 0
    assert error.high > error.value


def test_the_same_numbers_give_the_same_answer():
    assert shares.error(MEANT, [20, 20, 20, 20]) == shares.error(MEANT, [20, 20, 20, 20])


def test_an_exact_hit_is_no_certainty():
    error = shares.error([0.5, 0.5], [15, 15])
    assert (error.value, error.low, error.p) == (0, 0, 1)
    assert error.high > 0.1


def test_a_value_nobody_has_in_mind_can_be_there():
    error = shares.error([1, 0], [90, 10])
    assert error.value == pytest.approx(0.1)
    assert error.chance == 0
    # Clopper and Pearson (1934) of 10 in 100.
    assert error.low == pytest.approx(0.049, abs=0.01)
    assert error.high == pytest.approx(0.176, abs=0.015)


@pytest.mark.parametrize("cases", [30, 100, 400])
@pytest.mark.parametrize("groups", [2, 4, 6, 12])
def test_the_range_seldom_lies_wholly_above_the_truth(groups, cases):
    random = np.random.default_rng(7)
    meant = np.full(groups, 1 / groups)
    true = meant.copy()
    true[: groups // 2] += 0.2 / groups
    true[groups // 2 :] -= 0.2 / groups
    error = shares.distance(meant, true)
    found = [shares.error(meant, random.multinomial(cases, true)) for _ in range(40)]
    assert sum(one.low > error for one in found) <= 4
    assert sum(one.low <= error <= one.high for one in found) >= 34


@pytest.mark.parametrize(
    ("meant", "counted"),
    [
        ([0.5, 0.6], [1, 1]),
        ([0.5, 0.5], [1, 1, 1]),
        ([0.5, 0.5], [0, 0]),
        ([0.5, 0.5], [-1, 2]),
        ([1.5, -0.5], [1, 1]),
    ],
)
def test_impossible_numbers_are_refused(meant, counted):
    with pytest.raises(ValueError, match=r"shares|cases|counts"):
        shares.error(meant, counted)


def test_lists_of_two_lengths_are_refused():
    with pytest.raises(ValueError, match="cannot be held against"):
        shares.distance([0.5, 0.5], [1.0])


def test_a_confidence_of_one_is_refused():
    with pytest.raises(ValueError, match="confidence"):
        shares.chance_level([0.5, 0.5], 10, 1.0)
