"""Copy tests judged every day on seeded counts: how often the answer is wrong, how often right."""

import numpy as np
import pytest
from scipy import stats

from benchmarks.ab import tables
from benchmarks.ab_rule import Row, once, rivals, ruled, through_judge, told
from core.analysis.copy_tests import Counted, call, lines
from core.stats.ab.arms import arm
from core.stats.ab.two_proportions import score_z
from core.terms.copy_tests import Count
from core.verdicts.copy_tests import Answer, Call
from core.verdicts.copy_tests import once as at_once
from tests.verdicts.test_copy_tests import said

RUNS = 3000


def called(row):
    return told(ruled(*row.days(RUNS)))


@pytest.mark.parametrize("versions", [2, 3, 4, 6])
@pytest.mark.parametrize(("visitors", "rate"), [(200, 0.02), (1000, 0.01), (2000, 0.05)])
def test_equal_versions_are_called_different_in_five_of_a_hundred_at_most(versions, visitors, rate):
    # Three standard errors of 3,000 runs above 5 %.
    assert np.mean(np.any(called(Row(versions, visitors, rate)) != 0, axis=1)) < 0.062


def test_daily_looks_cost_about_two_of_a_hundred_finds():
    row = Row(2, 1000, 0.02, 1.0)
    ours = np.mean(called(row)[:, 0] > 0)
    assert ours > np.mean(once(*row.days(RUNS)).sign[:, 0] > 0) - 0.03
    assert ours > 0.7


def test_the_usual_ways_err_four_times_as_often_on_the_same_counts():
    daily, growthbook = rivals(*Row(2, 1000, 0.02).days(RUNS))
    assert np.mean(daily != 0) > 0.15
    assert np.mean(growthbook != 0) > 0.2


@pytest.mark.parametrize(
    "row", [Row(2, 200, 0.05), Row(2, 1000, 0.02, 1.0), Row(4, 500, 0.05, 1.0)]
)
def test_one_test_asked_every_day_is_judged_as_many_at_once(row):
    assert through_judge(row, 12) == 100


def test_identical_versions_win_in_no_more_than_two_and_a_half_of_a_hundred_tests():
    # A well-known example of a page for A/B tests has 15 of 100 of them win.
    control, variant, chance = tables(500, 500, 0.1, 0.1)
    counted = Counted(
        np.stack([control.successes, variant.successes], axis=-1),
        np.stack([control.trials, variant.trials], axis=-1),
    )
    found = call(counted, lines([1.0], 1, 0.05, last=True)[0]).sign[:, 0]
    assert np.sum(chance[found > 0]) < 0.027
    # The same sum does see a rule like that of the example.
    score = score_z(control, variant)
    assert np.sum(chance[stats.norm.sf(score) < 0.15]) > 0.14
    for at in np.random.default_rng(15).choice(len(chance), 30):
        counts = [
            Count("A", None, 500, int(control.successes[at])),
            Count("B", None, 500, int(variant.successes[at])),
        ]
        assert (at_once(counts).answer is Answer.SWITCH) is bool(found[at] > 0)


def test_a_halved_rate_is_called_worse_and_surely():
    # The same example asks one side only and reports p = 0.9994 of 6 % against 3 % of a thousand.
    score = float(score_z(arm(60, 1000), arm(30, 1000)))
    assert stats.norm.sf(score) == pytest.approx(0.9994, abs=1e-4)
    few = said((60, 1000), (30, 1000))
    assert (few.answer, few.of("B").call) == (Answer.KEEP, Call.WORSE)
    assert few.of("B").p == pytest.approx(2 * stats.norm.cdf(score))
    found = said((200, 2000), (100, 2000))
    assert (found.answer, found.chosen) == (Answer.KEEP, "A")
    b = found.of("B")
    assert b.call is Call.WORSE
    assert b.p < 1e-8
    assert b.difference.high < 0
    assert b.ratio[1] < 0.65
