"""The order somebody speaks of: by its number, the end of its number, or among the newest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import TextClause, bindparam, text
from sqlmodel import Session

from core.store.moments import day_number, day_of
from core.terms import Mall

MOST: Final = 20
"""So many orders are found at once; more would not be looked through."""

_ORDER: Final = "coalesce(l.order_no, l.line_no)"
"""SQL: the number of an order; a line without one is an order of its own."""

_MALLS: Final = ", ".join(str(int(mall)) for mall in Mall)


@dataclass(frozen=True, slots=True)
class FoundOrder:
    """One order as it is chosen from.

    Attributes:
        mall: where it came through.
        order_no: its number.
        day: when it was paid.
        product_id: what was bought, of several things the one that was asked for or the first.
        product: how that is called.
        lines: how many things were bought.
        buyer_key: who bought.
        buyer: the masked name.
    """

    mall: int
    order_no: str
    day: date | None
    product_id: int | None = None
    product: str = ""
    lines: int = 1
    buyer_key: str | None = None
    buyer: str = ""


def by_number(session: Session, shop_id: int, number: str) -> list[FoundOrder]:
    """The orders with a number, or with a line of that number."""
    asked = {"shop": shop_id, "number": number}
    by_line = text(
        f"SELECT l.mall, {_ORDER}, l.day, l.line_no FROM order_line l WHERE l.shop_id = :shop "
        f"AND l.mall IN ({_MALLS}) AND l.line_no = :number"
    )
    # With a column that is in no index: else SQLite goes through the one on days.
    by_order = text(
        "SELECT mall, order_no, line_no FROM order_line "
        "WHERE shop_id = :shop AND order_no = :number"
    )
    wanted = _wanted(session.execute(by_line, asked))
    if not wanted:
        found = session.execute(by_order, asked)
        wanted = {(int(mall), str(order_no)): None for mall, order_no, _line in found}
    return _told(session, shop_id, wanted)


def by_end(session: Session, shop_id: int, end: str, since: date) -> list[FoundOrder]:
    """The orders since a day whose number, or the number of a line of which, ends so."""
    like = "%" + end.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
    asked = {"shop": shop_id, "since": day_number(since), "likely": like, "most": MOST}
    # The index on days has the order numbers in it; the key has those of the lines.
    orders = text(
        "SELECT mall, order_no, max(day), NULL FROM order_line WHERE shop_id = :shop "
        r"AND day >= :since AND order_no LIKE :likely ESCAPE '\' "
        "GROUP BY mall, order_no ORDER BY 3 DESC LIMIT :most"
    )
    lines = text(
        f"SELECT l.mall, {_ORDER}, l.day, l.line_no FROM order_line l WHERE l.shop_id = :shop "
        f"AND l.mall IN ({_MALLS}) "
        r"AND l.line_no LIKE :likely ESCAPE '\' AND l.day >= :since "
        "LIMIT :most"
    )
    wanted = _wanted(session.execute(orders, asked)) | _wanted(session.execute(lines, asked))
    return _told(session, shop_id, wanted)[:MOST]


def recent(session: Session, shop_id: int, most: int) -> list[FoundOrder]:
    """The newest orders, the newest first."""
    # Lines enough for so many orders, so that the index answers without sorting all there are.
    found = session.execute(
        text(
            "SELECT mall, order_no, day, NULL FROM order_line WHERE shop_id = :shop "
            "AND day IS NOT NULL AND order_no IS NOT NULL ORDER BY day DESC LIMIT :most"
        ),
        {"shop": shop_id, "most": most * 3},
    )
    return _told(session, shop_id, dict(list(_wanted(found).items())[:most]))


_Wanted = dict[tuple[int, str], str | None]
"""Mall and number of each order, and the number of the line that was asked for."""


def _wanted(rows: Iterable[Any]) -> _Wanted:
    found: _Wanted = {}
    for mall, order_no, _day, line_no in rows:
        found.setdefault((int(mall), str(order_no)), line_no)
    return found


def _told(session: Session, shop_id: int, wanted: _Wanted) -> list[FoundOrder]:
    """Some orders with what was bought and by whom, the newest first."""
    if not wanted:
        return []
    orders: dict[tuple[int, str], list[Any]] = {}
    for row in _lines(session, shop_id, wanted):
        orders.setdefault((int(row.mall), str(row.order_key)), []).append(row)
    found = [_of(key, lines, wanted[key]) for key, lines in orders.items() if key in wanted]
    return sorted(found, key=lambda one: (one.day or date.min, one.order_no), reverse=True)


_COLUMNS: Final = (
    f"SELECT l.mall, {_ORDER} AS order_key, l.line_no, l.day, l.product_id, p.name AS product, "
    "b.key AS buyer_key, b.name AS buyer FROM order_line l "
    "LEFT JOIN product p ON p.shop_id = l.shop_id AND p.id = l.product_id "
    "LEFT JOIN buyer b ON b.shop_id = l.shop_id AND b.id = l.buyer_id "
    "WHERE l.shop_id = :shop AND "
)


def _lines(session: Session, shop_id: int, wanted: _Wanted) -> list[Any]:
    asked = {"shop": shop_id, "numbers": sorted({number for _mall, number in wanted})}
    found = list(session.execute(_some("l.order_no IN :numbers"), asked).all())
    known = {(int(row.mall), str(row.order_key)) for row in found}
    rest = sorted({number for mall, number in wanted if (mall, number) not in known})
    if rest:
        # Of these the number is that of their only line.
        alone = _some(f"l.mall IN ({_MALLS}) AND l.line_no IN :numbers AND l.order_no IS NULL")
        found += session.execute(alone, asked | {"numbers": rest}).all()
    return found


def _some(condition: str) -> TextClause:
    return text(f"{_COLUMNS}{condition}").bindparams(bindparam("numbers", expanding=True))


def _of(key: tuple[int, str], lines: Sequence[Any], line_no: str | None) -> FoundOrder:
    lines = sorted(lines, key=lambda row: (row.line_no != line_no, str(row.line_no)))
    first = lines[0]
    buyer = next((row for row in lines if row.buyer_key), None)
    return FoundOrder(
        key[0],
        key[1],
        None if first.day is None else day_of(int(first.day)),
        None if first.product_id is None else int(first.product_id),
        str(first.product or ""),
        len(lines),
        None if buyer is None else str(buyer.buyer_key),
        "" if buyer is None else str(buyer.buyer or ""),
    )
