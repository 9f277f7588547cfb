"""Changes are held against the shop's own past; false alarms stay rare."""

from math import inf, nan

import numpy as np
import pytest
from scipy import stats as scipy_stats

from core.stats.counts import pair_z
from core.stats.placebo import SLACK, judge, two_sided


def test_the_p_value_is_that_of_student_as_scipy_has_it():
    assert two_sided(2.1, 5) == pytest.approx(2 * scipy_stats.t.sf(2.1, 5))


def test_the_scale_is_the_root_mean_square_of_the_past():
    found = judge(6, [3, -4], least=1, independent=4)
    assert found.scale == pytest.approx(12.5**0.5 * SLACK)
    assert found.p == pytest.approx(2 * scipy_stats.t.sf(6 / found.scale, 4))


def test_a_calm_past_does_not_make_chance_smaller():
    assert judge(1.5, [0.1, -0.1], least=1, independent=4).scale == 1


def test_the_smallest_visible_change_would_just_be_called_one():
    found = judge(1.5, [1, -2], least=1, independent=4)
    edge = judge(found.smallest(0.9), [1, -2], least=1, independent=4)
    assert edge.p == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("earlier", "least", "independent"), [([], 1, 4), ([nan, inf], 1, 4), ([1], 1, 0), ([0], 0, 3)]
)
def test_without_a_past_nothing_is_judged(earlier, least, independent):
    assert judge(2, earlier, least=least, independent=independent) is None


@pytest.mark.parametrize("kind", ["poisson", "drifting"])
def test_a_shop_in_which_nothing_happens_is_rarely_called_changed(kind):
    """At a nominal 10 %, no more than 13 % of 300 shops (docs/methods.md)."""
    random = np.random.default_rng(7)
    alarms = 0
    for _ in range(300):
        drift = random.normal(0, 0.05, 364) if kind == "drifting" else np.zeros(364)
        level = np.zeros(364)
        for day in range(1, 364):
            level[day] = 0.97 * level[day - 1] + drift[day]
        orders = random.poisson(8 * np.exp(level))
        ends = range(336, 55, -7)
        z = [pair_z(int(orders[e - 28 : e].sum()), int(orders[e - 56 : e - 28].sum()))
             for e in (364, *ends)]  # fmt: skip
        alarms += judge(z[0], z[1:], least=1, independent=11).p < 0.1
    assert alarms <= 39
