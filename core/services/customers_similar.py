"""Customers who are like one or some others, and what they have in common."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import pandas as pd

from core.analysis import similar_customers as analysis
from core.analysis.similar_customers import HABITS, Alike
from core.services import customers_list
from core.services.customer_book import CustomerBook
from core.services.customers_baskets import CustomerBaskets
from core.services.customers_list import Listed
from core.services.opening import OpenShop
from core.services.products_look import named
from core.store import totals

__all__ = ["HABITS", "Alike", "Similar", "found"]

MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Similar:
    """A customer who is like the others: who, and in what.

    Attributes:
        listed: the customer as lists tell him.
        alike: in what.
        products: what the common products are called.
    """

    listed: Listed
    alike: Alike
    products: tuple[str, ...]


def found(  # noqa: PLR0913, PLR0917  (whose, who bought what when, like whom)
    shop: OpenShop,
    book: CustomerBook,
    baskets: CustomerBaskets,
    states: "pd.Series[int]",
    seeds: Collection[int],
    most: int = MOST,
) -> list[Similar]:
    """The customers who are most like some others, the nearest first.

    Args:
        shop: whose.
        book: who bought when.
        baskets: what everybody bought.
        states: the state of everybody, as ``customers_states.states`` tells it.
        seeds: the numbers of the others: one customer, or a group.
        most: so many at most.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    there = customers_list.present(shop, book.customers.index.to_numpy())
    near = analysis.alike(book.customers.loc[there], baskets.bought, list(seeds), book.until, most)
    people = customers_list.listed(shop, book, states, [one.buyer for one in near])
    ids = sorted({number for one in near for number in one.products})
    with shop.store.read() as session:
        names = named(totals.product_names(session, shop.id, ids), ids)
    return [
        Similar(who, one, tuple(names[number] for number in one.products))
        for who, one in zip(people, near, strict=True)
    ]
