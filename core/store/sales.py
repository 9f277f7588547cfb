"""Which order lines are a sale, of which malls, and how many orders they make: parts of SQL."""

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import text
from sqlmodel import Session

from core.store.moments import day_number
from core.terms import Mall, Period
from core.terms.orders import NO_SALE

Malls = Collection[Mall] | None
"""Some malls, or all of them."""

COUNTS: Final = f"state NOT IN ({', '.join(str(s.value) for s in sorted(NO_SALE))})"
"""SQL: the line is a sale."""


def orders(condition: str) -> str:
    """SQL: how many orders lines make; one without an order number is an order of its own.

    Only what stands in the indexes is asked for, so that the lines need not be looked up.
    """
    return (
        f"count(DISTINCT CASE WHEN {condition} THEN order_no END) "
        f"+ coalesce(sum(CASE WHEN {condition} AND order_no IS NULL THEN 1 END), 0)"
    )


def among(malls: Malls, of: str = "") -> str:
    """SQL: the malls are some only; ``of`` is the name of the table with a dot."""
    if malls is None:
        return ""
    numbers = ", ".join(str(int(mall)) for mall in sorted(malls)) or "NULL"
    return f" AND {of}mall IN ({numbers})"


def only_some(session: Session, shop_id: int, malls: Malls) -> Malls:
    """The malls; None if something was sold in them alone, so that they are all there are."""
    if malls is None:
        return None
    found = session.execute(
        text("SELECT DISTINCT mall FROM day_total WHERE shop_id = :shop AND lines > 0"),
        {"shop": shop_id},
    )
    return None if all(Mall(int(row[0])) in malls for row in found) else malls


def days_of_each(stretches: Sequence[Period]) -> str:
    """SQL: each product ``p`` with its sums ``d`` of the days of some stretches.

    SQLite takes the tables of a cross join in this order: a few products, and of each the days
    that are wanted. By itself it would go through all days of all products.
    """
    first = min(day_number(some.first) for some in stretches)
    last = max(day_number(some.last) for some in stretches)
    within = " OR ".join(
        f"d.day BETWEEN {day_number(some.first)} AND {day_number(some.last)}" for some in stretches
    )
    return (
        "product p CROSS JOIN day_product d WHERE p.shop_id = :shop AND d.shop_id = :shop "
        f"AND d.product_id = p.id AND d.day BETWEEN {first} AND {last} AND ({within})"
    )
