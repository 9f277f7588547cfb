"""How soon questions are answered: the middle, those that took over a day, those that wait."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import numpy as np

from core.services.opening import OpenShop
from core.store import voice_inquiries as store
from core.store.voice_inquiries import Waiting
from core.terms import Period

__all__ = ["Inquiries", "Waiting", "inquiries", "waiting"]

LEAST: Final = 5
"""Below so many questions there is no middle."""

OLDEST: Final = 365
"""Days back in which a question may still wait."""

RECENT: Final = 90
"""Days back of which a waiting question is still reminded of."""

MOST_WAITING: Final = 20
MOST_PRODUCTS: Final = 5

_HOUR: Final = 3600
_DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Inquiries:
    """The questions of some days.

    Attributes:
        period: the days.
        asked: how many there were.
        hours: from the question to the answer, in the middle; a question that waits took longer
            than all that were answered. None of too few, or where most still wait.
        timed: of how many questions that is told.
        late: how many of those were answered after more than a day, or wait that long.
        untold: of how many nobody says whether or when they were answered.
        waiting: how many wait, whenever they were asked,
        oldest: and the oldest of them.
        products: what was asked about most: number, name, how often.
        as_of: when the newest file was made; what was answered since is not known.
    """

    period: Period
    asked: int
    hours: float | None
    timed: int
    late: int
    untold: int
    waiting: int
    oldest: tuple[Waiting, ...]
    products: tuple[tuple[int, str, int], ...]
    as_of: datetime | None


def waiting(shop: OpenShop, today: date, days: int = OLDEST) -> tuple[int, Waiting | None]:
    """How many questions of the last days nobody answered, as files tell, and the oldest of them.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        count, oldest = store.waiting(session, shop.id, today - timedelta(days=days), 1)
    return count, oldest[0] if oldest else None


def inquiries(shop: OpenShop, today: date, days: int) -> Inquiries:
    """The questions of the last days.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    period = Period.ending(today, days)
    with shop.store.read() as session:
        frame = store.asked(session, shop.id, period)
        since = today - timedelta(days=OLDEST)
        waiting, oldest = store.waiting(session, shop.id, since, MOST_WAITING)
        products = store.by_product(session, shop.id, period, MOST_PRODUCTS)
        as_of = store.as_of(session, shop.id)
    asked = frame["asked"].to_numpy(np.float64)
    took = frame["answered"].to_numpy(np.float64, na_value=np.nan) - asked
    is_open = np.isnan(took) & (frame["is_answered"] == 0).fillna(value=False).to_numpy(np.bool_)
    is_timed = is_open | (took >= 0)
    until = as_of.timestamp() if as_of else np.inf
    late = np.where(is_open, until - asked, took)[is_timed] > _DAY
    middle = np.median(np.where(is_open, np.inf, took)[is_timed]) if is_timed.any() else np.inf
    enough = int(is_timed.sum()) >= LEAST and np.isfinite(middle)
    return Inquiries(
        period, len(frame), float(middle) / _HOUR if enough else None, int(is_timed.sum()),
        int(late.sum()), int((~is_timed).sum()), waiting, tuple(oldest), tuple(products), as_of,
    )  # fmt: skip
