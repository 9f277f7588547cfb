"""What is said of the error, and that one of three advices is given just where it should be."""

from dataclasses import replace

import numpy as np
import pytest

from core.terms import Evidence
from core.verdicts import target
from core.verdicts.target import Advice, Case, Reason, TargetSay

MEANT = (0.5, 0.3, 0.15, 0.05)
SEED = Case(MEANT, (88, 152, 112, 48), 0, (), 0.2)
"""J16: 22, 38, 28 and 12 of a hundred of 400 buyers."""


def times(share, months):
    return tuple(tuple(one // share for one in SEED.counts) for _ in range(months))


def test_400_buyers_are_far_and_get_one_advice():
    found = target.judge(SEED)
    assert (found.say, found.level) == (TargetSay.FAR, Evidence.KNOWN)
    assert found.error.value == pytest.approx(0.28)
    assert (found.advice, found.reason) == (Advice.COPY, Reason.LACKING)
    assert (found.lacking, found.most_bought) == (0, 2)


@pytest.mark.parametrize("cases", [12, 29])
def test_fewer_than_30_are_not_judged(cases):
    found = target.judge(replace(SEED, counts=(cases, 0, 0, 0)))
    assert (found.say, found.level) == (TargetSay.FEW, Evidence.EARLY)
    assert (found.error, found.advice) == (None, None)


def test_nobody_at_all_is_no_data():
    found = target.judge(replace(SEED, counts=(0, 0, 0, 0), unknown=40))
    assert (found.say, found.level) == (TargetSay.NO_ACTUAL, Evidence.NO_DATA)


def test_30_who_may_be_those_in_mind_are_chance():
    found = target.judge(replace(SEED, counts=(12, 10, 6, 2)))
    assert (found.say, found.level, found.advice) == (TargetSay.CHANCE, Evidence.EARLY, None)


def test_a_range_wholly_below_the_limit_is_within_it():
    found = target.judge(replace(SEED, counts=(2000, 1200, 600, 200)))
    assert (found.say, found.level, found.advice) == (TargetSay.WITHIN, Evidence.KNOWN, None)


def test_a_range_on_both_sides_of_the_limit_gets_no_advice():
    found = target.judge(replace(SEED, most=0.26))
    assert found.error.low < 0.26 < found.error.high
    assert (found.say, found.level, found.advice) == (TargetSay.UNSURE, Evidence.HINT, None)


def test_payments_of_the_same_people_are_a_hint_at_most_and_get_no_advice():
    found = target.judge(replace(SEED, is_known=False))
    assert (found.say, found.level) == (TargetSay.UNSURE, Evidence.HINT)
    assert (found.advice, found.reason) == (None, None)
    near = replace(SEED, counts=(2000, 1200, 600, 200), is_known=False)
    assert target.judge(near).level is Evidence.HINT


def test_people_who_pay_three_times_each_are_never_said_to_differ_for_sure():
    """The true shares are those in mind, so whatever is said for sure is wrong."""
    people = np.random.default_rng(5).multinomial(100, MEANT, size=40)
    cases = [
        replace(SEED, counts=tuple(map(int, 3 * one)), most=0.02, is_known=False) for one in people
    ]
    found = [target.judge(one) for one in cases]
    assert sum(one.say is not TargetSay.CHANCE for one in found) > 10
    assert all(one.level in {Evidence.HINT, Evidence.EARLY} for one in found)
    assert all(one.advice is None for one in found)


def test_the_limit_is_the_sellers():
    assert target.judge(replace(SEED, most=0.35)).say is TargetSay.WITHIN
    assert target.judge(replace(SEED, most=0.1)).say is TargetSay.FAR


def test_the_same_people_for_three_months_mean_another_target():
    case = replace(SEED, months=times(1, 3))
    assert target.advise(case) == (Advice.TARGET, Reason.STEADY)
    assert target.judge(case).months == 3


def test_months_of_few_that_chance_may_have_made_alike_are_no_habit():
    """The buyers move from one kind to another over the months, but 40 a month do not show it."""
    rng = np.random.default_rng(4)
    true = ((0.05, 0.55, 0.3, 0.1), (0.1, 0.45, 0.33, 0.12), (0.15, 0.33, 0.38, 0.14))
    said = [
        target.advise(
            replace(SEED, months=tuple(tuple(map(int, rng.multinomial(40, one))) for one in true))
        )[1]
        for _ in range(30)
    ]
    assert said.count(Reason.STEADY) <= 2


def test_two_months_are_too_few_for_another_target():
    assert target.advise(replace(SEED, months=times(1, 2)))[0] is Advice.COPY


def test_months_that_differ_from_each_other_are_no_habit():
    months = ((20, 60, 40, 10), (20, 10, 80, 20), (40, 20, 20, 50))
    assert target.advise(replace(SEED, months=months))[0] is Advice.COPY


def test_months_with_few_buyers_do_not_count():
    assert target.advise(replace(SEED, months=(*times(1, 2), (5, 8, 6, 3))))[0] is Advice.COPY


def test_the_latest_month_within_the_limit_is_worth_waiting_for():
    months = (*times(3, 2), (50, 30, 15, 5))
    assert target.advise(replace(SEED, months=months)) == (Advice.WAIT, Reason.NEARING)


def test_too_many_unknown_are_worth_waiting_for():
    assert target.advise(replace(SEED, unknown=250)) == (Advice.WAIT, Reason.UNKNOWN)
    assert target.advise(replace(SEED, unknown=100))[0] is Advice.COPY


def test_what_is_being_tried_is_given_time():
    case = replace(SEED, months=times(3, 3), is_tried=True)
    assert target.advise(case) == (Advice.WAIT, Reason.TRYING)


def test_the_error_of_a_month_of_few_is_not_known():
    assert target.month_error(MEANT, (5, 5, 5, 5)) == target.MonthError(20)
    told = target.month_error(MEANT, SEED.counts)
    assert told.value == pytest.approx(0.28)
    assert told.chance < told.value


def test_what_asks_for_something_is_said_first():
    few = target.judge(replace(SEED, counts=(3, 3, 3, 3)))
    far, within = target.judge(SEED), target.judge(replace(SEED, most=0.5))
    assert target.first([within, few, far]) == 2
    assert target.first([few, within]) == 1
    assert target.first([]) is None
