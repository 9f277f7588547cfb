"""Split the change of a product of factors into one part per factor, exactly."""

from collections.abc import Sequence
from math import floor, log


def log_mean(a: float, b: float) -> float:
    """The logarithmic mean of two positive numbers: between them, and equal to both if equal."""
    # Near each other the formula divides two roundings; the mean is as good there.
    if abs(a - b) <= 1e-9 * max(a, b):
        return (a + b) / 2
    return (a - b) / log(a / b)


def log_mean_parts(before: Sequence[float], now: Sequence[float]) -> list[float]:
    """How much each factor contributed to the change of their product.

    The logarithmic mean Divisia index, LMDI-I (Ang 2005): the parts add up without a rest, and
    the order of the factors does not matter. Where a factor is zero on one side, the first such
    factor takes the whole change, which is the limit of Ang and Liu (2007) for a chain whose
    later factors are not defined without the earlier ones.

    Raises:
        ValueError: a factor is negative, or the numbers of factors differ.
    """
    if len(before) != len(now):
        msg = f"{len(before)} factors cannot be compared with {len(now)}"
        raise ValueError(msg)
    if any(factor < 0 for factor in (*before, *now)):
        msg = "factors cannot be negative"
        raise ValueError(msg)
    was, is_now = _product(before), _product(now)
    if was == 0 or is_now == 0:
        return _limit(before, now, is_now - was)
    weight = log_mean(is_now, was)
    return [weight * log(b / a) for a, b in zip(before, now, strict=True)]


def _product(factors: Sequence[float]) -> float:
    result = 1.0
    for factor in factors:
        result *= factor
    return result


def _limit(before: Sequence[float], now: Sequence[float], change: float) -> list[float]:
    parts = [0.0] * len(before)
    if change:
        gone = [a == 0 or b == 0 for a, b in zip(before, now, strict=True)]
        parts[gone.index(True)] = change
    return parts


def whole_parts(parts: Sequence[float], total: int) -> list[int]:
    """Round ``parts`` to whole numbers that add up to ``total``, by the largest remainders.

    Raises:
        ValueError: there is nothing to share the total among, or the parts are further than
            rounding from it.
    """
    floors = [floor(part) for part in parts]
    missing = total - sum(floors)
    if not 0 <= missing <= len(parts):
        msg = f"{list(parts)} do not add up to {total}"
        raise ValueError(msg)
    by_remainder = sorted(
        range(len(parts)), key=lambda place: parts[place] - floors[place], reverse=True
    )
    for place in by_remainder[:missing]:
        floors[place] += 1
    return floors
