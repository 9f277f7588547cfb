"""What is said of each version once an answer may be told."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np
from scipy.special import ndtr, stdtr
from scipy.stats import t as student

from core.analysis.copy_tests import Bounds, Called, Counted
from core.stats.ab.arms import Arm, Floats, Interval
from core.stats.ab.comparison import few_expected
from core.stats.ab.exact import fisher
from core.stats.ab.moments import MeanTest, Moments, moments, welch
from core.stats.ab.posterior import best
from core.stats.ab.revenue import BUYERS, permutation
from core.stats.ab.two_proportions import score_z, two_sided, wilson_interval
from core.verdicts.copy_tests_model import Call, Money, Range, Said, Worth

DENSITY: Final = 1 / np.sqrt(2 * np.pi)

CALLS = {1.0: Call.BETTER, -1.0: Call.WORSE, 0.0: Call.UNSURE}


class Guess(NamedTuple):
    """How likely each version is the best, and what choosing it loses on average.

    The loss is a rate, or won of a visitor where ``in_won``.
    """

    chance: Floats
    loss: Floats
    in_won: bool = False

    def lost(self, at: int, worth: Worth) -> float | None:
        """The loss of a version in won a month."""
        loss = float(self.loss[at])
        return worth.of_won(loss) if self.in_won else worth.of(loss)


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What one look at a test found; versions lie along the only axis, the control first.

    Attributes:
        letters: the versions.
        counted: successes and trials.
        rates: the part that reacted.
        called: what is called of each version but the control.
        bounds: the intervals that say the same.
        p: how often chance alone makes so large a difference, each version by itself.
        levels: how rare it had to be of each, by its place in Holm's steps; the bounds have it too.
        guess: chances and losses; None where they are not described.
        own: between which bounds each rate lies; None takes Wilson's, of people.
    """

    letters: tuple[str, ...]
    counted: Counted
    rates: Floats
    called: Called
    bounds: Bounds
    p: Floats
    levels: Floats
    guess: Guess | None
    own: Interval | None = None

    @property
    def base(self) -> float:
        """The rate of all versions together."""
        total = float(np.sum(self.counted.trials))
        return float(np.sum(self.counted.successes)) / total if total else 0.0

    def best(self, sign: float) -> int | None:
        """The version called so whose rate is highest, counted without the control."""
        told = np.flatnonzero(self.called.sign == sign)
        return int(told[np.argmax(self.rates[1:][told])]) if len(told) else None


def p_values(counted: Counted) -> Floats:
    """Of each version but the control by itself, the exact one where counts are small."""
    control, variants = counted.control, counted.variants
    p = two_sided(score_z(control, variants))
    small = few_expected(control, variants)
    if np.any(small):
        p = np.where(small, np.maximum(p, fisher(control, variants).mid_p), p)
    return np.asarray(p)


def guess(counted: Counted) -> Guess:
    """By uniform priors; see ``core.stats.ab.posterior``."""
    found = best(Arm(counted.successes, counted.trials))
    return Guess(found.chance, found.loss)


def guess_of_two(
    seen: float, error: float, freedom: float = np.inf, *, in_won: bool = False
) -> Guess:
    """Of two versions, as if the difference lay around what was seen as its test has it.

    Normal, or Student's with so many degrees of freedom, more than one: then the chance that the
    other one is better and the two-sided p of the test say the same (1 - p/2).
    """
    u = seen / error
    ahead, near = _beyond(u, freedom)
    near *= error
    keep, switch = seen * ahead + near, near - seen * (1 - ahead)
    losses = np.array([max(0.0, keep), max(0.0, switch)])
    return Guess(np.array([1 - ahead, ahead]), losses, in_won)


def _beyond(u: float, freedom: float) -> tuple[float, float]:
    """How likely it is above -u, and the density there that losses are made of."""
    if not np.isfinite(freedom):
        return float(ndtr(u)), DENSITY * float(np.exp(-u * u / 2))
    density = float(student.pdf(u, freedom))
    return float(stdtr(freedom, u)), density * (freedom + u * u) / (freedom - 1)


def guess_of_won(money: Sequence[Money]) -> Guess | None:
    """By what was sold to each visitor, of two versions; None where that is not known."""
    if len(money) != 1 or not money[0].error or not (money[0].freedom or 0) > 1:
        return None
    one = money[0]
    return guess_of_two(one.difference.middle, one.error or 0.0, one.freedom or 0.0, in_won=True)


def described(
    found: Found,
    worth: Worth,
    expected: Mapping[str, float],
    order: Collection[str],
    money: Sequence[Money] = (),
) -> tuple[Said, ...]:
    """Every version with its numbers.

    Args:
        found: what was found.
        worth: what makes won of a difference.
        expected: how many the plan would have given each.
        order: the letters as the plan has them.
        money: revenue, where it decides what a version is worth.
    """
    each = {letter: _said(found, at, worth, expected) for at, letter in enumerate(found.letters)}
    for one in money:
        won = [worth.of_won(value) for value in one.difference]
        told = None if None in won else Range(*(value or 0.0 for value in won))
        each[one.letter] = replace(each[one.letter], won_month=told)
    return tuple(each[letter] for letter in order)


def _said(found: Found, at: int, worth: Worth, expected: Mapping[str, float]) -> Said:
    letter = found.letters[at]
    x, n = found.counted.successes[at], found.counted.trials[at]
    low, high = wilson_interval(Arm(x, n)) if found.own is None else found.own
    if found.own is not None:
        low, high = low[at], high[at]
    guessed = found.guess
    loss = None if guessed is None else guessed.lost(at, worth)
    said = Said(
        letter, int(n), expected.get(letter), Call.CONTROL, int(x), float(found.rates[at]),
        (float(low), float(high)),
        chance=None if guessed is None else float(guessed.chance[at]), loss_month=loss,
    )  # fmt: skip
    return said if at == 0 else _against(found, at - 1, said, worth)


def _against(found: Found, at: int, said: Said, worth: Worth) -> Said:
    """A version held against the control."""
    seen = float(found.rates[at + 1] - found.rates[0])
    low, high = (float(each[at]) for each in found.bounds.difference)
    difference = spread(low, high, seen)
    under, over = (float(each[at]) for each in found.bounds.ratio)
    won = tuple(worth.of(each) for each in difference)
    return Said(
        said.letter, said.shown, said.expected, CALLS[float(found.called.sign[at])], said.reacted,
        said.rate, said.bounds, difference, (under, over if np.isfinite(over) else None),
        float(found.p[at]), said.chance, said.loss_month,
        None if None in won else Range(*(each or 0.0 for each in won)),
        float(found.levels[at]),
    )  # fmt: skip


def spread(low: float, high: float, seen: float) -> Range:
    """Bounds of a difference of rates and what was seen between them."""
    low, high = max(low, -1.0), min(high, 1.0)
    return Range(low, min(max(seen, low), high), high)


def revenue(
    found: Found,
    money: Mapping[str, tuple[int, int] | None],
    amounts: Mapping[str, Collection[int]],
    alpha: float,
) -> tuple[Money, ...]:
    """Revenue of a visitor of each version against the control; nothing where it is unknown.

    Args:
        found: who was shown a version.
        money: won and the squares of won, by letter.
        amounts: what each buyer paid, for the permutation test of few buyers; may be empty.
        alpha: 1 less the confidence of the intervals.
    """
    sums = [_moments(found, at, money.get(it)) for at, it in enumerate(found.letters)]
    if sums[0] is None:
        return ()
    told = []
    for at, letter in enumerate(found.letters[1:], start=1):
        other = sums[at]
        test = None if other is None else welch(sums[0], other, 1 - alpha)
        if other is None or test is None or not test.freedom > 0:
            continue
        means = (float(sums[0].mean), float(other.mean))
        exact = _permuted(found, at, money, amounts)
        told.append(money_of(letter, means, test, exact))
    return tuple(told)


def money_of(
    letter: str, means: tuple[float, float], test: MeanTest, exact: float | None = None
) -> Money:
    """What a test of two means says of the revenue of a visitor."""
    low, high = float(test.interval.lower), float(test.interval.upper)
    seen = min(max(means[1] - means[0], low), high)
    return Money(
        letter, means, Range(low, seen, high), float(test.p), exact, float(test.error),
        float(test.freedom),
    )  # fmt: skip


def _moments(found: Found, at: int, known: tuple[int, int] | None) -> Moments | None:
    if known is None:
        return None
    try:
        return moments(found.counted.trials[at], *known)
    except ValueError:  # fewer than two visitors, or squares that cannot be
        return None


def _permuted(
    found: Found,
    at: int,
    money: Mapping[str, tuple[int, int] | None],
    amounts: Mapping[str, Collection[int]],
) -> float | None:
    letters = (found.letters[0], found.letters[at])
    pair = [list(amounts.get(letter, ())) for letter in letters]
    if [sum(each) for each in pair] != [(money.get(it) or (None,))[0] for it in letters]:
        return None
    buyers = [int(found.counted.successes[place]) for place in (0, at)]
    if [len(each) for each in pair] != buyers or not 0 < sum(buyers) <= BUYERS:
        return None
    if any(one <= 0 for each in pair for one in each):
        return None
    visitors = (int(found.counted.trials[0]), int(found.counted.trials[at]))
    return permutation(pair[0], pair[1], visitors).two_sided
