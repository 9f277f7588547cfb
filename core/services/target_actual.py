"""Who buys: by age and gender as statistics tell it, by place and time as orders tell it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Final

import numpy as np
import pandas as pd
from sqlmodel import Session

from core.analysis import buying_times, target
from core.analysis.target import (
    OF_ORDERS,
    OF_STATISTICS,
    Counting,
    Counts,
    Dimension,
    Grain,
    Repeats,
)
from core.importers.age_bands import decade_of
from core.services import covering, target_repeats
from core.services.opening import OpenShop
from core.store import statistics
from core.store import target as store
from core.store.covers import Slice
from core.terms import Period, Subject

MONTHS: Final = 12


class Span(StrEnum):
    """Over which days it is counted, up to the last day there is."""

    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"


LENGTHS: Final = {Span.QUARTER: 91, Span.YEAR: 365}
"""As long as everywhere else, so that numbers of two pages tell of the same days."""

_COUNTINGS: Final = (Counting.BUYERS, Counting.PAYMENTS, Counting.VISITORS, Counting.VISITS)
"""What is compared, the best first."""

_TELLS: Final[Mapping[Dimension, tuple[str, ...]]] = {
    Dimension.AGE: ("age_band",),
    Dimension.GENDER: ("gender",),
    Dimension.GENDER_AGE: ("age_band", "gender"),
}


@dataclass(frozen=True, slots=True)
class Actual:
    """Who bought, by one dimension.

    Attributes:
        dimension: by what.
        counting: what one case is; of orders always a buyer, each once with his latest order.
        counts: of all days.
        period: from the first to the last day that is told.
        days: how many of these are told.
        months: the first of each calendar month that is told, and its counts.
        nameless: lines of orders that count and name no buyer.
        reports: the exports that tell it; none for orders.
        products: of how many products a statistics file tells; None for orders.
        repeats: how many payments of a statistics file are one person's, as order files of these
            days tell it; None where there are none, or where no payments are counted.
    """

    dimension: Dimension
    counting: Counting
    counts: Counts
    period: Period
    days: int
    months: tuple[tuple[date, Counts], ...] = ()
    nameless: int = 0
    reports: tuple[str, ...] = ()
    products: int | None = None
    repeats: Repeats | None = None


@dataclass(frozen=True, slots=True)
class Actuals:
    """Who bought, by every dimension that is told.

    ``beyond`` are dimensions of which there are files, but none that lies within the days.
    """

    told: Mapping[Dimension, Actual]
    beyond: frozenset[Dimension] = frozenset()


def read(
    shop: OpenShop, span: Span = Span.YEAR, grains: tuple[Grain, ...] = tuple(Grain)
) -> Actuals:
    """Who bought over some days.

    Args:
        shop: whose.
        span: how many days.
        grains: who is asked. Orders of a year take half a second for a million lines, so they are
            asked only where somebody wants to know.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    found: dict[Dimension, Actual] = {}
    beyond = set()
    with shop.store.read() as session:
        there = statistics.slices(session, shop.id, Subject.DEMOGRAPHY)

        @cache
        def paid(period: Period) -> pd.DataFrame:
            return target_repeats.lines(session, shop.id, period)

        for dimension in OF_STATISTICS if Grain.STATISTICS in grains else ():
            told = _of_statistics(session, shop.id, dimension, span, there, paid)
            if told is not None:
                found[dimension] = told
            elif _tell(session, shop.id, dimension, _everything(there)):
                beyond.add(dimension)
        if Grain.ORDERS in grains:
            found |= _of_orders(session, shop.id, span)
    return Actuals(found, frozenset(beyond))


def _of_statistics(  # noqa: PLR0913, PLR0917  (what one of them is)
    session: Session,
    shop_id: int,
    dimension: Dimension,
    span: Span,
    there: Sequence[Slice],
    paid: Callable[[Period], pd.DataFrame],
) -> Actual | None:
    period = _everything(there)
    if period is None:
        return None
    if span is not Span.ALL:
        period = Period(max(period.first, _reach(there, period.last, span)), period.last)
    counting = _tell(session, shop_id, dimension, period)
    if counting is None:
        return None
    tells = {*_TELLS[dimension], counting.value}
    facts = statistics.facts(session, shop_id, Subject.DEMOGRAPHY, period, tells=tells)
    rows, days = facts.rows, [one.period for one in facts.cover.used]
    within = Period(days[0].first, max(one.last for one in days))
    counts = _counted(dimension, rows, period, counting)
    months = [
        (month, _counted(dimension, rows, month, counting))
        for month in _months(within)
        if any(_within(one, month) for one in days)
    ]
    repeats = None
    if counting in target_repeats.BOUGHT:
        repeats = target_repeats.repeats(paid(within), days, counts, months)
    return Actual(
        dimension, counting, counts, within, facts.cover.days,
        tuple((month.first, of_month) for month, of_month in months),
        reports=tuple(sorted({one.report for one in facts.cover.used})),
        products=int(rows["product_id"].nunique()), repeats=repeats,
    )  # fmt: skip


def _tell(
    session: Session, shop_id: int, dimension: Dimension, period: Period | None
) -> Counting | None:
    """What is counted by a dimension within some days; None if nothing is."""
    if period is None:
        return None
    for counting in _COUNTINGS:
        tells = {*_TELLS[dimension], counting.value}
        found = statistics.facts(session, shop_id, Subject.DEMOGRAPHY, period, tells=tells)
        if found.cover.used:
            return counting
    return None


def _counted(
    dimension: Dimension, rows: pd.DataFrame, period: Period, counting: Counting
) -> Counts:
    """The rows whose days lie within a period."""
    first, last = pd.Timestamp(period.first), pd.Timestamp(period.last)
    inside = rows[(rows["first_day"] >= first) & (rows["last_day"] <= last)]
    bands = {band: decade_of(band) for band in inside["age_band"].dropna().unique()}
    ages = {band: None if decade is None else str(decade) for band, decade in bands.items()}
    age = inside["age_band"].map(ages, na_action="ignore")
    cases = inside[["gender"]].assign(age=age, cases=inside[counting.value])
    return target.of_statistics(dimension, cases)


def _of_orders(session: Session, shop_id: int, span: Span) -> dict[Dimension, Actual]:
    told = covering.told(session, shop_id)
    if told.coverage is None:
        return {}
    period = told.coverage.period
    if span is not Span.ALL:
        period = Period(max(period.first, _begin(period.last, span)), period.last)
    months = _months(period)
    rows = store.latest(session, shop_id, months, told.malls)
    if rows.empty:
        return {}
    hour = rows["hour"].to_numpy(np.int64)
    if buying_times.are_days_alone(hour, np.ones_like(hour)):
        rows = rows.assign(hour=np.where(hour == 0, -1, hour))
    nameless = store.nameless(session, shop_id, period, told.malls)
    last = rows.drop_duplicates("buyer", keep="last")
    found = {}
    for dimension in OF_ORDERS:
        by_month = tuple(
            (month.first, target.of_orders(dimension, rows[rows["stretch"] == at]))
            for at, month in enumerate(months[-MONTHS:], start=max(0, len(months) - MONTHS))
        )
        counts = target.of_orders(dimension, last)
        if counts.cases:
            found[dimension] = Actual(
                dimension, Counting.BUYERS, counts, period, period.days, by_month, nameless
            )
    return found


def _everything(slices: Sequence[Slice]) -> Period | None:
    """From the first to the last day that any slice tells of."""
    if not slices:
        return None
    return Period(min(one.period.first for one in slices), max(one.period.last for one in slices))


def _reach(there: Sequence[Slice], last: date, span: Span) -> date:
    """Where statistics begin: a file of whole months may be a day longer and is not left out."""
    begin = _begin(last, span)
    before = begin - timedelta(days=1)
    longer = any(one.period.first == before and one.period.days > 1 for one in there)
    return before if longer else begin


def _begin(last: date, span: Span) -> date:
    return last - timedelta(days=LENGTHS[span] - 1)


def _months(period: Period) -> list[Period]:
    """The calendar months of a period, the first and the last as far as they lie in it."""
    found, first = [], period.first
    while first <= period.last:
        following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        found.append(Period(first, min(period.last, following - timedelta(days=1))))
        first = following
    return found


def _within(one: Period, other: Period) -> bool:
    return one.first >= other.first and one.last <= other.last
