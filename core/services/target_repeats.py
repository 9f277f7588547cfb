"""How many payments that statistics count are one person's, as order files of the same days tell.

Statistics add payments up and name nobody; order files name the buyer of each. Neither tells the
age of a buyer, but how many payments one makes is enough to say how far chance scatters a share.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from sqlmodel import Session

from core.analysis import target
from core.analysis.target import Counting, Counts, Ints, Repeats
from core.services import covering
from core.store import target as store
from core.store.moments import day_number
from core.terms import Mall, Period

BOUGHT: Final = frozenset({Counting.BUYERS, Counting.PAYMENTS})
"""What is bought and not only looked at: of visits no order tells."""


def lines(session: Session, shop_id: int, period: Period) -> pd.DataFrame:
    """The ``buyer`` and the ``day`` of what the SmartStore sold, of which alone statistics tell."""
    malls = covering.told(session, shop_id, frozenset({Mall.SMARTSTORE})).malls
    return store.paid(session, shop_id, period, malls)


def repeats(
    paid: pd.DataFrame,
    told: Sequence[Period],
    counts: Counts,
    months: Sequence[tuple[Period, Counts]],
) -> Repeats | None:
    """How many payments are one person's; None where order files tell nothing of these days.

    Args:
        paid: see ``lines``.
        told: the days of each slice of the statistics.
        counts: what the statistics count of all days.
        months: and of each calendar month.
    """
    found = _of(paid, told)
    if not len(found):
        return None
    of_months = [
        _of(paid, [one for one in told if month.first <= one.first and one.last <= month.last])
        for month, _counts in months
    ]
    cases_of_months = [one.cases + one.unknown for _month, one in months]
    return target.repeats(found, of_months, counts.cases + counts.unknown, cases_of_months)


def _of(paid: pd.DataFrame, told: Sequence[Period]) -> Ints:
    """The buyers of what was paid on some days."""
    day = paid["day"].to_numpy(np.int64)
    if not told or not len(day):
        return np.empty(0, dtype=np.int64)
    first, last = (day_number(one) for one in (told[0].first, max(it.last for it in told)))
    is_told = np.zeros(last - first + 1, dtype=np.bool_)
    for one in told:
        is_told[day_number(one.first) - first : day_number(one.last) - first + 1] = True
    inside = (day >= first) & (day <= last)
    inside[inside] = is_told[day[inside] - first]
    return np.asarray(paid["buyer"].to_numpy(np.int64)[inside], dtype=np.int64)
