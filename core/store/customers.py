"""Who bought when: the purchases of every recognised buyer, and what he is called on screen."""

from collections.abc import Collection, Mapping
from itertools import chain
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import bindparam, text
from sqlmodel import Session

from core.store.sales import COUNTS, Malls, among, orders
from core.terms import KnownBy

VISIT: Final = ("buyer", "day", "net", "orders", "unpriced")
"""The columns of a purchase day: the number of the buyer, days since 1970, won of the lines that
tell an amount, orders, and how many lines do not tell theirs."""

_AT_ONCE: Final = 50_000
_SOME: Final = 500
_BETWEEN: Final = "\n"

MANY: Final = 20_000
"""The numbers of more keys are found quicker among all of them."""


class Named(NamedTuple):
    """A buyer: the keyed hash that stays the same, and the masked name; None where no file says."""

    key: str
    name: str | None


def visits(session: Session, shop_id: int, malls: Malls = None) -> pd.DataFrame:
    """What each recognised buyer bought on each day; only lines that count.

    Args:
        session: one that reads.
        shop_id: whose.
        malls: the malls whose lines are read; None for all.

    Returns:
        the columns ``VISIT``, whole numbers, in the order of buyers and of their days.
    """
    found = session.connection().exec_driver_sql(
        f"SELECT buyer_id, day, CAST(coalesce(sum(amount), 0) AS BIGINT), {orders(COUNTS)}, "
        "count(*) - count(amount) "
        f"FROM order_line WHERE shop_id = {shop_id:d} AND buyer_id IS NOT NULL "
        f"AND day IS NOT NULL AND {COUNTS}{among(malls)} "
        "GROUP BY buyer_id, day ORDER BY buyer_id, day"
    )
    assert found.cursor is not None  # noqa: S101  (it is a query)
    parts: list[npt.NDArray[np.int64]] = []
    while rows := found.cursor.fetchmany(_AT_ONCE):
        flat = np.fromiter(chain.from_iterable(rows), np.int64, len(VISIT) * len(rows))
        parts.append(flat.reshape(-1, len(VISIT)))
    found.close()
    values = np.concatenate(parts) if parts else np.empty((0, len(VISIT)), dtype=np.int64)
    return pd.DataFrame({name: values[:, place].copy() for place, name in enumerate(VISIT)})


def unknown(session: Session, shop_id: int, malls: Malls = None) -> int:
    """How many lines that count name no buyer."""
    found = session.execute(
        text(
            f"SELECT coalesce(sum(no_buyer), 0) FROM day_state WHERE shop_id = :shop "
            f"AND {COUNTS}{among(malls)}"
        ),
        {"shop": shop_id},
    )
    return int(found.scalar_one())


def lines(session: Session, shop_id: int, malls: Malls = None) -> int:
    """How many lines count, whoever bought them."""
    found = session.execute(
        text(
            f"SELECT coalesce(sum(lines), 0) FROM day_state WHERE shop_id = :shop "
            f"AND {COUNTS}{among(malls)}"
        ),
        {"shop": shop_id},
    )
    return int(found.scalar_one())


def named(session: Session, shop_id: int, buyers: Collection[int]) -> Mapping[int, Named]:
    """What some buyers are called, by their numbers."""
    asked = text(
        "SELECT id, key, name FROM buyer WHERE shop_id = :shop AND id IN :some"
    ).bindparams(bindparam("some", expanding=True))
    wanted = sorted(int(one) for one in buyers)
    told: dict[int, Named] = {}
    for start in range(0, len(wanted), _SOME):
        some = wanted[start : start + _SOME]
        rows = session.execute(asked, {"shop": shop_id, "some": some})
        told |= {int(number): Named(str(key), name) for number, key, name in rows}
    return told


def gone(session: Session, shop_id: int) -> frozenset[int]:
    """The numbers of buyers who were deleted at their wish: sums count them, no list names them."""
    told = {"shop": shop_id}
    # Nearly always nobody was, and to find that out not all buyers need be gone through.
    if not session.execute(
        text("SELECT 1 FROM erased_buyer WHERE shop_id = :shop LIMIT 1"), told
    ).first():
        return frozenset()
    found = session.execute(
        text(f"SELECT id FROM buyer WHERE shop_id = :shop AND known_by = {KnownBy.NOBODY:d}"), told
    )
    return frozenset(int(row[0]) for row in found)


def last_orders(session: Session, shop_id: int, buyers: Collection[int]) -> Mapping[int, str]:
    """The number of the last order of some buyers that counts and has one, by their numbers."""
    asked = text(
        "SELECT buyer_id, order_no FROM (SELECT buyer_id, order_no, row_number() OVER "
        "(PARTITION BY buyer_id ORDER BY day DESC, order_no DESC) AS place FROM order_line "
        "WHERE shop_id = :shop AND buyer_id IN :some AND day IS NOT NULL "
        f"AND order_no IS NOT NULL AND {COUNTS}) o WHERE place = 1"
    ).bindparams(bindparam("some", expanding=True))
    wanted = sorted(int(one) for one in buyers)
    told: dict[int, str] = {}
    for start in range(0, len(wanted), _SOME):
        rows = session.execute(asked, {"shop": shop_id, "some": wanted[start : start + _SOME]})
        told |= {int(number): str(order) for number, order in rows}
    return told


def numbers(session: Session, shop_id: int, keys: Collection[str]) -> Mapping[str, int]:
    """The numbers of the customers that buyers who are there are, by the keys of the buyers."""
    asked = text(
        "SELECT key, coalesce(same_as, id) FROM buyer WHERE shop_id = :shop AND key IN :some"
    ).bindparams(bindparam("some", expanding=True))
    if len(keys) > MANY:
        every = everybody(session, shop_id)
        return {key: every[key] for key in keys if key in every}
    wanted = sorted(keys)
    told: dict[str, int] = {}
    for start in range(0, len(wanted), _SOME):
        rows = session.execute(asked, {"shop": shop_id, "some": wanted[start : start + _SOME]})
        told |= {str(key): int(number) for key, number in rows}
    return told


def everybody(session: Session, shop_id: int) -> dict[str, int]:
    """The numbers of the customers that all buyers are, by the keys of the buyers.

    Both come as one long text, so that the database hands over two values and not a row for each.
    """
    is_server = session.connection().dialect.name == "postgresql"
    join = "string_agg" if is_server else "group_concat"
    row = session.execute(
        text(
            f"SELECT {join}(key, :sep), {join}(CAST(coalesce(same_as, id) AS TEXT), :sep) "
            "FROM buyer WHERE shop_id = :shop"
        ),
        {"shop": shop_id, "sep": _BETWEEN},
    ).one()
    keys, customers = (str(one).split(_BETWEEN) if one else [] for one in row)
    return dict(zip(keys, map(int, customers), strict=True))
