"""Boundaries, held against published tables and a plain integration on a fine grid."""

import numpy as np
import pytest
from scipy.stats import norm

from core.stats.ab.group_sequential import (
    FARTHEST,
    boundaries,
    crossing,
    inflation,
    obrien_fleming,
    power_family,
)

DAYS = np.arange(1, 15) / 14


def test_boundaries_are_those_of_reboussin_demets_and_lan():
    # Their program's table for five equal looks, alpha 0.05 two-sided.
    expected = [4.8769, 3.3569, 2.6803, 2.2898, 2.0310]
    assert boundaries([0.2, 0.4, 0.6, 0.8, 1]) == pytest.approx(expected, abs=2e-4)


def naive_spent(times, lines):
    """The error of each look, by the trapezoid rule on a fine grid."""
    grid = np.linspace(-6, 6, 3001)
    step = grid[1] - grid[0]
    density, spent, before = None, [], 0.0
    for time, line in zip(times, lines, strict=True):
        if density is None:
            density = norm.pdf(grid, scale=np.sqrt(time))
        else:
            kernel = norm.pdf(grid[:, None] - grid, scale=np.sqrt(time - before)) * step
            density = kernel @ density
        out = np.abs(grid) >= line * np.sqrt(time)
        spent.append(float(np.sum(density[out]) * step))
        density = np.where(out, 0, density)
        before = time
    return np.array(spent)


@pytest.mark.parametrize("times", [[0.3, 0.45, 0.7, 1], [0.25, 0.5, 0.75, 1.1]])
def test_every_look_spends_its_share(times):
    lines = boundaries(times)
    shares = np.diff(obrien_fleming(np.minimum(times, 1), 0.05), prepend=0)
    assert naive_spent(times, lines) == pytest.approx(shares, abs=3e-4)
    found = crossing(times, lines)
    assert found.upper + found.lower == pytest.approx(shares, rel=1e-9)


def test_one_look_at_the_end_is_the_plain_test():
    assert boundaries([1]) == pytest.approx([1.959963984540054])
    assert boundaries([0.6], last=True) == pytest.approx([1.959963984540054])


def test_the_last_day_spends_what_is_left_though_fewer_visitors_came():
    short = np.array([0.1, 0.3, 0.6])
    lines = boundaries(short, last=True)
    assert sum(crossing(short, lines).upper) * 2 == pytest.approx(0.05)
    assert lines[-1] < boundaries(short)[-1]
    assert lines[:-1] == pytest.approx(boundaries(short)[:-1], rel=1e-12)


def test_earlier_boundaries_do_not_depend_on_later_looks():
    assert boundaries(DAYS)[:5] == pytest.approx(boundaries(DAYS[:5]), rel=1e-12)


def test_the_error_may_be_spent_by_the_calendar_while_the_information_goes_its_own_way():
    calendar, seen = [0.5, 0.65, 0.8, 1], [70, 83, 91, 104]
    lines = boundaries(seen, time=calendar)
    shares = np.diff(obrien_fleming(np.array(calendar), 0.05), prepend=0)
    assert naive_spent(np.array(seen) / 104, lines) == pytest.approx(shares, abs=3e-4)
    assert boundaries(calendar, time=calendar) == pytest.approx(boundaries(calendar), rel=1e-9)


def test_a_later_look_changes_no_digit_of_earlier_ones():
    before = boundaries([277, 364, 463], time=[0.5, 0.6, 0.7])
    assert boundaries([277, 364, 463, 811], time=[0.5, 0.6, 0.7, 1])[:3].tolist() == before.tolist()


def test_a_look_at_nothing_new_may_spend_what_is_left_of_both():
    spent = obrien_fleming(np.array([0.5, 0.8, 1]), 0.05)
    still = boundaries([30, 50, 50], time=[0.5, 0.8, 1])
    without = boundaries([30, 50], time=[0.5, 1])
    assert (still[0], still[2]) == pytest.approx((without[0], without[1]), rel=1e-9)
    assert still[1] > still[2]
    assert boundaries([7, 7], time=[0.5, 1]) == pytest.approx(norm.isf(spent[[0, 2]] / 2))
    # Hardly anything is nothing, and costs no time.
    hardly = boundaries([30, 50, 50.000001], time=[0.5, 0.8, 1])
    assert hardly == pytest.approx(still, abs=1e-4)


def test_looks_close_together_are_carried_as_exactly():
    times = [0.2, 0.2001, 0.5, 0.9, 0.9001, 1]
    found = crossing(times, boundaries(times))
    assert np.sum(found.upper + found.lower) == pytest.approx(0.05, rel=1e-9)


@pytest.mark.parametrize(("looks", "times"), [(2, 1.004), (4, 1.020), (7, 1.032), (14, 1.042)])
def test_looks_cost_a_few_visitors_in_a_hundred(looks, times):
    assert inflation(np.arange(1, looks + 1) / looks) == pytest.approx(times, abs=6e-4)


def test_the_power_with_looks_is_what_a_simulation_gives():
    lines, drift = boundaries(DAYS), 2.8
    random = np.random.default_rng(3)
    steps = random.normal(drift / 14, np.sqrt(1 / 14), (40_000, 14))
    scores = np.cumsum(steps, axis=1) / np.sqrt(DAYS)
    first = np.argmax(np.abs(scores) >= lines, axis=1)
    crossed = np.any(np.abs(scores) >= lines, axis=1)
    up = [np.mean(crossed & (first == look) & (scores[:, look] > 0)) for look in range(14)]
    assert crossing(DAYS, lines, drift).upper == pytest.approx(np.array(up), abs=0.008)
    assert np.sum(crossing(DAYS, lines, drift).lower) < 1e-5


def test_a_test_that_only_fails_late_may_hardly_stop_at_the_start():
    assert boundaries([0.001, 1])[0] == FARTHEST
    assert boundaries([0.005, 1])[0] == pytest.approx(FARTHEST, abs=2)
    assert boundaries([0.5, 1], spending=lambda t, _: np.where(t < 1, 0.0, 0.05))[0] == FARTHEST


def test_a_stricter_error_and_another_spending_move_the_boundary():
    assert np.all(boundaries(DAYS, alpha=0.01) > boundaries(DAYS))
    assert boundaries(DAYS, spending=power_family)[-1] == pytest.approx(2.1976, abs=1e-4)


def test_boundaries_are_the_same_to_the_last_digit_every_time():
    assert boundaries(DAYS).tolist() == boundaries(list(DAYS)).tolist()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: boundaries([]),
        lambda: boundaries([0, 1]),
        lambda: boundaries([0.5, 0.5]),
        lambda: boundaries([0.5, 1, 1.2]),
        lambda: boundaries([[0.5, 1]]),
        lambda: boundaries([3, 2], time=[0.5, 1]),
        lambda: boundaries([0, 2], time=[0.5, 1]),
        lambda: boundaries([1, 2, 3], time=[0.5, 1]),
        lambda: boundaries([0.5, 1], alpha=1),
        lambda: crossing([0.5, 1], [2]),
        lambda: inflation([0.5, 1], power=0.04),
    ],
)
def test_an_impossible_plan_of_looks_is_refused(wrong):
    with pytest.raises(ValueError, match=r"look|numbers|alpha|boundary"):
        wrong()
