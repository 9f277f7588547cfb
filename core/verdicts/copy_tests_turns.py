"""Judge a test that showed one version a day, in turn: days are compared, not people."""

from typing import Final

import numpy as np
from scipy.special import ndtr

from core.analysis.copy_tests import FEWEST, Bounds, Called, Counted, agreeing
from core.stats.ab.arms import Floats, Interval
from core.stats.ab.moments import MeanTest
from core.stats.ab.several import holm
from core.stats.ab.switchback import Switchback, by_day
from core.verdicts import copy_tests_said as said
from core.verdicts.copy_tests_case import Case
from core.verdicts.copy_tests_model import Answer, Basis, Look, Ruling
from core.verdicts.copy_tests_people import answered
from core.verdicts.copy_tests_said import Found, Guess

LEAST_DAYS: Final = 2
"""Days a version needs."""

DENSITY: Final = 1 / np.sqrt(2 * np.pi)


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
    versions = said.described(found, case.worth, {}, case.plan.letters)
    if np.sum(found.counted.successes) < FEWEST:
        return case.ruling(Answer.TOO_FEW, basis=Basis.DAYS, versions=versions, look=look)
    more = {"basis": Basis.DAYS, "versions": versions, "look": look, "money": ()}
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


def _found(case: Case, daily: list[Floats]) -> tuple[Found, float]:
    """Every version's days against the control's, by Holm's steps; and the last level asked."""
    others, alpha = len(daily) - 1, case.plan.alpha
    p = np.array([_test(daily, at, alpha).test.p for at in range(1, others + 1)], dtype=np.float64)
    order = np.argsort(p, kind="stable")
    levels = np.full(others, alpha)
    sign = np.zeros(others)
    for step, at in enumerate(order):
        level = alpha / (others - step)
        if p[at] > level:
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
    found = Found(case.table.letters, counted, rates, Called(sign, line), bounds, holm(p), guess)
    return found, float(np.max(levels))


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
    """Chance and loss of two versions, as if the difference were normal around what was seen."""
    if not test.freedom > 0:
        return None
    error, seen = float(test.error), float(test.difference)
    u = seen / error
    ahead, near = float(ndtr(u)), DENSITY * float(np.exp(-u * u / 2)) * error
    keep, switch = seen * ahead + near, near - seen * (1 - ahead)
    return Guess(np.array([1 - ahead, ahead]), np.array([max(0.0, keep), max(0.0, switch)]))
