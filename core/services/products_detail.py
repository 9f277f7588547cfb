"""One product: its weeks, its price, its reviews, what is asked about it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import numpy.typing as npt
from sqlmodel import Session

from core.analysis import detail_page
from core.services import products_source
from core.services.opening import OpenShop
from core.services.products import Rate
from core.services.products_look import PRICE_DAYS
from core.services.products_source import Books, Source
from core.services.today_view import PeriodChoice
from core.store import fact_sums, product_sums, totals
from core.store.fact_sums import Wish
from core.store.product_sums import Stars
from core.terms import Mall, Period, Subject

Floats = npt.NDArray[np.float64]

WEEKS: Final = 13
WEEK: Final = 7
QUESTIONS: Final = 1000
"""So many questions are looked through, the newest ones."""


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days of a product; ``visits`` and ``orders`` are None where a day is missing."""

    first: date
    visits: int | None
    orders: int | None
    rate: Rate | None


@dataclass(frozen=True, slots=True)
class Question:
    """What a customer asked; ``key`` names the question wherever it is marked."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Detail:
    """What is known of one product beside the ruling.

    Attributes:
        weeks: the last weeks, oldest first; empty where statistics are not daily.
        price: what most of its order lines of the last months say it costs.
        stars: its reviews.
        questions: what was asked about it, newest first.
    """

    weeks: tuple[Week, ...]
    price: int | None
    stars: Stars
    questions: tuple[Question, ...]


def detail(
    shop: OpenShop,
    product: int,
    *,
    today: date,
    reference: float | None,
    mall: Mall | None = None,
) -> Detail:
    """What is known of a product.

    Args:
        shop: whose.
        product: its number.
        today: the reader's day.
        reference: the usual rate, towards which the rates of few visits are drawn.
        mall: the only one that is looked at.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        found = products_source.books(session, shop, today)
        days = PeriodChoice.THREE_MONTHS.days
        source = products_source.choose(session, found, days, mall) if found else None
        last = source.last if source else today
        weeks: tuple[Week, ...] = ()
        if found and source and source.orders.coverage is not None:
            weeks = _weeks(session, found, source, product, reference)
        return Detail(
            weeks,
            product_sums.price(session, shop.id, product, Period.ending(last, PRICE_DAYS)),
            product_sums.stars(session, shop.id, product),
            tuple(
                Question(*one)
                for one in product_sums.questions(session, shop.id, product, QUESTIONS)
            ),
        )


def _weeks(
    session: Session, found: Books, source: Source, product: int, reference: float | None
) -> tuple[Week, ...]:
    period = Period.ending(source.last, WEEKS * WEEK)
    looked = _looked(session, found, source, product)
    if np.isnan(looked).all():
        return ()
    sold = totals.product_days(session, found.shop.id, [product], source.malls)
    bought = np.zeros(period.days)
    places = (sold.days - np.datetime64(period.first, "D")).astype(int)
    inside = (places >= 0) & (places < period.days)
    bought[places[inside]] = sold.orders[inside]
    return tuple(
        _week(
            period.first + timedelta(days=start),
            looked[start : start + WEEK],
            bought[start : start + WEEK],
            reference,
        )
        for start in range(0, period.days, WEEK)
    )


def _looked(session: Session, found: Books, source: Source, product: int) -> Floats:
    """Looks at a product on each day; nan where not both files tell of the day."""
    period, measure = Period.ending(source.last, WEEKS * WEEK), source.measure.value
    wish = Wish(period, (measure,), by=("product_id",), daily=True, reports=source.reports)
    told = fact_sums.sums(session, found.shop.id, Subject.PRODUCT, wish)
    looked = np.full(period.days, np.nan)
    for some in told.cover.used:
        if source.has_orders(some.period.first):
            # A product that a day does not name was not looked at on it.
            looked[(some.period.first - period.first).days] = 0
    own = told.rows[told.rows["product_id"] == product]
    days = own["day"].to_numpy().astype("datetime64[D]")
    at = (days - np.datetime64(period.first, "D")).astype(int)
    looked[at] = own[measure].to_numpy(dtype=np.float64, na_value=np.nan) + looked[at]
    return looked


def _week(first: date, looked: Floats, bought: Floats, reference: float | None) -> Week:
    if np.isnan(looked).any():
        return Week(first, None, None, None)
    visits, orders = int(looked.sum()), int(bought.sum())
    if not reference or not 0 < visits >= orders:
        return Week(first, visits, orders, None)
    told = detail_page.shrunken(np.array([visits]), np.array([orders]), np.array([reference]))
    parts = (float(part[0]) for part in (told.middle, told.low, told.high))
    return Week(first, visits, orders, Rate(*parts))
