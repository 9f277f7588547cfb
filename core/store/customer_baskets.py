"""Which products every recognised buyer has bought, and when first and last."""

from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlmodel import Session

from core.store.sales import COUNTS, Malls, among

BOUGHT: Final = ("buyer", "product", "day", "last")
"""Numbers of the buyer and of the product; the first and the last day, since 1970."""

_LINE: Final = 3

_AT_ONCE: Final = 50_000


def bought(session: Session, shop_id: int, malls: Malls = None) -> pd.DataFrame:
    """The first and last day on which each buyer bought each product; only lines that count.

    Args:
        session: one that reads.
        shop_id: whose.
        malls: the malls whose lines are read; None for all.

    Returns:
        the columns ``BOUGHT``, whole numbers, in the order of buyers and products.
    """
    found = session.connection().exec_driver_sql(
        f"SELECT buyer_id, product_id, day FROM order_line WHERE shop_id = {shop_id:d} "
        f"AND buyer_id IS NOT NULL AND product_id IS NOT NULL AND day IS NOT NULL "
        f"AND {COUNTS}{among(malls)}"
    )
    assert found.cursor is not None  # noqa: S101  (it is a query)
    parts: list[npt.NDArray[np.int64]] = []
    while rows := found.cursor.fetchmany(_AT_ONCE):
        flat = np.fromiter(chain.from_iterable(rows), np.int64, _LINE * len(rows))
        parts.append(flat.reshape(-1, _LINE))
    found.close()
    values = np.concatenate(parts) if parts else np.empty((0, _LINE), dtype=np.int64)
    # The database would sort all lines to tell the first ones; here they are sorted as numbers.
    ordered = values[np.lexsort((values[:, 2], values[:, 1], values[:, 0]))]
    is_first = np.ones(len(ordered), dtype=np.bool_)
    is_first[1:] = (ordered[1:, :2] != ordered[:-1, :2]).any(axis=1)
    is_last = np.ones(len(ordered), dtype=np.bool_)
    is_last[:-1] = is_first[1:]
    kept = np.column_stack([ordered[is_first], ordered[is_last, 2]])
    return pd.DataFrame({name: kept[:, place].copy() for place, name in enumerate(BOUGHT)})
