"""Which product each recognised buyer bought on which days."""

from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlmodel import Session

from core.store.sales import COUNTS, Malls, among

BOUGHT: Final = ("product", "buyer", "day")
"""The columns of a purchase of a product, in the order of their rows."""

_AT_ONCE: Final = 50_000


def bought(session: Session, shop_id: int, malls: Malls = None) -> pd.DataFrame:
    """Each product a recognised buyer bought on each day, once; only lines that count.

    Args:
        session: one that reads.
        shop_id: whose.
        malls: the malls whose lines are read; None for all.

    Returns:
        the columns ``BOUGHT``, whole numbers, in the order of products, buyers and days.
    """
    # Sorting and leaving out what stands there twice costs the database three times the reading.
    found = session.connection().exec_driver_sql(
        f"SELECT product_id, buyer_id, day FROM order_line WHERE shop_id = {shop_id:d} "
        f"AND buyer_id IS NOT NULL AND product_id IS NOT NULL AND day IS NOT NULL "
        f"AND {COUNTS}{among(malls)}"
    )
    assert found.cursor is not None  # noqa: S101  (it is a query)
    parts: list[npt.NDArray[np.int64]] = []
    while rows := found.cursor.fetchmany(_AT_ONCE):
        flat = np.fromiter(chain.from_iterable(rows), np.int64, len(BOUGHT) * len(rows))
        parts.append(flat.reshape(-1, len(BOUGHT)))
    found.close()
    if not parts:
        return pd.DataFrame({name: np.empty(0, dtype=np.int64) for name in BOUGHT})
    return _once(np.concatenate(parts))


def _once(rows: npt.NDArray[np.int64]) -> pd.DataFrame:
    """The rows in order, each once: as one number a row where they fit, which sorts fast."""
    least, most = rows.min(axis=0), rows.max(axis=0)
    sizes = [int(size) for size in most - least + 1]
    if sizes[0] * sizes[1] * sizes[2] < np.iinfo(np.int64).max:
        moved = rows - least
        codes = (moved[:, 0] * sizes[1] + moved[:, 1]) * sizes[2] + moved[:, 2]
        codes.sort()
        codes = codes[np.append(True, codes[1:] != codes[:-1])]
        rest, day = np.divmod(codes, sizes[2])
        product, buyer = np.divmod(rest, sizes[1])
        columns = [one + low for one, low in zip((product, buyer, day), least, strict=True)]
    else:  # pragma: no cover  (numbers of no shop)
        columns = list(np.unique(rows, axis=0).T)
    return pd.DataFrame(dict(zip(BOUGHT, columns, strict=True)))
