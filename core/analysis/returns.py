"""Are more orders cancelled and returned than usual?"""

from math import nan

from core.stats.proportions import Rates, Tally, difference_z
from core.stats.windows import Comparison, Days, Pair, change

SETTLED_AFTER = 14
"""Days after which most cancellations and returns are in."""


def rate(compared: Comparison, lines: Days, ended: Days) -> Rates:
    """The part of order lines that were cancelled or returned.

    Args:
        compared: two stretches, old enough that what was going to come back has.
        lines: order lines per day that count as sales.
        ended: order lines per day that were cancelled or returned.
    """

    def measure(pair: Pair) -> tuple[float, float, float]:
        now, before = _tallies(pair, lines, ended)
        z = difference_z(now, before)
        return now.rate or nan, before.rate or nan, nan if z is None else z

    judgement = change(compared, measure).judgement
    now, before = _tallies(compared.pair, lines, ended)
    return Rates(now, before, difference_z(now, before), judgement.p if judgement else None)


def _tallies(pair: Pair, lines: Days, ended: Days) -> tuple[Tally, Tally]:
    now, before = (
        Tally(int(gone), int(gone + kept))
        for gone, kept in zip(pair.sums(ended), pair.sums(lines), strict=True)
    )
    return now, before
