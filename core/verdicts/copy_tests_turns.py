"""Judge a test that showed one version a day, in turn: days are compared, not people."""

from typing import Final

import numpy as np
from scipy.special import stdtrit

from core.analysis.copy_tests import FEWEST, Bounds, Called, Counted, agreeing
from core.stats.ab.arms import Floats, Interval
from core.stats.ab.moments import MeanTest, moments_of
from core.stats.ab.switchback import Switchback, by_day
from core.terms.copy_tests import Response
from core.verdicts import copy_tests_said as said
from core.verdicts.copy_tests_case import Case
from core.verdicts.copy_tests_model import Answer, Basis, Look, Money, Ruling
from core.verdicts.copy_tests_people import answered, with_won
from core.verdicts.copy_tests_plan import too_short
from core.verdicts.copy_tests_said import Found, Guess

LEAST_DAYS: Final = 2
"""Days a version needs."""

CONFIDENCE: Final = 0.95
"""Of the bounds of a version's own rate."""


def judge(case: Case) -> Ruling:
    """What a test says whose versions took turns; nothing before its last day is over."""
    if not case.is_past:
        return case.ruling(Answer.RUNNING, expected=case.soonest())
    daily = _daily(case)
    if case.table.days is None or min(len(each) for each in daily) < LEAST_DAYS:
        return case.ruling(Answer.UNCOUNTED)
    found, alpha = _found(case, daily)
    days = sum(len(each) for each in daily)
    look = Look((days, case.plan.period.days), min(1.0, days / case.plan.period.days), None, alpha)
    money = _money(case, found, alpha)
    found = with_won(case, found, money)
    versions = said.described(found, case.worth, {}, case.plan.letters, money)
    if np.sum(found.counted.successes) < FEWEST:
        return case.ruling(Answer.TOO_FEW, basis=Basis.DAYS, versions=versions, look=look)
    more = {"basis": Basis.DAYS, "versions": versions, "look": look, "money": money}
    return answered(case, found, more)


def _daily(case: Case) -> list[Floats]:
    """The rates of each version's days within the plan, the control first."""
    table, last = case.table, case.plan.period.last
    within = np.array([day <= last for day in table.days or ()], dtype=bool)
    if not len(within):
        return [np.zeros(0) for _ in table.letters]
    shown, reacted = table.shown[within], table.reacted[within]
    return [
        reacted[shown[:, at] > 0, at] / shown[shown[:, at] > 0, at]
        for at in range(len(table.letters))
    ]


def _money(case: Case, found: Found, alpha: float) -> tuple[Money, ...]:
    """Revenue of a visitor, days against days, where it was asked for and is known of all days."""
    if case.plan.response is not Response.REVENUE:
        return ()
    daily = [_won(case, letter) for letter in found.letters]
    told = []
    for letter, mine in zip(found.letters[1:], daily[1:], strict=True):
        if daily[0] is None or mine is None:
            continue
        test = by_day(daily[0], mine, 1 - alpha).test
        if test.freedom > 0:
            means = (float(np.mean(daily[0])), float(np.mean(mine)))
            told.append(said.money_of(letter, means, test))
    return tuple(told)


def _won(case: Case, letter: str) -> Floats | None:
    """Won of each visitor on each day of a version; None as soon as those of one are unknown."""
    days = {day for day in case.table.days or () if day <= case.plan.period.last}
    mine = [one for one in case.counts if one.letter == letter and one.day in days and one.shown]
    if case.plan.days is not None:
        mine = [one for one in mine if one.day and case.plan.days.get(one.day) == letter]
    if any(one.won is None and one.reacted != 0 for one in mine):
        return None
    return np.array([(one.won or 0) / (one.shown or 1) for one in mine], dtype=np.float64)


def _found(case: Case, daily: list[Floats]) -> tuple[Found, float]:
    """Every version's days against the control's, by Holm's steps; and the last level asked."""
    others, alpha = len(daily) - 1, case.plan.alpha
    p = np.array([_test(daily, at, alpha).test.p for at in range(1, others + 1)], dtype=np.float64)
    order = np.argsort(p, kind="stable")
    levels = np.full(others, alpha)
    sign = np.zeros(others)
    for step, at in enumerate(order):
        level = alpha / (others - step)
        if p[at] > level or too_short(case.plan.design, case.plan.period.days):
            levels[order[step:]] = level
            break
        levels[at] = level
        sign[at] = np.sign(np.mean(daily[at + 1]) - np.mean(daily[0]))
    tests = [_test(daily, at + 1, float(levels[at])) for at in range(others)]
    counted = _inside(case)
    rates = np.array([float(np.mean(each)) for each in daily])
    bounds = Bounds(
        agreeing(_stack([each.test.interval for each in tests]), sign, 0.0),
        agreeing(_stack([each.ratio for each in tests]), sign, 1.0),
    )
    line = np.full(others, np.nan)
    guess = _guess(tests[0].test) if others == 1 else None
    found = Found(
        case.table.letters, counted, rates, Called(sign, line), bounds, p, levels, guess,
        _own(daily),
    )  # fmt: skip
    return found, float(np.max(levels))


def _own(daily: list[Floats]) -> Interval:
    """Between which bounds the rate of each version lies: Student's over its days."""
    each = [moments_of(rates) for rates in daily]
    mean = np.array([float(one.mean) for one in each])
    error = np.array([float(np.sqrt(one.mean_variance)) for one in each])
    count = np.array([float(one.count) for one in each])
    reach = stdtrit(count - 1, (1 + CONFIDENCE) / 2) * error
    return Interval(np.maximum(mean - reach, 0.0), np.minimum(mean + reach, 1.0))


def _inside(case: Case) -> Counted:
    """What was counted within the plan."""
    table, last = case.table, case.plan.period.last
    within = np.array([day <= last for day in table.days or ()], dtype=bool)
    return Counted(table.reacted[within].sum(axis=0), table.shown[within].sum(axis=0))


def _test(daily: list[Floats], at: int, level: float) -> Switchback:
    return by_day(daily[0], daily[at], 1 - level)


def _stack(each: list[Interval]) -> Interval:
    low = np.array([float(one.lower) for one in each])
    return Interval(low, np.array([float(one.upper) for one in each]))


def _guess(test: MeanTest) -> Guess | None:
    """Chance and loss of two versions."""
    if not test.freedom > 1:
        return None
    return said.guess_of_two(float(test.difference), float(test.error), float(test.freedom))
