"""The mean effect alone says what the pool of all tests says of it."""

import numpy as np
import pytest

from core.stats.ab.pooling import mean_effect, pool

EFFECTS = np.array([0.4, 0.1, -0.2, 0.3, 0.25])
VARIANCES = np.array([0.02, 0.05, 0.04, 0.01, 0.1])


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.999])
def test_mean_intervals_and_chance_are_those_of_the_pool(confidence):
    found, pooled = mean_effect(EFFECTS, VARIANCES), pool(EFFECTS, VARIANCES, confidence)
    mean, ahead = found.intervals(confidence, confidence)
    assert found.mean == pytest.approx(pooled.mean, abs=1e-12)
    assert found.between == pytest.approx(pooled.between, abs=1e-12)
    assert found.higher == pytest.approx(pooled.higher, abs=1e-12)
    np.testing.assert_allclose(mean, pooled.interval, atol=1e-9)
    np.testing.assert_allclose(ahead, pooled.prediction, atol=1e-9)


def test_each_interval_has_its_own_confidence():
    found = mean_effect(EFFECTS, VARIANCES)
    mean, ahead = found.intervals(0.999, 0.5)
    np.testing.assert_allclose(mean, pool(EFFECTS, VARIANCES, 0.999).interval, atol=1e-9)
    np.testing.assert_allclose(ahead, pool(EFFECTS, VARIANCES, 0.5).prediction, atol=1e-9)


def test_p_is_reached_by_the_interval_that_ends_at_nought():
    found = mean_effect(EFFECTS, VARIANCES)
    mean, _ = found.intervals(1 - found.p)
    assert min(abs(float(mean.lower)), abs(float(mean.upper))) == pytest.approx(0, abs=1e-9)


def test_equal_effects_either_side_of_nought_say_nothing():
    assert mean_effect([0.3, -0.3], [0.1, 0.1]).p == pytest.approx(1)


def test_what_cannot_be_pooled_is_refused():
    with pytest.raises(ValueError, match="fewer than two"):
        mean_effect([0.1], [0.1])
    with pytest.raises(ValueError, match="above 0"):
        mean_effect([0.1, 0.2], [0.1, 0.0])
    with pytest.raises(ValueError, match="confidence"):
        mean_effect([0.1, 0.2], [0.1, 0.1]).intervals(1.0)
