"""How far apart two versions were day by day, and the line they had to cross."""

from dataclasses import replace
from math import sqrt

import pytest

from core.services import copy_test_board as boards
from core.services import copy_test_counts, copy_tests
from core.services.copy_test_path import pairs, pairs_once, paths
from core.stats.ab.group_sequential import boundaries
from core.terms.copy_tests import Count, Design, Version
from core.verdicts.copy_tests import Basis, once
from tests.services.test_copy_test_board import PLAN, TEXTS, at, day, enter, running

LOOKS = (7, 8, 9, 10, 11, 14)
"""The days of two weeks after which the rule looks."""


def over(shop, test, days=14):
    boards.end(shop, boards.one(shop, test.id, day(days)), at(days))
    return boards.one(shop, test.id, day(days))


def steps(entry):
    return all_steps(entry).get("B", ())


def all_steps(entry):
    return paths(entry.test, entry.counts, entry.ruling)


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
    assert [one.day for one in found] == [day(number - 1) for number in LOOKS]
    assert found[0].apart == pytest.approx(apart((14, 700), (21, 700)))
    assert found[-1].apart == pytest.approx(apart((28, 1400), (42, 1400)))
    lines = boundaries([number / 14 for number in LOOKS], alpha=0.05)
    assert [one.line for one in found] == pytest.approx(list(lines), rel=1e-6)


def test_the_line_and_the_answer_say_the_same(local):
    test = running(local, visitors=200)
    enter(local, test, 14, A=(20, 1400), B=(70, 1400))
    entry = over(local, test)
    assert entry.ruling.basis is Basis.BOUNDARY
    first = next(one for one in steps(entry) if abs(one.apart) >= one.line)
    assert (first.day - test.plan.period.first).days + 1 == entry.ruling.look.days[0]


@pytest.mark.parametrize("design", [Design.ALTERNATE_DAYS, Design.BEFORE_AFTER, Design.TWO_LINKS])
def test_where_people_are_not_divided_by_chance_there_is_no_line(local, design):
    test = running(local, design=design)
    enter(local, test, 14, A=(28, 1400), B=(42, 1400))
    assert steps(over(local, test)) == ()


def test_counts_of_the_whole_test_have_no_days(local):
    test = running(local)
    rows = [Count("A", None, 1400, 28), Count("B", None, 1400, 42)]
    copy_test_counts.enter(local, test.id, rows, at(14))
    assert steps(over(local, test)) == ()


def of_three(shop, **counts):
    three = replace(PLAN, visitors=300, versions=(*TEXTS, Version("C", "셋")))
    test = copy_tests.start(shop, copy_tests.add(shop, three, at(0)).id, at(0))
    enter(shop, test, 14, **counts)
    return over(shop, test)


def test_of_three_versions_the_farther_one_has_the_higher_line(local):
    entry = of_three(local, A=(28, 1400), B=(30, 1400), C=(44, 1400))
    found = all_steps(entry)
    assert list(found) == ["B", "C"]
    parts = [number / 14 for number in LOOKS]
    half = list(boundaries(parts, alpha=0.025))
    assert [one.line for one in found["C"]] == pytest.approx(half, rel=1e-6)
    assert found["C"][-1].apart == pytest.approx(apart((28, 1400), (44, 1400)))
    assert all(abs(one.apart) < one.line for one in found["B"])


def test_of_three_versions_the_line_and_the_answer_say_the_same(local):
    entry = of_three(local, A=(28, 1400), B=(30, 1400), C=(70, 1400))
    assert (entry.ruling.chosen, entry.ruling.basis) == ("C", Basis.BOUNDARY)
    first = next(one for one in all_steps(entry)["C"] if abs(one.apart) >= one.line)
    assert (first.day - entry.test.plan.period.first).days + 1 == entry.ruling.look.days[0]


def test_the_leader_is_held_against_every_other_version(local):
    entry = of_three(local, A=(24, 1400), B=(24, 1400), C=(50, 1400))
    found = pairs(entry.test, entry.counts, entry.ruling)
    assert [(one.leader, one.other, one.known) for one in found] == [
        ("C", "A", True), ("C", "B", True),
    ]  # fmt: skip
    for one in found:
        low, middle, high = one.difference
        assert 0 < low < middle < high
    # Against the text used before it is what the result says.
    assert found[0].difference == entry.ruling.of("C").difference


def test_of_four_versions_the_pairs_share_the_error(local):
    three = of_three(local, A=(24, 1400), B=(24, 1400), C=(50, 1400))
    four = replace(PLAN, visitors=400, versions=(*TEXTS, Version("C", "셋"), Version("D", "넷")))
    test = copy_tests.start(local, copy_tests.add(local, four, at(0)).id, at(0))
    enter(local, test, 14, A=(24, 1400), B=(24, 1400), C=(50, 1400), D=(24, 1400))
    entry = over(local, test)
    assert entry.ruling.look.days == three.ruling.look.days
    narrow, wide = (
        next(one for one in pairs(it.test, it.counts, it.ruling) if one.other == "B").difference
        for it in (three, entry)
    )
    assert wide.low < narrow.low < narrow.high < wide.high


def test_a_control_that_beats_all_others_leads(local):
    entry = of_three(local, A=(60, 1400), B=(20, 1400), C=(22, 1400))
    found = pairs(entry.test, entry.counts, entry.ruling)
    assert [(one.leader, one.other, one.known) for one in found] == [
        ("A", "B", True), ("A", "C", True),
    ]  # fmt: skip
    low, middle, high = entry.ruling.of("B").difference
    assert found[0].difference == (-high, -middle, -low)


def test_two_versions_have_no_pairs_and_a_single_look_has(local):
    test = running(local, visitors=200)
    enter(local, test, 14, A=(28, 1400), B=(42, 1400))
    entry = over(local, test)
    assert pairs(entry.test, entry.counts, entry.ruling) == ()
    told = once([Count("A", None, 900, 20), Count("B", None, 900, 40), Count("C", None, 900, 22)])
    assert [(one.leader, one.other) for one in pairs_once(told)] == [("B", "A"), ("B", "C")]


def test_a_test_that_runs_tells_nothing(local):
    test = running(local)
    enter(local, test, 10, A=(28, 1400), B=(42, 1400))
    assert steps(boards.one(local, test.id, day(10))) == ()


def test_a_test_that_was_stopped_in_its_first_week_has_no_line(local):
    test = running(local)
    enter(local, test, 4, A=(28, 400), B=(42, 400))
    boards.stop(local, boards.one(local, test.id, day(4)), at(4))
    assert steps(boards.one(local, test.id, day(4))) == ()
