"""What became of those who are on the lists of sendings, as it was counted or told."""

from collections.abc import Collection, Iterable

from sqlalchemy import bindparam, delete, select, text, update
from sqlmodel import Session

from core.store import message_lists
from core.store.bulk import append
from core.store.message_lists import SHARED
from core.store.message_tables import SendCountRow, SendPersonRow
from core.store.messages import Counted
from core.store.tables import table_of

__all__ = ["SHARED"]

_PEOPLE, _COUNTS = table_of(SendPersonRow), table_of(SendCountRow)


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
    message_lists.written(session, shop_id, number)


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
    message_lists.written(session, shop_id, number)
