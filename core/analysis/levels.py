"""Did net revenue, orders or the value of an order change more than they usually do?"""

from dataclasses import dataclass
from math import log, nan, sqrt

import numpy as np

from core.stats.counts import pair_z
from core.stats.windows import Change, Comparison, Days, Sums, change


@dataclass(frozen=True, slots=True)
class Daily:
    """What the questions need per day of the history."""

    orders: Days
    net: Days
    new_buyers: Days


@dataclass(frozen=True, slots=True)
class Levels:
    """How the level of each number changed."""

    net: Change
    orders: Change
    order_value: Change
    new_buyers: Change


def levels(compared: Comparison, daily: Daily) -> Levels:
    """The changes between the two stretches of ``compared``."""
    return Levels(
        net=change(compared, [daily.net, daily.orders], _net),
        orders=change(compared, [daily.orders], _count),
        # Its scatter by chance depends on how much orders differ, which only history can tell.
        order_value=change(compared, [daily.net, daily.orders], _order_value, least=0.0),
        new_buyers=change(compared, [daily.new_buyers], _count),
    )


def _count(told: Sums) -> tuple[float, float, float]:
    now, before = told
    return now, before, pair_z(int(now), int(before))


def _net(net: Sums, orders: Sums) -> tuple[float, float, float]:
    return *net, _log_ratio(*net, orders)


def _order_value(net: Sums, orders: Sums) -> tuple[float, float, float]:
    now, before = (
        value / count if count else nan for value, count in zip(net, orders, strict=True)
    )
    return now, before, _log_ratio(now, before, orders)


def weekly(values: Days, end: int, weeks: int) -> list[float | None]:
    """Sums of seven days, the last of them before ``end``; None for a week with a gap."""
    found: list[float | None] = []
    for start in range(end - 7 * weeks, end, 7):
        week = values[start : start + 7] if start >= 0 else np.array([nan])
        found.append(None if np.isnan(week).any() else float(week.sum()))
    return found


def _log_ratio(now: float, before: float, orders: tuple[float, float]) -> float:
    """The log of the ratio, in units of what as many equal orders would scatter."""
    # also false for nan
    if not (now > 0 and before > 0 and min(orders) > 0):
        return nan
    return log(now / before) / sqrt(1 / orders[0] + 1 / orders[1])
