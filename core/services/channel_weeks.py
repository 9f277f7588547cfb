"""The course of visits week by week, of all channels and of each, beside the weeks before."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd

from core.analysis.channels import moved
from core.services import channel_source as sources
from core.services.channel_days import REACH, SHOWN, calendar_of
from core.services.channel_source import Source
from core.services.channels import CHANNELS
from core.services.channels_view import Turn
from core.services.opening import OpenShop
from core.services.today_view import YEAR, Compare, PeriodChoice
from core.stats import windows
from core.stats.windows import Calendar, Days
from core.terms import Evidence, Period, evidence_of
from core.verdicts.facts import LEAST_EVENTS

WEEK: Final = 7
WEEKS: Final = 13
"""So many weeks are drawn, up to the last day a file tells of."""

TOGETHER: Final = 4
"""So many channels are drawn beside each other."""


@dataclass(frozen=True, slots=True)
class Line:
    """The visits of each week and of the weeks before; None where a day is unknown."""

    key: str | None
    """The channel; None for all of them."""
    now: tuple[int | None, ...]
    before: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """The course of visits.

    Attributes:
        weeks: the seven days of each week, the earliest first; the last ends with the data.
        shift: so many days earlier the weeks before lie.
        all: all channels together.
        channels: the largest ones, those with most visits first.
        turn: how all visits of ``period`` changed, beyond the usual scatter of weeks or not.
        is_judged: whether there are weeks enough to know how much visits usually scatter.
        visits: those of the period and of the days it is compared with, as far as both are told.
        period: the days that are judged.
    """

    weeks: tuple[Period, ...]
    shift: int
    all: Line
    channels: tuple[Line, ...]
    turn: Turn
    is_judged: bool
    visits: tuple[int, int] | None
    period: Period


def read(
    shop: OpenShop,
    *,
    today: date,
    period: PeriodChoice = PeriodChoice.FOUR_WEEKS,
    compare: Compare = Compare.BEFORE,
) -> Course | None:
    """The course of visits; None where no file tells channels day by day for two weeks.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    shift = YEAR if compare is Compare.LAST_YEAR else period.days
    with shop.store.read() as session:
        source = sources.find(session, shop.id, CHANNELS, period.days, today)
        if source is None or not source.is_daily or source.own_period:
            return None
        reach = Period.ending(source.period.last, REACH + YEAR)
        found = sources.sums(session, shop.id, CHANNELS, source, reach, daily=True)
    rows = found.rows
    if rows.empty or rows["visits"].isna().any():
        return None
    calendar = calendar_of(found.cover, source.period)
    rows = rows.assign(label=sources.labels(rows))
    back = YEAR if compare is Compare.LAST_YEAR else WEEKS * WEEK
    weeks = _weeks(calendar)
    if len(weeks) < 2:  # noqa: PLR2004  (a line needs two points)
        return None
    visits, payments = (_added(calendar, rows, name) for name in ("visits", "payments"))
    turn, sums, is_judged = _turn(calendar, source, shift, (visits, payments))
    within = rows[pd.to_datetime(rows["day"]) >= pd.Timestamp(weeks[0].first)]
    largest = within.groupby("label")["visits"].sum().nlargest(SHOWN).index
    return Course(
        weeks=weeks,
        shift=back,
        all=_line(None, calendar, visits, weeks, back),
        channels=tuple(
            _line(str(key), calendar, _added(calendar, rows[rows["label"] == key], "visits"),
                  weeks, back)
            for key in largest
        ),
        turn=turn,
        is_judged=is_judged,
        visits=sums,
        period=source.period,
    )  # fmt: skip


def _weeks(calendar: Calendar) -> tuple[Period, ...]:
    """The last weeks since the first day that is told, whole ones only."""
    last = calendar.all.last
    told = calendar.all.days - int(np.argmax(calendar.covered))
    count = min(WEEKS, told // WEEK)
    ends = [last - timedelta(days=WEEK * back) for back in reversed(range(count))]
    return tuple(Period.ending(end, WEEK) for end in ends)


def _added(calendar: Calendar, rows: pd.DataFrame, name: str) -> Days:
    """The sum of each day over some channels; not a number on days no file tells of."""
    days = rows.groupby("day")[name].sum(min_count=1).dropna()
    return calendar.series(
        days.index.to_numpy(dtype="datetime64[D]"), days.to_numpy(dtype=np.float64)
    )


def _line(
    key: str | None, calendar: Calendar, days: Days, weeks: tuple[Period, ...], back: int
) -> Line:
    def told(shift: int) -> tuple[int | None, ...]:
        return tuple(_sum(calendar, days, week.first - timedelta(days=shift)) for week in weeks)

    return Line(key, told(0), told(back))


def _sum(calendar: Calendar, days: Days, first: date) -> int | None:
    place = (first - calendar.all.first).days
    part = days[place : place + WEEK] if place >= 0 else days[:0]
    return int(part.sum()) if len(part) == WEEK and not np.isnan(part).any() else None


def _turn(
    calendar: Calendar, source: Source, shift: int, of_all: tuple[Days, Days]
) -> tuple[Turn, tuple[int, int] | None, bool]:
    """Whether all visits changed by more than weeks usually scatter (see ``windows``)."""
    pair = windows.pair(calendar, source.period, shift)
    if pair is None:
        return Turn(Evidence.EARLY), None, False
    change = moved(windows.comparison(calendar, pair), *of_all).visits
    sums = int(change.now), int(change.before)
    if change.judgement is None:
        return Turn(Evidence.EARLY), sums, False
    enough = sum(sums) / 2 >= LEAST_EVENTS
    level = evidence_of(1 - change.judgement.p, enough=enough)
    direction = (sums[0] > sums[1]) - (sums[0] < sums[1])
    return Turn(level, direction if level is Evidence.KNOWN else 0), sums, enough
