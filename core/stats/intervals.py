"""Between which bounds a rate lies."""

from math import sqrt

from scipy.special import ndtri

from core.stats.proportions import Tally


def wilson(tally: Tally, confidence: float = 0.95) -> tuple[float, float] | None:
    """The bounds of one rate; None of nothing.

    The score interval (Wilson 1927): unlike the textbook one it stays within 0 and 1 and keeps
    its coverage where little happened (Newcombe 1998).

    Raises:
        ValueError: the confidence does not lie between 0 and 1.
    """
    if not 0 < confidence < 1:
        msg = f"a confidence lies between 0 and 1, not {confidence}"
        raise ValueError(msg)
    rate, n = tally.rate, tally.trials
    if rate is None:
        return None
    z = float(ndtri((1 + confidence) / 2))
    centre = (rate + z**2 / (2 * n)) / (1 + z**2 / n)
    reach = z * sqrt(rate * (1 - rate) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    # Of none and of all the bound is the rate itself, and rounding may push it past.
    return min(rate, max(0.0, centre - reach)), max(rate, min(1.0, centre + reach))
