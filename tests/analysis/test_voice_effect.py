"""Those who were looked after beside those who were not, alike months and buyers together."""

import numpy as np
import pandas as pd
import pytest

from core.analysis import voice_effect
from core.stats.ab.two_proportions import two_sided
from core.stats.proportions import Tally
from core.terms import Evidence

UNTIL = 1000


def starts(rng, size, *, is_done, is_new=None):
    return pd.DataFrame(
        {
            "buyer": [f"b{at}" for at in range(size)],
            "start": rng.integers(500, UNTIL, size),
            "is_done": is_done,
            "is_new": rng.random(size) < 0.5 if is_new is None else is_new,
        }
    )


def test_who_came_again_is_that_of_a_plain_pass():
    rng = np.random.default_rng(1)
    people = starts(rng, 80, is_done=False)
    orders = pd.DataFrame(
        {"buyer": [f"b{one}" for one in rng.integers(0, 120, 400)],
         "day": rng.integers(400, UNTIL + 100, 400)}
    )  # fmt: skip
    since = people["start"] - 20
    came = voice_effect.came_again(people, orders)
    between = voice_effect.came_between(people, since, orders)
    for at, one in people.iterrows():
        days = [
            day for buyer, day in zip(orders["buyer"], orders["day"], strict=True)
            if buyer == one["buyer"]
        ]  # fmt: skip
        assert came[at] == any(0 < day - one["start"] <= 90 for day in days)
        assert between[at] == any(one["start"] - 20 < day <= one["start"] for day in days)


def test_one_stratum_gives_the_plain_difference():
    found, (low, high) = voice_effect.risk_difference(
        *(np.array([one], dtype=float) for one in (30, 100, 20, 100))
    )
    assert found == pytest.approx(0.1)
    # Sato's variance of one stratum is that of two shares, up to n / (n - 1) or so.
    plain = 1.96 * (0.3 * 0.7 / 100 + 0.2 * 0.8 / 100) ** 0.5
    assert (high - low) / 2 == pytest.approx(plain, rel=0.02)


def test_a_share_that_only_differs_by_month_is_no_difference():
    done, of_done = np.array([45.0, 5.0]), np.array([90.0, 50.0])
    without, of_without = np.array([5.0, 20.0]), np.array([10.0, 200.0])
    plain = done.sum() / of_done.sum() - without.sum() / of_without.sum()
    found, (low, high) = voice_effect.risk_difference(done, of_done, without, of_without)
    assert plain > 0.2
    assert found == pytest.approx(0.0)
    assert low < 0 < high


def test_the_bounds_hold_the_truth_as_often_as_they_say():
    rng = np.random.default_rng(3)
    n1, n0 = np.array([12, 30, 5, 40]), np.array([30, 20, 25, 8])
    base, truth, held = np.array([0.1, 0.2, 0.3, 0.15]), 0.1, 0
    for _ in range(800):
        _, (low, high) = voice_effect.risk_difference(
            rng.binomial(n1, base + truth), n1, rng.binomial(n0, base), n0
        )
        held += low <= truth <= high
    assert 0.92 <= held / 800 <= 0.98


def test_nothing_that_nobody_drew_is_more_than_a_hint():
    rng = np.random.default_rng(4)
    is_done = np.arange(600) % 2 == 0
    people = starts(rng, 600, is_done=is_done).assign(start=600)
    came = np.where(is_done, rng.random(600) < 0.6, rng.random(600) < 0.2)
    found = voice_effect.beside(people, came, UNTIL)
    assert found.p < 0.001
    assert found.evidence is Evidence.HINT
    assert found.done.tally == Tally(int(came[is_done].sum()), 300)
    assert found.bounds[0] > 0.2


def test_where_nothing_differs_little_is_hinted_at():
    rng = np.random.default_rng(5)
    hinted = 0
    for _ in range(300):
        people = starts(rng, 200, is_done=rng.random(200) < 0.4)
        found = voice_effect.beside(people, rng.random(200) < 0.3, UNTIL)
        hinted += found.evidence is Evidence.HINT
    # A hint is worth three in four: chance alone gives one in four of them.
    assert 0.15 <= hinted / 300 <= 0.33


def test_the_young_wait_and_few_are_not_compared():
    people = pd.DataFrame(
        {"buyer": ["a", "b", "c"], "start": [UNTIL - 90, UNTIL - 89, UNTIL - 200],
         "is_done": [True, True, False], "is_new": [True, True, True]}
    )  # fmt: skip
    found = voice_effect.beside(people, np.array([True, True, False]), UNTIL)
    assert (found.done.tally, found.done.waiting) == (Tally(1, 1), 1)
    assert (found.evidence, found.p) == (Evidence.EARLY, None)
    nobody = voice_effect.beside(people[:0], np.array([], dtype=bool), UNTIL)
    assert (nobody.evidence, nobody.done.interval()) == (Evidence.NO_DATA, None)


def test_the_chance_of_one_table_is_that_of_the_score_test():
    rng = np.random.default_rng(6)
    is_done = np.arange(200) < 80
    people = starts(rng, 200, is_done=is_done, is_new=True).assign(start=600)
    came = rng.random(200) < 0.4
    found = voice_effect.beside(people, came, UNTIL)
    a, m = came[is_done].sum(), came.sum()
    z = (a - 80 * m / 200) / (80 * 120 * m * (200 - m) / (200**2 * 199)) ** 0.5
    assert found.p == pytest.approx(float(two_sided(np.array([z]))[0]))
