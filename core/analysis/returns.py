"""Are more orders cancelled and returned than usual?"""

from math import nan

from core.stats.proportions import Rates, Tally, difference_z
from core.stats.windows import Comparison, Days, Sums, change

SETTLED_AFTER = 14
"""Days after which most cancellations and returns are in."""


def rate(compared: Comparison, lines: Days, ended: Days) -> Rates:
    """The part of order lines that were cancelled or returned.

    Args:
        compared: two stretches, old enough that what was going to come back has.
        lines: order lines per day that count as sales.
        ended: order lines per day that were cancelled or returned.
    """
    judgement = change(compared, [ended, lines], _measure).judgement
    now, before = _tallies(compared.pair.sums(ended), compared.pair.sums(lines))
    return Rates(now, before, difference_z(now, before), judgement.p if judgement else None)


def _measure(ended: Sums, kept: Sums) -> tuple[float, float, float]:
    now, before = _tallies(ended, kept)
    z = difference_z(now, before)
    return now.rate or nan, before.rate or nan, nan if z is None else z


def _tallies(ended: Sums, kept: Sums) -> tuple[Tally, Tally]:
    now, before = (
        Tally(int(gone), int(gone + left)) for gone, left in zip(ended, kept, strict=True)
    )
    return now, before
