"""Rates of landing pages: against numbers made by hand and by other programs."""

from datetime import date, timedelta
from math import sqrt

import pytest
from scipy.stats import chi2 as distribution
from scipy.stats import chi2_contingency

from core.analysis.landings import Lacking, Rate, Source, Week, compared, rate
from core.stats.proportions import Tally
from core.terms import Evidence

MONDAY = date(2026, 9, 7)


def weeks(*told, source=Source.TYPED, start=MONDAY):
    return [
        Week(start + timedelta(days=7 * place), visits, contacts, source)
        for place, (visits, contacts) in enumerate(told)
    ]


def test_the_rate_is_contacts_of_visits_with_the_range_of_wilson():
    found = rate([*weeks((120, 6), (80, 4)), Week(MONDAY, None, 9), Week(MONDAY, 50)])
    assert found == Rate(Tally(10, 200), 2)
    z, n, p = 1.959963984540054, 200, 0.05
    middle, reach = (p + z * z / (2 * n)), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    expected = ((middle - reach) / (1 + z * z / n), (middle + reach) / (1 + z * z / n))
    assert found.bounds == pytest.approx(expected)


def test_what_is_unknown_is_not_nothing():
    assert rate([]) is None
    assert rate([Week(MONDAY, 100, None), Week(MONDAY, None, 3)]) is None
    assert rate(weeks((100, 0))) == Rate(Tally(0, 100), 1)
    empty = rate(weeks((0, 0)))
    assert empty is not None
    assert (empty.tally.rate, empty.bounds) == (None, None)


def test_more_contacts_than_visits_are_left_out_and_told():
    (week,) = weeks((5, 9))
    assert week.is_impossible
    assert rate([week, *weeks((50, 5))]) == Rate(Tally(5, 50), 1)


def test_before_and_after_are_the_score_test_of_whole_weeks():
    told = weeks((200, 10), (200, 12), (999, 400), (200, 24), (200, 22))
    # A Wednesday: its week is neither before nor after.
    found = compared(told, [MONDAY + timedelta(days=16)])
    assert found.before == Rate(Tally(22, 400), 2)
    assert found.after == Rate(Tally(46, 400), 2)
    chi2 = chi2_contingency([[22, 378], [46, 354]], correction=False).statistic * 799 / 800
    assert found.p == pytest.approx(distribution.sf(chi2, 1))
    assert found.evidence is Evidence.KNOWN
    # On a Monday the week is after it.
    assert compared(told, [MONDAY + timedelta(days=14)]).after == Rate(Tally(446, 1399), 3)


def test_before_begins_with_the_change_before():
    told = weeks((200, 90), (200, 12), (200, 12), (200, 24), (200, 22))
    days = [MONDAY + timedelta(days=21), MONDAY + timedelta(days=7)]
    assert compared(told, days).before == Rate(Tally(24, 400), 2)


def test_nothing_is_said_without_enough():
    change = [MONDAY + timedelta(days=14)]
    assert compared(weeks((100, 5)), []).lacking is Lacking.NO_CHANGE
    assert compared(weeks((900, 50), (900, 50), (900, 90)), change).lacking is Lacking.WEEKS
    few = compared(weeks((20, 1), (20, 1), (20, 3), (20, 4)), change)
    assert (few.lacking, few.p, few.evidence) == (Lacking.CASES, None, Evidence.NO_DATA)
    mixed = [
        *weeks((900, 50), (900, 50)),
        *weeks((900, 90), (900, 90), source=Source.PAGE, start=change[0]),
    ]
    assert compared(mixed, change).lacking is Lacking.SOURCES
    alike = compared(weeks((900, 50), (900, 50), (900, 51), (900, 50)), change)
    assert (alike.lacking, alike.evidence) == (None, Evidence.EARLY)
