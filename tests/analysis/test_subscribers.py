"""Who wants to hear from a shop, by weeks: unknown stays unknown, and contradictions are told."""

from datetime import date, timedelta
from math import sqrt
from statistics import fmean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats

from core.analysis.subscribers import (
    Contradiction,
    Count,
    Week,
    completed,
    contradictions,
    course,
    monday,
    weeks,
)
from core.terms import Evidence, Period

MONDAY = date(2026, 11, 2)
TODAY = date(2026, 12, 2)


def on(days: int, *numbers: int | None) -> Count:
    """What was told of the day so many days after that Monday."""
    return Count(MONDAY + timedelta(days=days), *numbers)


def test_a_line_each_sunday_tells_the_week_it_ends():
    found = weeks([on(-1, 100), on(6, 108, 10, 2), on(13, 111, 4, 1)], date(2026, 11, 16), 9)
    before, first, second = found
    assert (before.total, before.joined, before.net) == (100, None, None)
    assert first == Week(
        MONDAY, 108, MONDAY + timedelta(days=6), 10, 2, 8, Period(MONDAY, date(2026, 11, 8))
    )
    assert (second.total, second.net, second.is_exact) == (111, 3, True)


def test_a_line_each_monday_tells_the_week_before_it_and_says_of_which_days():
    found = weeks([on(0, 100), on(7, 106, 7, 1), on(14, 109, 4, 1)], date(2026, 11, 17), 9)
    assert [one.first for one in found] == [MONDAY + timedelta(days=7 * at) for at in (-1, 0, 1)]
    assert [(one.total, one.net) for one in found] == [(100, None), (106, 6), (109, 3)]
    assert found[1].days == Period(MONDAY + timedelta(days=1), MONDAY + timedelta(days=7))
    assert not found[1].is_exact


def test_totals_of_days_that_are_no_week_apart_tell_no_change_of_a_week():
    found = weeks([on(3, 100), on(13, 130)], date(2026, 11, 16), 9)
    assert [(one.total, one.net) for one in found] == [(100, None), (130, None)]


def test_days_of_a_week_are_added():
    lines = [on(-1, 50), *(on(day, 51 + day, 2, 1) for day in range(7))]
    (_, week) = weeks(lines, MONDAY + timedelta(days=7), 9)
    assert (week.joined, week.left, week.total, week.net, week.is_exact) == (14, 7, 57, 7, True)


def test_a_week_without_a_line_is_unknown_and_no_nought():
    found = weeks([on(6, 100, 1, 0), on(20, 104, 5, 1)], date(2026, 11, 30), 9)
    known, gap, late, last = found
    assert gap.is_gap
    assert (gap.total, gap.joined, gap.left, gap.net) == (None, None, None, None)
    assert (late.total, late.joined, late.net) == (104, None, None)
    assert (known.joined, last.is_gap) == (None, True)


def test_the_running_week_is_not_told():
    assert weeks([on(6, 1), on(28, 9)], TODAY, 9)[-1].first == monday(TODAY) - timedelta(days=7)
    assert weeks([], TODAY, 9) == ()


def test_only_so_many_weeks_are_told_and_the_first_has_its_change():
    lines = [on(6 + 7 * place, 10 + place) for place in range(4)]
    found = weeks(lines, date(2026, 11, 30), 2)
    assert [(one.total, one.net) for one in found] == [(12, 1), (13, 1)]


def test_of_three_numbers_the_third_follows_from_two():
    assert completed([on(6, 100), on(13, 104, 6)])[1] == on(13, 104, 6, 2)
    assert completed([on(6, 100), on(13, 97, None, 5)])[1] == on(13, 97, 2, 5)
    # What would be fewer than none is none that could be reckoned.
    assert completed([on(6, 100), on(13, 104, 3)])[1] == on(13, 104, 3)
    assert completed([on(6), on(13, 104, 3)])[1] == on(13, 104, 3)


@pytest.mark.parametrize(("line", "expected"), [
    (on(13, 105, 6, 2), 104), (on(13, 110, 6), 106), (on(13, 90, None, 4), 96),
])  # fmt: skip
def test_numbers_that_cannot_be_true_together_are_told(line, expected):
    found = contradictions([on(6, 100), line])
    assert found == (Contradiction(line.day, on(6).day, expected, line.total),)


def test_numbers_that_can_be_true_together_are_no_contradiction():
    assert contradictions([on(6, 100), on(13, 104, 6, 2), on(20, 104), on(27, 100, 3)]) == ()


def test_where_it_leads_is_a_test_of_the_changes_of_weeks():
    nets = [5, 7, 4, 6, 9, 3]
    found = course([Week(MONDAY, net=None), *(Week(MONDAY, net=net) for net in nets)])
    z = fmean(nets) / (stdev(nets) / sqrt(len(nets)))
    assert found is not None
    assert (found.per_week, found.weeks) == (fmean(nets), 6)
    assert found.p == pytest.approx(float(stats.ttest_1samp(nets, 0).pvalue))
    assert found.p == pytest.approx(2 * float(stats.t.sf(z, 5)))
    assert found.evidence is Evidence.KNOWN


def test_too_few_weeks_and_ups_and_downs_lead_nowhere():
    few = course([Week(MONDAY, net=9)] * 3)
    assert few is not None
    assert (few.p, few.evidence) == (None, Evidence.EARLY)
    around = course([Week(MONDAY, net=net) for net in (5, -6, 4, -3, 2, -2)])
    assert around is not None
    assert around.evidence is Evidence.EARLY
    assert course([Week(MONDAY)]) is None


def test_weeks_that_are_all_alike_are_no_certainty():
    still = course([Week(MONDAY, net=0)] * 5)
    one = course([Week(MONDAY, net=1)] * 4)
    assert still is not None
    assert one is not None
    assert still.p == 1
    assert one.p == pytest.approx(2 * float(stats.t.sf(2, 3)))


@given(some.lists(some.tuples(some.integers(0, 30), some.integers(0, 30)), min_size=1, max_size=20))
def test_weeks_add_up_to_what_was_told(moves):
    total, lines = 1000, [Count(MONDAY - timedelta(days=1), 1000)]
    for place, (joined, left) in enumerate(moves):
        total += joined - left
        lines.append(on(6 + 7 * place, total, joined, left))
    found = weeks(lines, on(7 * len(moves)).day, 99)[1:]
    assert sum(one.net or 0 for one in found) == total - 1000
    assert [(one.joined, one.left) for one in found] == moves
    assert contradictions(lines) == ()
