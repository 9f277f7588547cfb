"""Search words: those that bring payments, and those that surely bring fewer than the others."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from core.analysis import keywords


def frame(*rows):
    return pd.DataFrame(rows, columns=["keyword", "visits", "payments"])


SHOP = frame(
    ("candle", 1260, 28),
    ("gift", 952, 18),
    ("towel", 775, 16),
    ("lamp", 1037, 2),
    ("rare", 12, 3),
)


def test_words_with_most_payments_come_first_and_small_ones_are_left_out():
    found = keywords.words(SHOP)

    assert [word.word for word in found.best] == ["candle", "gift", "towel", "lamp"]
    assert (found.looked_at, found.left_out) == (4, 1)


def test_a_word_that_surely_sells_less_is_told_with_what_was_to_be_expected():
    found = keywords.words(SHOP)
    lamp = found.wasted[0]
    others = SHOP[SHOP["keyword"] != "lamp"]
    usual = others["payments"].sum() / others["visits"].sum()

    assert [word.word for word in found.wasted] == ["lamp"]
    assert lamp.expected == pytest.approx(1037 * usual)
    assert lamp.wasted == pytest.approx(1037 * (1 - 2 / (1037 * usual)))
    assert stats.binom.cdf(2, 1037, usual) < 0.001


def test_words_that_differ_by_chance_alone_are_not_called_useless():
    random = np.random.default_rng(4)
    alarms = 0
    for _ in range(200):
        visits = random.integers(200, 2000, 15)
        rows = [(f"w{at}", int(n), int(random.binomial(n, 0.02))) for at, n in enumerate(visits)]
        alarms += bool(keywords.words(frame(*rows)).wasted)
    assert alarms <= 200 * 0.12


def test_rows_that_say_nothing_are_left_out():
    found = keywords.words(frame(("a", 100, 200), ("b", None, 3), (None, 90, 1), ("c", 50, 1)))

    assert [word.word for word in found.best] == ["c"]
    assert found.wasted == ()


def test_only_small_words_are_counted():
    assert keywords.words(frame(("a", 3, 1))) == keywords.Words((), (), 0, 1)
    assert keywords.words(frame()).looked_at == 0
