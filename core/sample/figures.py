"""What the statistics files of the made-up shop are reckoned with."""

from typing import Any, Final

import numpy as np
import pandas as pd

from core.sample.days import DAYS
from core.sample.draw import Floats, Ints, Objects, shares
from core.sample.shop import SampleShop

_NO_SALE: Final = ("취소", "반품")


def recent_lines(shop: SampleShop, days: int) -> pd.DataFrame:
    """The order lines paid in the last days; ``day`` is the day of payment."""
    lines = shop.orders
    day = (lines["paid"].dt.normalize() - _first(shop)).dt.days
    recent: pd.DataFrame = lines.assign(day=day)[day >= DAYS - days]
    gone = recent["state"].isin(_NO_SALE)
    later = recent.duplicated("order_no")
    more: pd.DataFrame = recent.assign(
        refunds=gone.astype(np.int64),
        refunded=recent["amount"].where(gone, 0),
        refund_units=recent["quantity"].where(gone, 0),
        fee=recent["shipping_fee"].where(~later, 0),
    )
    return more


def recent_visits(shop: SampleShop, days: int) -> pd.DataFrame:
    """Visits by day and channel of the last days."""
    visits = shop.visits
    recent: pd.DataFrame = visits[visits["day"] >= DAYS - days]
    return recent


def recent_views(shop: SampleShop, days: int) -> pd.DataFrame:
    """Views by day and product of the last days."""
    views = shop.views
    recent: pd.DataFrame = views[views["day"] >= DAYS - days]
    return recent


def sums_of(lines: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """What ``recent_lines`` come to by day, product or channel."""
    sums: pd.DataFrame = lines.groupby(by, as_index=False).agg(
        payments=("line_no", "size"),
        units=("quantity", "sum"),
        gross=("amount", "sum"),
        discount=("discount", "sum"),
        seller_discount=("seller_discount", "sum"),
        refunds=("refunds", "sum"),
        refunded=("refunded", "sum"),
        refund_units=("refund_units", "sum"),
        fee=("fee", "sum"),
    )
    return sums


def dates(shop: SampleShop, day: "pd.Series[int]") -> Objects:
    """Days since the first of the shop as the files write them, ``2026-05-28``."""
    first = np.datetime64(shop.last_day) - (DAYS - 1)
    written: Objects = np.datetime_as_string(first + day.to_numpy()).astype(object)
    return written


def ratio(part: Any, whole: Any) -> Objects:  # noqa: ANN401  (any column of numbers)
    """Two decimals; ``-`` where there is nothing to divide by."""
    divisor: Floats = np.asarray(whole, dtype=np.float64)
    values = np.asarray(part, dtype=np.float64) / np.where(divisor == 0, 1.0, divisor)
    rounded: Objects = np.round(values, 2).astype(object)
    rounded[divisor == 0] = "-"
    return rounded


def share(part: Any, whole: Any) -> Objects:  # noqa: ANN401
    """In per cent, as ``ratio``."""
    return ratio(np.asarray(part, dtype=np.float64) * 100, whole)


def each(part: Any, whole: Any) -> Objects:  # noqa: ANN401
    """Whole won for each; ``-`` where there is nothing to divide by."""
    values = ratio(part, whole)
    known = values != "-"
    values[known] = values[known].astype(np.float64).astype(np.int64)
    return values


def parted(
    shop: SampleShop,
    channels: tuple[str, ...],
    parts: tuple[tuple[float, float], ...],
    days: int,
    paid: str = "orders",
) -> pd.DataFrame:
    """The visits of some channels, parted among keywords, links or sets of advertisements.

    Args:
        shop: whose visits.
        channels: their ids.
        parts: of each part its share of the visits and of the orders.
        days: so many days at the end.
        paid: ``orders``, or ``payments`` where the file counts order lines.

    Returns:
        One row per day and part: visits, what was paid, sales, cost; they add up to the channels'.
    """
    rng = np.random.default_rng([len(parts), *map(len, channels)])
    of_channels = shop.visits[shop.visits["channel"].isin(channels)]
    whole = of_channels.groupby("day")[["visits", paid, "sales", "cost"]].sum()
    bought = rng.multinomial(whole[paid], shares([share for _, share in parts]))
    looked = rng.multinomial(whole["visits"] - whole[paid], shares([share for share, _ in parts]))
    frame = pd.DataFrame(
        {
            "day": np.repeat(whole.index.to_numpy(), len(parts)),
            "part": np.tile(np.arange(len(parts)), len(whole)),
            "visits": (looked + bought).ravel(),
            paid: bought.ravel(),
            "sales": _divided(whole["sales"].to_numpy(), bought).ravel(),
            "cost": _divided(whole["cost"].to_numpy(), looked + bought).ravel(),
        }
    )
    recent: pd.DataFrame = frame[frame["day"] >= DAYS - days].reset_index(drop=True)
    return recent


def _divided(sums: Ints, weights: Ints) -> Ints:
    """Whole won in proportion to the weights of each row; the largest part takes the rest."""
    total = np.maximum(weights.sum(axis=1), 1)
    parts: Ints = sums[:, None] * weights // total[:, None]
    rest = sums - parts.sum(axis=1)
    parts[np.arange(len(parts)), weights.argmax(axis=1)] += rest
    return parts


def _first(shop: SampleShop) -> pd.Timestamp:
    return pd.Timestamp(shop.last_day) - pd.Timedelta(days=DAYS - 1)
