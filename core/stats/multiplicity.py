"""Many questions asked on one day make some look answered by chance alone."""

from collections.abc import Sequence


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """The p-values adjusted so that few of the findings are false (Benjamini, Hochberg 1995).

    Finding everything that is adjusted to at most q keeps the expected share of false findings
    below q.

    Raises:
        ValueError: a value lies outside 0 to 1.
    """
    if any(not 0 <= p <= 1 for p in p_values):
        msg = "p-values lie between 0 and 1"
        raise ValueError(msg)
    size = len(p_values)
    adjusted = [1.0] * size
    least = 1.0
    falling = sorted(range(size), key=lambda place: p_values[place], reverse=True)
    for rank, place in zip(range(size, 0, -1), falling, strict=True):
        least = min(least, p_values[place] * (size / rank))
        adjusted[place] = least
    return adjusted
