"""Who ordered what: the lines of a few orders with names, for a list on the screen."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import bindparam, text
from sqlmodel import Session

from core.store.care_queue import BY_LINE, ENDED, ORDER, Key
from core.store.moments import moment_of
from core.terms import OrderState, seoul_day

_AT_ONCE: Final = 400


@dataclass(frozen=True, slots=True)
class Order:
    """One order as it is listed.

    Attributes:
        buyer: the number of the buyer; None where nobody knows.
        buyer_key: the durable name of that buyer.
        name: the masked one.
        products: what was bought and not sent back: numbers and names.
        ship_by: until when it has to leave.
        seen_on: the day of the newest file that tells of it; None where the file does not say.
    """

    buyer: int | None
    buyer_key: str | None
    name: str
    products: tuple[tuple[int, str], ...]
    ship_by: date | None
    seen_on: date | None


def orders(session: Session, shop_id: int, keys: Collection[Key]) -> dict[Key, Order]:
    """Some orders by mall and number; those nobody knows are missing."""
    rows: dict[Key, list[Any]] = {}
    wanted = sorted(set(keys))
    for at in range(0, len(wanted), _AT_ONCE):
        numbers = [number for _mall, number in wanted[at : at + _AT_ONCE]]
        for condition in ("l.order_no IN :numbers", f"{BY_LINE} AND l.order_no IS NULL"):
            for row in session.execute(_asked(condition), {"shop": shop_id, "numbers": numbers}):
                rows.setdefault((int(row.mall), str(row.order_key)), []).append(row)
    return {key: _told(rows[key]) for key in wanted if key in rows}


def _asked(condition: str) -> Any:  # noqa: ANN401
    return text(
        f"SELECT l.mall, {ORDER} AS order_key, l.product_id, p.name AS product, l.state, l.as_of, "
        "l.buyer_id, b.key AS buyer_key, b.name AS buyer, l.ship_due FROM order_line l "
        "LEFT JOIN product p ON p.shop_id = l.shop_id AND p.id = l.product_id "
        "LEFT JOIN buyer b ON b.shop_id = l.shop_id AND b.id = l.buyer_id "
        f"WHERE l.shop_id = :shop AND {condition} AND l.state <> {int(OrderState.UNPAID)} "
        "ORDER BY l.line_no"
    ).bindparams(bindparam("numbers", expanding=True))


def _told(rows: Sequence[Any]) -> Order:
    kept = [row for row in rows if row.state not in ENDED] or list(rows)
    whose = next((row for row in rows if row.buyer_id is not None), None)
    products = {int(row.product_id): str(row.product or "") for row in kept
                if row.product_id is not None}  # fmt: skip
    due = [row.ship_due for row in kept if row.ship_due is not None]
    # The line that was told of longest ago is the one of which least is known.
    seen = [row.as_of for row in rows]
    oldest = None if None in seen else moment_of(min(seen))
    last = moment_of(max(due, default=None))
    return Order(
        None if whose is None else int(whose.buyer_id),
        None if whose is None else str(whose.buyer_key),
        "" if whose is None else str(whose.buyer or ""),
        tuple(products.items()),
        None if last is None else seoul_day(last),
        None if oldest is None else seoul_day(oldest),
    )
