"""How offers stand in channels, as the seller saw it there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from core.services.offers import LONGEST_TEXT, Offer, OfferProblem, is_percent, refuse
from core.services.offers_channels import LONGEST, same, tidy
from core.services.opening import OpenShop
from core.store import notes, turns
from core.store.notes import NoteChanged
from core.store.programme_tables import OfferPlaceRow


@dataclass(frozen=True, slots=True)
class Place:
    """How one offer stands in one channel.

    Attributes:
        first: its first day there; None where its days were not looked at.
        last: its last day there; None, beside a first one, where no end is told.
        percent: the discount there; None where it is none, or where nothing was looked at.
        words: how the channel says it; empty where it was not looked at.
        undoable: how many changes of it can be taken back.
    """

    offer: int
    channel: str
    first: date | None = None
    last: date | None = None
    percent: int | None = None
    words: str = ""
    id: int | None = None
    version: int = 1
    undoable: int = 0

    @property
    def number(self) -> int:
        """Its number; 0 before it is kept."""
        return self.id or 0

    @property
    def is_dated(self) -> bool:
        """Whether somebody looked at its days there."""
        return self.first is not None

    def stands(self, day: date) -> bool:
        """Whether by its own days it is there on a day or later; unknown days stand nowhere."""
        return self.is_dated and (self.last is None or self.last >= day)


def listed(shop: OpenShop, *, deleted: bool = False) -> list[Place]:
    """How all offers stand, the oldest first; with ``deleted`` what was thrown away.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return of(session, shop.id, deleted=deleted)


def of(session: Session, shop_id: int, *, deleted: bool = False) -> list[Place]:
    """The same where the store is being read already."""
    undoable = notes.changed(session, shop_id, OfferPlaceRow)
    rows = reversed(notes.listed(session, OfferPlaceRow, shop_id, deleted=deleted))
    return [_read(row, undoable.get(row.id, 0)) for row in rows]


def as_planned(offer: Offer, place: Place) -> Place:
    """The place once the offer stands there as it was planned."""
    return replace(
        place, first=offer.first, last=offer.last, percent=offer.percent, words=offer.what
    )  # fmt: skip


def taken_down(offer: Offer, place: Place, today: date) -> Place:
    """The place once it is seen today that the offer is gone there: yesterday was its last day."""
    last = today - timedelta(days=1)
    return replace(place, first=min(place.first or offer.first, last), last=last)


def still_there(offer: Offer, place: Place) -> Place:
    """The place of an offer that is over and seen there nevertheless: without an end."""
    return replace(place, first=place.first or offer.first, last=None)


def keep(shop: OpenShop, one: Place, now: datetime) -> Place:
    """Keep how an offer stands in a channel; with a number what stood there is changed.

    Raises:
        core.services.offers.OfferRefused: something in it is impossible; nothing was kept.
        NoteChanged: somebody else told of that channel meanwhile.
        core.store.StoreProblem: the store cannot be written.
    """
    wanted = _columns(one)
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        if one.id is not None:
            row = notes.find(session, OfferPlaceRow, shop.id, one.id)
            return _read(notes.change(session, row, wanted, now, one.version))
        if any(same(it.channel, one.channel) for it in _there(session, shop, one.offer)):
            raise NoteChanged
        return _add(session, shop, wanted, now)


def everywhere(shop: OpenShop, offer: Offer, channels: Sequence[str], now: datetime) -> list[Place]:
    """Note that an offer is to stand in channels, none of which was looked at; what was added.

    Those that have it already stay as they are.

    Raises:
        core.services.offers.OfferRefused: a channel has no name, or it is too long.
        core.store.StoreProblem: the store cannot be written.
    """
    wanted = [_columns(Place(offer.number, one)) for one in channels]
    added: list[Place] = []
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        there = [it.channel for it in _there(session, shop, offer.number)]
        for one in wanted:
            if not any(same(one["channel"], it) for it in there):
                added.append(_add(session, shop, one, now))
                there.append(one["channel"])
    return added


def delete(shop: OpenShop, some: Sequence[Place], now: datetime) -> None:
    """Note that an offer does not stand in some channels; ``undo`` brings each back.

    Raises:
        NoteChanged: one of them was changed elsewhere meanwhile; all stay.
    """
    with shop.store.write() as session:
        for one in some:
            row = notes.find(session, OfferPlaceRow, shop.id, one.number)
            notes.change(session, row, {"deleted_at": now}, now, one.version)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change of how an offer stands in a channel.

    Raises:
        core.store.notes.NoteGone: nothing was changed.
        NoteChanged: it was changed elsewhere since it was read, or the channel has been told of
            anew.
    """
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        row = notes.find(session, OfferPlaceRow, shop.id, number)
        if not notes.undo(session, row, seen):
            raise notes.NoteGone(number)
        alike = [it for it in _there(session, shop, row.offer_id) if same(it.channel, row.channel)]
        if row.deleted_at is None and len(alike) > 1:
            raise NoteChanged


def _there(session: Session, shop: OpenShop, offer: int) -> list[OfferPlaceRow]:
    rows = notes.listed(session, OfferPlaceRow, shop.id)
    return [row for row in rows if row.offer_id == offer]


def _add(session: Session, shop: OpenShop, wanted: dict[str, Any], now: datetime) -> Place:
    return _read(notes.add(session, OfferPlaceRow(shop_id=shop.id, id=0, created_at=now, **wanted)))


def _columns(one: Place) -> dict[str, Any]:
    channel, words = tidy(one.channel), one.words.strip()
    refuse({
        OfferProblem.NO_CHANNEL: not channel,
        OfferProblem.TOO_LONG: len(channel) > LONGEST or len(words) > LONGEST_TEXT,
        OfferProblem.PERCENT: not is_percent(one.percent),
        OfferProblem.NO_FIRST: one.first is None and one.last is not None,
        OfferProblem.ORDER: (
            one.first is not None and one.last is not None and one.last < one.first
        ),
    })  # fmt: skip
    return {
        "offer_id": one.offer,
        "channel": channel,
        "first": one.first,
        "last": one.last,
        "percent": one.percent if one.first is None else one.percent or None,
        "words": words,
    }


def _read(row: OfferPlaceRow, undoable: int = 0) -> Place:
    return Place(
        row.offer_id, row.channel, row.first, row.last, row.percent, row.words, row.id,
        row.version, undoable,
    )  # fmt: skip
