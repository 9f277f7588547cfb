"""Why two accounts of the same days differ: each likely reason is tried on the numbers.

A day has two differences, each split on its own: that of the gross (statistics less orders) and
that of the refunds (what orders took back less what the statistics did). Together they are the
difference of the net. A reason explains a part of a difference, never more than there is and
never against its sign; what nothing explains is the rest, and parts and rest add up to the won.
"""

from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

ROUNDING_WON: Final = 1
"""Won per line by which two sums may differ and still agree: both sides cut discounts to whole
won line by line, each in its own way."""

BUNDLE_WON: Final = 1
"""Won per bundle by which shipping fees may be off: a fee parted among lines is rounded once."""

VAT: Final = 1.1
"""Amounts with the value added tax over those without it (10 % in Korea)."""

VAT_OFF: Final = 0.005
"""So far, relatively, a ratio may lie from 1.1 or 1/1.1: tax is cut to the won line by line, and
a few lines may be free of tax. Wider than that, a missing order would look like tax."""

HABIT: Final = 0.5
"""From this share of the days on which a reason can be tried and holds it is how the statistics
count. Only then it is also taken for days on which something else differs besides."""

DEAREST: Final = 3
"""A payment that no order file holds is taken to be worth at most so many average payments of
its day; what is more than that stays unexplained."""


class Reason(StrEnum):
    """Why orders and statistics differ."""

    MISSING_ORDERS = "missing_orders"
    REFUND_DATING = "refund_dating"
    MISSING_CLAIMS = "missing_claims"
    SHIPPING = "shipping"
    SELLER_DISCOUNT = "seller_discount"
    NAVER_DISCOUNT = "naver_discount"
    DISCOUNT = "discount"
    VAT = "vat"


OF_GROSS: Final = (
    Reason.SHIPPING, Reason.SELLER_DISCOUNT, Reason.NAVER_DISCOUNT, Reason.DISCOUNT, Reason.VAT,
    Reason.MISSING_ORDERS,
)  # fmt: skip
"""Reasons why the gross differs; their parts stand in the columns ``gross.…``."""

OF_REFUNDS: Final = (Reason.REFUND_DATING, Reason.VAT, Reason.MISSING_CLAIMS)
"""Reasons why the refunds differ; their parts stand in the columns ``refunds.…``."""

COLUMNS: Final = (
    "orders", "lines", "gross", "back", "refunded", "fee", "bundles", "seller_discount",
    "discount", "payments", "told_gross", "told_refunds", "told_fee", "told_discount",
    "told_seller_discount", "claims_covered", "by_order",
)  # fmt: skip
"""What is asked of each day; NaN where nobody knows.

The order files: ``orders``, ``lines`` and ``gross`` paid that day, ``back``, the won of these
lines that were taken back since, ``refunded``, the won taken back on that day, whenever it was
paid, ``fee`` of the ``bundles`` and the discounts. The statistics: ``payments`` and the columns
``told_…``. ``claims_covered``: whether files of cancellations and returns cover the day;
``by_order``: whether the statistics may count an order of several lines once.
"""

_SEEN: Final = ("lines_apart", "gross_apart", "refunds_apart", "slack")
_Column = npt.NDArray[np.float64]
_Flags = npt.NDArray[np.bool_]

_PAIRS: Final = (
    (Reason.SHIPPING,),
    (Reason.SELLER_DISCOUNT,),
    (Reason.NAVER_DISCOUNT,),
    (Reason.DISCOUNT,),
    (Reason.SHIPPING, Reason.SELLER_DISCOUNT),
    (Reason.SHIPPING, Reason.NAVER_DISCOUNT),
    (Reason.SHIPPING, Reason.DISCOUNT),
)
"""What is tried together, the simplest first."""


def apart(days: pd.DataFrame) -> pd.DataFrame:
    """The differences of each day, before anything is explained.

    Args:
        days: one row per day with ``COLUMNS``.

    Returns:
        ``lines_apart`` (payments more than lines), ``gross_apart`` and ``refunds_apart`` in won,
        NaN where a side is unknown; ``slack``, the won that count as agreeing; ``agrees``.
    """
    it = days[list(COLUMNS)].astype("float64")
    lines = it["payments"] - it["lines"]
    # Counted by order, anything from the orders to the lines is the same number of payments.
    alike = (it["by_order"] > 0) & (lines <= 0) & (it["payments"] >= it["orders"])
    answer = pd.DataFrame(
        {
            "lines_apart": lines.mask(alike, 0.0),
            "gross_apart": it["told_gross"] - it["gross"],
            "refunds_apart": it["back"] - it["told_refunds"],
            "slack": ROUNDING_WON * it["lines"].clip(lower=1),
        },
        index=days.index,
    )
    off = answer["lines_apart"].fillna(0) != 0
    for name in ("gross_apart", "refunds_apart"):
        off |= answer[name].abs() > answer["slack"]
    return answer.assign(agrees=~off)


def explain(days: pd.DataFrame) -> pd.DataFrame:
    """The differences of each day with the parts that reasons explain, and the rest.

    Args:
        days: one row per day with ``COLUMNS``.

    Returns:
        The columns of ``apart``; a column ``gross.REASON`` for each of ``OF_GROSS`` and
        ``refunds.REASON`` for each of ``OF_REFUNDS``, in won; ``gross_rest`` and
        ``refunds_rest``; and ``missing_lines``, payments that no order file holds.
    """
    found = apart(days)
    numbers = {name: days[name].to_numpy("float64", na_value=np.nan) for name in COLUMNS}
    seen = {name: found[name].to_numpy("float64") for name in _SEEN}
    gross = _gross_parts(numbers, seen)
    rest = seen["gross_apart"] - sum(gross.values())
    refunds = _refund_parts(numbers, seen, np.abs(rest) <= seen["slack"], gross[Reason.VAT] != 0)
    columns = {f"gross.{reason}": part for reason, part in gross.items()}
    columns |= {f"refunds.{reason}": part for reason, part in refunds.items()}
    return found.assign(
        **columns,
        gross_rest=rest,
        refunds_rest=seen["refunds_apart"] - sum(refunds.values()),
        missing_lines=np.clip(np.nan_to_num(seen["lines_apart"]), 0, None),
    )


def _gross_parts(days: dict[str, _Column], seen: dict[str, _Column]) -> dict[Reason, _Column]:
    parts = {reason: np.zeros(len(seen["slack"])) for reason in OF_GROSS}
    difference, slack = seen["gross_apart"], seen["slack"]
    level = np.nan_to_num(seen["lines_apart"]) == 0
    open_ = level & (np.abs(difference) > slack)
    habits: list[tuple[int, float, tuple[Reason, ...]]] = []
    for pair in _PAIRS:
        sizes = [_size(days, reason, difference) for reason in pair]
        extra = BUNDLE_WON * np.nan_to_num(days["bundles"]) * (pair[0] is Reason.SHIPPING)
        tried = level & np.all([size > slack + extra for size in sizes], axis=0)
        fits = np.abs(np.abs(difference) - sum(sizes)) <= slack + extra
        holds = open_ & tried & fits
        _take(parts, pair, sizes, holds, difference)
        open_ &= ~holds
        if holds.any() and holds.sum() >= HABIT * tried.sum():
            habits.append((int(holds.sum()), float(np.sign(difference[holds].sum())), pair))
    open_ &= ~_tax(days, seen, parts, open_)
    _, sign, habit = max(habits, default=(0, 0.0, ()), key=lambda it: it[0])
    more = np.nan_to_num(seen["lines_apart"]) > 0
    usual = (open_ | more) & (np.abs(difference) > slack) & (np.sign(difference) == sign)
    _usually(days, seen, parts, habit, usual)
    _missing(days, seen, parts, more)
    return parts


def _size(days: dict[str, _Column], reason: Reason, difference: _Column) -> _Column:
    """How many won a reason would make on each day; the orders know better, if they know.

    Of two accounts of a fee or a discount the one that fits the difference better is taken.
    """
    cut, told_cut = days["seller_discount"], days["told_seller_discount"]
    ours, theirs = {
        Reason.SHIPPING: (days["fee"], days["told_fee"]),
        Reason.SELLER_DISCOUNT: (cut, told_cut),
        Reason.NAVER_DISCOUNT: (days["discount"] - cut, days["told_discount"] - told_cut),
        Reason.DISCOUNT: (days["discount"], days["told_discount"]),
    }[reason]
    size = np.abs(difference)
    fits = np.abs(np.nan_to_num(theirs, nan=np.inf) - size) < np.abs(
        np.nan_to_num(ours, nan=np.inf) - size
    )
    return np.nan_to_num(np.where(fits | np.isnan(ours), theirs, ours))


def _take(
    parts: dict[Reason, _Column],
    pair: tuple[Reason, ...],
    sizes: list[_Column],
    where: _Flags,
    difference: _Column,
) -> None:
    """Give each reason its size, in the direction of the difference and within what is left."""
    left, sign = np.abs(np.nan_to_num(difference)), np.sign(np.nan_to_num(difference))
    for reason, size in zip(pair, sizes, strict=True):
        taken = np.where(where, np.minimum(size, left), 0.0)
        parts[reason] += sign * taken
        left = left - taken


def _tax(
    days: dict[str, _Column],
    seen: dict[str, _Column],
    parts: dict[Reason, _Column],
    open_: _Flags,
) -> _Flags:
    """Days whose gross is that of the orders with the tax put on or taken off.

    One day may look like that by chance, so most of the days have to.
    """
    gross, difference = days["gross"], seen["gross_apart"]
    tried = (np.nan_to_num(seen["lines_apart"]) == 0) & (gross > 0) & ~np.isnan(difference)
    holds: _Flags = open_ & tried & _taxed(days["told_gross"], gross)
    holds &= holds.sum() >= HABIT * tried.sum()
    _take(parts, (Reason.VAT,), [_tax_in(gross, difference)], holds, difference)
    return holds


def _taxed(told: _Column, ours: _Column) -> _Flags:
    """Whether one is the other with the tax."""
    ratio = np.divide(told, ours, out=np.full_like(ours, np.nan), where=ours > 0)
    return (np.abs(ratio / VAT - 1) <= VAT_OFF) | (np.abs(ratio * VAT - 1) <= VAT_OFF)


def _tax_in(ours: _Column, difference: _Column) -> _Column:
    """The tax on an amount, or within it where the other one is smaller; whole won."""
    return np.round(np.nan_to_num(ours) * np.where(difference > 0, VAT - 1, 1 - 1 / VAT))


def _usually(
    days: dict[str, _Column],
    seen: dict[str, _Column],
    parts: dict[Reason, _Column],
    habit: tuple[Reason, ...],
    where: _Flags,
) -> None:
    """Days on which what the statistics usually count differently is a part of the difference."""
    difference = seen["gross_apart"]
    sizes = [_size(days, reason, np.full_like(difference, np.nan)) for reason in habit]
    _take(parts, habit, sizes, where & (sum(sizes) < np.abs(difference)), difference)


def _missing(
    days: dict[str, _Column],
    seen: dict[str, _Column],
    parts: dict[Reason, _Column],
    where: _Flags,
) -> None:
    """Days with payments that no order file holds: what they may be worth at most."""
    left = seen["gross_apart"] - sum(parts.values())
    payments = np.where(days["payments"] > 0, days["payments"], np.nan)
    average = np.nan_to_num(days["told_gross"] / payments)
    most = np.round(DEAREST * np.nan_to_num(seen["lines_apart"]) * average)
    _take(parts, (Reason.MISSING_ORDERS,), [most], where & (left > seen["slack"]), left)


def _refund_parts(
    days: dict[str, _Column], seen: dict[str, _Column], gross_agrees: _Flags, taxed: _Flags
) -> dict[Reason, _Column]:
    difference, slack = seen["refunds_apart"], seen["slack"]
    parts = {reason: np.zeros(len(slack)) for reason in OF_REFUNDS}
    off = np.abs(difference) > slack
    moved = days["back"] - days["refunded"]
    tried = ~np.isnan(difference) & (np.abs(moved) > slack)
    holds = tried & (np.abs(days["refunded"] - days["told_refunds"]) <= slack)
    if holds.any() and holds.sum() >= HABIT * tried.sum():
        holds = tried & off
    same_way = np.sign(moved) == np.sign(difference)
    dated = holds & off & same_way
    _take(parts, (Reason.REFUND_DATING,), [np.abs(moved)], dated, difference)
    tax = taxed & off & ~dated & _taxed(days["told_refunds"], days["back"])
    _take(parts, (Reason.VAT,), [_tax_in(days["back"], -difference)], tax, difference)
    left = difference - sum(parts.values())
    without = gross_agrees & (left < -slack) & ~(days["claims_covered"] > 0)
    _take(parts, (Reason.MISSING_CLAIMS,), [np.abs(left)], without, left)
    return parts
