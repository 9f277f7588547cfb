"""Fisher's exact test, held against fractions."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest

from core.stats.ab import exact
from core.stats.ab.arms import arm
from core.stats.ab.exact import fisher


def by_fractions(x_a, n_a, x_b, n_b):
    both = x_a + x_b
    chance = {
        k: Fraction(comb(n_b, k) * comb(n_a, both - k), comb(n_a + n_b, both))
        for k in range(max(0, both - n_a), min(both, n_b) + 1)
    }
    seen = chance[x_b]
    greater = sum(p for k, p in chance.items() if k >= x_b)
    less = sum(p for k, p in chance.items() if k <= x_b)
    two_sided = sum(p for p in chance.values() if p <= seen)
    doubled = min(Fraction(1), 2 * (min(greater, less) - seen / 2))
    return [float(p) for p in (two_sided, greater, less, doubled, two_sided - seen / 2)]


def test_every_small_table_has_the_probabilities_of_its_fractions():
    tables = [
        (x_a, n_a, x_b, n_b)
        for n_a in (0, 1, 4, 9)
        for n_b in (1, 5)
        for x_a in range(n_a + 1)
        for x_b in range(n_b + 1)
    ]
    x_a, n_a, x_b, n_b = np.array(tables).T
    found = np.stack(fisher(arm(x_a, n_a), arm(x_b, n_b)), axis=1)
    assert found == pytest.approx(np.array([by_fractions(*each) for each in tables]), abs=1e-12)


def test_many_tables_go_through_memory_in_parts(monkeypatch):
    control, variant = arm([3, 0, 20], 100), arm([9, 5, 31], [90, 100, 300])
    whole = fisher(control, variant)
    monkeypatch.setattr(exact, "AT_ONCE", 60)
    assert np.stack(fisher(control, variant)) == pytest.approx(np.stack(whole), rel=1e-13)


def test_five_successes_are_too_few_for_any_verdict_and_six_are_not():
    assert fisher(arm(0, 10_000), arm(5, 10_000)).two_sided == pytest.approx(0.0624, abs=2e-4)
    assert fisher(arm(0, 10_000), arm(6, 10_000)).two_sided == pytest.approx(0.0312, abs=2e-4)
