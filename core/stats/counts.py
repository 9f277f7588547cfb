"""Compare how often something happened in two stretches of time."""

from math import sqrt

from scipy.special import bdtr


def _check(now: int, before: int, share: float) -> None:
    if now < 0 or before < 0:
        msg = f"counts cannot be negative: {now}, {before}"
        raise ValueError(msg)
    if not 0 < share < 1:
        msg = f"a share lies between 0 and 1, not {share}"
        raise ValueError(msg)


def pair_z(now: int, before: int, share: float = 0.5) -> float:
    """How many standard deviations ``now`` lies from its part of both counts together.

    The score test of two Poisson counts, given their sum (Przyborowski and Wilenski 1940; Gu,
    Ng, Tang and Schucany 2008). 0 when nothing happened at all.

    Args:
        now: events of this period.
        before: events of the period it is compared with.
        share: the part of all events that would fall into this period if nothing had changed.

    Raises:
        ValueError: a count is negative, or the share is not between 0 and 1.
    """
    _check(now, before, share)
    both = now + before
    if both == 0:
        return 0.0
    return (now - both * share) / sqrt(both * share * (1 - share))


def pair_mid_p(now: int, before: int, share: float = 0.5) -> float:
    """The exact two-sided p-value of the same question.

    The binomial distribution of ``now`` given the sum; the observed value counts half (Lancaster
    1961), and the smaller tail is doubled.

    Raises:
        ValueError: a count is negative, or the share is not between 0 and 1.
    """
    _check(now, before, share)
    both = now + before
    below = float(bdtr(now - 1, both, share)) if now > 0 else 0.0
    up_to = float(bdtr(now, both, share))
    lower = (below + up_to) / 2
    return min(1.0, 2 * min(lower, 1 - lower))
