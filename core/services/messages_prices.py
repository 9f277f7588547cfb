"""What one message costs by each way of sending, from which day on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from core.services import kept_notes
from core.services.kept_notes import NoteProblem
from core.services.opening import OpenShop
from core.store import notes, turns
from core.store.message_tables import MessagePriceRow
from core.store.notes import NoteChanged, NoteGone
from core.terms.messages import MessageChannel

__all__ = ["NoteChanged", "NoteGone", "Price"]

LARGEST: Final = 1000.0
"""No message costs more won than that."""

USUAL: Final[Mapping[MessageChannel, float]] = {
    MessageChannel.ALIMTALK: 10.0,
    MessageChannel.BRAND: 25.0,
    MessageChannel.BRAND_OTHERS: 35.0,
    MessageChannel.SMS: 12.0,
    MessageChannel.LMS: 39.0,
    MessageChannel.MMS: 90.0,
}
"""Won without VAT as sending services list them (docs/formats.md). What is not here nobody knows
until the seller says it: unknown is not free."""


@dataclass(frozen=True, slots=True)
class Price:
    """Won for one message, without VAT.

    Attributes:
        from_day: the first day it holds; None for what is usual, until the seller says otherwise.
    """

    channel: MessageChannel
    won: float
    from_day: date | None = None
    id: int | None = None
    version: int = 1
    undoable: int = 0

    @property
    def is_own(self) -> bool:
        """Whether the seller said it."""
        return self.from_day is not None


def listed(shop: OpenShop, *, deleted: bool = False) -> list[Price]:
    """The prices the seller said, the latest day first; with ``deleted`` those thrown away.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        rows = notes.listed(session, MessagePriceRow, shop.id, deleted=deleted)
        undoable = notes.changed(session, shop.id, MessagePriceRow)
        found = [_read(row, undoable.get(row.id, 0)) for row in rows]
    return sorted(found, key=_order, reverse=True)


def on(some: Iterable[Price], channel: MessageChannel, day: date) -> Price | None:
    """What holds on a day: what the seller said last before it, else what is usual.

    None where nobody knows, which is not 0.
    """
    said = [
        one for one in some
        if one.channel is channel and one.from_day is not None and one.from_day <= day
    ]  # fmt: skip
    if said:
        return max(said, key=_order)
    usual = USUAL.get(channel)
    return None if usual is None else Price(channel, usual)


def all_on(some: Iterable[Price], day: date) -> dict[MessageChannel, Price | None]:
    """The same for every way of sending."""
    known = list(some)
    return {channel: on(known, channel, day) for channel in MessageChannel}


def price(shop: OpenShop, channel: MessageChannel, day: date) -> float | None:
    """Won for one message on a day; None where nobody knows."""
    found = on(listed(shop), channel, day)
    return None if found is None else found.won


def keep(shop: OpenShop, one: Price, now: datetime) -> Price:
    """Keep what a message costs from a day on; one of the same day is changed.

    Raises:
        core.services.kept_notes.NoteRefused: no day, or no such price; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    kept_notes.refuse({
        NoteProblem.NOTHING_SAID: one.from_day is None,
        NoteProblem.NUMBER: not 0 <= one.won <= LARGEST,
    })  # fmt: skip
    wanted: dict[str, Any] = {
        "channel": one.channel.value,
        "from_day": one.from_day,
        "won": round(one.won, 1),
    }
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        for row in notes.listed(session, MessagePriceRow, shop.id):
            if (row.channel, row.from_day) == (one.channel.value, one.from_day):
                return _read(notes.change(session, row, wanted, now))
        row = MessagePriceRow(shop_id=shop.id, id=0, created_at=now, **wanted)
        return _read(notes.add(session, row))


def delete(shop: OpenShop, one: Price, now: datetime) -> None:
    """Throw a price away; ``undo`` brings it back, and the one before holds meanwhile."""
    kept_notes.delete(shop, MessagePriceRow, one.id or 0, now, one.version)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change of a price."""
    kept_notes.undo(shop, MessagePriceRow, number, seen)


def _order(one: Price) -> tuple[date, int]:
    return one.from_day or date.min, one.id or 0


def _read(row: MessagePriceRow, undoable: int = 0) -> Price:
    return Price(
        MessageChannel(row.channel), row.won, row.from_day, row.id, row.version, undoable
    )  # fmt: skip
