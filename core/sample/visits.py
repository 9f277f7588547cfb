"""Who looked without buying: visits by channel and views by product."""

import numpy as np
import pandas as pd

from core.sample.catalogue import CHANNELS, PRODUCTS
from core.sample.days import DAYS, Days
from core.sample.draw import Floats, shares
from core.sample.lines import product_numbers

_PAGES_PER_VISIT = 2.3
_VIEWS_PER_VISIT = 1.4


def visits_of(rng: np.random.Generator, days: Days, orders: pd.DataFrame) -> pd.DataFrame:
    """One row per day and channel; ``payments`` are order lines, as files of 2026 count them."""
    heads = orders.groupby(["day", "channel"]).agg(
        orders=("order", "nunique"), payments=("order", "size"), sales=("amount", "sum")
    )
    every = pd.MultiIndex.from_product(
        [range(DAYS), [channel.id for channel in CHANNELS]], names=["day", "channel"]
    )
    frame = heads.reindex(every, fill_value=0).reset_index()
    expected = np.outer(_level(days), _visits_per_day(orders)).ravel()
    frame["visits"] = np.maximum(rng.poisson(expected) + frame["orders"], frame["payments"])
    visitors = np.maximum(1, (frame["visits"] * 0.87).astype(np.int64))
    frame["visitors"] = np.minimum(frame["visits"], visitors)
    frame["pages"] = rng.poisson(frame["visits"] * _PAGES_PER_VISIT) + frame["visits"]
    price = np.tile([channel.cost for channel in CHANNELS], DAYS)
    frame["cost"] = frame["visits"] * price
    frame["date"] = _dates(days, frame["day"])
    return frame


def views_of(rng: np.random.Generator, days: Days, orders: pd.DataFrame) -> pd.DataFrame:
    """One row per day and product."""
    counted = orders[~orders["state"].isin(["취소", "반품"])]
    sold = counted.groupby(["day", "product_no"]).agg(
        orders=("order", "nunique"), units=("quantity", "sum"), sales=("amount", "sum")
    )
    numbers = product_numbers().astype(str)
    every = pd.MultiIndex.from_product([range(DAYS), numbers], names=["day", "product_no"])
    frame = sold.reindex(every, fill_value=0).reset_index()
    weight = shares([item.views for item in PRODUCTS])
    expected = np.outer(_level(days), weight * _visits_per_day(orders).sum() * _VIEWS_PER_VISIT)
    frame["views"] = rng.poisson(expected.ravel()) + 2 * frame["orders"]
    frame["visits"] = np.maximum(frame["orders"], (frame["views"] * 0.78).astype(np.int64))
    frame["product_name"] = np.tile([item.name for item in PRODUCTS], DAYS)
    frame["date"] = _dates(days, frame["day"])
    return frame


def _visits_per_day(orders: pd.DataFrame) -> Floats:
    """Visits of each channel on an average day: what its orders and its rate ask for."""
    daily = orders["order"].nunique() / DAYS
    return np.array([daily * channel.orders / channel.rate for channel in CHANNELS])


def _level(days: Days) -> Floats:
    level: Floats = days.weight / days.weight.mean()
    return level


def _dates(days: Days, day: "pd.Series[int]") -> "pd.Series[pd.Timestamp]":
    return pd.Timestamp(days.first) + pd.to_timedelta(day, unit="D")
