"""Up to which day the files of each mall tell what became of its orders."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd
from sqlmodel import Session

from core.services import covering
from core.store import orders, uploads
from core.store.moments import day_number, joined
from core.store.uploads import UploadEntry
from core.terms import Mall, Period, seoul_day

FORGOTTEN: Final = timedelta(days=60)
"""A mall whose files are so much older than the newest one is left out."""

WEEK: Final = 7

RETURNS: Final = "smartstore_return"
EXCHANGES: Final = "smartstore_exchange"

_DAYS: Final = ("paid", "sent", "due", "arrived", "seen")


@dataclass(frozen=True, slots=True)
class Files:
    """The order files of a shop, mall by mall.

    Attributes:
        asof: the day of the newest one.
        made: the day of the newest one of each mall.
        returns: the days that files of returns tell of up to the newest, without a break; None
            where there is none.
        returns_made: the day of the newest of these.
        has_exchanges: whether there is a file of exchanges as new as that.
    """

    asof: date
    made: Mapping[Mall, date]
    returns: Period | None = None
    returns_made: date | None = None
    has_exchanges: bool = False

    def last(self, days: int) -> dict[Mall, Period]:
        """So many days of each mall up to its newest file."""
        return {
            mall: Period(made - timedelta(days=days - 1), made) for mall, made in self.made.items()
        }

    def shifted(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows with their days moved as if all files had been made on one day.

        How old an order is and how long it took stay the same; what happened after its file was
        made nobody knows.
        """
        lags = {mall.value: (self.asof - made).days for mall, made in self.made.items()}
        lag = frame["mall"].map(lags).to_numpy(dtype=np.float64)
        return frame.assign(**{name: frame[name] + lag for name in _DAYS if name in frame})


def read(session: Session, shop_id: int, today: date) -> Files | None:
    """What the files tell; None without orders."""
    entries = [one for one in uploads.history(session, shop_id) if one.undone_at is None]
    telling = [one for one in entries if covering.tells_orders(one)]
    there = orders.malls(session, shop_id)
    alone = covering.claims_alone(session, shop_id)
    made: dict[Mall, date] = {}
    for mall in there:
        # A file of several malls is booked under one of them.
        own = [one for one in telling if one.mall is mall] or telling
        newest = _newest(own)
        if newest is not None and mall not in alone:
            made[mall] = min(newest, today)
    if not made:
        return None
    asof = max(made.values())
    made = {mall: day for mall, day in made.items() if day >= asof - FORGOTTEN}
    returns = [one for one in entries if one.format_id == RETURNS]
    exchanges = [one for one in entries if one.format_id == EXCHANGES]
    told, newest = covered(returns), _newest(returns)
    other = _newest(exchanges)
    return Files(
        asof,
        made,
        told,
        None if newest is None else min(newest, today),
        newest is not None and other is not None and other >= newest - timedelta(days=WEEK),
    )


def _newest(files: Iterable[UploadEntry]) -> date | None:
    """The day up to which files tell: on which the newest was made, else the last it has."""
    days = [
        seoul_day(one.as_of) if one.as_of is not None else one.period.last if one.period else None
        for one in files
    ]
    return max((day for day in days if day is not None), default=None)


def covered(files: Iterable[UploadEntry]) -> Period | None:
    """The last stretch without a break that some files tell of, up to when they were made."""
    stretches = [
        Period(one.period.first, max(one.period.last, _made(one)))
        for one in files
        if one.period is not None
    ]
    return max(joined(stretches), default=None, key=lambda some: day_number(some.last))


def _made(one: UploadEntry) -> date:
    if one.as_of is not None:
        return seoul_day(one.as_of)
    return one.period.last if one.period is not None else date.min
