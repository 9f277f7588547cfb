"""What is known of each day along the way, from statistics and from orders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlmodel import Session

from core.importers.formats import FORMATS
from core.services.order_book import Book
from core.stats import windows
from core.stats.windows import Calendar, Comparison, Days
from core.store import fact_sums
from core.store.fact_sums import Sums, Wish
from core.store.moments import day_number
from core.terms import Period, Record, Subject, Vocabulary

NAVER: Final = (
    *(
        entry.id
        for entry in FORMATS
        if entry.record is Record.STATISTIC
        and entry.fixed.get("vocabulary") in {Vocabulary.SMARTSTORE, Vocabulary.BIZADVISOR}
    ),
    "typed_day",
    "typed_week",
)
"""The reports that tell of visits to the SmartStore."""

HALF: Final = 2

LONG: Final = 28
"""So many days of newer files take the place of older ones that count another way."""


@dataclass(frozen=True, slots=True)
class Told:
    """What files say a measure was: rows of ``first``, ``last`` (day numbers) and ``value``."""

    rows: pd.DataFrame
    uploads: frozenset[int]
    vocabulary: Vocabulary

    @property
    def first(self) -> date:
        """The first day."""
        return _day(self.rows["first"].min())

    @property
    def last(self) -> date:
        """The last day."""
        return _day(self.rows["last"].max())


@dataclass(frozen=True, slots=True)
class Known:
    """A measure per day of a history, nan where unknown.

    Of a file about several days each has its even part; only stretches that begin and end where
    ``cuts`` allows have sums that mean something. ``cuts[n]`` lies before day ``n``.
    """

    days: Days
    cuts: npt.NDArray[np.bool_]

    @property
    def is_daily(self) -> bool:
        """Whether every day is told by itself."""
        return bool(self.cuts.all())


@dataclass(frozen=True, slots=True)
class Joined:
    """Several measures over the days on which all of them are known, and what is compared."""

    compared: Comparison
    series: tuple[Days, ...]

    def sums(self) -> list[tuple[float, float]]:
        """Each measure now and before."""
        return [self.compared.pair.sums(values) for values in self.series]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of statistics of a part: what they say, and which export calls it so."""

    only: Sequence[Mapping[str, str | int | None]]
    report: str | None = None


def told(  # noqa: PLR0913, PLR0917  (whose, what, when, and of which part)
    session: Session,
    shop_id: int,
    subjects: Sequence[Subject],
    measure: str,
    span: Period,
    rows: Rows | None = None,
) -> Told | None:
    """What the statistics of some days tell of a measure, from the first subject that does.

    Numbers of two vocabularies mean different things: only those of the newest days are used, as
    soon as these tell of four weeks or the others are older than that.
    Of a part (``rows``), a file that tells of it but not on a day tells that there was none.
    """
    by = ("first_day", "last_day", "vocabulary")
    for subject in subjects:
        wish = Wish(span, (measure,), by, reports=NAVER)
        if rows is not None:
            reports = NAVER if rows.report is None else (rows.report,)
            wish = Wish(span, (measure,), by, reports=reports, only=rows.only)
        found = _newest(session, shop_id, subject, wish)
        frame = found.rows if rows is None else _filled(found, measure)
        frame = frame.dropna()
        if frame.empty:
            continue
        newest = frame["vocabulary"].iloc[int(frame["last_day"].to_numpy().argmax())]
        frame = frame[frame["vocabulary"] == newest]
        named = frame.rename(columns={"day": "first", "last_day": "last", measure: "value"})
        uploads = frozenset(some.upload_id for some in found.cover.used)
        rows_told = named[["first", "last", "value"]].astype("float64")
        return Told(rows_told, uploads, Vocabulary(newest))
    return None


def _newest(session: Session, shop_id: int, subject: Subject, wish: Wish) -> Sums:
    """The sums of the newest vocabulary; the store itself takes the one that tells most days."""
    found = fact_sums.sums(session, shop_id, subject, wish)
    used = {some.vocabulary for some in found.cover.used}
    last = max((some.period.last for some in found.cover.used), default=wish.period.first)
    others = [some for some in found.cover.left_out if some.vocabulary not in used]
    files = [some for some in others if some.vocabulary != Vocabulary.TYPED.value]
    newest = max(files, key=lambda some: some.period.last, default=None)
    if newest is None or newest.period.last <= last:
        return found
    kinds = (Vocabulary(newest.vocabulary), Vocabulary.TYPED)
    other = fact_sums.sums(session, shop_id, subject, replace(wish, vocabularies=kinds))
    old = last < newest.period.last - timedelta(days=LONG)
    return other if old or other.cover.days >= LONG else found


def _filled(found: Sums, measure: str) -> pd.DataFrame:
    """The sums of a part, with a nought for each stretch of a file that tells of it elsewhere."""
    rows = found.rows.rename(columns={"first_day": "day"})
    if rows.empty:
        return rows
    there = set(zip(rows["day"].astype(int), rows["last_day"].astype(int), strict=True))
    missing = [
        (day_number(some.period.first), day_number(some.period.last), some.vocabulary, 0)
        for some in found.cover.used
        if (day_number(some.period.first), day_number(some.period.last)) not in there
    ]
    if not missing:
        return rows
    more = pd.DataFrame(missing, columns=["day", "last_day", "vocabulary", measure])
    return pd.concat([rows, more.astype(rows[more.columns].dtypes)], ignore_index=True)


def spread(found: Told, history: Period) -> Known:
    """What files tell, day by day of a history."""
    values = np.full(history.days, np.nan)
    cuts = np.ones(history.days + 1, dtype=np.bool_)
    start = (history.first - date(1970, 1, 1)).days
    for first, last, value in found.rows.to_numpy():
        a, b = int(first) - start, int(last) - start + 1
        if 0 <= a < b <= history.days:
            values[a:b] = value / (b - a)
            cuts[a + 1 : b] = False
    return Known(values, cuts)


def of_orders(book: Book, values: Days, history: Period) -> Known:
    """A sum of the order book over the days of a longer history."""
    days = np.full(history.days, np.nan)
    start = (book.days.all.first - history.first).days
    length = min(len(values), history.days - start)
    days[start : start + length] = values[:length]
    return Known(days, np.ones(history.days + 1, dtype=np.bool_))


def join(known: Sequence[Known], history: Period, period: Period, shift: int) -> Joined | None:
    """The two stretches over the days on which all measures are known.

    None where that is less than half of the days, or where a file of several days reaches over
    the end of a stretch.
    """
    there, cuts = _together(known)
    first = int(there.argmax())
    days = Calendar(Period(history.first + timedelta(days=first), history.last), there[first:])
    if not there.any() or period.last > history.last or period.first < days.all.first:
        return None
    pair = windows.pair(days, period, shift)
    if pair is None or int(pair.usable.sum()) * HALF < pair.days:
        return None
    compared = _cut(windows.comparison(days, pair), cuts[first:])
    if compared is None:
        return None
    return Joined(compared, tuple(one.days[first:] for one in known))


def _cut(compared: Comparison, cuts: npt.NDArray[np.bool_]) -> Comparison | None:
    """The comparison as far as its stretches begin and end where files do."""
    if cuts.all():
        return compared
    if not _fits(compared.pair, cuts):
        return None
    earlier = tuple(one for one in compared.earlier if _fits(one, cuts))
    return Comparison(compared.pair, earlier, min(compared.independent, len(earlier)))


def _together(
    known: Sequence[Known],
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    there = np.logical_and.reduce([~np.isnan(one.days) for one in known])
    return there, np.logical_and.reduce([one.cuts for one in known])


def _fits(pair: windows.Pair, cuts: npt.NDArray[np.bool_]) -> bool:
    start = pair.end - pair.days
    ends = (start, pair.end, start - pair.shift, pair.end - pair.shift)
    return bool(pair.usable.all()) and all(cuts[place] for place in ends)


def total(known: Known, history: Period, period: Period) -> float | None:
    """The sum over a period; None where a day of it is unknown."""
    start = (period.first - history.first).days
    end = start + period.days
    if start < 0 or end > history.days or not (known.cuts[start] and known.cuts[end]):
        return None
    part = known.days[start:end]
    return None if np.isnan(part).any() else float(part.sum())


def _day(number: float) -> date:
    return date(1970, 1, 1) + timedelta(days=int(number))
