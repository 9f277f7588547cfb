"""How soon low reviews are answered, which products have few reviews, and who writes one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlmodel import Session, col, select

from core.analysis.care_rates import REVIEWED_AFTER, Share
from core.services import voice_limits
from core.services.opening import OpenShop
from core.stats.proportions import Tally
from core.store import product_sums
from core.store import voice_review_sums as store
from core.store.tables import Product
from core.terms import Period, seoul_day

MONTHS: Final = 6
"""So many months are told apart, the one that is not over among them."""

LATELY: Final = 90
"""Days of what is told as a whole."""

LEAST: Final = 5
"""Below so many low reviews they are told one by one, not as a median."""

SOLD_WITHIN: Final = 90
"""A product that was sold in so many days is one that is selling."""

RATED_WITHIN: Final = 180
"""Days back whose orders count for the share of reviews."""

SHOWN: Final = 100
"""So many products are listed, those sold most."""

_HOUR: Final = 3600

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Speed:
    """How soon the low reviews of some days were answered, of those that had the time.

    Attributes:
        reviews: how many there are.
        answered: how many of them were.
        in_time: how many of those whose time is known were answered within the target.
        median: hours until the first reply in the middle; an unanswered one took longer than all
            others. None where fewer than half were answered, or too few were written.
        median_answered: the same of those alone that were answered; None of too few.
        untimed: answered nobody knows when; they count for nothing else.
    """

    reviews: int
    answered: int
    in_time: Tally
    median: float | None
    median_answered: float | None
    untimed: int


@dataclass(frozen=True, slots=True)
class Replies:
    """The same of the last months.

    Attributes:
        target: hours within which a reply is due.
        lately: of the last ``LATELY`` days.
        months: the first day of each month, and how it went; the oldest first, none without a low
            review.
        waiting: reviews without a reply whose time is not up.
    """

    target: int
    lately: Speed
    months: tuple[tuple[date, Speed], ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class Few:
    """A product that sells and has few reviews: how many, their mean, and its orders."""

    product_id: int
    name: str
    reviews: int
    stars: float | None
    orders: int


@dataclass(frozen=True, slots=True)
class FewReviews:
    """후기 부족: products with fewer reviews than ``limit``, those sold most first."""

    limit: int
    selling: int
    count: int
    products: tuple[Few, ...]


@dataclass(frozen=True, slots=True)
class Rates:
    """How many confirmed lines were reviewed.

    Attributes:
        period: the orders that are looked at.
        as_of: until when files tell of reviews.
        share: of all of them.
        products: of each, those with most lines first; a line without a product is in none.
    """

    period: Period
    as_of: date
    share: Share
    products: tuple[tuple[int, str, Share], ...]


def replies(shop: OpenShop, now: datetime) -> Replies | None:
    """How soon low reviews are answered; None where no file tells of reviews.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    today = seoul_day(now)
    starts = _months(today)
    since = min(starts[0], today - timedelta(days=LATELY - 1))
    with shop.store.read() as session:
        if store.told(session, shop.id) is None:
            return None
        limits = voice_limits.read(session, shop.id)
        rows = store.replies(session, shop.id, limits.low_stars, since)
    target = limits.answer_hours
    old = rows["written"].to_numpy(np.int64) + target * _HOUR <= int(now.timestamp())
    is_answered = rows["is_answered"].to_numpy(np.int64) == 1
    days = rows["day"].to_numpy().astype("datetime64[D]")
    ends = [*starts, today + timedelta(days=1)]
    months = [
        (first, _speed(rows[old & _within(days, first, after)], target))
        for first, after in pairwise(ends)
    ]
    lately = _within(days, today - timedelta(days=LATELY - 1), today + timedelta(days=1))
    return Replies(
        target,
        _speed(rows[old & lately], target),
        tuple((first, speed) for first, speed in months if speed.reviews),
        int((~old & ~is_answered).sum()),
    )


def few(shop: OpenShop, today: date, limit: int) -> FewReviews | None:
    """The products that sell and have few reviews that visitors see; None without any review.

    Args:
        shop: whose.
        today: the day.
        limit: fewer than so many are few.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        if store.told(session, shop.id) is None:
            return None
        sold = product_sums.sold(session, shop.id, [Period.ending(today, SOLD_WITHIN)])
        sold = sold[sold["orders"] > 0]
        counted = store.by_product(session, shop.id)
        frame = sold.merge(counted, how="left", on="product_id")
        frame = frame.fillna({"reviews": 0, "stars": 0})
        short = frame[frame["reviews"] < limit]
        short = short.sort_values(["orders", "product_id"], ascending=[False, True])
        shown = short.head(SHOWN)
        names = _names(session, shop.id, shown["product_id"])
    products = tuple(
        Few(int(number), names.get(int(number), ""), int(reviews),
            int(stars) / int(reviews) if reviews else None, int(orders))
        for number, reviews, stars, orders in zip(
            shown["product_id"], shown["reviews"], shown["stars"], shown["orders"], strict=True
        )
    )  # fmt: skip
    return FewReviews(limit, len(sold), len(short), products)


def rates(shop: OpenShop, today: date) -> Rates | None:
    """How many confirmed lines were reviewed (후기 작성률); None where no file tells.

    Only lines count that were confirmed at least ``REVIEWED_AFTER`` days before the last day files
    tell of reviews, of orders since the first review there is: what no file can tell of would
    count as not reviewed. A second review of the same line is none more.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        told = store.told(session, shop.id)
        if told is None:
            return None
        as_of = min(today, told.last)
        first = max(as_of - timedelta(days=RATED_WITHIN - 1), told.first)
        period = Period(min(first, as_of), as_of)
        rows = store.rates(
            session, shop.id, period, as_of - timedelta(days=REVIEWED_AFTER)
        )  # fmt: skip
        if not len(rows):
            return None
        known = rows[rows["product_id"].notna()]
        known = known.sort_values(["lines", "product_id"], ascending=[False, True]).head(SHOWN)
        names = _names(session, shop.id, known["product_id"])
    products = tuple(
        (int(number), names.get(int(number), ""), _share(lines, reviewed, waiting))
        for number, lines, reviewed, waiting in zip(
            *(known[name] for name in ("product_id", "lines", "reviewed", "waiting")), strict=True
        )
    )
    total = rows[["lines", "reviewed", "waiting"]].sum()
    return Rates(period, as_of, _share(*total), products)


def _share(lines: int, reviewed: int, waiting: int) -> Share:
    return Share(Tally(int(reviewed), int(lines)), int(waiting))


def _months(today: date) -> list[date]:
    """The first days of the last months, the oldest first."""
    starts = [today.replace(day=1)]
    while len(starts) < MONTHS:
        starts.insert(0, (starts[0] - timedelta(days=1)).replace(day=1))
    return starts


def _within(days: npt.NDArray[np.datetime64], first: date, after: date) -> Flags:
    return (days >= np.datetime64(first, "D")) & (days < np.datetime64(after, "D"))


def _speed(rows: pd.DataFrame, target: int) -> Speed:
    is_answered = rows["is_answered"].to_numpy(np.int64) == 1
    hours = rows["seconds"].to_numpy(np.float64, na_value=np.nan) / _HOUR
    is_timed = is_answered & ~np.isnan(hours)
    took = np.where(is_answered, hours, np.inf)[is_timed | ~is_answered]
    return Speed(
        len(rows),
        int(is_answered.sum()),
        Tally(int((took <= target).sum()), len(took)),
        _median(took),
        _median(took[np.isfinite(took)]),
        int((is_answered & ~is_timed).sum()),
    )


def _median(hours: Floats) -> float | None:
    middle = float(np.median(hours)) if len(hours) >= LEAST else np.inf
    return middle if np.isfinite(middle) else None


def _names(session: Session, shop_id: int, numbers: "pd.Series[int]") -> dict[int, str]:
    """What some products are called."""
    asked = select(col(Product.id), col(Product.name)).where(
        Product.shop_id == shop_id, col(Product.id).in_([int(one) for one in numbers])
    )
    return {int(number): str(name) for number, name in session.exec(asked)}
