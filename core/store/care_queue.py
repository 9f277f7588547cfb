"""The order lines of which something can be due, what was done for them, and who bought what.

An order is a mall and a number; a line without an order number is an order of its own.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import bindparam, text
from sqlmodel import Session, col, select

from core.store.care_tables import CareTouchRow
from core.store.incoming import SEOUL_SECONDS
from core.store.moments import day_number
from core.terms import Mall, OrderState, Period

ORDER: Final = "coalesce(l.order_no, l.line_no)"
"""SQL: the number of an order."""

SENT: Final = (
    OrderState.SHIPPING, OrderState.DELIVERED, OrderState.CONFIRMED, OrderState.EXCHANGED
)  # fmt: skip
"""The states in which a line is with the buyer or on its way there."""

ENDED: Final = (
    OrderState.CANCELLED, OrderState.RETURNED, OrderState.CANCELLED_UNPAID, OrderState.CLAIM_OPEN
)  # fmt: skip
"""The states in which a line goes back, or the buyer has asked for that."""

_DAY: Final = 86_400
_AT_ONCE: Final = 400
_ARRIVED: Final = "coalesce(l.delivered_at, l.dispatched_at)"
_REST: Final = ", ".join(
    str(int(one)) for one in OrderState if one not in SENT and one is not OrderState.UNPAID
)

Key = tuple[int, str]
"""A mall and the number of an order."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which order lines are wanted: those of which something can be due.

    Attributes:
        arrived: on these days they arrived, or were dispatched where nobody tells the arrival.
        paid: or on these days they were paid.
    """

    arrived: Sequence[Period]
    paid: Sequence[Period]


def lines(session: Session, shop_id: int, wish: Wish) -> pd.DataFrame:
    """The lines that are wished for, with the other lines of the same orders.

    Lines that were not paid are left out. Other lines are looked for among those of the same days
    of payment or of none: those that went back, have not left yet, or arrived between the days
    that are wished for, which an order has to wait for.

    Returns:
        ``mall``, ``order_no``, ``product`` and ``buyer`` (numbers, nan where unknown), ``state``,
        and the days ``paid``, ``dispatched`` and ``delivered`` since 1970, nan where unknown.
    """
    wanted = [_between(one.first, one.last) for one in wish.arrived]
    wanted += [f"l.day BETWEEN {day_number(one.first)} AND {day_number(one.last)}"
               for one in wish.paid]  # fmt: skip
    rows = [row for condition in wanted for row in _read(session, shop_id, condition)]
    found = _frame(rows)
    days = ", ".join(str(int(day)) for day in found["paid"].dropna().unique()) or "NULL"
    others = [
        f"{which} AND {paid}"
        for paid in (f"l.day IN ({days})", "l.day IS NULL")
        for which in (f"{_ARRIVED} IS NULL", f"l.state IN ({_REST})", *_gaps(wish.arrived))
    ]
    rest = _frame([row for condition in others for row in _read(session, shop_id, condition)])
    return pd.concat([found, rest[_is_among(rest, set(_keys(found)))]], ignore_index=True)


def of_orders(session: Session, shop_id: int, orders: Collection[Key]) -> pd.DataFrame:
    """All paid lines of some orders, as ``lines`` has them."""
    rows: list[Any] = []
    for some in _parts(sorted(orders)):
        among = {"numbers": [number for _mall, number in some]}
        for condition in ("l.order_no IN :numbers", f"{BY_LINE} AND l.order_no IS NULL"):
            rows += _read(session, shop_id, condition, among)
    found = _frame(rows)
    return found[_is_among(found, orders)]


def of_buyers(session: Session, shop_id: int, buyers: Collection[int]) -> list[Key]:
    """The orders of some buyers."""
    found = session.execute(
        text(
            f"SELECT DISTINCT l.mall, {ORDER} FROM order_line l "
            "WHERE l.shop_id = :shop AND l.buyer_id IN :buyers"
        ).bindparams(bindparam("buyers", expanding=True)),
        {"shop": shop_id, "buyers": sorted(buyers)},
    )
    return [(int(mall), str(number)) for mall, number in found]


def keyed(session: Session, shop_id: int, number: str) -> list[Key]:
    """The orders with a number, or with a line of that number."""
    found: set[Key] = set()
    for condition in ("l.order_no IN :numbers", BY_LINE):
        rows = session.execute(
            text(
                f"SELECT DISTINCT l.mall, {ORDER} FROM order_line l "
                f"WHERE l.shop_id = :shop AND {condition}"
            ).bindparams(bindparam("numbers", expanding=True)),
            {"shop": shop_id, "numbers": [number]},
        )
        found |= {(int(mall), str(order)) for mall, order in rows}
    return sorted(found)


def buyer_numbers(session: Session, shop_id: int, keys: Collection[str]) -> dict[str, int]:
    """The numbers of customers by the keys of buyers; those nobody knows are missing."""
    found: dict[str, int] = {}
    for some in _parts(sorted(keys)):
        rows = session.execute(
            text(
                "SELECT key, coalesce(same_as, id) FROM buyer "
                "WHERE shop_id = :shop AND key IN :keys"
            ).bindparams(bindparam("keys", expanding=True)),
            {"shop": shop_id, "keys": some},
        )
        found |= {str(key): int(number) for key, number in rows}
    return found


def touches(session: Session, shop_id: int, since: date) -> pd.DataFrame:
    """What was done or skipped since a day.

    A touch that was noted while a line had no order number belongs to its order by now.

    Returns:
        ``kind``, ``mall``, ``order_no``, ``buyer`` (the number, nan where unknown), ``day`` since
        1970 and whether it ``is_done``.
    """
    found = session.execute(
        text(
            "SELECT t.kind, t.mall, min(coalesce(l.order_no, t.order_no)), "
            "max(coalesce(b.same_as, b.id, o.buyer_id, l.buyer_id)), min(t.day), min(t.is_done) "
            "FROM care_touch t "
            "LEFT JOIN buyer b ON b.shop_id = t.shop_id AND b.key = t.buyer_key "
            "LEFT JOIN order_line o ON o.shop_id = t.shop_id AND o.order_no = t.order_no "
            # With a column that is in no index: else SQLite goes through the one on days.
            "AND o.mall = t.mall AND o.line_no <> '' "
            "LEFT JOIN order_line l ON l.shop_id = t.shop_id AND l.mall = t.mall "
            "AND l.line_no = t.order_no "
            "WHERE t.shop_id = :shop AND t.day >= :since GROUP BY t.kind, t.mall, t.order_no"
        ),
        {"shop": shop_id, "since": day_number(since)},
    ).all()
    names = ["kind", "mall", "order_no", "buyer", "day", "is_done"]
    told = pd.DataFrame([tuple(row) for row in found], columns=names)
    return told.astype({"buyer": np.float64, "day": np.float64, "is_done": bool})


def reviewed(session: Session, shop_id: int, since: date) -> list[Key]:
    """The orders of which somebody wrote a review since a day."""
    found = session.execute(
        text(
            f"SELECT DISTINCT l.mall, {ORDER} FROM review r JOIN order_line l "
            "ON l.shop_id = r.shop_id AND l.mall = r.mall AND l.line_no = r.line_no "
            "WHERE r.shop_id = :shop AND r.written_at >= :since AND r.current = 1"
        ),
        {"shop": shop_id, "since": _second(since)},
    )
    return [(int(mall), str(number)) for mall, number in found]


def put(session: Session, rows: Iterable[CareTouchRow]) -> list[Key]:
    """Note what was done or skipped; what is noted already stays. The orders that are new."""
    new = [row for row in rows if session.get(CareTouchRow, _key(row)) is None]
    session.add_all(new)
    session.flush()
    return [(row.mall, row.order_no) for row in new]


def take_back(
    session: Session, shop_id: int, kind: str, orders: Collection[Key], at: datetime
) -> int:
    """Forget what was noted of some orders at one moment; how many there were."""
    gone = 0
    for mall, order_no in orders:
        row = session.get(CareTouchRow, (shop_id, kind, mall, order_no))
        if row is not None and row.at == at:
            session.delete(row)
            gone += 1
    session.flush()
    return gone


def of_day(session: Session, shop_id: int, day: date) -> list[CareTouchRow]:
    """What was done or skipped on a day, the newest first."""
    return list(
        session.exec(
            select(CareTouchRow)
            .where(CareTouchRow.shop_id == shop_id, CareTouchRow.day == day)
            .order_by(col(CareTouchRow.at).desc(), col(CareTouchRow.kind),
                      col(CareTouchRow.mall), col(CareTouchRow.order_no))
        )
    )  # fmt: skip


def of_order(session: Session, shop_id: int, key: Key) -> dict[str, CareTouchRow]:
    """What was done or skipped for one order, by kind."""
    rows = session.exec(
        select(CareTouchRow).where(
            CareTouchRow.shop_id == shop_id,
            CareTouchRow.mall == key[0],
            CareTouchRow.order_no == key[1],
        )
    )
    return {row.kind: row for row in rows}


_MALLS: Final = ", ".join(str(int(mall)) for mall in Mall)
"""All of them, so that the key of order lines finds a number of a line."""

BY_LINE: Final = f"l.mall IN ({_MALLS}) AND l.line_no IN :numbers"
"""SQL: a line has one of the numbers."""


def _key(row: CareTouchRow) -> tuple[int, str, int, str]:
    return row.shop_id, row.kind, row.mall, row.order_no


def _keys(lines: pd.DataFrame) -> Iterable[Key]:
    return zip(lines["mall"].tolist(), lines["order_no"].tolist(), strict=True)


def _is_among(lines: pd.DataFrame, orders: Collection[Key]) -> npt.NDArray[np.bool_]:
    return np.array([key in orders for key in _keys(lines)], dtype=np.bool_)


def _parts(some: Sequence[Any]) -> Iterable[list[Any]]:
    return (list(some[at : at + _AT_ONCE]) for at in range(0, len(some), _AT_ONCE))


def _read(
    session: Session, shop_id: int, condition: str, among: dict[str, Any] | None = None
) -> Sequence[tuple[Any, ...]]:
    asked = text(
        f"SELECT l.mall, {ORDER}, l.product_id, l.buyer_id, l.state, l.day, l.dispatched_at, "
        f"l.delivered_at FROM order_line l WHERE l.shop_id = :shop AND {condition} "
        f"AND l.state <> {int(OrderState.UNPAID)}"
    )
    if among:
        asked = asked.bindparams(*(bindparam(name, expanding=True) for name in among))
    found = session.connection().execute(asked, {"shop": shop_id, **(among or {})})
    # Plain tuples: the collector of garbage would walk over SQLAlchemy's rows again and again.
    plain: Sequence[tuple[Any, ...]] = found.cursor.fetchall()
    found.close()
    return plain


def _between(first: date, last: date) -> str:
    """SQL: a line arrived on one of these days."""
    return f"{_ARRIVED} >= {_second(first)} AND {_ARRIVED} < {_second(last) + _DAY}"


def _gaps(stretches: Sequence[Period]) -> list[str]:
    """SQL: a line arrived between two of these, which do not meet, or after the last."""
    between = [_between(before.last + _NEXT, after.first - _NEXT)
               for before, after in pairwise(stretches)]  # fmt: skip
    return [*between, *(f"{_ARRIVED} >= {_second(one.last) + _DAY}" for one in stretches[-1:])]


_NEXT: Final = timedelta(days=1)

_COLUMNS: Final = ("mall", "order_no", "product", "buyer", "state", "paid", "dispatched",
                   "delivered")  # fmt: skip


def _frame(rows: Sequence[Any]) -> pd.DataFrame:
    columns: Iterable[Any] = zip(*rows, strict=True) if rows else ([] for _ in _COLUMNS)
    told = dict(zip(_COLUMNS, columns, strict=True))
    found = pd.DataFrame({"order_no": pd.Series(told.pop("order_no"), dtype=object)})
    for name in ("mall", "state"):
        found[name] = np.array(told.pop(name), dtype=np.int64)
    for name, values in told.items():
        found[name] = np.array(values, dtype=np.float64)
    for name in ("dispatched", "delivered"):
        found[name] = np.floor((found[name] + SEOUL_SECONDS) / _DAY)
    return found


def _second(day: date) -> int:
    """The first second of a Seoul day since 1970."""
    return day_number(day) * _DAY - SEOUL_SECONDS
