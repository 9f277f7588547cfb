"""Which orders wait to be sent, and whom chance gave a gift or a letter."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import insert, text
from sqlmodel import Session, col, select

from core.store import notes
from core.store.care_tables import GiftDrawRow, GiftPlanRow, GiftRow
from core.store.moments import day_number, day_of
from core.store.notes import NoteChanged
from core.store.sales import COUNTS
from core.store.tables import table_of
from core.terms import OrderState

Key = tuple[int, str]
"""A mall and the number of an order."""

_OPEN: Final = ", ".join(str(int(one)) for one in (OrderState.PAID, OrderState.PREPARING))
_GONE: Final = ", ".join(
    str(int(one)) for one in (OrderState.SHIPPING, OrderState.DELIVERED, OrderState.CONFIRMED)
)
ACTIVE: Final = (
    "gift g JOIN gift_draw d ON d.shop_id = g.shop_id AND d.id = g.draw_id AND d.deleted_at IS NULL"
)
"""SQL: the orders of draws that hold."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An order that is paid and has not left.

    Attributes:
        mall: the number of the mall.
        order_no: its number.
        day: the day of the order since 1970.
        product: the name of one of its products; None where no file tells it.
        lines: how many products it has.
        buyer: the masked name.
    """

    mall: int
    order_no: str
    day: int
    product: str | None
    lines: int
    buyer: str | None

    @property
    def key(self) -> Key:
        """By which it is known."""
        return self.mall, self.order_no


@dataclass(frozen=True, slots=True)
class Lot:
    """An order of a draw: what is waiting, whether it gets something, and when that was sent."""

    order: Waiting
    is_given: bool
    sent_on: date | None
    is_ended: bool
    """Whether all of it was cancelled or returned since."""
    has_left: bool
    """Whether a file shows that the order has left."""


_TELLS: Final = (
    "SELECT l.mall, l.order_no, min(l.day), min(p.name), count(DISTINCT l.line_no), min(b.name)"
)
_NAMES: Final = (
    "LEFT JOIN product p ON p.shop_id = l.shop_id AND p.id = l.product_id "
    "LEFT JOIN buyer b ON b.shop_id = l.shop_id AND b.id = l.buyer_id "
)


def waiting(session: Session, shop_id: int, what: str, since: date) -> list[Waiting]:
    """The orders since a day that are paid, have not left, and were not drawn for this yet."""
    found = session.execute(
        text(
            f"{_TELLS} FROM order_line l {_NAMES}"
            "WHERE l.shop_id = :shop AND l.day >= :since AND l.order_no IS NOT NULL "
            f"AND l.state IN ({_OPEN}) AND l.dispatched_at IS NULL "
            f"AND NOT EXISTS (SELECT 1 FROM {ACTIVE} WHERE g.shop_id = l.shop_id "
            "AND g.what = :what AND g.mall = l.mall AND g.order_no = l.order_no) "
            "AND NOT EXISTS (SELECT 1 FROM order_line o WHERE o.shop_id = l.shop_id "
            # With a column that is in no index: else SQLite goes through the one on days.
            f"AND o.order_no = l.order_no AND o.mall = l.mall AND o.state IN ({_GONE}) "
            "AND o.line_no <> '') "
            "GROUP BY l.mall, l.order_no ORDER BY min(l.day), l.mall, l.order_no"
        ),
        {"shop": shop_id, "since": day_number(since), "what": what},
    )
    return [Waiting(*row) for row in found]


def balance(session: Session, shop_id: int, what: str) -> tuple[int, int]:
    """How many orders chance gave one so far, and how many it did not."""
    found = session.execute(
        text(
            "SELECT coalesce(sum(g.is_given), 0), coalesce(sum(1 - g.is_given), 0) "
            f"FROM {ACTIVE} WHERE g.shop_id = :shop AND g.what = :what AND d.is_random = 1"
        ),
        {"shop": shop_id, "what": what},
    ).one()
    return int(found[0]), int(found[1])


def put(session: Session, draw: GiftDrawRow, lots: Sequence[tuple[Waiting, bool]]) -> GiftDrawRow:
    """Keep a draw with what it gave each order.

    Orders of a draw that was taken back go over to the new one.
    """
    made = notes.add(session, draw)
    gone = text(
        "DELETE FROM gift WHERE shop_id = :shop AND what = :what AND mall = :mall "
        "AND order_no = :order_no"
    )
    orders = [{"shop": draw.shop_id, "what": draw.what, "mall": one.mall,
               "order_no": one.order_no} for one, _ in lots]  # fmt: skip
    session.execute(gone, orders)
    session.execute(
        insert(table_of(GiftRow)),
        [
            {"shop_id": draw.shop_id, "what": draw.what, "mall": one.mall, "sent_on": None,
             "order_no": one.order_no, "draw_id": made.id, "is_given": int(is_given),
             "day": day_of(one.day)}
            for one, is_given in lots
        ],
    )  # fmt: skip
    return made


def draws(session: Session, shop_id: int, what: str) -> list[tuple[GiftDrawRow, int, int, int]]:
    """The draws, the newest first: each with its orders, how many were given one, and sent."""
    rows = session.exec(
        select(GiftDrawRow)
        .where(GiftDrawRow.shop_id == shop_id, GiftDrawRow.what == what)
        .where(col(GiftDrawRow.deleted_at).is_(None))
        .order_by(col(GiftDrawRow.id).desc())
    ).all()
    counts = session.execute(
        text(
            "SELECT draw_id, count(*), sum(is_given), count(sent_on) FROM gift "
            "WHERE shop_id = :shop AND what = :what GROUP BY draw_id"
        ),
        {"shop": shop_id, "what": what},
    )
    known = {int(row[0]): (int(row[1]), int(row[2]), int(row[3])) for row in counts}
    return [(row, *known.get(row.id, (0, 0, 0))) for row in rows]


def lots(session: Session, shop_id: int, draw_id: int) -> list[Lot]:
    """The orders of a draw as they are now; one that is in no file any more has no product."""
    found = session.execute(
        text(
            "SELECT g.mall, g.order_no, g.day, min(p.name), count(l.line_no), min(b.name), "
            "g.is_given, g.sent_on, "
            f"coalesce(max(CASE WHEN {COUNTS} THEN 1 ELSE 0 END), 0), "
            f"coalesce(max(CASE WHEN state IN ({_GONE}) THEN 1 ELSE 0 END), 0) "
            "FROM gift g LEFT JOIN order_line l ON l.shop_id = g.shop_id "
            f"AND l.order_no = g.order_no AND l.mall = g.mall {_NAMES}"
            "WHERE g.shop_id = :shop AND g.draw_id = :draw "
            "GROUP BY g.mall, g.order_no, g.day, g.is_given, g.sent_on "
            "ORDER BY g.day, g.mall, g.order_no"
        ),
        {"shop": shop_id, "draw": draw_id},
    )
    return [
        Lot(
            Waiting(*row[:6]),
            bool(row[6]),
            None if row[7] is None else day_of(row[7]),
            bool(row[4]) and not row[8],
            bool(row[9]),
        )
        for row in found
    ]


def send(
    session: Session, shop_id: int, draw_id: int, orders: Collection[Key], on: date | None
) -> int:
    """Note on which day the gifts of some orders were sent, or that they were not; how many."""
    changed = 0
    for mall, order_no in orders:
        found = session.execute(
            text(
                "UPDATE gift SET sent_on = :day WHERE shop_id = :shop AND draw_id = :draw "
                "AND mall = :mall AND order_no = :order_no AND is_given = 1"
            ),
            {"shop": shop_id, "draw": draw_id, "mall": mall, "order_no": order_no,
             "day": None if on is None else day_number(on)},
        )  # fmt: skip
        changed += int(getattr(found, "rowcount", 0))
    return changed


def sent(session: Session, shop_id: int, draw_id: int) -> int:
    """How many gifts of a draw were sent."""
    return counts(session, shop_id, draw_id)[2]


def counts(session: Session, shop_id: int, draw_id: int) -> tuple[int, int, int]:
    """How many orders a draw has, how many of them were given one, and how many were sent."""
    found = session.execute(
        text(
            "SELECT count(*), coalesce(sum(is_given), 0), count(sent_on) FROM gift "
            "WHERE shop_id = :shop AND draw_id = :draw"
        ),
        {"shop": shop_id, "draw": draw_id},
    ).one()
    return int(found[0]), int(found[1]), int(found[2])


def is_whole(session: Session, draw: GiftDrawRow) -> bool:
    """Whether none of the orders of a draw was drawn for again after it was taken back."""
    return counts(session, draw.shop_id, draw.id)[0] == draw.orders


def bring_back(session: Session, shop_id: int, draw_id: int) -> None:
    """Let a draw that was taken back hold again.

    Raises:
        NoteChanged: its orders were drawn for again meanwhile, or it was not taken back.
    """
    draw = notes.find(session, GiftDrawRow, shop_id, draw_id)
    if draw.deleted_at is None or not is_whole(session, draw):
        raise NoteChanged
    notes.undo(session, draw)


def goal(session: Session, shop_id: int, what: str) -> int | None:
    """After how many different buyers the seller wants to know; None where she has not said."""
    row = session.get(GiftPlanRow, (shop_id, what))
    return None if row is None else row.goal


def set_goal(session: Session, shop_id: int, what: str, number: int, at: datetime) -> None:
    """Keep it."""
    session.merge(GiftPlanRow(shop_id=shop_id, what=what, goal=number, at=at))
    session.flush()
