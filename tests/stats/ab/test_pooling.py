"""Pooled tests, held against a plain integral over a grid and a published data set."""

import numpy as np
import pytest
from scipy.stats import chi2, norm

from core.stats.ab import pooling
from core.stats.ab.arms import arm
from core.stats.ab.pooling import log_ratio, pool

Y = np.array([0.10, 0.45, -0.05, 0.30])
V = np.array([0.02, 0.05, 0.01, 0.08])

# Vaccination against tuberculosis, thirteen trials (Colditz et al. 1994, dat.bcg of metafor):
# cases and others with the vaccine, cases and others without.
BCG = np.array(
    [
        [4, 6, 3, 62, 33, 180, 8, 505, 29, 17, 186, 5, 27],
        [119, 300, 228, 13536, 5036, 1361, 2537, 87886, 7470, 1699, 50448, 2493, 16886],
        [11, 29, 11, 248, 47, 372, 10, 499, 45, 65, 141, 3, 29],
        [128, 274, 209, 12619, 5761, 1079, 619, 87892, 7232, 1600, 27197, 2338, 17825],
    ]
)


def test_pooling_agrees_with_a_grid_over_both_unknowns():
    tau = np.linspace(0.0005, 3, 3000)[:, None]
    mu = np.linspace(-3, 3, 1601)
    logs = -((tau / 0.5) ** 2) / 2 + np.zeros((3000, 1601))
    for y, v in zip(Y, V, strict=True):
        logs += norm.logpdf(y, mu, np.sqrt(v + tau**2))
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    found = pool(Y, V)
    of_mu = np.cumsum(weights.sum(axis=0))
    assert found.mean == pytest.approx(np.sum(weights.sum(axis=0) * mu), abs=1e-4)
    assert np.interp([0.025, 0.975], of_mu, mu + 0.003 / 1.6) == pytest.approx(
        [float(each) for each in found.interval], abs=3e-3
    )
    assert found.between == pytest.approx(np.sum(weights * tau), abs=1e-3)
    above = np.sum(weights[:, mu > 1e-9]) + np.sum(weights[:, np.abs(mu) < 1e-9]) / 2
    assert found.higher == pytest.approx(above, abs=1e-3)
    kept = tau**2 / (tau**2 + V[1])
    assert found.shrunken[1] == pytest.approx(
        np.sum(weights * (kept * Y[1] + (1 - kept) * mu)), abs=1e-3
    )


def test_the_published_trials_pool_as_published():
    cases, others, cases_0, others_0 = BCG
    y = np.log(cases / (cases + others)) - np.log(cases_0 / (cases_0 + others_0))
    v = 1 / cases - 1 / (cases + others) + 1 / cases_0 - 1 / (cases_0 + others_0)
    found = pool(y, v)
    # metafor: Q = 152.23, I² = 92.1 %, mean -0.71 (-1.06 to -0.36), τ = 0.56 by maximum likelihood.
    assert found.heterogeneity_p == pytest.approx(chi2.sf(152.233, 12), rel=1e-3)
    assert found.inconsistency == pytest.approx(0.9212, abs=1e-4)
    assert found.mean == pytest.approx(-0.7145, abs=0.01)
    assert tuple(found.interval) == pytest.approx((-1.07, -0.36), abs=0.03)
    assert found.between == pytest.approx(0.5597, abs=0.02)


def test_effects_are_drawn_to_the_mean_the_more_the_less_they_know():
    found = pool([0.5, 0.5, -0.2], [0.01, 0.1, 0.02])
    assert found.mean < found.shrunken[1] < found.shrunken[0] < 0.5
    assert -0.2 < found.shrunken[2] < found.mean
    low, high = found.shrunken_interval
    assert np.all((low < found.shrunken) & (found.shrunken < high))


def test_intervals_nest_and_mirror():
    found, mirror = pool(Y, V), pool(-Y, V)
    assert found.prediction.lower < found.interval.lower < found.mean < found.interval.upper
    assert found.interval.upper < found.prediction.upper
    assert found.mean == pytest.approx(-mirror.mean)
    assert found.higher == pytest.approx(1 - mirror.higher)
    assert found.interval.lower == pytest.approx(-mirror.interval.upper)
    narrow = pool(Y, V, 0.8)
    assert found.interval.lower < narrow.interval.lower


def test_equal_effects_show_no_inconsistency():
    found = pool([0.2, 0.2, 0.2], [0.01, 0.02, 0.03])
    assert found.inconsistency == 0
    assert found.heterogeneity_p == 1
    assert found.mean == pytest.approx(0.2)


def test_more_places_change_nothing(monkeypatch):
    few = pool(Y, V)
    monkeypatch.setattr(pooling, "PANELS", 20)
    many = pool(Y, V)
    assert few.shrunken_interval.upper == pytest.approx(many.shrunken_interval.upper, abs=1e-6)
    assert few.prediction.lower == pytest.approx(many.prediction.lower, abs=1e-5)


def test_pooled_intervals_hold_the_truth():
    random = np.random.default_rng(8)
    held = []
    for _ in range(150):
        truth = random.normal(0.1, 0.2, 6)
        x_a = random.binomial(1000, 0.03, 6)
        effects = log_ratio(arm(x_a, 1000), arm(random.binomial(1000, 0.03 * np.exp(truth)), 1000))
        low, high = pool(*effects).shrunken_interval
        held.append(np.mean((low <= truth) & (truth <= high)))
    assert np.mean(held) > 0.93


def test_the_effect_of_a_test_is_defined_without_successes():
    effect, variance = log_ratio(arm([10, 0, 0], [500, 100, 0]), arm([20, 0, 3], [500, 100, 10]))
    assert effect[0] == pytest.approx(np.log(20.5 / 10.5))
    assert variance[0] == pytest.approx(1 / 20.5 + 1 / 10.5 - 2 / 500.5)
    assert effect[1] == 0
    assert np.isfinite(effect).all()
    assert np.all(variance > 0)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: pool([0.1], [0.02]),
        lambda: pool([0.1, 0.2], [0.02]),
        lambda: pool([0.1, 0.2], [0.02, 0]),
        lambda: pool([[0.1, 0.2]], [[0.02, 0.1]]),
        lambda: pool([0.1, 0.2], [0.02, 0.1], 1),
        lambda: pool([0.1, 0.2], [0.02, 0.1], scale=0),
    ],
)
def test_impossible_tests_are_not_pooled(wrong):
    with pytest.raises(ValueError, match=r"two tests|variance|confidence"):
        wrong()
