"""One look at the products of a shop: the days compared, what an order brings, what happened."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlmodel import Session

from core.analysis import detail_page
from core.services import products_obstacles, products_source
from core.services.products_obstacles import Obstacles
from core.services.products_source import Books, Counts, OrdersFrom, Source
from core.services.today_view import YEAR, Compare
from core.store import product_notes, product_sums
from core.terms import Period

Floats = npt.NDArray[np.float64]

PRICE_DAYS: Final = 90
"""The price of a product is the one on most of its order lines of so many days."""

A_YEAR: Final = 365

LEAST_ORDERS: Final = 3
"""Orders below which what an order brings is taken from the whole year."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of products besides the counts: obstacles, prices here and elsewhere."""

    obstacles: Obstacles
    prices: Mapping[int, int]
    compared: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the products of a shop."""

    session: Session
    books: Books
    source: Source
    counts: Counts

    @property
    def shop(self) -> int:
        """Whose products they are."""
        return self.books.shop.id

    def before(self, compare: Compare) -> Counts | None:
        """The days it is compared with; None unless as many are known of them."""
        period = self.source.period
        back = timedelta(days=YEAR if compare is Compare.LAST_YEAR else period.days)
        earlier = Period(period.first - back, period.last - back)
        found = products_source.count(self.session, self.books, self.source, earlier)
        same = found is not None and found.orders_from is self.counts.orders_from
        return found if found and same and found.days >= self.counts.days else None

    def mix(self, products: Sequence[int]) -> Floats | None:
        """What the channels of each product let expect; see ``detail_page.by_channel``.

        None where no file tells of the visits and payments of a product by channel on these days.
        """
        rows = products_source.by_channel(self.session, self.books, self.source, self.counts)
        if rows is None:
            return None
        visits, orders = (
            rows.pivot_table(index="product_id", columns="channel_name", values=name, aggfunc="sum")
            .reindex(list(products))
            .fillna(0)
            .to_numpy(dtype=np.int64)
            for name in ("visits", "payments")
        )
        return detail_page.by_channel(visits, orders)

    def circumstances(self) -> Circumstances:
        """What was said, noted and paid."""
        said = product_notes.kept(self.session, self.shop)
        malls, period = self.source.malls, self.source.period
        compared = {number: note.compared for number, note in said.items() if note.compared}
        paid = Period.ending(period.last, PRICE_DAYS)
        prices = {
            number: product_sums.price(self.session, self.shop, number, paid) for number in compared
        }
        return Circumstances(
            products_obstacles.find(self.session, self.shop, period, said, malls),
            {number: price for number, price in prices.items() if price is not None},
            compared,
        )

    def values(self) -> "pd.Series[float]":
        """What an order brings of each product, in won, where anybody knows."""
        now = self.counts.rows.set_index("product_id")[["orders", "net"]]
        value = _per_order(now, LEAST_ORDERS)
        if self.counts.orders_from is OrdersFrom.LINES:
            year = self.source.covered(Period.ending(self.source.period.last, A_YEAR))
            sold = product_sums.sold(self.session, self.shop, year, self.source.malls)
            value = value.combine_first(_per_order(sold.set_index("product_id"), 1))
        return value.combine_first(_per_order(now, 1))


def named(names: Mapping[int, str], ids: Sequence[int]) -> dict[int, str]:
    """What products are called; those without a name, or of one name, with their number."""
    found = {number: names.get(number, "").strip() for number in ids}
    often = Counter(found.values())
    return {
        number: name if name and often[name] == 1 else f"{name} #{number}".strip()
        for number, name in found.items()
    }


def _per_order(rows: pd.DataFrame, least: int) -> "pd.Series[float]":
    known = rows.dropna()
    known = known[known["orders"] >= least]
    return known["net"].astype(float) / known["orders"].astype(float)
