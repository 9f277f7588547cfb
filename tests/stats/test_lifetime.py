"""What purchases to come are worth today, by hand and as published."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.stats import buying, lifetime, spending
from core.stats.buying import Fit, Model
from core.stats.spending import Spending

SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "cdnow_sample_summary.csv.gz"
"""The CDNOW sample of Fader and Hardie; no part of the project."""

MBG = Fit(Model.MBG_NBD, 0.525, 6.183, 0.891, 1.614, 0)
SOME = buying.customers([0, 2, 5], [0.0, 30.43, 20.0], [38.86, 38.86, 38.86])
WEEKS = 4.345


def test_each_month_counts_for_a_hundredth_less():
    months = [buying.expected(MBG, SOME, WEEKS * number) for number in (1, 2, 3)]
    by_hand = (
        months[0] / 1.01 + (months[1] - months[0]) / 1.01**2 + (months[2] - months[1]) / 1.01**3
    )
    assert lifetime.discounted(MBG, SOME, 3, month=WEEKS) == pytest.approx(by_hand)


def test_without_interest_a_purchase_is_a_purchase():
    got = lifetime.discounted(MBG, SOME, 12, month=WEEKS, monthly=0)
    assert got == pytest.approx(buying.expected(MBG, SOME, 12 * WEEKS))


def test_somebody_new_is_worth_what_a_model_without_a_past_says():
    none = lifetime.worth_of_newcomer(MBG, 12, month=WEEKS, monthly=0)
    assert none == pytest.approx(buying.newcomers(MBG, 12 * WEEKS))
    assert lifetime.worth_of_newcomer(MBG, 12, month=WEEKS) < none


def test_the_values_of_three_customers_of_cdnow():
    """With the published fits; the values are those of a reference implementation."""
    told = Fit(Model.BG_NBD, 0.242593, 4.413532, 0.792886, 2.425753, 0)
    spent = Spending(6.248802, 3.744588, 15.447748, 0)
    # Customers 1 and 2 of the sample: purchases, recency, age in weeks, and what one cost.
    of = buying.customers([2, 1], [30.43, 1.71], [38.86, 38.86])
    worth = lifetime.discounted(told, of, 12, month=WEEKS)
    each = spending.average(spent, of.x, np.where(of.x == 2, 22.35, 11.77))
    assert sorted(worth * each, reverse=True) == pytest.approx([36.278, 4.637], abs=0.02)


@pytest.mark.skipif(not SAMPLE.exists(), reason="the CDNOW sample is not on this machine")
def test_values_of_a_whole_sample_are_those_published():
    frame = pd.read_csv(SAMPLE)
    x, recency, age, m = (
        frame[name].to_numpy(float) for name in ("frequency", "recency", "T", "monetary_value")
    )
    of, at = buying.grouped(x, recency, age)
    told = buying.fit(of, Model.BG_NBD)
    # Fader, Hardie and Lee (2005), Marketing Science 24:275, table 2.
    assert (told.r, told.alpha, told.a, told.b) == pytest.approx(
        (0.243, 4.414, 0.793, 2.426), abs=1e-3
    )
    spent = spending.fit(x[x > 0], m[x > 0])
    worth = lifetime.discounted(told, of, 12, month=WEEKS)[at] * spending.average(spent, x, m)
    assert worth[:4] == pytest.approx([36.278, 4.637, 8.344, 8.344], abs=0.02)


def test_what_is_not_known_of_spending_is_what_other_samples_would_have_said():
    """Against the scatter of the same sum over samples drawn anew."""
    truth, rng = Spending(6.0, 4.0, 15_000.0, 0), np.random.default_rng(3)

    def sample() -> tuple[np.ndarray, np.ndarray]:
        x = rng.integers(1, 6, 400).astype(float)
        own = rng.gamma(truth.q, 1 / truth.v, 400)
        return x, rng.gamma(truth.p * x) / own / x

    sums, said = [], []
    for _ in range(150):
        x, m = sample()
        found = spending.fit(x, m)
        # Somebody of whom nothing is known: what customers spend on the whole.
        nothing, once = np.append(x, 0.0), np.append(np.zeros(400), 1.0)
        sums.append(spending.average(found, nothing, np.append(m, 0.0))[-1])
        said.append(lifetime.spending_error(found, nothing, np.append(m, 0.0), once))
    assert np.median(said) == pytest.approx(np.std(sums), rel=0.2)


def test_spending_learnt_from_fewer_is_less_sure():
    truth, rng = Spending(6.0, 4.0, 15_000.0, 0), np.random.default_rng(3)
    x = rng.integers(1, 6, 900).astype(float)
    m = rng.gamma(truth.p * x) / rng.gamma(truth.q, 1 / truth.v, 900) / x
    found, once = spending.fit(x, m), np.ones(900)
    told = lifetime.spending_error(found, x, m, once)
    fewer = lifetime.spending_error(found, x, m, once, (x[:100], m[:100]))
    assert lifetime.spending_error(found, x, m, once, (x, m)) == told
    assert 2 * told < fewer < 4.5 * told
