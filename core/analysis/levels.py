"""Did net revenue, orders or the value of an order change more than they usually do?"""

from dataclasses import dataclass
from math import log, nan, sqrt

import numpy as np

from core.stats.counts import pair_z
from core.stats.windows import Change, Comparison, Days, Pair, change


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

    def count(values: Days, pair: Pair) -> tuple[float, float, float]:
        now, before = pair.sums(values)
        return now, before, pair_z(int(now), int(before))

    def net(pair: Pair) -> tuple[float, float, float]:
        now, before = pair.sums(daily.net)
        return now, before, _log_ratio(now, before, pair.sums(daily.orders))

    def order_value(pair: Pair) -> tuple[float, float, float]:
        orders = pair.sums(daily.orders)
        now, before = (
            value / count if count else nan
            for value, count in zip(pair.sums(daily.net), orders, strict=True)
        )
        return now, before, _log_ratio(now, before, orders)

    return Levels(
        net=change(compared, net),
        orders=change(compared, lambda pair: count(daily.orders, pair)),
        # Its scatter by chance depends on how much orders differ, which only history can tell.
        order_value=change(compared, order_value, least=0.0),
        new_buyers=change(compared, lambda pair: count(daily.new_buyers, pair)),
    )


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
