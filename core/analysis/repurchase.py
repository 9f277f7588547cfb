"""Do buyers come back, and do they come back as often as they used to?"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd

from core.stats.proportions import Rates, Tally, compare
from core.stats.watched import LEARNT_AFTER as NEW_AFTER
from core.stats.watched import Watched
from core.terms import Period

WEEK = 7
SECOND_WITHIN = 90
"""Days within which a second purchase counts."""

LEARNT_AFTER = 180
"""Days of files before a period from which on most of the earlier buyers are known."""

COHORT = 84
"""Days over which first purchases are gathered: shorter, and small shops never know."""

SHORT_COHORT = 28
MANY_BUYERS = 2_000
"""So many new buyers in the short stretch, and it is enough."""


def cohorts(
    last: date, first: date, new_buyers: Mapping[date, int]
) -> tuple[Period, Period] | None:
    """The first days of the newest buyers that had time to come back, and of those before them.

    Args:
        last: the last day with data.
        first: the first one.
        new_buyers: how many came for the first time, by day.

    Returns:
        The earlier and the later stretch; None when history is too short.
    """
    mature = last - timedelta(days=SECOND_WITHIN)
    for size in (SHORT_COHORT, COHORT):
        now = Period.ending(mature, size)
        # At the very beginning everybody is new, also those who are not.
        if now.before().first < first + timedelta(days=NEW_AFTER):
            return None
        come = sum(count for day, count in new_buyers.items() if day in now)
        if come >= MANY_BUYERS or size == COHORT:
            return now.before(), now
    return None  # pragma: no cover


def seen(frame: pd.DataFrame, days: Period, gaps: Sequence[Period]) -> pd.DataFrame:
    """The first days of which it is known who came again soon.

    Args:
        frame: one row per first day (the index).
        days: from the first day with data to the last one.
        gaps: stretches in between that no file covers.
    """
    holes = tuple((gap.first.toordinal(), gap.last.toordinal()) for gap in gaps)
    watched = Watched(days.first.toordinal(), days.last.toordinal(), holes)
    begun = np.array([day.toordinal() for day in frame.index], dtype=np.int64)
    return frame[watched.is_seen(begun + 1, begun + SECOND_WITHIN)]


def second_rate(frame: pd.DataFrame, before: Period, now: Period) -> Rates:
    """The part of new buyers who bought again soon.

    Args:
        frame: one row per first day (the index): ``buyers`` and, of them, ``again``.
        before: first days of the buyers compared with.
        now: first days of the newer buyers.
    """
    sides = [_weeks(frame, period) for period in (now, before)]
    return compare(sum(sides[0], Tally(0, 0)), sum(sides[1], Tally(0, 0)), sides)


def returning_share(
    buyers: tuple[int, int], new: tuple[int, int], weeks: Sequence[tuple[int, int]]
) -> Rates:
    """The part of buyers who had bought before the period.

    Args:
        buyers: different buyers of this period and of the one it is compared with.
        new: those of them who bought for the first time.
        weeks: buyers and new ones among them of single weeks, for the usual scatter.
    """
    now, before = (_returned(count, fresh) for count, fresh in zip(buyers, new, strict=True))
    return compare(now, before, [[_returned(count, fresh) for count, fresh in weeks]])


def _returned(buyers: int, new: int) -> Tally:
    return Tally(max(0, buyers - new), buyers)


def _weeks(frame: pd.DataFrame, period: Period) -> list[Tally]:
    tallies = [Tally(0, 0)] * (period.days // WEEK)
    for day, buyers, again in zip(frame.index, frame["buyers"], frame["again"], strict=True):
        if day in period:
            tallies[(day - period.first).days // WEEK] += Tally(int(again), int(buyers))
    return tallies
