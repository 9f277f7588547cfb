"""How many of the orders that arrived were looked after (구매 후 관리율)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import pandas as pd

from core.analysis import care_rates
from core.analysis.care_queue import TRANSPORT
from core.analysis.care_rates import CARED_AFTER, WEEK, Share
from core.services import care_rules
from core.services.opening import OpenShop
from core.stats.proportions import Tally
from core.store import care_rates as store
from core.store import orders
from core.store.moments import day_number, day_of
from core.terms import Period

WEEKS_COUNTED: Final = 4
"""So many weeks the share is of: long enough to count, short enough to be about now."""

WEEKS_SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class Week:
    """The orders that arrived in one whole week, and how many of them were looked after."""

    first: date
    tally: Tally


@dataclass(frozen=True, slots=True)
class CareRate:
    """How many of those old enough were looked after.

    Attributes:
        since: the first day on which anything was done or skipped; None before that, and then
            nothing is known.
        period: the days of arrival that ``share`` is of; None where none is old enough.
        share: the orders of it; None where nothing is known.
        estimated: how many of those have an arrival that no file tells.
        weeks: whole weeks since then, the oldest first.
        is_neglected: whether in each of the last two weeks less than half were looked after.
    """

    since: date | None
    period: Period | None = None
    share: Share | None = None
    estimated: int = 0
    weeks: tuple[Week, ...] = ()
    is_neglected: bool = False

    @property
    def waiting(self) -> int:
        """Orders that arrived so lately that they do not count yet."""
        return 0 if self.share is None else self.share.waiting

    @property
    def is_known(self) -> bool:
        """Whether there is a share to tell."""
        return self.share is not None and self.share.tally.trials > 0


def read(shop: OpenShop, today: date) -> CareRate:
    """The share of the last weeks, and the weeks themselves.

    What was done before anything was noted is not known: orders that arrived before the first
    note count for nothing, and neither do those of malls of which nothing is due.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        since = store.begun(session, shop.id)
        if since is None or since > today:
            return CareRate(None)
        malls = set(orders.malls(session, shop.id)) - care_rules.malls_off(session, shop.id)
        ended = today - timedelta(days=CARED_AFTER)
        first = max(since, ended - timedelta(days=WEEK * WEEKS_SHOWN - 1))
        found = store.arrived(session, shop.id, Period(first, today), malls, TRANSPORT)
    begin = max(since, ended - timedelta(days=WEEK * WEEKS_COUNTED - 1))
    counted = found[found["arrived"] >= day_number(begin)]
    weeks = care_rates.cared_weeks(found, day_number(today))
    weeks = weeks[weeks["first"] >= day_number(since)]
    is_old = (counted["arrived"] <= day_number(ended)) & ~counted["is_ended"]
    return CareRate(
        since,
        Period(begin, ended) if begin <= ended else None,
        care_rates.cared(counted, day_number(today)),
        int((counted["is_estimated"] & is_old).sum()),
        _weeks(weeks),
        care_rates.is_neglected(weeks),
    )


def _weeks(weeks: pd.DataFrame) -> tuple[Week, ...]:
    columns = (weeks[name].tolist() for name in ("first", "cared", "orders"))
    return tuple(
        Week(day_of(first), Tally(cared, orders))
        for first, cared, orders in zip(*columns, strict=True)
    )
