"""Some customers as every list of the customer pages tells them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.services.customer_book import CustomerBook
from core.services.opening import OpenShop
from core.store import customers as store
from core.store.moments import day_of

_NOBODY: Final = store.Named("", None)


@dataclass(frozen=True, slots=True)
class Listed:
    """One customer of a list.

    Attributes:
        key: the durable key; empty of a buyer who is no more.
        name: the masked name; None where no file says it.
        state: the number of a ``State``.
        last: the day of the last purchase.
        visits: the days on which he bought.
        net: what he has spent, in won, as far as amounts are known; None where none is.
        order: the number of the last order; None where no file says it. It tells people of one
            masked name apart.
    """

    key: str
    name: str | None
    state: int
    last: date
    visits: int
    net: int | None
    order: str | None = None


def present(shop: OpenShop, buyers: Sequence[int] | npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Some buyers in their order, without those who were deleted at their wish.

    Sums count the deleted; no list, search or file names them.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        gone = store.gone(session, shop.id)
    some = np.asarray(buyers, dtype=np.int64)
    return some[~np.isin(some, np.fromiter(gone, np.int64, len(gone)))] if gone else some


def listed(
    shop: OpenShop,
    book: CustomerBook,
    states: "pd.Series[int]",
    buyers: Sequence[int] | npt.NDArray[Any],
) -> list[Listed]:
    """These customers, in the order they are asked for.

    Args:
        shop: whose.
        book: who bought when.
        states: the state of everybody, as ``customers_states.states`` tells it.
        buyers: the numbers of buyers who are in the book.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    wanted = [int(one) for one in buyers]
    with shop.store.read() as session:
        named = store.named(session, shop.id, wanted)
        orders = store.last_orders(session, shop.id, wanted)
    rows = book.customers.loc[wanted, ["last", "visits"]].to_numpy().tolist()
    spent = [None if isnan(one) else round(one) for one in book.spent.loc[wanted]]
    found = states.reindex(wanted, fill_value=0).tolist()
    return [
        Listed(*named.get(one, _NOBODY), state, day_of(last), visits, net, orders.get(one))
        for one, state, (last, visits), net in zip(wanted, found, rows, spent, strict=True)
    ]
