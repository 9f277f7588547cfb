"""All that happened with one customer, as a list of what and when; the newest first."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from sqlalchemy import bindparam, text
from sqlmodel import Session

from core.store.incoming import SEOUL_SECONDS
from core.terms import OrderState

BACK: Final = (
    OrderState.CLAIM_OPEN, OrderState.EXCHANGED, OrderState.CANCELLED, OrderState.RETURNED
)  # fmt: skip
"""The states of lines that the buyer asked to change or send back after paying."""


class Happened(StrEnum):
    """What kind of thing it was."""

    ORDER = "order"
    CLAIM = "claim"
    REVIEW = "review"
    QUESTION = "question"
    REMARK = "remark"
    COMPLAINT = "complaint"
    CARE = "care"
    LISTED = "listed"
    """Contacted, or passed over, as one of a list of customers."""
    GIFT = "gift"
    MESSAGE = "message"
    """Of a copy test."""
    SENT = "sent"
    """A message that was sent to a group."""
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Whose:
    """One customer: the numbers of the buyers he is, and all of their keys."""

    buyers: tuple[int, ...]
    keys: tuple[str, ...]


class Event(NamedTuple):
    """One thing that happened.

    Attributes:
        kind: what.
        at: seconds since 1970; of a day its end, so that it stands above the orders of the day.
            0 where nobody knows when.
        mall: through which mall; 0 where that says nothing.
        ref: by which it is found: the number of the order, the review, the note.
        more: what else is needed to find it.
    """

    kind: Happened
    at: int
    mall: int
    ref: str
    more: str


def _end(day: str) -> str:
    """SQL: the last second of a day in Seoul."""
    return f"({day} + 1) * 86400 - {SEOUL_SECONDS} - 1"


_BACK: Final = ", ".join(str(int(state)) for state in BACK)

_MINE: Final = (
    # Read once: SQLite would go through all lines of a shop to have them in groups at once.
    "WITH mine AS MATERIALIZED (SELECT mall, line_no, coalesce(order_no, line_no) AS order_key, "
    f"coalesce(paid_at, ordered_at, day * 86400 - {SEOUL_SECONDS}, 0) AS at, claim, state, "
    "coalesce(claim_requested_at, refunded_at) AS back_at FROM order_line "
    "WHERE shop_id = :shop AND buyer_id IN :buyers) "
)
"""The order lines of the customer."""

_OF_LINES: Final = (
    "SELECT 'order' AS kind, min(at) AS at, mall, order_key AS ref, '' AS more "
    "FROM mine GROUP BY mall, order_key",
    "SELECT 'claim', max(coalesce(back_at, at)), mall, order_key, '' FROM mine "
    f"WHERE claim IS NOT NULL OR state IN ({_BACK}) GROUP BY mall, order_key",
    # SQLite takes the tables of a cross join in this order: the few lines of one customer first.
    "SELECT 'review', coalesce(r.written_at, 0), r.mall, r.review_no, '' FROM mine l "
    "CROSS JOIN review r WHERE r.shop_id = :shop AND r.line_no IS NOT NULL "
    "AND r.line_no = l.line_no AND r.mall = l.mall AND r.current = 1",
    "SELECT 'question', coalesce(q.asked_at, 0), q.mall, q.inquiry_no, '' FROM mine l "
    "CROSS JOIN inquiry q WHERE q.shop_id = :shop AND q.line_no IS NOT NULL "
    "AND q.line_no = l.line_no AND q.mall = l.mall AND q.current = 1",
    f"SELECT 'gift', {_end('coalesce(g.sent_on, g.day)')}, g.mall, g.order_no, g.what "
    "FROM mine l CROSS JOIN gift g WHERE g.shop_id = :shop AND g.what IN ('gift', 'letter') "
    "AND g.mall = l.mall AND g.order_no = l.order_key AND g.is_given = 1",
)

_REMARK: Final = f"SELECT 'remark', {_end('f.said_on')}, 0, CAST(f.id AS VARCHAR), '' FROM "
_COMPLAINT: Final = "SELECT 'complaint', f.opened_at, 0, CAST(f.id AS VARCHAR), '' FROM "
_BY_ORDER: Final = (
    "mine l CROSS JOIN {} f WHERE f.shop_id = :shop AND f.buyer_key IS NULL "
    "AND f.mall = l.mall AND f.order_no = l.order_key AND f.deleted_at IS NULL"
)
"""What was written down of an order while nobody knew whose it is."""

_BY_KEY: Final = "{} f WHERE f.shop_id = :shop AND f.buyer_key IN :keys AND f.deleted_at IS NULL"
_ALONE: Final = (
    " AND NOT EXISTS (SELECT 1 FROM feedback m WHERE m.shop_id = :shop AND m.id = f.feedback_id "
    "AND m.deleted_at IS NULL)"
)
"""Of a complaint that was made of a remark the remark tells."""

_BY_ORDERS: Final = (
    _REMARK + _BY_ORDER.format("feedback"),
    _COMPLAINT + _BY_ORDER.format("complaint") + _ALONE,
)

_OF_KEYS: Final = (
    _REMARK + _BY_KEY.format("feedback"),
    _COMPLAINT + _BY_KEY.format("complaint") + _ALONE,
    "SELECT 'care', t.at, t.mall, t.order_no, t.kind FROM care_touch t WHERE t.shop_id = :shop "
    "AND t.buyer_key IN :keys",
    "SELECT 'listed', t.at, 0, t.kind, CAST(t.day AS VARCHAR) FROM customer_contact t "
    "WHERE t.shop_id = :shop AND t.buyer_key IN :keys",
    "SELECT 'message', t.started_at, 0, CAST(t.id AS VARCHAR), r.letter FROM copy_recipient r "
    "JOIN copy_test t ON t.shop_id = r.shop_id AND t.id = r.test_id "
    "WHERE r.shop_id = :shop AND r.buyer_key IN :keys AND r.letter <> '' "
    "AND t.started_at IS NOT NULL AND t.deleted_at IS NULL",
    "SELECT 'sent', s.sent_at, 0, CAST(s.id AS VARCHAR), m.letter FROM message_person m "
    "JOIN message_send s ON s.shop_id = m.shop_id AND s.id = m.send_id "
    "WHERE m.shop_id = :shop AND m.buyer_key IN :keys AND m.letter <> '' "
    "AND s.sent_at IS NOT NULL AND s.deleted_at IS NULL",
    f"SELECT 'contact', {_end('c.day')}, 0, CAST(c.id AS VARCHAR), '' FROM contact c "
    "WHERE c.shop_id = :shop AND c.buyer_key IN :keys AND c.deleted_at IS NULL",
)


def events(session: Session, shop_id: int, whose: Whose) -> list[Event]:
    """Everything that happened with one customer, the newest first.

    Orders that were never paid are in it too. A remark stands for the complaint that was made of
    it. What was thrown away is left out.
    """
    if not whose.keys:
        return []
    parts = (*_OF_LINES, *_BY_ORDERS, *_OF_KEYS) if whose.buyers else _OF_KEYS
    lines = _MINE if whose.buyers else ""
    asked = text(f"{lines}{' UNION '.join(parts)} ORDER BY 2 DESC, 1, 3, 4, 5").bindparams(
        bindparam("keys", expanding=True)
    )
    values: dict[str, object] = {"shop": shop_id, "keys": list(whose.keys)}
    if whose.buyers:
        asked = asked.bindparams(bindparam("buyers", expanding=True))
        values["buyers"] = list(whose.buyers)
    return [
        Event(Happened(kind), int(at), int(mall), str(ref), str(more))
        for kind, at, mall, ref, more in session.execute(asked, values)
    ]


def numbers(session: Session, shop_id: int, keys: Collection[str]) -> tuple[int, ...]:
    """The numbers of the buyers who have one of some keys."""
    asked = text(
        "SELECT id FROM buyer WHERE shop_id = :shop AND key IN :keys ORDER BY id"
    ).bindparams(bindparam("keys", expanding=True))
    return tuple(
        int(row[0]) for row in session.execute(asked, {"shop": shop_id, "keys": list(keys)})
    )
