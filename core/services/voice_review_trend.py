"""Stars week by week, with the bounds of each mean, and whether they have changed lately."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.services.opening import OpenShop
from core.stats import scores
from core.stats.ab import moments
from core.stats.scores import Scale
from core.store import voice_review_sums as store
from core.terms import Evidence, Period, evidence_of

STARS: Final = Scale(1, 5)
WEEK: Final = 7
FOUR_WEEKS: Final = 28
WEEKS: Final = 52
"""So far back the stars are looked at."""

SHOWN: Final = 26
"""So many points are drawn at most."""

LATELY: Final = 4
BEFORE: Final = 12
"""Weeks that are held against each other."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Point:
    """One week, or four: how many reviews, their mean and its bounds.

    The mean is None where nobody wrote; ``is_enough`` says whether it may be read.
    """

    period: Period
    reviews: int
    mean: float | None
    low: float | None
    high: float | None
    is_enough: bool


@dataclass(frozen=True, slots=True)
class Stars:
    """Some reviews: how many, and their mean; None of none."""

    reviews: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class Change:
    """The stars of the last weeks and of those before.

    Attributes:
        now: the reviews of the last four weeks,
        before: and of the twelve weeks before.
        low: between which bounds the difference lies,
        high: and up to where; None where too few wrote.
        level: how sure it is that there is one.
    """

    now: Stars
    before: Stars
    low: float | None
    high: float | None
    level: Evidence

    @property
    def is_down(self) -> bool:
        """Whether the mean is lower than before, whatever that says."""
        return (self.now.mean or 0.0) < (self.before.mean or 0.0)


@dataclass(frozen=True, slots=True)
class Trend:
    """Stars over time.

    Attributes:
        points: whole weeks, the oldest first; without those before the first review.
        step: how many days a point has.
        all: all reviews of these points together.
        later: the reviews after a month of use in the same time.
        change: the last weeks beside those before; None where files do not tell of so many.
        left_out: reviews of a week that is not over.
    """

    points: tuple[Point, ...]
    step: int
    all: Stars
    later: Stars
    change: Change | None
    left_out: int

    @property
    def period(self) -> Period | None:
        """From the first day drawn to the last one."""
        if not self.points:
            return None
        return Period(self.points[0].period.first, self.points[-1].period.last)


def trend(shop: OpenShop, today: date, product: int | None = None) -> Trend | None:
    """The stars of the last year; None without a review.

    A point is a week where weeks have ten reviews in the middle, else four weeks. Only weeks that
    files tell of to their end are drawn. A second review of the same buyer counts beside.

    Args:
        shop: whose.
        today: the day.
        product: the only one that is looked at.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        told = store.told(session, shop.id)
        if told is None:
            return None
        end = min(told.last, today)
        # the Monday after the last whole week
        after = end + timedelta(days=1) - timedelta(days=(end + timedelta(days=1)).weekday())
        first = after - timedelta(days=WEEKS * WEEK)
        table, left_out = _table(store.weeks(session, shop.id, first, product), first)
        start = _start(table, told.first, first)
        weeks = table[start:]
        step = _step(weeks)
        points = _points(weeks, first + timedelta(days=start * WEEK), step)
        since = points[0].period.first if points else after
        later, sum_later = store.months_later(session, shop.id, since, product)
    shown = table[(since - first).days // WEEK :].sum(axis=0)
    aside = Stars(later, sum_later / later if later else None)
    return Trend(points, step, _stars(shown), aside, _change(weeks), left_out)


def _table(rows: pd.DataFrame, first: date) -> tuple[Ints, int]:
    """How often each star was given in each whole week, and how many reviews came after these."""
    days = rows["week"].to_numpy().astype("datetime64[D]")
    place = (days - np.datetime64(first, "D")).astype(np.int64) // WEEK
    star, times = (rows[name].to_numpy(np.int64) for name in ("stars", "count"))
    inside = (place >= 0) & (place < WEEKS)
    table = np.zeros((WEEKS, STARS.most), dtype=np.int64)
    np.add.at(table, (place[inside], star[inside] - 1), times[inside])
    return table, int(times[place >= WEEKS].sum())


def _start(table: Ints, told: date, first: date) -> int:
    """The first week with a review that files tell of from its beginning."""
    whole = -(-(told - first).days // WEEK)
    there = np.flatnonzero(table.sum(axis=1))
    return int(max(0, whole, there[0] if len(there) else WEEKS))


def _step(weeks: Ints) -> int:
    usual = float(np.median(weeks.sum(axis=1))) if len(weeks) else 0.0
    return WEEK if usual >= scores.LEAST_ANSWERS else FOUR_WEEKS


def _points(weeks: Ints, begin: date, step: int) -> tuple[Point, ...]:
    per = step // WEEK
    skipped = len(weeks) % per
    parts = weeks[skipped:].reshape(-1, per, STARS.most).sum(axis=1)
    dropped = max(0, len(parts) - SHOWN)
    parts = parts[dropped:]
    if not len(parts):
        return ()
    told = scores.mean_answer(parts, STARS)
    start = begin + timedelta(days=skipped * WEEK + dropped * step)
    return tuple(
        Point(
            Period.ending(start + timedelta(days=(place + 1) * step - 1), step),
            int(told.answers[place]),
            _known(told.value[place]),
            _known(told.lower[place]),
            _known(told.upper[place]),
            bool(told.enough[place]),
        )
        for place in range(len(parts))
    )


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _stars(counts: Ints) -> Stars:
    total = int(counts.sum())
    return Stars(total, float(counts @ STARS.answers / total) if total else None)


def _change(weeks: Ints) -> Change | None:
    """The last four weeks beside the twelve before, by Welch's test."""
    if len(weeks) < LATELY + BEFORE:
        return None
    now = weeks[-LATELY:].sum(axis=0)
    before = weeks[-LATELY - BEFORE : -LATELY].sum(axis=0)
    is_enough = bool(min(now.sum(), before.sum()) >= scores.LEAST_ANSWERS)
    if not is_enough:
        return Change(_stars(now), _stars(before), None, None, Evidence.EARLY)
    old, new = (
        moments.moments(one.sum(), one @ STARS.answers, one @ STARS.answers**2)
        for one in (before, now)
    )
    test = moments.welch(old, new)
    level = evidence_of(1 - float(test.p), enough=is_enough)
    low, high = (float(one) for one in test.interval)
    return Change(_stars(now), _stars(before), low, high, level)
