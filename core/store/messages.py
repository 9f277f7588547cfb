"""Who is in a sending of messages, and what was counted of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select
from sqlmodel import Session

from core.store import message_lists
from core.store.bulk import append
from core.store.message_tables import MessageRuleRow, SendCountRow, SendPersonRow, SendRow
from core.store.person import erased
from core.store.tables import table_of
from core.terms.messages import SendStatus

_PEOPLE, _SENDS = table_of(SendPersonRow), table_of(SendRow)
_COUNTS = table_of(SendCountRow)


@dataclass(frozen=True, slots=True)
class Addressee:
    """One customer of a sending.

    Attributes:
        key: the key of the buyer.
        letter: which version he gets; empty for none.
        place: the place in the list, from 0.
        outcome: failed, reacted or left, where somebody told; else empty.
    """

    key: str
    letter: str
    place: int
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of one version; None where nobody told."""

    letter: str
    sent: int | None
    failed: int | None
    opened: int | None
    reacted: int | None
    bought: int | None
    revenue: int | None
    at: datetime


def people(session: Session, shop_id: int, number: int) -> dict[str, Addressee]:
    """Everybody in a sending by their keys, in the order of their places."""
    mine = _PEOPLE.c
    rows = session.execute(
        select(mine.buyer_key, mine.letter, mine.place, mine.outcome)
        .where(mine.shop_id == shop_id, mine.send_id == number)
        .order_by(mine.place, mine.buyer_key)
    )
    return {row[0]: Addressee(*row) for row in rows}


def add(session: Session, shop_id: int, number: int, some: Iterable[Addressee]) -> None:
    """Put people into a sending; who was deleted at their wish stays out."""
    gone = erased(session, shop_id)
    append(
        session,
        SendPersonRow.__tablename__,
        ("buyer_key", "letter", "place", "outcome"),
        [(one.key, one.letter, one.place, one.outcome) for one in some if one.key not in gone],
        {"shop_id": shop_id, "send_id": number},
    )
    message_lists.written(session, shop_id, number)


def forget(session: Session, shop_id: int, number: int) -> int:
    """Take everybody out of a sending; how many there were."""
    mine = _PEOPLE.c
    message_lists.written(session, shop_id, number)
    gone = session.connection().execute(
        delete(_PEOPLE).where(mine.shop_id == shop_id, mine.send_id == number)
    )
    return gone.rowcount


def sizes(session: Session, shop_id: int, number: int) -> dict[str, int]:
    """How many get each version; under an empty letter those who get none."""
    mine = _PEOPLE.c
    rows = session.execute(
        select(mine.letter, func.count())
        .where(mine.shop_id == shop_id, mine.send_id == number)
        .group_by(mine.letter)
        .order_by(mine.letter)
    )
    return {str(letter): int(count) for letter, count in rows}


def counts(session: Session, shop_id: int, number: int) -> list[Counted]:
    """What was counted of each version, by its letter."""
    mine = _COUNTS.c
    asked = select(
        mine.letter, mine.sent, mine.failed, mine.opened, mine.reacted, mine.bought,
        mine.revenue, mine.at,
    )  # fmt: skip
    rows = session.execute(
        asked.where(mine.shop_id == shop_id, mine.send_id == number).order_by(mine.letter)
    )
    return [Counted(*row) for row in rows]


def written_to(session: Session, shop_id: int, since: datetime) -> dict[str, datetime]:
    """Who was sent something since a moment, by their keys, and when last."""
    mine, send = _PEOPLE.c, _SENDS.c
    some, key = gone_out(session, shop_id, send.sent_at >= since), by_key()
    if not some:
        return {}
    rows = session.execute(
        select(key, func.max(send.sent_at))
        .join(_SENDS, (send.shop_id == mine.shop_id) & (send.id == mine.send_id))
        .where(mine.shop_id == shop_id, mine.letter != "", mine.outcome != "failed")
        .where(mine.send_id.in_(some))
        .group_by(key)
    )
    return {str(key): at for key, at in rows}


def by_key() -> ColumnElement[str]:
    """The keys to count people by, in a way that keeps SQLite from going through all of them."""
    return _PEOPLE.c.buyer_key.concat("")


def gone_out(session: Session, shop_id: int, *when: ColumnElement[bool]) -> list[int]:
    """The numbers of what was sent at such a time.

    They are asked for first: else SQLite goes through everybody who was ever on a list.
    """
    send = _SENDS.c
    rows = session.execute(
        select(send.id)
        .where(send.shop_id == shop_id, send.status == SendStatus.SENT.value)
        .where(send.deleted_at.is_(None), *when)
    )
    return [int(row[0]) for row in rows]


def rules(session: Session, shop_id: int) -> dict[str, str]:
    """What the seller set about messages, by name."""
    mine = table_of(MessageRuleRow).c
    rows = session.execute(select(mine.name, mine.value).where(mine.shop_id == shop_id))
    return {str(name): str(value) for name, value in rows}


def put_rules(session: Session, shop_id: int, wanted: Mapping[str, str], at: datetime) -> None:
    """Keep what the seller set about messages."""
    for name, value in wanted.items():
        row = session.get(MessageRuleRow, (shop_id, name))
        row = row or MessageRuleRow(shop_id=shop_id, name=name, at=at)
        row.value, row.at = value, at
        session.add(row)
    session.flush()
