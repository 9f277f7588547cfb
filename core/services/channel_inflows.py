"""Channels whose visits end in an order less often than those of the others."""

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
from scipy.special import betainc

from core.analysis import detail_page
from core.terms import AdPlatform, Period
from core.verdicts.channels import Inflow

FEW: Final = 0.5
"""A channel whose visits lead to an order less than half as often as others is a poor one."""

SURE: Final = 0.9

Counted: TypeAlias = tuple[str, AdPlatform | None, int, int]
"""The name of a channel, its platform, its visits and its payments."""


def judged(counted: Sequence[Counted], period: Period) -> tuple[Inflow, ...]:
    """Hold each channel against the others; those without visits or with odd numbers are left out.

    Args:
        counted: the channels.
        period: the days of their numbers.
    """
    known = [one for one in counted if one[2] and one[3] <= one[2]]
    if len(known) < 2:  # noqa: PLR2004  (one channel has no others)
        return ()
    visits = np.array([one[2] for one in known], dtype=np.int64)
    paid = np.array([one[3] for one in known], dtype=np.int64)
    usual = detail_page.usual(visits, paid)
    chance = detail_page.chance_below(visits, paid, usual)
    bought = paid + detail_page.PRIOR_VISITS * usual.rate
    rest = visits - paid + detail_page.PRIOR_VISITS * (1 - usual.rate)
    with np.errstate(invalid="ignore"):
        poor = betainc(bought, rest, FEW * usual.rate) >= SURE
    expected = visits * usual.rate
    return tuple(
        Inflow(
            name, platform, count, orders, float(usual.rate[at]), float(chance[at]),
            bool(poor[at]), period,
        )
        for at, (name, platform, count, orders) in enumerate(known)
        if 0 < usual.rate[at] < 1 and expected[at] >= detail_page.LEAST_EXPECTED
    )  # fmt: skip
