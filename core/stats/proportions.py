"""Do two rates differ?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from core.stats.placebo import two_sided


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of how many.

    Raises:
        ValueError: more successes than trials, or fewer than none.
    """

    successes: int
    trials: int

    def __post_init__(self) -> None:
        """Refuse the impossible."""
        if not 0 <= self.successes <= self.trials:
            msg = f"{self.successes} of {self.trials} is impossible"
            raise ValueError(msg)

    @property
    def rate(self) -> float | None:
        """The part that succeeded; None of nothing."""
        return self.successes / self.trials if self.trials else None

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.successes + other.successes, self.trials + other.trials)


def difference_z(now: Tally, before: Tally) -> float | None:
    """How many standard deviations two rates lie apart; positive when ``now`` is higher.

    The score test with the N - 1 correction (E. Pearson 1947; Campbell 2007). None when nothing
    can differ: no trials on a side, or all or none succeeded on both.
    """
    both = now + before
    if not (now.trials and before.trials and 0 < both.successes < both.trials):
        return None
    pooled = both.successes / both.trials
    spread = pooled * (1 - pooled) * (1 / now.trials + 1 / before.trials)
    gap = now.successes / now.trials - before.successes / before.trials
    return gap / sqrt(spread) * sqrt((both.trials - 1) / both.trials)


def dispersion(groups: Sequence[Tally]) -> tuple[float, int] | None:
    """How much more the rates of several groups scatter than chance, and from how many.

    Pearson's chi-square of homogeneity over its degrees of freedom (McCullagh and Nelder 1989,
    4.5.2): 1 is pure chance. None when fewer than two groups can tell.
    """
    told = [group for group in groups if group.trials]
    both = sum(told, Tally(0, 0))
    if len(told) < 2 or not 0 < both.successes < both.trials:  # noqa: PLR2004
        return None
    p = both.successes / both.trials
    chi2 = sum((g.successes - g.trials * p) ** 2 / (g.trials * p * (1 - p)) for g in told)
    return chi2 / (len(told) - 1), len(told) - 1


@dataclass(frozen=True, slots=True)
class Rates:
    """A rate in two periods. ``p`` is None where nothing can be said about the difference."""

    now: Tally
    before: Tally
    z: float | None
    p: float | None


def compare(now: Tally, before: Tally, groups: Sequence[Sequence[Tally]]) -> Rates:
    """Two rates, allowing for the scatter that was there all along.

    Args:
        now: this period.
        before: the period it is compared with.
        groups: smaller stretches within each of the two, whose scatter around the rate of their
            own period widens the test (quasi-binomial, McCullagh and Nelder 1989, 4.5).
    """
    z = difference_z(now, before)
    scatters = [found for found in (dispersion(group) for group in groups) if found]
    freedom = sum(found[1] for found in scatters)
    if z is None or not freedom:
        return Rates(now, before, z, None)
    scale = max(1.0, sum(value * weight for value, weight in scatters) / freedom)
    return Rates(now, before, z, two_sided(z / sqrt(scale), float(freedom)))
