"""What those did who are on the lists of sendings: who they are, and what they bought."""

from collections.abc import Collection, Iterable
from typing import Final

import numpy as np
import pandas as pd
from sqlalchemy import bindparam, delete, select, text, update
from sqlmodel import Session

from core.store.bulk import append
from core.store.incoming import SEOUL_SECONDS
from core.store.message_tables import SendCountRow, SendPersonRow
from core.store.messages import Counted
from core.store.sales import COUNTS, Malls, among
from core.store.tables import table_of
from core.terms.messages import SendStatus

_DAY: Final = 86_400
_PEOPLE, _COUNTS = table_of(SendPersonRow), table_of(SendCountRow)

SHARED: Final = "shared"
"""What became of somebody who by lot gets nothing and is reached where somebody is who does."""

_SENT: Final = (
    "s.shop_id = :shop AND s.deleted_at IS NULL AND s.sent_at IS NOT NULL "
    f"AND s.status = '{SendStatus.SENT.value}'"
)

_ON_LISTS: Final = (
    "SELECT p.send_id, min(p.letter) AS letter, coalesce(b.same_as, b.id) AS buyer, "
    "s.sent_at AS begins, s.sent_at + coalesce(:window, s.window_days) * 86400 AS ends, "
    "max(p.outcome) AS outcome FROM message_send s "
    "JOIN message_person p ON p.shop_id = s.shop_id AND p.send_id = s.id "
    "JOIN buyer b ON b.shop_id = p.shop_id AND b.key = p.buyer_key "
    f"WHERE {_SENT} AND p.outcome <> '{SHARED}' "
    "GROUP BY p.send_id, coalesce(b.same_as, b.id), s.sent_at, s.window_days "
    # Two keys that have turned out to be one customer tell nothing where one of them got none.
    "HAVING count(DISTINCT p.letter) = 1"
)


def contacts(session: Session, shop_id: int, window: int | None) -> pd.DataFrame:
    """Everybody on the list of a sending that went out, also those who by lot got nothing.

    Who got nothing and read it all the same, at the address of another one, is not in it.

    Args:
        session: one that reads.
        shop_id: whose.
        window: purchases within so many days count; None for those of each sending.

    Returns:
        ``send``, ``letter`` (empty for none), ``buyer`` (the customer), ``at`` and ``until``
        (seconds) and ``outcome``.
    """
    rows = session.execute(text(_ON_LISTS), {"shop": shop_id, "window": window}).all()
    names = ["send", "letter", "buyer", "at", "until", "outcome"]
    frame = pd.DataFrame([tuple(row) for row in rows], columns=names)
    return frame.astype(dict.fromkeys(("send", "buyer", "at", "until"), np.int64))


def purchases(
    session: Session, shop_id: int, window: int | None, malls: Malls = None
) -> pd.DataFrame:
    """What those on the lists bought from their first message on, until the last one's days end.

    An order without a time of day counts from the beginning of its day, so that one of the day of
    a message is not put down to it.

    Returns:
        ``order``, ``buyer``, ``at`` (seconds) and ``net`` won, one row an order.
    """
    moment = f"min(coalesce(l.paid_at, l.ordered_at, l.day * {_DAY} - {SEOUL_SECONDS}))"
    rows = session.execute(
        text(
            "SELECT l.mall, coalesce(l.order_no, l.line_no), p.buyer, "
            f"{moment}, CAST(coalesce(sum(l.amount), 0) AS BIGINT) FROM ("
            f"SELECT buyer, min(begins) AS begins, max(ends) AS ends FROM ({_ON_LISTS}) each_one "
            "GROUP BY buyer) p JOIN order_line l ON l.shop_id = :shop AND l.buyer_id = p.buyer "
            f"AND l.day >= (p.begins + {SEOUL_SECONDS}) / {_DAY} "
            f"AND l.day <= (p.ends + {SEOUL_SECONDS}) / {_DAY} "
            f"WHERE l.{COUNTS}{among(malls, 'l.')} "
            "GROUP BY l.mall, coalesce(l.order_no, l.line_no), p.buyer"
        ),
        {"shop": shop_id, "window": window},
    ).all()
    told = [(f"{mall}:{order}", buyer, at, net) for mall, order, buyer, at, net in rows]
    frame = pd.DataFrame(told, columns=["order", "buyer", "at", "net"])
    return frame.astype(dict.fromkeys(("buyer", "at", "net"), np.int64))


def counts(session: Session, shop_id: int) -> dict[int, list[Counted]]:
    """What was counted of the versions of all sendings, by their numbers."""
    mine = _COUNTS.c
    rows = session.execute(
        select(
            mine.send_id, mine.letter, mine.sent, mine.failed, mine.opened, mine.reacted,
            mine.bought, mine.revenue, mine.at,
        )
        .where(mine.shop_id == shop_id)
        .order_by(mine.send_id, mine.letter)
    )  # fmt: skip
    found: dict[int, list[Counted]] = {}
    for number, *told in rows:
        found.setdefault(int(number), []).append(Counted(*told))
    return found


def count(session: Session, shop_id: int, number: int, some: Iterable[Counted]) -> None:
    """Keep what was counted of the versions of a sending, instead of what was before."""
    mine = _COUNTS.c
    session.execute(delete(_COUNTS).where(mine.shop_id == shop_id, mine.send_id == number))
    session.add_all(
        SendCountRow(
            shop_id=shop_id, send_id=number, letter=one.letter, sent=one.sent, failed=one.failed,
            opened=one.opened, reacted=one.reacted, bought=one.bought, revenue=one.revenue,
            at=one.at,
        )
        for one in some
    )  # fmt: skip


def customers(session: Session, shop_id: int, number: int) -> dict[int, list[str]]:
    """The keys in a sending of those who got it, by the customers they are."""
    rows = session.execute(
        text(
            "SELECT coalesce(b.same_as, b.id), p.buyer_key FROM message_person p "
            "JOIN buyer b ON b.shop_id = p.shop_id AND b.key = p.buyer_key "
            "WHERE p.shop_id = :shop AND p.send_id = :send AND p.letter <> '' "
            "ORDER BY p.buyer_key"
        ),
        {"shop": shop_id, "send": number},
    )
    found: dict[int, list[str]] = {}
    for customer, key in rows:
        found.setdefault(int(customer), []).append(str(key))
    return found


def tell(session: Session, shop_id: int, number: int, outcomes: dict[str, str]) -> None:
    """Keep what became of the people of a sending, by their keys; of the others nothing is said."""
    mine = _PEOPLE.c
    asked = select(mine.buyer_key, mine.letter, mine.place, mine.outcome).where(
        mine.shop_id == shop_id, mine.send_id == number
    )
    rows = [
        (key, letter, place, outcome if outcome == SHARED else outcomes.get(key, ""))
        for key, letter, place, outcome in session.execute(asked)
    ]
    session.execute(delete(_PEOPLE).where(mine.shop_id == shop_id, mine.send_id == number))
    append(
        session, SendPersonRow.__tablename__, ("buyer_key", "letter", "place", "outcome"), rows,
        {"shop_id": shop_id, "send_id": number},
    )  # fmt: skip


def leave_uncompared(session: Session, shop_id: int, number: int, keys: Collection[str]) -> None:
    """Compare nobody with some of those who by lot got nothing."""
    if not keys:
        return
    mine = _PEOPLE.c
    session.connection().execute(
        update(_PEOPLE)
        .where(mine.shop_id == shop_id, mine.send_id == number, mine.letter == "")
        .where(mine.buyer_key == bindparam("one"))
        .values(outcome=SHARED),
        [{"one": key} for key in sorted(keys)],
    )
