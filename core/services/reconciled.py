"""What came out when two accounts of the same days were laid side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from core.analysis.reconciling import OF_GROSS, OF_REFUNDS, Reason
from core.store.moments import day_of, joined
from core.terms import Mall, Period


@dataclass(frozen=True, slots=True)
class Side:
    """One account of some days, in payments and won; None where nobody knows.

    ``refunds`` are, of the orders, the lines paid on these days and taken back since.
    """

    payments: int | None
    gross: int | None
    refunds: int | None
    shipping_fee: int | None
    discount: int | None
    seller_discount: int | None

    @property
    def net(self) -> int | None:
        """What is left after refunds."""
        if self.gross is None or self.refunds is None:
            return None
        return self.gross - self.refunds


@dataclass(frozen=True, slots=True)
class Part:
    """How much of a difference a reason explains: won more in the statistics, and payments."""

    reason: Reason
    won: int
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """One day in both accounts. Parts and rest add up to ``won``.

    Shipping fees and discounts of the orders, and ``refunded``, what they took back on that day
    whenever it was paid, are looked up for days that differ only.
    """

    day: date
    report: str
    orders: Side
    statistics: Side
    parts: tuple[Part, ...]
    agrees: bool
    refunded: int | None
    lines: int | None
    """Payments more in the statistics."""
    won: int | None
    """Won more in the statistics, after refunds; before them where refunds are unknown."""
    gross: int | None
    """Won more in the statistics before refunds."""
    rest: int | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason over all days: its ``won`` with their sign, and ``size`` without it."""

    reason: Reason
    won: int
    size: int
    lines: int
    periods: tuple[Period, ...]
    days: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Days that only the statistics have: no order file holds them."""

    periods: tuple[Period, ...]
    days: int
    payments: int | None
    gross: int | None


@dataclass(frozen=True, slots=True)
class Files:
    """The names of the files the two accounts are from."""

    orders: tuple[str, ...]
    statistics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The orders of a mall and its statistics on the days both tell of.

    ``size`` is the sum of the differences of the days, gross and refunds, without their signs;
    the sizes of the findings and ``rest_size`` add up to it.
    """

    mall: Mall
    days: tuple[Day, ...]
    orders: Side
    statistics: Side
    won: int
    size: int
    rest: int
    rest_size: int
    rest_lines: int
    """Days' differences in payments that nothing explains, without their signs."""
    findings: tuple[Finding, ...]
    files: Files
    missing: Gap | None = None
    unmatched: tuple[Period, ...] = ()
    """Days with orders for which there are no statistics."""
    others: tuple[tuple[Mall, int, int], ...] = ()
    """Other malls with orders on these days: lines and won, left out."""

    @property
    def period(self) -> Period:
        """From the first to the last day compared."""
        return Period(self.days[0].day, self.days[-1].day)

    @property
    def differing(self) -> tuple[Day, ...]:
        """The days that differ by more than rounding."""
        return tuple(day for day in self.days if not day.agrees)

    @property
    def won_days(self) -> int:
        """On how many days the won could be compared."""
        return sum(day.won is not None for day in self.days)


_OURS: Final = ("lines", "gross", "back", "fee", "discount", "seller_discount")
_THEIRS: Final = (
    "payments", "told_gross", "told_refunds", "told_fee", "told_discount", "told_seller_discount",
)  # fmt: skip


def periods(days: "pd.Index[Any]") -> tuple[Period, ...]:
    """Numbers of days as stretches of days."""
    return tuple(joined(Period(day_of(day), day_of(day)) for day in days))


def gap(told: pd.DataFrame) -> Gap | None:
    """What the statistics tell of days that no order file holds; None for no such day."""
    if told.empty:
        return None
    return Gap(periods(told.index), len(told), _total(told["payments"]), _total(told["gross"]))


def summed(mall: Mall, frame: pd.DataFrame, seen: pd.DataFrame, files: Files) -> Comparison:
    """The days and their sums.

    Args:
        mall: whose.
        frame: both accounts by the number of the day; ``core.analysis.reconciling.COLUMNS`` and
            the ``report`` of the statistics.
        seen: the same days explained.
        files: where the accounts are from.
    """
    parts = _parts(seen)
    sizes = seen[["gross_apart", "refunds_apart"]].abs().sum().sum()
    rests = seen[["gross_rest", "refunds_rest"]]
    lines = seen["lines_apart"].fillna(0)
    return Comparison(
        mall,
        _days(frame, seen, parts),
        _side(frame, _OURS, seen),
        _side(frame, _THEIRS, seen),
        won=int(seen[["gross_apart", "refunds_apart"]].sum().sum()),
        size=int(sizes),
        rest=int(rests.sum().sum()),
        rest_size=int(rests.abs().sum().sum()),
        rest_lines=int(lines.clip(upper=0).abs().sum()),
        findings=_findings(seen, parts),
        files=files,
    )


def _parts(seen: pd.DataFrame) -> dict[Reason, "pd.Series[float]"]:
    """The won each reason explains, by day, gross and refunds together."""
    parts: dict[Reason, pd.Series[float]] = {}
    for kind, reasons in (("gross", OF_GROSS), ("refunds", OF_REFUNDS)):
        for reason in reasons:
            parts[reason] = seen[f"{kind}.{reason}"] + parts.get(reason, 0)
    return parts


def _findings(seen: pd.DataFrame, parts: dict[Reason, "pd.Series[float]"]) -> tuple[Finding, ...]:
    found = []
    for reason, won in parts.items():
        columns = [f"{kind}.{reason}" for kind in ("gross", "refunds")]
        size = seen[[name for name in columns if name in seen]].abs().sum(axis=1)
        at = size > 0
        lines = 0
        if reason is Reason.MISSING_ORDERS:
            at |= seen["missing_lines"] > 0
            lines = int(seen["missing_lines"].sum())
        if at.any():
            days = seen.index[at]
            found.append(
                Finding(reason, int(won.sum()), int(size.sum()), lines, periods(days), len(days))
            )
    return tuple(sorted(found, key=lambda it: -it.size))


def _side(frame: pd.DataFrame, names: tuple[str, ...], seen: pd.DataFrame) -> Side:
    """The sums over the days on which both accounts know them."""
    counted = frame[seen["lines_apart"].notna()][names[0]]
    known = seen[["gross_apart", "refunds_apart"]].notna()
    gross = frame.loc[known["gross_apart"], names[1]]
    refunds = frame.loc[known["refunds_apart"], names[2]]
    more = frame.loc[known["gross_apart"], list(names[3:])]
    return Side(
        _total(counted), _total(gross), _total(refunds), *(_total(more[name]) for name in more)
    )


def _total(values: "pd.Series[Any]") -> int | None:
    """The sum; None where a part is unknown, or there is none."""
    if values.empty or values.isna().any():
        return None
    return int(values.sum())


def _days(
    frame: pd.DataFrame, seen: pd.DataFrame, parts: dict[Reason, "pd.Series[float]"]
) -> tuple[Day, ...]:
    numbers = pd.DataFrame(
        {
            "refunded": frame["refunded"],
            "lines": seen["lines_apart"],
            "won": (seen["gross_apart"] + seen["refunds_apart"]).fillna(seen["gross_apart"]),
            "gross": seen["gross_apart"],
            "rest": (seen["gross_rest"] + seen["refunds_rest"]).fillna(seen["gross_rest"]),
        }
    )
    explained = pd.DataFrame(parts).assign(missing=seen["missing_lines"])
    columns = (
        [day_of(number) for number in frame.index],
        frame["report"],
        [Side(*row) for row in _rows(frame[list(_OURS)])],
        [Side(*row) for row in _rows(frame[list(_THEIRS)])],
        [_of_day(tuple(parts), row) for row in _rows(explained)],
        seen["agrees"],
        *zip(*_rows(numbers), strict=True),
    )
    return tuple(Day(*row) for row in zip(*columns, strict=True))


def _of_day(reasons: tuple[Reason, ...], row: tuple[int | None, ...]) -> tuple[Part, ...]:
    """The parts of a day; the last number of the row are the missing payments."""
    *won, missing = (value or 0 for value in row)
    lines = {Reason.MISSING_ORDERS: missing}
    return tuple(
        Part(reason, part, lines.get(reason, 0))
        for reason, part in zip(reasons, won, strict=True)
        if part or lines.get(reason)
    )


def _rows(frame: pd.DataFrame) -> Iterable[tuple[int | None, ...]]:
    """The rows as whole numbers, None where unknown."""
    columns = [
        [None if np.isnan(value) else int(value) for value in
         frame[name].to_numpy("float64", na_value=np.nan)]
        for name in frame
    ]  # fmt: skip
    return zip(*columns, strict=True)
