"""Gifts and thank-you letters: which orders get one, by lot or by choice, and what was sent."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlmodel import Session

from core.analysis import care_gifts as analysis
from core.services import kept_notes
from core.services.kept_notes import NoteProblem
from core.services.opening import OpenShop
from core.store import care_gifts as store
from core.store import notes, turns
from core.store.care_gifts import Key, Lot, Waiting
from core.store.care_tables import GiftDrawRow
from core.store.notes import NoteChanged
from core.terms import seoul_day

__all__ = ["Draw", "Key", "Lot", "Thing", "Waiting"]

REACH: Final = 14
"""Days after which a paid order that no file shows as sent is not asked about any more."""

PACKED_WITHIN: Final = 30
"""For so many days after a draw its parcels stand on the list of those to be packed."""

DEAREST: Final = 1_000_000
"""Won one gift may cost."""


class Thing(StrEnum):
    """What orders are drawn for."""

    LETTER = "letter"
    GIFT = "gift"


@dataclass(frozen=True, slots=True)
class Draw:
    """One time that orders were chosen.

    Attributes:
        id: its number.
        what: what was drawn for.
        is_random: whether chance decided.
        day: when.
        orders: how many were drawn for.
        given: how many of them got one.
        sent: how many of those were sent.
        cost: won for one; None where the seller has not said.
        note: what else she said of it.
        version: counts the changes.
    """

    id: int
    what: Thing
    is_random: bool
    day: date
    orders: int
    given: int
    sent: int
    cost: int | None
    note: str
    version: int

    @property
    def can_go_back(self) -> bool:
        """Whether it can be taken back: once something was sent, the lot has been cast."""
        return self.sent == 0


@dataclass(frozen=True, slots=True)
class ToPack:
    """A draw of which something is still to be sent, with those orders."""

    draw: Draw
    lots: tuple[Lot, ...]


def waiting(shop: OpenShop, what: Thing, today: date) -> list[Waiting]:
    """The orders that are paid, have not left, and were not drawn for this yet.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return store.waiting(session, shop.id, what, _since(today))


def at_random(
    shop: OpenShop, what: Thing, seen: Collection[Key], now: datetime, cost: int | None = None
) -> Draw | None:
    """Let chance give one to half of the orders that wait; None if none of them waits any more.

    What an order draws follows from its number and the key of the shop alone, so nobody draws
    until she likes what she sees; over many draws the halves stay equal.

    Args:
        shop: whose.
        what: what for.
        seen: the orders the seller saw: one that came in since waits for the next draw.
        now: when.
        cost: won for one.

    Raises:
        core.services.kept_notes.NoteRefused: the cost is impossible; nothing was drawn.
        core.store.StoreProblem: the store cannot be written.
    """
    _check(cost)
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        there = _still(session, shop, what, seen, now)
        names = {name_of(what, one.key): one for one in there}
        before = store.balance(session, shop.id, what)
        lots = analysis.drawn(names, shop.key.hex(), before)
        chosen = [(one, lots[name]) for name, one in names.items()]
        return _put(session, shop, what, chosen, now, cost, is_random=True)


def by_choice(
    shop: OpenShop, what: Thing, chosen: Collection[Key], now: datetime, cost: int | None = None
) -> Draw | None:
    """Give one to the orders the seller chose; None if none of them waits any more.

    Raises:
        core.services.kept_notes.NoteRefused: the cost is impossible; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    _check(cost)
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        there = [(one, True) for one in _still(session, shop, what, chosen, now)]
        return _put(session, shop, what, there, now, cost, is_random=False)


def name_of(what: Thing, key: Key) -> str:
    """By which name an order draws: for letters and for gifts its lots have nothing in common."""
    return f"{what.value} {key[0]} {key[1]}"


def draws(shop: OpenShop, what: Thing) -> list[Draw]:
    """All draws for one thing, the newest first.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return _draws(session, shop.id, what)


def to_pack(shop: OpenShop, what: Thing, today: date) -> list[ToPack]:
    """The draws of the last weeks of which something is still to be sent, the newest first."""
    since = today - timedelta(days=PACKED_WITHIN)
    with shop.store.read() as session:
        open_ones = [one for one in _draws(session, shop.id, what)
                     if one.sent < one.given and one.day >= since]  # fmt: skip
        found = [ToPack(one, _open(store.lots(session, shop.id, one.id))) for one in open_ones]
    return [one for one in found if one.lots]


def lots(shop: OpenShop, number: int) -> list[Lot]:
    """All orders of a draw, in the order of their days, as they are now."""
    with shop.store.read() as session:
        return store.lots(session, shop.id, number)


def send(shop: OpenShop, parcels: Mapping[int, Iterable[Key]], on: date | None) -> int:
    """Note that gifts were sent, or with None that they were not; how many there were.

    Args:
        shop: whose.
        parcels: the orders, by the number of their draw.
        on: the day.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        return sum(store.send(session, shop.id, draw, list(orders), on)
                   for draw, orders in parcels.items())  # fmt: skip


def take_back(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> None:
    """Take a draw back of which nothing was sent yet; its orders wait again.

    Raises:
        core.store.notes.NoteChanged: something of it was sent, or it was changed elsewhere.
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        if store.sent(session, shop.id, number):
            raise NoteChanged
        row = notes.find(session, GiftDrawRow, shop.id, number)
        notes.change(session, row, {"deleted_at": now}, now, seen)


def taken_back(shop: OpenShop, what: Thing) -> list[Draw]:
    """The draws that were taken back and whose orders were not drawn for again."""
    with shop.store.read() as session:
        gone = notes.listed(session, GiftDrawRow, shop.id, deleted=True)
        return [_read(row, *store.counts(session, shop.id, row.id)) for row in gone
                if row.what == what and store.is_whole(session, row)]  # fmt: skip


def bring_back(shop: OpenShop, number: int) -> None:
    """Let a draw hold again that was taken back.

    Raises:
        core.store.notes.NoteChanged: its orders were drawn for again meanwhile.
    """
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        store.bring_back(session, shop.id, number)


def reprice(shop: OpenShop, number: int, cost: int | None, now: datetime, seen: int) -> None:
    """Say what one of a draw cost.

    Raises:
        core.services.kept_notes.NoteRefused: the cost is impossible; nothing was changed.
        core.store.notes.NoteChanged: the draw was changed elsewhere meanwhile.
    """
    _check(cost)
    kept_notes.change(shop, GiftDrawRow, number, {"cost": cost}, now, seen)


def _since(today: date) -> date:
    return today - timedelta(days=REACH)


def _still(
    session: Session, shop: OpenShop, what: Thing, wanted: Collection[Key], now: datetime
) -> list[Waiting]:
    found = store.waiting(session, shop.id, what, _since(seoul_day(now)))
    return [one for one in found if one.key in set(wanted)]


def _put(  # noqa: PLR0913, PLR0917  (whose, what, which, when, how)
    session: Session,
    shop: OpenShop,
    what: Thing,
    chosen: list[tuple[Waiting, bool]],
    now: datetime,
    cost: int | None,
    *,
    is_random: bool,
) -> Draw | None:
    if not chosen:
        return None
    row = GiftDrawRow(
        shop_id=shop.id, id=0, what=what.value, is_random=int(is_random), cost=cost,
        orders=len(chosen), day=seoul_day(now), created_at=now,
    )  # fmt: skip
    kept = store.put(session, row, chosen)
    return _read(kept, len(chosen), sum(is_given for _, is_given in chosen), 0)


def _draws(session: Session, shop_id: int, what: Thing) -> list[Draw]:
    return [_read(*found) for found in store.draws(session, shop_id, what)]


def _read(row: GiftDrawRow, orders: int, given: int, sent: int) -> Draw:
    return Draw(
        row.id, Thing(row.what), bool(row.is_random), row.day, orders, given, sent, row.cost,
        row.note, row.version,
    )  # fmt: skip


def _open(some: Iterable[Lot]) -> tuple[Lot, ...]:
    """Those that are still to be sent: what was cancelled meanwhile is not."""
    return tuple(one for one in some if one.is_given and one.sent_on is None and not one.is_ended)


def _check(cost: int | None) -> None:
    kept_notes.refuse({NoteProblem.NUMBER: not 0 <= (cost or 0) <= DEAREST})
