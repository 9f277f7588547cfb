"""The chance to be best, held against closed forms and plain integrals."""

from math import exp

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betaln

from benchmarks.rivals import chance_higher
from core.stats.ab import posterior
from core.stats.ab.arms import arm
from core.stats.ab.posterior import best


def closed_form(x_a, n_a, x_b, n_b):
    """Evan Miller (2013): the chance that B is higher, as a sum."""
    a, b, c, d = x_a + 1, n_a - x_a + 1, x_b + 1, n_b - x_b + 1
    return sum(
        exp(betaln(a + i, b + d) - np.log(d + i) - betaln(1 + i, d) - betaln(a, b))
        for i in range(c)
    )


@pytest.mark.parametrize(
    "table", [(10, 500, 20, 500), (0, 200, 3, 200), (40, 60, 1, 3), (2, 4000, 30, 900)]
)
def test_two_versions_have_the_chances_of_the_closed_form(table):
    found = best(arm(table[::2], table[1::2])).chance
    assert found[1] == pytest.approx(closed_form(*table), abs=1e-11)
    assert found[1] == pytest.approx(chance_higher(*table), abs=1e-4)


def test_chances_and_losses_are_those_of_a_plain_integral():
    x, n = np.array([20, 25, 38, 3]), np.array([1000, 1010, 990, 40])
    p = (np.arange(400_000) + 0.5) / 400_000
    from scipy.stats import beta

    below = beta.cdf(p[:, None], x + 1, n - x + 1)
    density = beta.pdf(p[:, None], x + 1, n - x + 1)
    rest = np.stack([np.prod(np.delete(below, i, axis=1), axis=1) for i in range(4)], axis=1)
    found = best(arm(x, n))
    assert found.chance == pytest.approx(np.mean(density * rest, axis=0), abs=1e-9)
    assert found.loss == pytest.approx(np.mean(below * (1 - rest), axis=0), rel=1e-6)
    assert found.mean == pytest.approx((x + 1) / (n + 2))


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 5000)), min_size=2, max_size=5))
@settings(max_examples=60)
def test_chances_add_up_and_the_best_version_costs_the_least(counts):
    some = arm([x for x, _ in counts], [x + more for x, more in counts])
    found = best(some)
    assert np.sum(found.chance) == pytest.approx(1, abs=1e-12)
    assert np.all((found.chance >= 0) & (found.loss >= 0) & np.isfinite(found.loss))
    assert found.loss[np.argmax(found.mean)] == pytest.approx(np.min(found.loss), abs=1e-12)
    turned = best(arm(some.successes[::-1], some.trials[::-1]))
    assert turned.chance == pytest.approx(found.chance[::-1], abs=1e-12)


def test_more_nodes_change_nothing(monkeypatch):
    versions = arm([5, 20_000, 0], [100, 1_000_000, 7])
    few = best(versions)
    monkeypatch.setattr(posterior, "NODES", 96)
    assert few.chance == pytest.approx(best(versions).chance, abs=1e-12)
    assert few.loss == pytest.approx(best(versions).loss, rel=1e-11)


def test_many_tests_are_described_in_parts_as_one_by_one(monkeypatch):
    x, n = np.arange(24).reshape(2, 4, 3), np.full((2, 4, 3), 300)
    monkeypatch.setattr(posterior, "BLOCK", 4000)
    many = best(arm(x, n))
    assert many.chance.shape == (2, 4, 3)
    assert many.chance[1, 2].tolist() == best(arm(x[1, 2], n[1, 2])).chance.tolist()


@pytest.mark.parametrize(
    ("versions", "prior"), [(arm(1, 2), (1, 1)), (arm([1], [2]), (1, 1)), (arm([1, 1], 2), (0, 1))]
)
def test_there_is_no_best_of_one_and_no_prior_without_weight(versions, prior):
    with pytest.raises(ValueError, match=r"versions|prior"):
        best(versions, prior)
