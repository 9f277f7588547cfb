"""The made-up shop as a whole."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

import numpy as np
import pandas as pd

from core.sample.buyers import ORDERS_PER_BUYER, Visits, orders_of_buyers
from core.sample.catalogue import CHANNELS, COURIERS, PRODUCTS
from core.sample.days import DAYS, Days, calendar
from core.sample.draw import Ints, Objects, numbered, texts
from core.sample.life import DAY, add_life
from core.sample.lines import LINES_PER_ORDER, lines_of, product_numbers
from core.sample.people import people
from core.sample.visits import views_of, visits_of
from core.sample.voice import feedback_of, reviews_of

SEED: Final = 20_240_315
LINES: Final = 12_000
CLOSES: Final = time(23, 50)
"""The moment of the last day at which the exports are made."""

_MOMENTS = ("ordered", "paid", "placed", "due", "dispatched", "delivered", "confirmed",
            "claimed", "settled")  # fmt: skip


@dataclass(frozen=True, slots=True)
class SampleShop:
    """Two years of a shop that does not exist.

    Planted, for whoever looks closely: the product ``catalogue.POOR_PAGE`` is looked at a lot
    and hardly bought; visits from ``catalogue.USELESS`` are paid for and lead to next to no
    order; of the buyers of the last seven months fewer come back, which is why revenue of the
    last 28 days is clearly below that of the 28 days before.

    Attributes:
        last_day: the last day with orders.
        as_of: when the exports were made, wall time in Seoul.
        orders: one row per order line; moments are wall time in Seoul, amounts whole won.
            ``core.sample.exports`` says under which heading each column is exported.
        visits: one row per day and channel: visits, visitors, page views, orders, payments (order
            lines), sales, cost.
        views: one row per day and product: views, visits, orders, units, sales.
        reviews: one row per review.
        feedback: one row per note: day, kind, channel, text, product number.
    """

    last_day: date
    as_of: datetime
    orders: pd.DataFrame
    visits: pd.DataFrame
    views: pd.DataFrame
    reviews: pd.DataFrame
    feedback: pd.DataFrame

    @property
    def claims(self) -> pd.DataFrame:
        """The order lines with a claim, open or settled."""
        return self.orders[self.orders["claim"] != ""]


def generate(last_day: date, *, seed: int = SEED, lines: int = LINES) -> SampleShop:
    """Make the shop up; the same arguments make the same shop.

    Args:
        last_day: the last day with orders; the first lies two years before it.
        seed: of the random numbers.
        lines: about so many order lines.
    """
    rng = np.random.default_rng(seed)
    days = calendar(last_day, rng)
    buyers = max(20, round(lines / LINES_PER_ORDER / ORDERS_PER_BUYER))
    as_of = (DAYS - 1) * DAY + CLOSES.hour * 3600 + CLOSES.minute * 60
    visits = orders_of_buyers(rng, days, buyers, as_of - 900)
    frame = lines_of(rng, days, visits)
    _add_moments(rng, frame, visits)
    add_life(rng, frame, days, as_of)
    _add_numbers(rng, frame, days)
    _add_people(rng, frame, buyers)
    orders = _with_dates(frame, days)
    return SampleShop(
        last_day=last_day,
        as_of=datetime.combine(last_day, CLOSES),
        orders=orders,
        visits=visits_of(rng, days, orders),
        views=views_of(rng, days, orders),
        reviews=reviews_of(rng, orders, last_day),
        feedback=feedback_of(rng, days.first),
    )


def _add_moments(rng: np.random.Generator, frame: pd.DataFrame, visits: Visits) -> None:
    waits = rng.integers(5, 240, len(visits.second))
    order = frame["order"].to_numpy()
    frame["ordered"] = visits.second[order]
    frame["paid"] = (visits.second + waits)[order]


def _add_numbers(rng: np.random.Generator, frame: pd.DataFrame, days: Days) -> None:
    """Numbers of 16 digits that begin with the day, as the mall gives them."""
    order_day = frame["ordered"].to_numpy() // DAY
    ymd = _ymd(days, order_day)
    frame["line_no"] = ymd + _serial(rng, order_day, 2)
    head = frame.drop_duplicates("order")
    head_day = head["ordered"].to_numpy() // DAY
    order_no = _ymd(days, head_day) + _serial(rng, head_day, 6)
    order = frame["order"].to_numpy()
    frame["order_no"] = order_no[order]
    frame["bundle"] = numbered("", 400_000_000 + 13 * order, 9)
    sent = frame["dispatched"].to_numpy() > 0
    frame["waybill"] = np.where(sent, numbered("", 590_000_000_000 + 37 * order, 12), "")
    frame["courier"] = np.where(sent, texts(COURIERS, order % len(COURIERS)), "")
    frame["product_no"] = product_numbers()[frame["product"].to_numpy()].astype(str).astype(object)
    product = frame["product"].to_numpy()
    frame["product_name"] = texts([item.name for item in PRODUCTS], product)
    frame["product_code"] = texts([item.code for item in PRODUCTS], product)
    frame["channel"] = texts([channel.id for channel in CHANNELS], frame["channel"].to_numpy())


def _ymd(days: Days, day: Ints) -> Objects:
    all_days = np.datetime64(days.first) + np.arange(DAYS)
    written = [text.replace("-", "") for text in np.datetime_as_string(all_days)]
    return texts(written, day)


def _serial(rng: np.random.Generator, day: Ints, first_digit: int) -> Objects:
    """Eight digits, growing within the day (``day`` is sorted)."""
    rank = np.arange(len(day)) - np.searchsorted(day, day)
    serial = first_digit * 10_000_000 + rank * 9973 + rng.integers(1, 9973, len(day))
    return serial.astype(str).astype(object)


def _add_people(rng: np.random.Generator, frame: pd.DataFrame, buyers: int) -> None:
    who = people(rng, buyers)
    buyer = frame["buyer"].to_numpy()
    for column in who:
        frame[column] = who[column].to_numpy()[buyer]
    frame["address"] = frame["region"] + " " + frame["street"]


def _with_dates(frame: pd.DataFrame, days: Days) -> pd.DataFrame:
    start = np.datetime64(days.first, "s")
    for column in _MOMENTS:
        moments = frame[column].to_numpy()
        dates = start + moments.astype("timedelta64[s]")
        frame[column] = np.where(moments > 0, dates, np.datetime64("NaT"))
    return frame
