"""The channels of a shop over its days: sums of a period, and what they were before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlmodel import Session

from core.analysis.channels import Kind, Moved, moved
from core.services import channel_source as sources
from core.services.channel_source import Asked, Source, whole
from core.stats import windows
from core.stats.windows import Calendar, Comparison, Days
from core.store.covers import Cover
from core.terms import Period, Subject

REACH: Final = 400
"""Days of history before those compared with, from which it is learnt what is usual."""

SHOWN: Final = 12
"""So many channels have a row of their own; the smaller ones are added up."""

_ASKED: Final = Asked(Subject.CHANNEL)


@dataclass(frozen=True, slots=True)
class Counts:
    """The sums of one channel; None where a file does not tell."""

    kind: Kind
    visits: int | None
    payments: int | None
    gross: int | None
    is_known: bool
    """Whether the table of kinds, or the seller, tells what it is."""


@dataclass(frozen=True, slots=True)
class History:
    """The channels of a period, those with the most visits first, and their days.

    Attributes:
        now: the sums of the period.
        earlier: visits and payments of the days it is compared with, the same weekdays.
        before: those days; None where no file reaches back so far.
        left_out: so many days of the period are compared with nothing.
        series: visits and payments of each of the largest channels on each day of the history.
        compared: the two stretches and earlier ones; None where days are not told one by one.
    """

    now: Mapping[str, Counts]
    earlier: Mapping[str, tuple[int, int]]
    before: Period | None
    left_out: int
    series: Mapping[str, tuple[Days, Days]]
    compared: Comparison | None

    def moved(self) -> dict[str, Moved]:
        """How each channel changed; those with an unknown day are left out."""
        if self.compared is None:
            return {}
        return {key: moved(self.compared, *days) for key, days in self.series.items()}


def history(
    session: Session, shop_id: int, source: Source, shift: int, kinds: Mapping[str, Kind]
) -> History:
    """The channels that a file tells of, compared with the days ``shift`` earlier.

    ``kinds`` are those that the seller chose for some of them.
    """
    found = _told(session, shop_id, source, shift)
    chosen = {
        key: replace(one, kind=kinds[key], is_known=True) if key in kinds else one
        for key, one in found.now.items()
    }
    return replace(found, now=chosen)


def _told(session: Session, shop_id: int, source: Source, shift: int) -> History:
    if source.is_daily and not source.own_period:
        return _by_day(session, shop_id, source, shift)
    rows = sources.sums(session, shop_id, _ASKED, source, source.period).rows
    now = _counts(rows, sources.labels(rows))
    back = timedelta(days=shift)
    before = Period(source.period.first - back, source.period.last - back)
    found = sources.sums(session, shop_id, _ASKED, source, before)
    if found.cover.days < before.days:
        return History(now, {}, None, 0, {}, None)
    was = _counts(found.rows, sources.labels(found.rows))
    told = {
        key: (one.visits, one.payments)
        for key, one in was.items()
        if one.visits is not None and one.payments is not None
    }
    return History(now, told, before, 0, {}, None)


def _by_day(session: Session, shop_id: int, source: Source, shift: int) -> History:
    rows = sources.sums(session, shop_id, _ASKED, source, source.period).rows
    rows = rows.assign(label=sources.labels(rows))
    now = _counts(rows, list(rows["label"]))
    largest = rows[rows["label"].isin(list(now)[:SHOWN])]
    reach = Period.ending(source.period.last, REACH + shift)
    found = sources.sums(
        session, shop_id, _ASKED, source, reach, daily=True, only=_names(largest, source)
    )
    calendar = calendar_of(found.cover, source.period)
    pair = windows.pair(calendar, source.period, shift)
    by = list(source.by)
    days = found.rows.merge(largest[[*by, "label"]], on=by)
    series = {
        str(key): both
        for key, part in days.groupby("label", sort=False)
        if (both := _series(calendar, part)) is not None
    }
    back = timedelta(days=shift)
    return History(
        now,
        {key: _before(pair, both) for key, both in series.items()} if pair else {},
        Period(source.period.first - back, source.period.last - back) if pair else None,
        pair.left_out if pair else 0,
        series,
        windows.comparison(calendar, pair) if pair else None,
    )


def _names(rows: pd.DataFrame, source: Source) -> list[dict[str, str | None]]:
    """The names of channels as they stand in the file."""
    told = rows[list(source.by)]
    return [
        {str(name): None if pd.isna(cell) else str(cell) for name, cell in one.items()}
        for one in told.to_dict("records")
    ]


def _counts(rows: pd.DataFrame, names: list[str]) -> dict[str, Counts]:
    rules = sources.classified(rows)
    found = [
        (name, Counts(rule.kind if rule else Kind.OTHER, visits, payments, gross, rule is not None))
        for name, rule, visits, payments, gross in zip(
            names, rules, whole(rows, "visits"), whole(rows, "payments"), whole(rows, "gross"),
            strict=True,
        )
    ]  # fmt: skip
    return dict(sorted(found, key=lambda one: -(one[1].visits or 0)))


def calendar_of(cover: Cover, period: Period) -> Calendar:
    """The days from the first one with data to the end of the period."""
    first = min(one.period.first for one in cover.used)
    whole_time = Period(min(first, period.first), period.last)
    covered = np.zeros(whole_time.days, dtype=np.bool_)
    for one in cover.used:
        covered[(one.period.first - whole_time.first).days] = True
    return Calendar(whole_time, covered)


def _series(calendar: Calendar, rows: pd.DataFrame) -> tuple[Days, Days] | None:
    numbers: list[npt.NDArray[np.float64]] = []
    for name in ("visits", "payments"):
        if rows[name].isna().any():
            return None
        values = rows[name].to_numpy(dtype=np.float64)
        numbers.append(calendar.series(rows["day"].to_numpy(dtype="datetime64[D]"), values))
    return numbers[0], numbers[1]


def _before(pair: windows.Pair, days: tuple[Days, Days]) -> tuple[int, int]:
    visits, payments = (pair.sums(one)[1] for one in days)
    return int(visits), int(payments)
