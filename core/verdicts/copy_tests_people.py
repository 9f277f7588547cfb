"""Judge a test whose visitors or recipients were divided among the versions."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from scipy.special import ndtr

from core.analysis.copy_tests import FEWEST, Bounds, Called, Counted, agreeing, bounds, call, lines
from core.stats.ab.always_valid import confidence_sequence, evidence
from core.stats.ab.arms import Floats, Interval
from core.stats.ab.planning import detectable_rate
from core.terms.copy_tests import Design, Response
from core.verdicts import copy_tests_said as said
from core.verdicts.copy_tests_case import Case
from core.verdicts.copy_tests_counts import Looks, gather, looks
from core.verdicts.copy_tests_model import (
    LATE_ALPHA,
    MARGIN,
    USEFUL,
    Answer,
    Basis,
    Look,
    Money,
    Ruling,
)
from core.verdicts.copy_tests_said import Found

DIVIDED: Final = frozenset({Design.LIST_SPLIT, Design.AD_PLATFORM})
"""Designs in which chance divides visitors in known parts, so that successes can be watched on."""


def judge(case: Case) -> Ruling:
    """What a test says whose versions were shown at the same time."""
    if not case.planned:
        return _at(case, _single(case), Basis.ONCE)
    seen = looks(case.plan, case.table, case.today)
    at, counted, called = _first(case, seen)
    if at is None or not np.all(counted.trials[at]):
        return case.waiting()
    basis = Basis.PLAN if seen.over and at == len(seen.days) - 1 else Basis.BOUNDARY
    one = _One(counted.at(at), _of(called, at), seen.days[at], float(seen.parts[at]))
    ruling = _at(case, one, basis)
    ended = basis is Basis.PLAN and not ruling.answer.decides
    return (_late(case, seen.days[-1]) if ended else None) or ruling


def _first(case: Case, seen: Looks) -> tuple[int | None, Counted, Called]:
    """The look that decides, or the last one of a plan that is over; and all looks."""
    if not seen.days:
        nothing = np.zeros((0, len(case.table.letters)))
        return None, Counted(nothing, nothing), Called(nothing[:, 1:], nothing[:, 1:])
    counted, called = _looked_at(case, seen)
    decided = np.flatnonzero(called.decided)
    if len(decided):
        return int(decided[0]), counted, called
    return (len(seen.days) - 1 if seen.over else None), counted, called


class _One:
    """One look: the numbers, what is called, the day and the part of the plan."""

    def __init__(self, counted: Counted, called: Called, day: date | None, part: float) -> None:
        self.counted = counted
        self.called = called
        self.day = day
        self.part = part


def _single(case: Case) -> _One:
    """The only look at numbers without a plan."""
    counted = case.table.whole
    steps = lines([1.0], len(case.table.letters) - 1, case.plan.alpha, last=True)
    return _One(counted, call(counted, steps[0]), None, 1.0)


def _looked_at(case: Case, seen: Looks) -> tuple[Counted, Called]:
    """The numbers of all looks so far and what each of them called."""
    table, others = case.table, len(case.table.letters) - 1
    steps = lines(seen.assumed, others, case.plan.alpha, last=seen.over)[-len(seen.days) :]
    if table.days is None:
        whole = table.whole
        counted = Counted(whole.successes[None], whole.trials[None], case.shares)
    else:
        counted = replace(table.until(seen.days, case.plan.design), shares=case.shares)
    return counted, call(counted, steps)


def _of(called: Called, at: int) -> Called:
    return Called(called.sign[at], called.line[at])


def _at(case: Case, one: _One, basis: Basis) -> Ruling:
    """What the numbers of one look say."""
    counted, called = one.counted, one.called
    trials = np.maximum(counted.trials, 1)
    found = Found(
        case.table.letters, counted, counted.successes / trials, called, bounds(counted, called),
        said.p_values(counted), said.guess(counted),
    )  # fmt: skip
    if np.sum(counted.successes) < FEWEST:
        return case.ruling(Answer.TOO_FEW, basis=basis, versions=_versions(case, found))
    line = float(np.max(called.line))
    alpha = 2 * float(ndtr(-line))
    days = case.plan.period.days
    counted_days = days if one.day is None else (one.day - case.plan.period.first).days + 1
    look = Look((counted_days, days), one.part, line, alpha)
    more: dict[str, Any] = {"basis": basis, "versions": _versions(case, found), "look": look}
    return answered(case, found, more | {"money": _money(case, found, one.day, alpha)})


def _versions(case: Case, found: Found) -> tuple[Any, ...]:
    expected = case.expected(int(np.sum(found.counted.trials)))
    return said.described(found, case.worth, expected, case.plan.letters)


def _money(case: Case, found: Found, day: date | None, alpha: float) -> tuple[Money, ...]:
    """Revenue up to a look, where it was asked for."""
    if case.plan.response is not Response.REVENUE:
        return ()
    table = case.table
    if day is not None and table.days is not None:
        without = case.beside.mixed if case.beside.cut else ()
        table = gather(case.plan, case.counts, day + timedelta(days=1), without)
    return said.revenue(found, table.money, case.beside.amounts, alpha)


def answered(case: Case, found: Found, more: dict[str, Any]) -> Ruling:
    """The answer to what was found, and the version to use."""
    better, worse = found.best(1.0), bool(np.all(found.called.sign < 0))
    if better is None and not worse:
        return _undecided(case, found, more)
    chosen = case.plan.control if better is None else found.letters[better + 1]
    against = found.letters[1:] if better is None else (chosen,)
    sign = 1.0 if better is None else -1.0
    if any(_money_says(more["money"], it, sign, case.plan.alpha) for it in against):
        return case.ruling(Answer.OPEN, base=found.base, conflict=True, **more)
    answer = Answer.KEEP if better is None else Answer.SWITCH
    return case.ruling(answer, chosen=chosen, base=found.base, **more)


def _money_says(money: tuple[Money, ...], letter: str, sign: float, alpha: float) -> bool:
    """Whether a version surely brings more won of a visitor, or less where the sign is minus."""
    return any(
        sign * one.difference.middle > 0 and max(one.p, one.exact_p or 0.0) <= alpha
        for one in money
        if one.letter == letter
    )


def _undecided(case: Case, found: Found, more: dict[str, Any]) -> Ruling:
    """No version is called better: whether that matters, and what could have been found."""
    low, high = found.bounds.difference
    within = float(max(np.max(np.abs(low)), np.max(np.abs(high))))
    base, worth = found.base, case.worth
    margin = base * MARGIN if case.beside.margin is None else case.beside.margin
    at_most = worth.of(within)
    least = _least(case, found)
    told = {"base": base, "least": least} | more
    if within < margin or (at_most is not None and at_most < worth.limit):
        return case.ruling(Answer.EITHER, within=within, **told)
    choice = _cheapest(case, found)
    if choice is not None:
        return case.ruling(Answer.LOW_REGRET, chosen=choice, **told)
    hard = least is not None and least > base * (1 + USEFUL)
    return case.ruling(Answer.HARD if hard else Answer.OPEN, **told)


def _cheapest(case: Case, found: Found) -> str | None:
    """The version whose choice loses least on average, if that is little; none called worse."""
    if found.guess is None:
        return None
    at = int(np.argmin(found.guess.loss))
    loss = case.worth.of(float(found.guess.loss[at]))
    small = loss is not None and loss < case.worth.limit
    return found.letters[at] if small else None


def _least(case: Case, found: Found) -> float | None:
    """The least better rate that so many visitors find in 80 of 100 tests; None for days."""
    if case.plan.design.by_day or not 0 < found.base < 1:
        return None
    trials = found.counted.trials
    each = 2 / (1 / trials[0] + 1 / trials[1:])
    alpha = case.plan.alpha / (len(trials) - 1)
    return float(detectable_rate(found.base, float(np.min(each)), alpha=alpha))


def _late(case: Case, end: date) -> Ruling | None:
    """What was counted after the plan, if it speaks clearly; None if not.

    The e-process over all days from the first one; see ``core.stats.ab.always_valid``.
    """
    table, plan = case.table, case.plan
    after = [day for day in table.days or () if day > end]
    if not after or plan.design not in DIVIDED or case.shares is None:
        return None
    counted = table.until(after, plan.design)
    alpha = LATE_ALPHA / (len(table.letters) - 1)
    signs, p = _watched(counted, case.shares, alpha)
    decided = np.flatnonzero(np.any(signs > 0, axis=1) | np.all(signs < 0, axis=1))
    if not len(decided):
        return None
    at = int(decided[0])
    one = counted.at(at)
    called = Called(signs[at], np.full(signs.shape[1], np.nan))
    rates = one.successes / np.maximum(one.trials, 1)
    limits = _sequence(one, signs[at], case.shares, alpha)
    found = Found(table.letters, one, rates, called, limits, p[at], said.guess(one))
    over = (after[at] - plan.period.first).days + 1
    look = Look((over, plan.period.days), 1.0, None, alpha)
    more = {"basis": Basis.LATE, "versions": _versions(case, found), "look": look}
    return answered(case, found, more | {"money": _money(case, found, after[at], alpha)})


def _watched(counted: Counted, shares: tuple[int, ...], alpha: float) -> tuple[Floats, Floats]:
    """What the e-process calls on each day, and its probabilities."""
    control, signs, p = counted.successes[:, 0], [], []
    for place, part in enumerate(shares[1:], start=1):
        share = part / (part + shares[0])
        found = evidence(control, counted.successes[:, place], share=share)
        ahead = np.sign(counted.successes[:, place] * (1 - share) - control * share)
        signs.append(np.where(found.log_e >= -np.log(alpha), ahead, 0.0))
        p.append(found.p)
    return np.stack(signs, axis=1), np.stack(p, axis=1)


def _sequence(one: Counted, sign: Floats, shares: tuple[int, ...], alpha: float) -> Bounds:
    """The bounds that hold at all times; of the difference those of the ratio at this rate."""
    parts = [part / (part + shares[0]) for part in shares[1:]]
    found = [
        confidence_sequence(one.successes[0], x, share=share, alpha=alpha)
        for x, share in zip(one.successes[1:], parts, strict=True)
    ]
    low = np.array([float(each.lower) for each in found])
    high = np.array([float(each.upper) for each in found])
    rate = max(float(one.successes[0]), 0.5) / max(float(one.trials[0]), 1.0)
    return Bounds(
        agreeing(Interval(rate * (low - 1), rate * (high - 1)), sign, 0.0),
        agreeing(Interval(low, high), sign, 1.0),
    )
