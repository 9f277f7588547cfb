"""What is known of those a message goes to: what they bought last, and how many they have had."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, func, select, text
from sqlmodel import Session

from core.store import messages
from core.store.message_tables import SendPersonRow, SendRow
from core.store.moments import day_of
from core.store.sales import COUNTS
from core.store.tables import table_of

_PEOPLE, _SENDS = table_of(SendPersonRow), table_of(SendRow)
_SOME = 500


class LastBought(NamedTuple):
    """What somebody bought last; of several products of that day the dearest.

    Attributes:
        product_id: its number; None where no file says it.
        product: what it is called; empty where no file says it.
        day: when.
        times: on so many days something was bought.
    """

    product_id: int | None
    product: str
    day: date
    times: int


def last_bought(session: Session, shop_id: int, buyers: Collection[int]) -> dict[int, LastBought]:
    """What some customers bought last, by their numbers."""
    asked = text(
        "SELECT buyer_id, product_id, name, day, times FROM (SELECT l.buyer_id, l.product_id, "
        "p.name, l.day, row_number() OVER (PARTITION BY l.buyer_id ORDER BY l.day DESC, "
        "coalesce(l.amount, 0) DESC, l.line_no) AS place, dense_rank() OVER "
        "(PARTITION BY l.buyer_id ORDER BY l.day) AS times FROM order_line l "
        "LEFT JOIN product p ON p.shop_id = l.shop_id AND p.id = l.product_id "
        "WHERE l.shop_id = :shop AND l.buyer_id IN :some AND l.day IS NOT NULL "
        f"AND {COUNTS}) o WHERE place = 1"
    ).bindparams(bindparam("some", expanding=True))
    wanted = sorted(int(one) for one in buyers)
    told: dict[int, LastBought] = {}
    for start in range(0, len(wanted), _SOME):
        rows = session.execute(asked, {"shop": shop_id, "some": wanted[start : start + _SOME]})
        for buyer, product, name, day, times in rows:
            told[int(buyer)] = LastBought(product, str(name or ""), day_of(day), int(times))
    return told


def times(session: Session, shop_id: int, first: datetime, last: datetime) -> dict[str, int]:
    """How many messages each one was sent after a moment and up to another, by key."""
    mine, when = _PEOPLE.c, (_SENDS.c.sent_at > first, _SENDS.c.sent_at <= last)
    some, key = messages.gone_out(session, shop_id, *when), messages.by_key()
    if not some:
        return {}
    rows = session.execute(
        select(key, func.count())
        .where(mine.shop_id == shop_id, mine.letter != "", mine.outcome != "failed")
        .where(mine.send_id.in_(some))
        .group_by(key)
    )
    return {str(key): int(count) for key, count in rows}
