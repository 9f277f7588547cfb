"""Judge a test whose visitors or recipients were divided among the versions."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
from scipy.special import ndtr

from core.analysis.copy_tests import FEWEST, Bounds, Called, Counted, agreeing, bounds, call, lines
from core.stats.ab.always_valid import confidence_sequence, evidence
from core.stats.ab.arms import Floats, Interval
from core.stats.ab.several import holm
from core.stats.ab.two_proportions import two_sided
from core.terms.copy_tests import Response
from core.verdicts import copy_tests_plan as plans
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
from core.verdicts.copy_tests_won_days import by_days


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
    steps = seen.lines(others, case.plan.alpha)
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
        said.p_values(counted), two_sided(called.line), said.guess(counted),
    )  # fmt: skip
    if np.sum(counted.successes) < FEWEST:
        return case.ruling(Answer.TOO_FEW, basis=basis, versions=_versions(case, found, ()))
    line = float(np.max(called.line))
    alpha = 2 * float(ndtr(-line))
    days = case.plan.period.days
    counted_days = days if one.day is None else (one.day - case.plan.period.first).days + 1
    look = Look((counted_days, days), one.part, line, alpha)
    return _told(case, found, _money(case, found, one.day, alpha), {"basis": basis, "look": look})


def _told(case: Case, found: Found, money: tuple[Money, ...], more: dict[str, Any]) -> Ruling:
    found = with_won(case, found, money)
    return answered(case, found, more | {"versions": _versions(case, found, money), "money": money})


def with_won(case: Case, found: Found, money: tuple[Money, ...]) -> Found:
    """What was found; of revenue chance and loss are those of what was sold, not of who bought."""
    if case.plan.response is not Response.REVENUE:
        return found
    return replace(found, guess=said.guess_of_won(money) if len(found.letters) == 2 else None)  # noqa: PLR2004


def _versions(case: Case, found: Found, money: tuple[Money, ...]) -> tuple[Any, ...]:
    expected = case.expected(int(np.sum(found.counted.trials)))
    return said.described(found, case.worth, expected, case.plan.letters, money)


def _money(case: Case, found: Found, day: date | None, alpha: float) -> tuple[Money, ...]:
    """Revenue up to a look, where it was asked for."""
    if case.plan.response is not Response.REVENUE:
        return ()
    table = case.table
    if day is not None and table.days is not None:
        without = case.beside.mixed if case.beside.cut else ()
        table = gather(case.plan, case.counts, day + timedelta(days=1), without)
    each = said.revenue(found, table.money, case.beside.amounts, alpha)
    return each or by_days(case, found.letters, day, alpha)


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
    if _sold_unlike(more["money"], case.plan.alpha):
        return case.ruling(Answer.OPEN, conflict=True, **told)
    alike = within < margin or (at_most is not None and at_most < worth.limit)
    if alike and _sold_alike(case, found, more["money"]):
        return case.ruling(Answer.EITHER, within=within, **told)
    choice = _cheapest(case, found)
    if choice is not None:
        return case.ruling(Answer.LOW_REGRET, chosen=choice, **told)
    hard = least is not None and least > base * (1 + USEFUL)
    more_people = {"needed": _needed(case, found)}
    return case.ruling(Answer.HARD if hard else Answer.OPEN, **more_people, **told)


def _sold_unlike(money: tuple[Money, ...], alpha: float) -> bool:
    """Whether surely more is sold with one version although as many buy."""
    each = [max(one.p, one.exact_p or 0.0) for one in money]
    return bool(each) and bool(np.any(holm(each) <= alpha))


def _sold_alike(case: Case, found: Found, money: tuple[Money, ...]) -> bool:
    """Whether no difference worth having is left in what is sold, where that was asked for."""
    if case.plan.response is not Response.REVENUE:
        return True
    if len(money) < len(found.letters) - 1:
        return False
    most = max(max(abs(one.difference.low), abs(one.difference.high)) for one in money)
    usual = max(money[0].per_visitor[0], *(one.per_visitor[1] for one in money))
    at_most = case.worth.of_won(most)
    return most < MARGIN * usual or (at_most is not None and at_most < case.worth.limit)


def _cheapest(case: Case, found: Found) -> str | None:
    """The version whose choice loses least on average, if that is little; none called worse."""
    if found.guess is None:
        return None
    at = int(np.argmin(found.guess.loss))
    loss = found.guess.lost(at, case.worth)
    small = loss is not None and loss < case.worth.limit
    return found.letters[at] if small else None


def _least(case: Case, found: Found) -> float | None:
    """The least better rate that so many visitors find in 80 of 100 tests; None for days."""
    if case.plan.design.by_day or not 0 < found.base < 1:
        return None
    trials = found.counted.trials
    each = 2 / (1 / trials[0] + 1 / trials[1:])
    return plans.least(found.base, float(np.min(each)), len(trials), case.plan.alpha)


def _needed(case: Case, found: Found) -> int | None:
    """Visitors of each version that find what was seen in 80 of 100 tests; None for days."""
    apart = np.abs(found.rates[1:] - found.rates[0])
    other = float(found.rates[1 + int(np.argmax(apart))])
    base = float(found.rates[0])
    if case.plan.design.by_day or other == base or not (0 < base < 1 and 0 < other < 1):
        return None
    asked = plans.Asked(1.0, 1, base, len(found.rates), alpha=case.plan.alpha)
    return plans.needed(asked, other).visitors


def _late(case: Case, end: date) -> Ruling | None:
    """What was counted after the plan, if it speaks clearly; None if not.

    The e-process over all days from the first one; see ``core.stats.ab.always_valid``.
    """
    table, plan = case.table, case.plan
    after = [day for day in table.days or () if day > end]
    if not after or not plan.design.divides or case.shares is None:
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
    levels = np.full(signs.shape[1], alpha)
    found = Found(table.letters, one, rates, called, limits, p[at], levels, said.guess(one))
    over = (after[at] - plan.period.first).days + 1
    look = Look((over, plan.period.days), 1.0, None, alpha)
    money = _money(case, found, after[at], alpha)
    return _told(case, found, money, {"basis": Basis.LATE, "look": look})


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
