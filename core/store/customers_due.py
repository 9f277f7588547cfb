"""What each recognised buyer bought and when, what went back, and which orders had a discount."""

from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlmodel import Session

from core.store.sales import COUNTS, Malls, among
from core.terms import OrderState

BOUGHT: Final = ("product", "buyer", "day", "mall", "net", "no_amount")
"""The columns of a purchase of one product on one day."""

ORDERS: Final = ("buyer", "day", "is_discounted", "is_known")
"""The columns of an order and its discount."""

_AT_ONCE: Final = 50_000
_BUYERS: Final = 1 << 32
_MALLS: Final = 1 << 10
_BACK: Final = ", ".join(str(int(one)) for one in (OrderState.RETURNED, OrderState.CLAIM_OPEN))


def bought(session: Session, shop_id: int, malls: Malls = None) -> pd.DataFrame:
    """What each recognised buyer bought of each product on each day; only lines that count.

    Args:
        session: one that reads.
        shop_id: whose.
        malls: the malls whose lines are read; None for all.

    Returns:
        the columns ``BOUGHT`` in the order of products, buyers and days: the number of the
        product (0 where no file tells it), days since 1970, won, and how many of the lines do not
        tell theirs.
    """
    # What a number has room for is put together there: half as many to hand over.
    values = _read(
        session,
        f"SELECT CAST(coalesce(product_id, 0) AS BIGINT) * {_BUYERS} + buyer_id, "
        f"(CAST(day AS BIGINT) * {_MALLS} + mall) * 2 + CASE WHEN amount IS NULL THEN 1 ELSE 0 "
        "END, coalesce(amount, 0) FROM order_line "
        f"WHERE shop_id = {shop_id:d} AND buyer_id IS NOT NULL AND day IS NOT NULL "
        f"AND {COUNTS}{among(malls)}",
        3,
    )
    return _added(values)


def went_back(session: Session, shop_id: int, malls: Malls = None) -> pd.DataFrame:
    """On which day each ``buyer`` last bought something (``day``) that went back, or is to."""
    values = _read(
        session,
        "SELECT buyer_id, max(day) FROM order_line "
        f"WHERE shop_id = {shop_id:d} AND buyer_id IS NOT NULL AND day IS NOT NULL "
        f"AND state IN ({_BACK}){among(malls)} GROUP BY buyer_id",
        2,
    )
    return pd.DataFrame({"buyer": values[:, 0], "day": values[:, 1]})


def orders(session: Session, shop_id: int, malls: Malls = None) -> pd.DataFrame:
    """Each order of each recognised buyer, and whether it had a discount; only lines that count.

    A discount is known of an order where one of its lines had one, or all of them tell that they
    had none. A line without an order number is an order of its own.

    Returns:
        the columns ``ORDERS``, in the order of buyers and days.
    """
    values = _read(
        session,
        "SELECT buyer_id, min(day), "
        "max(CASE WHEN discount > 0 OR seller_discount > 0 THEN 1 ELSE 0 END), "
        "min(CASE WHEN discount IS NULL AND seller_discount IS NULL THEN 0 ELSE 1 END) "
        f"FROM order_line WHERE shop_id = {shop_id:d} AND buyer_id IS NOT NULL "
        f"AND day IS NOT NULL AND {COUNTS}{among(malls)} "
        "GROUP BY buyer_id, mall, coalesce(order_no, line_no)",
        len(ORDERS),
    )
    ordered = values[np.lexsort((values[:, 1], values[:, 0]))]
    discounted, told = ordered[:, 2] == 1, ordered[:, 3] == 1
    return pd.DataFrame(
        {"buyer": ordered[:, 0], "day": ordered[:, 1], "is_discounted": discounted,
         "is_known": told | discounted}
    )  # fmt: skip


def _added(lines: npt.NDArray[np.int64]) -> pd.DataFrame:
    """Lines added up by product, buyer and day; quicker here than in the database."""
    whose, rest, net = lines.T
    order = np.lexsort((rest, whose))
    whose, rest, net = whose[order], rest[order], net[order]
    day, mall = np.divmod(rest // 2, _MALLS)
    is_new = np.ones(len(whose), dtype=np.bool_)
    is_new[1:] = (np.diff(whose) != 0) | (np.diff(day) != 0)
    starts = np.flatnonzero(is_new)
    sums = (np.add.reduceat(some, starts) if len(starts) else some for some in (net, rest % 2))
    told = (*np.divmod(whose[starts], _BUYERS), day[starts], mall[starts], *sums)
    return pd.DataFrame(dict(zip(BOUGHT, told, strict=True)))


def _read(session: Session, asked: str, width: int) -> npt.NDArray[np.int64]:
    """The rows of a query, all of whole numbers."""
    found = session.connection().exec_driver_sql(asked)
    assert found.cursor is not None  # noqa: S101  (it is a query)
    parts: list[npt.NDArray[np.int64]] = []
    while rows := found.cursor.fetchmany(_AT_ONCE):
        flat = np.fromiter(chain.from_iterable(rows), np.int64, width * len(rows))
        parts.append(flat.reshape(-1, width))
    found.close()
    return np.concatenate(parts) if parts else np.empty((0, width), dtype=np.int64)
