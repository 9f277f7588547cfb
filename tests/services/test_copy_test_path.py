"""How far apart two versions were day by day, and the line they had to cross."""

from dataclasses import replace
from math import sqrt

import pytest

from core.services import copy_test_board as boards
from core.services import copy_test_counts, copy_tests
from core.services.copy_test_path import path
from core.stats.ab.group_sequential import boundaries
from core.terms.copy_tests import Count, Design, Version
from core.verdicts.copy_tests import Basis
from tests.services.test_copy_test_board import PLAN, TEXTS, at, day, enter, running


def over(shop, test, days=14):
    boards.end(shop, boards.one(shop, test.id, day(days)), at(days))
    return boards.one(shop, test.id, day(days))


def steps(entry):
    return path(entry.test, entry.counts, entry.ruling)


def apart(a, b):
    """The N - 1 chi-squared test of two (reacted, shown)."""
    (x, m), (y, n) = a, b
    rate = (x + y) / (m + n)
    z = (y / n - x / m) / sqrt(rate * (1 - rate) * (1 / m + 1 / n))
    return z * sqrt((m + n - 1) / (m + n))


def test_each_day_from_the_seventh_on_is_held_against_the_line_of_the_plan(local):
    test = running(local, visitors=200)
    enter(local, test, 14, A=(28, 1400), B=(42, 1400))
    found = steps(over(local, test))
    assert [one.day for one in found] == [day(number) for number in range(6, 14)]
    assert found[0].apart == pytest.approx(apart((14, 700), (21, 700)))
    assert found[-1].apart == pytest.approx(apart((28, 1400), (42, 1400)))
    lines = boundaries([number / 14 for number in range(7, 15)], alpha=0.05)
    assert [one.line for one in found] == pytest.approx(list(lines), rel=1e-6)


def test_the_line_and_the_answer_say_the_same(local):
    test = running(local, visitors=200)
    enter(local, test, 14, A=(20, 1400), B=(70, 1400))
    entry = over(local, test)
    assert entry.ruling.basis is Basis.BOUNDARY
    first = next(one for one in steps(entry) if abs(one.apart) >= one.line)
    assert (first.day - test.plan.period.first).days + 1 == entry.ruling.look.days[0]


@pytest.mark.parametrize("design", [Design.ALTERNATE_DAYS, Design.BEFORE_AFTER])
def test_where_days_are_compared_there_is_no_line(local, design):
    test = running(local, design=design)
    enter(local, test, 14, A=(28, 1400), B=(42, 1400))
    assert steps(over(local, test)) == ()


def test_counts_of_the_whole_test_and_more_versions_have_none(local):
    test = running(local)
    rows = [Count("A", None, 1400, 28), Count("B", None, 1400, 42)]
    copy_test_counts.enter(local, test.id, rows, at(14))
    assert steps(over(local, test)) == ()
    three = replace(PLAN, versions=(*TEXTS, Version("C", "셋")))
    test = copy_tests.start(local, copy_tests.add(local, three, at(0)).id, at(0))
    enter(local, test, 14, A=(28, 1400), B=(42, 1400), C=(30, 1400))
    assert steps(over(local, test)) == ()


def test_a_test_that_runs_tells_nothing(local):
    test = running(local)
    enter(local, test, 10, A=(28, 1400), B=(42, 1400))
    assert steps(boards.one(local, test.id, day(10))) == ()


def test_a_test_that_was_stopped_in_its_first_week_has_no_line(local):
    test = running(local)
    enter(local, test, 4, A=(28, 400), B=(42, 400))
    boards.stop(local, boards.one(local, test.id, day(4)), at(4))
    assert steps(boards.one(local, test.id, day(4))) == ()
