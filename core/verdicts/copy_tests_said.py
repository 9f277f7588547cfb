"""What is said of each version once an answer may be told."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.analysis.copy_tests import Bounds, Called, Counted
from core.stats.ab.arms import Arm, Floats
from core.stats.ab.comparison import few_expected
from core.stats.ab.exact import fisher
from core.stats.ab.moments import Moments, moments, welch
from core.stats.ab.posterior import best
from core.stats.ab.revenue import BUYERS, permutation
from core.stats.ab.several import holm
from core.stats.ab.two_proportions import score_z, two_sided, wilson_interval
from core.verdicts.copy_tests_model import Call, Money, Range, Said, Worth

CALLS = {1.0: Call.BETTER, -1.0: Call.WORSE, 0.0: Call.UNSURE}


class Guess(NamedTuple):
    """How likely each version is the best, and what choosing it loses on average, as a rate."""

    chance: Floats
    loss: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What one look at a test found; versions lie along the only axis, the control first.

    Attributes:
        letters: the versions.
        counted: successes and trials.
        rates: the part that reacted.
        called: what is called of each version but the control.
        bounds: the intervals that say the same.
        p: how often chance alone makes so large a difference, adjusted over the versions.
        guess: chances and losses; None where they are not described.
    """

    letters: tuple[str, ...]
    counted: Counted
    rates: Floats
    called: Called
    bounds: Bounds
    p: Floats
    guess: Guess | None

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
    """Of each version but the control, the exact one where counts are small, adjusted by Holm."""
    control, variants = counted.control, counted.variants
    p = two_sided(score_z(control, variants))
    small = few_expected(control, variants)
    if np.any(small):
        p = np.where(small, np.maximum(p, fisher(control, variants).mid_p), p)
    return holm(p)


def guess(counted: Counted) -> Guess:
    """By uniform priors; see ``core.stats.ab.posterior``."""
    found = best(Arm(counted.successes, counted.trials))
    return Guess(found.chance, found.loss)


def described(
    found: Found, worth: Worth, expected: Mapping[str, float], order: Collection[str]
) -> tuple[Said, ...]:
    """Every version with its numbers.

    Args:
        found: what was found.
        worth: what makes won of a difference.
        expected: how many the plan would have given each.
        order: the letters as the plan has them.
    """
    each = {letter: _said(found, at, worth, expected) for at, letter in enumerate(found.letters)}
    return tuple(each[letter] for letter in order)


def _said(found: Found, at: int, worth: Worth, expected: Mapping[str, float]) -> Said:
    letter = found.letters[at]
    x, n = found.counted.successes[at], found.counted.trials[at]
    own = wilson_interval(Arm(x, n))
    guessed = found.guess
    loss = None if guessed is None else worth.of(float(guessed.loss[at]))
    said = Said(
        letter, int(n), expected.get(letter), Call.CONTROL, int(x), float(found.rates[at]),
        (float(own.lower), float(own.upper)),
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
        low, high = float(test.interval.lower), float(test.interval.upper)
        exact = _permuted(found, at, amounts)
        told.append(
            Money(letter, means, Range(low, means[1] - means[0], high), float(test.p), exact)
        )
    return tuple(told)


def _moments(found: Found, at: int, known: tuple[int, int] | None) -> Moments | None:
    if known is None:
        return None
    try:
        return moments(found.counted.trials[at], *known)
    except ValueError:  # fewer than two visitors, or squares that cannot be
        return None


def _permuted(found: Found, at: int, amounts: Mapping[str, Collection[int]]) -> float | None:
    pair = [list(amounts.get(found.letters[place], ())) for place in (0, at)]
    buyers = [int(found.counted.successes[place]) for place in (0, at)]
    if [len(each) for each in pair] != buyers or not 0 < sum(buyers) <= BUYERS:
        return None
    if any(one <= 0 for each in pair for one in each):
        return None
    visitors = (int(found.counted.trials[0]), int(found.counted.trials[at]))
    return permutation(pair[0], pair[1], visitors).two_sided
