"""The people on a list with what they are called: what stands on the screen and in a file."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from core.services import settings
from core.services.care_words import Values
from core.services.customers_contact import Mark
from core.services.customers_texts import span
from core.services.opening import OpenShop
from core.store import customers, totals
from core.store.customers import Named
from core.store.moments import day_number, day_of
from core.terms import Mall


@dataclass(frozen=True, slots=True)
class Person:
    """One customer of a list.

    Attributes:
        key: the durable name; empty of somebody who is no more.
        name: the masked one; None where no file says it.
        state: the number of a ``State``.
        product: the number of what it is about: what is due, else what was bought last.
        product_name: what that is called; empty where no file says.
        others: so many more of their products are due.
        last: when they bought it last.
        since: so many days ago.
        usual: after so many days people buy it again, in the middle; None where it is not about
            that.
        upper: after so many days three of four had.
        stake: won, see ``core.services.customers_due.listed``; None where unknown.
        visits: days on which they bought.
        net: what they spent in all, in won; None where no amount is known.
        mall: where they bought last; None where unknown.
        mark: why they are left alone for now; None if they are not.
        agreed: whether they agreed to be written to.
        discounted: so many orders had a discount,
        orders: of so many of which it is known; None where it is not about that.
        order: the number of the last order; None where no file says it.
    """

    key: str
    name: str | None
    state: int
    product: int | None
    product_name: str
    others: int
    last: date
    since: int
    usual: float | None
    upper: float | None
    stake: int | None
    visits: int
    net: int | None
    mall: Mall | None
    mark: Mark | None
    agreed: bool
    discounted: int | None
    orders: int | None
    order: str | None = None


_NOBODY: Final = Named("", None)


def people(shop: OpenShop, some: pd.DataFrame, today: date | None = None) -> list[Person]:
    """The people of some rows of ``core.services.customers_contact.chosen``, in their order.

    Args:
        shop: whose.
        some: the rows.
        today: to this day it is told how long ago they bought, since whoever gets a text counts
            so; None for the last day that files tell of.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    products = sorted({int(one) for one in some["product"].dropna()})
    with shop.store.read() as session:
        named = customers.named(session, shop.id, some["buyer"].tolist())
        orders = customers.last_orders(session, shop.id, some["buyer"].tolist())
        names = totals.product_names(session, shop.id, products) if products else {}
    if today is not None:
        some = some.assign(since=day_number(today) - some["last"].to_numpy())
    rows: list[dict[Any, Any]] = some.to_dict("records")
    return [
        _person(row, named.get(int(row["buyer"]), _NOBODY), names, orders.get(int(row["buyer"])))
        for row in rows
    ]


def product_names(shop: OpenShop, products: list[int]) -> dict[int, str]:
    """What some products are called.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return totals.product_names(session, shop.id, products) if products else {}


def shop_name(shop: OpenShop) -> str:
    """How the shop signs; empty where the seller has not said."""
    return settings.read(shop).name


def values(one: Person, shop: str, name: str = "") -> Values:
    """What a text for one customer is filled with; days are told as about how long that is.

    Args:
        one: for whom.
        shop: how the shop signs.
        name: the name, where the seller typed it; only masked ones are kept.
    """
    return Values(name=name, product=one.product_name, shop=shop, days=span(one.since))


def _person(row: dict[Any, Any], named: Named, names: dict[int, str], order: str | None) -> Person:
    product, mall = _whole(row["product"]), _whole(row["mall"])
    return Person(
        named.key, named.name, int(row["state"]), product, names.get(product or 0, ""),
        int(row["others"]), day_of(int(row["last"])), int(row["since"]), _real(row["median"]),
        _real(row["upper"]), _whole(row["stake"]), int(row["visits"]), _whole(row["net"]),
        Mall(mall) if mall is not None else None, Mark(row["mark"]) if row["mark"] else None,
        bool(row["agreed"]), _whole(row["discounted"]),
        _whole(row["orders"]) if _whole(row["discounted"]) is not None else None, order,
    )  # fmt: skip


def _whole(value: float) -> int | None:
    return None if np.isnan(value) else int(value)


def _real(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
