"""What customers will bring: purchases to come, of which later ones count for less.

Fader, Hardie and Lee (2005), J. of Marketing Research 42:415: the value of a customer is what his
purchases within each month to come are worth, divided by one plus the rate of interest once for
each month he is waited for. A purchase of a month counts as one at its end.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from core.stats import buying, spending
from core.stats.buying import Customers, Fit
from core.stats.buying_error import inverted
from core.stats.spending import Spending

Floats = npt.NDArray[np.float64]

MONTH: Final = 365.25 / 12
"""Days of a month."""

MONTHLY: Final = 0.01
"""Interest of a month."""

_STEP: Final = 1e-4


def discounted(
    told: Fit, of: Customers, months: int, *, month: float = MONTH, monthly: float = MONTHLY
) -> Floats:
    """The purchases expected of each within some months, each worth what it is worth today.

    Args:
        told: the parameters.
        of: customers.
        months: how many.
        month: how long one is, in the unit of ``of``.
        monthly: the rate of interest of a month.
    """
    sums, before = np.zeros(len(of.x)), np.zeros(len(of.x))
    for number in range(1, months + 1):
        until = buying.expected(told, of, number * month)
        sums += (until - before) / (1 + monthly) ** number
        before = until
    return sums


def worth_of_newcomer(
    told: Fit, months: int, *, month: float = MONTH, monthly: float = MONTHLY
) -> float:
    """The purchases after the first one that are expected of somebody new, discounted."""
    nobody = np.zeros(1)
    new = Customers(nobody, nobody, nobody, nobody + 1)
    return float(discounted(told, new, months, month=month, monthly=monthly)[0])


def spending_error(
    told: Spending,
    x: Floats,
    m: Floats,
    weight: Floats,
    taught: tuple[Floats, Floats] | None = None,
) -> float:
    """Standard error of a weighted sum of what customers spend on a purchase.

    From how far the parameters could be elsewhere: inverse of the observed information of those
    they were learnt from, delta method.

    Args:
        told: the parameters.
        x: purchases so far of each customer; 0 of whom nothing counts.
        m: their mean in won.
        weight: how often each counts, such as the purchases expected of him.
        taught: ``x`` and ``m`` of those the parameters were learnt from; without, the same ones.
    """
    centre, steps = np.log([told.p, told.q, told.v]), _STEP * np.eye(3)
    # Only purchases that cost something are what the parameters were learnt from.
    times, means = (x, m) if taught is None else taught
    is_known = (times > 0) & (means > 0)
    times, means = times[is_known], means[is_known]

    def slope(at: Floats) -> Floats:
        return spending.slope(times, means, np.exp(at)) * np.exp(at)

    bent = np.array(
        [(slope(centre + s) - slope(centre - s)) / (2 * _STEP) for s in steps]
    )  # fmt: skip

    def total(at: Floats) -> float:
        p, q, v = (float(one) for one in np.exp(at))
        return float((spending.average(Spending(p, q, v, 0.0), x, m) * weight).sum())

    moved = np.array([(total(centre + s) - total(centre - s)) / (2 * _STEP) for s in steps])
    return float(max(float(moved @ inverted(-(bent + bent.T) / 2) @ moved), 0.0) ** 0.5)
