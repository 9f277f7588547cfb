"""What the rules of groups ask of order lines, and of what a seller said about customers."""

from collections.abc import Collection, Mapping
from itertools import chain
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import bindparam, text
from sqlmodel import Session

from core.store.sales import COUNTS, Malls, among

BOUGHT: Final = ("value", "buyer", "day")
"""The number of a product, a mall or a 시·도, of the buyer, and days since 1970."""

_AT_ONCE: Final = 50_000
_SOME: Final = 500
_ALL_FROM: Final = 20_000
"""For so many buyers all keys are read, which takes one question."""


class Product(NamedTuple):
    """A product: its number, the key that stays the same, and what it is called."""

    id: int
    key: str
    name: str


def products(session: Session, shop_id: int) -> list[Product]:
    """All products of a shop, by name."""
    found = session.execute(
        text("SELECT id, key, name FROM product WHERE shop_id = :shop ORDER BY name, id"),
        {"shop": shop_id},
    )
    return [Product(int(number), str(key), str(name)) for number, key, name in found]


def product_days(
    session: Session, shop_id: int, some: Collection[int], malls: Malls = None
) -> pd.DataFrame:
    """On which days which buyers bought some products; only lines that count."""
    marks = ", ".join(str(int(number)) for number in sorted(some)) or "NULL"
    return _read(session, shop_id, "product_id", f"product_id IN ({marks})", malls)


def mall_days(session: Session, shop_id: int, malls: Malls = None) -> pd.DataFrame:
    """On which days which buyers bought at each mall; only lines that count."""
    return _read(session, shop_id, "mall", "mall IS NOT NULL", malls)


def region_days(session: Session, shop_id: int, malls: Malls = None) -> pd.DataFrame:
    """To which 시·도 parcels of which buyers went on which days, where files tell it."""
    return _read(session, shop_id, "region", "region IS NOT NULL", malls)


def _read(session: Session, shop_id: int, value: str, condition: str, malls: Malls) -> pd.DataFrame:
    found = session.connection().exec_driver_sql(
        f"SELECT {value}, buyer_id, day FROM order_line WHERE shop_id = {shop_id:d} "
        f"AND buyer_id IS NOT NULL AND day IS NOT NULL AND {condition} "
        f"AND {COUNTS}{among(malls)}"
    )
    assert found.cursor is not None  # noqa: S101  (it is a query)
    parts: list[npt.NDArray[np.int64]] = []
    while rows := found.cursor.fetchmany(_AT_ONCE):
        flat = np.fromiter(chain.from_iterable(rows), np.int64, len(BOUGHT) * len(rows))
        parts.append(flat.reshape(-1, len(BOUGHT)))
    found.close()
    values = np.concatenate(parts) if parts else np.empty((0, len(BOUGHT)), dtype=np.int64)
    return pd.DataFrame({name: values[:, place].copy() for place, name in enumerate(BOUGHT)})


def keys(session: Session, shop_id: int, buyers: Collection[int]) -> Mapping[int, str]:
    """The keys of some buyers, by their numbers."""
    asked = text("SELECT id, key FROM buyer WHERE shop_id = :shop AND id IN :some").bindparams(
        bindparam("some", expanding=True)
    )
    wanted = sorted(int(one) for one in buyers)
    if len(wanted) >= _ALL_FROM:
        every = session.execute(
            text("SELECT id, key FROM buyer WHERE shop_id = :shop"), {"shop": shop_id}
        )
        there = set(wanted)
        return {int(number): str(key) for number, key in every if number in there}
    told: dict[int, str] = {}
    for start in range(0, len(wanted), _SOME):
        some = wanted[start : start + _SOME]
        rows = session.execute(asked, {"shop": shop_id, "some": some})
        told |= {int(number): str(key) for number, key in rows}
    return told


def personas(session: Session, shop_id: int) -> list[tuple[str, int]]:
    """Which persona the seller says each customer is, by key, what was said last at the end."""
    found = session.execute(
        text(
            "SELECT buyer_key, persona_id FROM customer_persona WHERE shop_id = :shop "
            "ORDER BY at, buyer_key"
        ),
        {"shop": shop_id},
    )
    return [(str(key), int(number)) for key, number in found]


def tags(session: Session, shop_id: int) -> list[tuple[str, str, bool]]:
    """Which interest each customer has, or has not, as the seller says; the last at the end."""
    found = session.execute(
        text(
            "SELECT buyer_key, tag, is_removed FROM customer_tag WHERE shop_id = :shop "
            "ORDER BY at, buyer_key, tag"
        ),
        {"shop": shop_id},
    )
    return [(str(key), str(tag), bool(is_removed)) for key, tag, is_removed in found]
