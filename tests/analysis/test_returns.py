"""Cancellations and returns."""

from datetime import date

import numpy as np

from core.analysis.returns import rate
from core.stats import windows
from core.terms import Period

LAST = date(2026, 11, 22)


def compared():
    history = windows.calendar(Period.ending(LAST, 365), ())
    return windows.comparison(history, windows.pair(history, Period.ending(LAST, 28), 28))


def test_a_rising_rate_is_found():
    random = np.random.default_rng(3)
    lines = random.poisson(20, 365).astype(float)
    ended = random.poisson(1, 365).astype(float)
    ended[-28:] = random.poisson(4, 28)
    found = rate(compared(), lines, ended)
    assert found.z > 0
    assert found.p < 0.01
    assert found.now.trials == lines[-28:].sum() + ended[-28:].sum()


def test_a_shop_without_returns_is_not_judged():
    found = rate(compared(), np.ones(365), np.zeros(365))
    assert (found.z, found.p) == (None, None)
    assert found.now.rate == 0
