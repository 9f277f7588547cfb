"""More than two versions, held against scipy and a naive Holm."""

import numpy as np
import pytest
from scipy import stats

from core.stats.ab.arms import arm
from core.stats.ab.several import holm, homogeneity, versus_control


def test_the_test_of_several_rates_agrees_with_scipy():
    x, n = np.array([20, 25, 38]), np.array([1000, 1010, 990])
    expected = stats.chi2_contingency(np.stack([x, n - x]), correction=False)
    found = homogeneity(arm(x, n))
    assert (found.statistic, found.freedom, found.p) == pytest.approx(
        (expected.statistic, 2, expected.pvalue)
    )


def test_versions_nobody_saw_are_left_out_and_rates_that_cannot_differ_do_not():
    found = homogeneity(arm([[3, 0, 7], [0, 0, 0], [9, 9, 9]], [[50, 0, 50], [9, 9, 9], [9, 9, 9]]))
    assert found.freedom.tolist() == [1, 0, 0]
    assert found.p.tolist() == [pytest.approx(stats.chi2.sf(1.7777777778, 1)), 1, 1]


def naive_holm(p):
    order = sorted(range(len(p)), key=lambda i: p[i])
    adjusted, most = [0.0] * len(p), 0.0
    for rank, i in enumerate(order):
        most = max(most, min(1.0, (len(p) - rank) * p[i]))
        adjusted[i] = most
    return adjusted


def test_holms_adjustment_is_that_of_a_naive_loop_along_the_last_axis():
    p = np.random.default_rng(2).random((20, 5)) ** 3
    assert holm(p) == pytest.approx(np.array([naive_holm(row) for row in p]))


@pytest.mark.parametrize(
    ("p", "why"), [([], "no numbers"), ([0.1, 1.1], "between"), ([-0.1], "between")]
)
def test_impossible_probabilities_are_not_adjusted(p, why):
    with pytest.raises(ValueError, match=why):
        holm(p)


def test_every_version_is_held_against_the_control_of_its_own_test():
    found = versus_control(arm([[20], [10]], 1000), arm([[25, 38], [10, 30]], 1000))
    assert found.z.shape == (2, 2)
    assert found.p[1, 0] == 1
    assert found.adjusted[0].tolist() == pytest.approx(naive_holm(found.p[0]))
