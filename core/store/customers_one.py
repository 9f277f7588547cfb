"""One customer: by the beginning of the key, and what the order lines tell of the person."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import bindparam, text
from sqlmodel import Session

from core.store.customers_story import Whose
from core.store.moments import day_number, day_of
from core.store.sales import COUNTS
from core.terms import Mall
from core.terms.orders import KnownBy, Region


class Found(NamedTuple):
    """A buyer: the number, the durable key and the masked name; None where no file says it."""

    id: int
    key: str
    name: str | None


class Discounted(NamedTuple):
    """How many orders had something taken off, of those that files tell it of."""

    some: int
    known: int


@dataclass(frozen=True, slots=True)
class Product:
    """What one customer bought of a product.

    Attributes:
        id: its number.
        name: how it is called.
        days: on so many days.
        last: the last of them.
    """

    id: int
    name: str
    days: int
    last: date


_SOMEBODY: Final = f"coalesce(known_by, {KnownBy.MASKED:d}) <> {KnownBy.NOBODY:d}"
"""SQL: the buyer was not deleted."""

_FARTHEST: Final = "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
_MINE: Final = (
    # Read once: SQLite would go through all lines of a shop to have them in groups at once.
    "WITH mine AS MATERIALIZED (SELECT mall, coalesce(order_no, line_no) AS order_key, day, "
    "product_id, region, coalesce(discount, seller_discount) AS won_off, "
    f"CASE WHEN day IS NOT NULL AND {COUNTS} THEN 1 ELSE 0 END AS counts "
    "FROM order_line WHERE shop_id = :shop AND buyer_id IN :buyers) "
)
"""The order lines of the customer."""


def starting(session: Session, shop_id: int, start: str) -> list[Found]:
    """The buyers whose key begins so."""
    # Between two keys, which the index answers; a pattern would go through all buyers.
    rows = session.execute(
        text(
            "SELECT id, key, name FROM buyer WHERE shop_id = :shop AND key >= :first "
            f"AND key <= :last AND {_SOMEBODY} ORDER BY key"
        ),
        {"shop": shop_id, "first": start, "last": start + _FARTHEST[len(start) :]},
    )
    return [
        Found(int(number), str(key), name)
        for number, key, name in rows
        if key[: len(start)] == start
    ]


def is_erased(session: Session, shop_id: int, start: str) -> bool:
    """Whether a buyer whose key begins so was deleted."""
    found = session.execute(
        text(
            "SELECT 1 FROM erased_buyer WHERE shop_id = :shop AND key >= :first AND key <= :last "
            "UNION ALL SELECT 1 FROM buyer WHERE shop_id = :shop AND key >= :first "
            f"AND key <= :last AND NOT ({_SOMEBODY})"
        ),
        {"shop": shop_id, "first": start, "last": start + _FARTHEST[len(start) :]},
    )
    return found.first() is not None


def discounted(session: Session, shop_id: int, whose: Whose) -> Discounted:
    """How many orders of one customer had a discount."""
    rows = _rows(
        session, shop_id, whose,
        "SELECT count(CASE WHEN won > 0 THEN 1 END), count(won) FROM (SELECT max(won_off) AS won "
        "FROM mine WHERE counts = 1 GROUP BY mall, order_key) d",
    )  # fmt: skip
    return Discounted(int(rows[0][0]), int(rows[0][1])) if rows else Discounted(0, 0)


def region(session: Session, shop_id: int, whose: Whose) -> Region | None:
    """Where the newest order that says it went; None if none does."""
    rows = _rows(
        session, shop_id, whose,
        "SELECT region FROM mine WHERE region IS NOT NULL ORDER BY coalesce(day, 0) DESC LIMIT 1",
    )  # fmt: skip
    return Region(int(rows[0][0])) if rows else None


def malls(session: Session, shop_id: int, whose: Whose) -> list[Mall]:
    """Through which malls one customer ordered."""
    rows = _rows(session, shop_id, whose, "SELECT DISTINCT mall FROM mine ORDER BY 1")
    return [Mall(int(row[0])) for row in rows]


def products(session: Session, shop_id: int, whose: Whose) -> list[Product]:
    """What one customer bought and kept, what was bought on most days first."""
    rows = _rows(
        session, shop_id, whose,
        "SELECT p.id, p.name, count(DISTINCT l.day), max(l.day) FROM mine l "
        "JOIN product p ON p.shop_id = :shop AND p.id = l.product_id WHERE l.counts = 1 "
        "GROUP BY p.id, p.name ORDER BY 3 DESC, 4 DESC, 1",
    )  # fmt: skip
    return [Product(int(one), str(name), int(days), day_of(last)) for one, name, days, last in rows]


def product_names(session: Session, shop_id: int) -> list[str]:
    """What the products of a shop are called."""
    rows = session.execute(
        text("SELECT name FROM product WHERE shop_id = :shop"), {"shop": shop_id}
    )
    return [str(row[0]) for row in rows]


def named(session: Session, shop_id: int, like: str, most: int) -> list[Found]:
    """The buyers with such a masked name, who bought last first."""
    rows = session.execute(
        text(
            "SELECT id, key, name FROM buyer WHERE shop_id = :shop "
            r"AND name LIKE :name ESCAPE '\' ORDER BY coalesce(last_day, 0) DESC, id LIMIT :most"
        ),
        {"shop": shop_id, "name": like, "most": most},
    )
    return [Found(int(number), str(key), name) for number, key, name in rows]


def products_called(session: Session, shop_id: int, likes: Sequence[str], most: int) -> list[int]:
    """The numbers of the products in whose name all of the patterns are."""
    where = "".join(
        rf" AND lower(name) LIKE :like{place} ESCAPE '\'" for place in range(len(likes))
    )
    rows = session.execute(
        text(f"SELECT id FROM product WHERE shop_id = :shop{where} ORDER BY id LIMIT :most"),
        {"shop": shop_id, "most": most, **{f"like{at}": one for at, one in enumerate(likes)}},
    )
    return [int(row[0]) for row in rows]


def buyers_of(
    session: Session, shop_id: int, some: Collection[int], since: date | None, most: int
) -> list[Found]:
    """Who bought some products from a day on, who did last first."""
    if not some:
        return []
    # Of the newest days first, which the index has in order.
    asked = text(
        "SELECT b.id, b.key, b.name FROM (SELECT buyer_id, max(day) AS last FROM order_line "
        "WHERE shop_id = :shop AND day >= :since AND product_id IN :some "
        f"AND buyer_id IS NOT NULL AND {COUNTS} GROUP BY buyer_id "
        "ORDER BY 2 DESC, 1 LIMIT :most) f JOIN buyer b ON b.shop_id = :shop "
        f"AND b.id = f.buyer_id WHERE {_SOMEBODY} ORDER BY f.last DESC, b.id"
    ).bindparams(bindparam("some", expanding=True))
    first = -(10**6) if since is None else day_number(since)
    rows = session.execute(
        asked, {"shop": shop_id, "since": first, "some": sorted(some), "most": most}
    )
    return [Found(int(number), str(key), name) for number, key, name in rows]


def newest(session: Session, shop_id: int, most: int) -> list[Found]:
    """Who bought last, the last first."""
    rows = session.execute(
        text(
            "SELECT b.id, b.key, b.name FROM (SELECT buyer_id, max(day) AS last FROM (SELECT "
            "buyer_id, day FROM order_line WHERE shop_id = :shop AND day IS NOT NULL "
            f"AND buyer_id IS NOT NULL AND {COUNTS} ORDER BY day DESC LIMIT :lines) n "
            "GROUP BY buyer_id ORDER BY 2 DESC, 1 LIMIT :most) f "
            "JOIN buyer b ON b.shop_id = :shop AND b.id = f.buyer_id "
            f"WHERE {_SOMEBODY} ORDER BY f.last DESC, b.id"
        ),
        {"shop": shop_id, "most": most, "lines": most * 10},
    )
    return [Found(int(number), str(key), name) for number, key, name in rows]


def of_keys(session: Session, shop_id: int, keys: Collection[str]) -> dict[str, Found]:
    """Some buyers by their keys; those who are not there, or no more, are left out."""
    if not keys:
        return {}
    asked = text(
        f"SELECT id, key, name FROM buyer WHERE shop_id = :shop AND key IN :some AND {_SOMEBODY}"
    ).bindparams(bindparam("some", expanding=True))
    rows = session.execute(asked, {"shop": shop_id, "some": sorted(keys)})
    return {str(key): Found(int(number), str(key), name) for number, key, name in rows}


def _rows(session: Session, shop_id: int, whose: Whose, asked: str) -> Sequence[tuple[int, ...]]:
    if not whose.buyers:
        return []
    some = text(f"{_MINE}{asked}").bindparams(bindparam("buyers", expanding=True))
    found = session.execute(some, {"shop": shop_id, "buyers": list(whose.buyers)})
    return [tuple(row) for row in found]
