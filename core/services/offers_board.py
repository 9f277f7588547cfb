"""Offers by channels: where each is the same, where it is not, and where nobody looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from core.services import offers, offers_channels, offers_found, offers_places
from core.services.offers import Offer, Phase
from core.services.offers_channels import folded
from core.services.offers_found import Found, says
from core.services.offers_places import Place
from core.services.opening import OpenShop
from core.store import notes
from core.store.programme_tables import OfferRow

_ORDER: Final = (Phase.RUNNING, Phase.AHEAD, Phase.OVER)


class State(StrEnum):
    """How an offer stands in a channel."""

    SAME = "same"
    APART = "apart"
    """It differs from what was planned."""
    STANDS = "stands"
    """It is over and still there."""
    UNSEEN = "unseen"
    """Nobody looked yet, or not at all of it."""
    ABSENT = "absent"
    """The channel does not carry it."""
    GONE = "gone"
    """It is over and not there any more."""


class Fault(StrEnum):
    """In what it differs; the gravest first."""

    PERCENT = "percent"
    PERIOD = "period"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Cell:
    """One offer in one channel."""

    channel: str
    state: State
    place: Place | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One offer in all channels, and what speaks of it elsewhere."""

    offer: Offer
    phase: Phase
    cells: tuple[Cell, ...]
    found: tuple[Found, ...] = ()

    @property
    def carried(self) -> tuple[Cell, ...]:
        """The channels that carry it."""
        return tuple(one for one in self.cells if one.place is not None)

    def having(self, state: State) -> tuple[Cell, ...]:
        """Those in which it stands so."""
        return tuple(one for one in self.cells if one.state is state)

    @property
    def main_fault(self) -> Fault | None:
        """The gravest difference there is anywhere."""
        there = {fault for one in self.cells for fault in one.faults}
        return next((one for one in Fault if one in there), None)

    def with_fault(self, fault: Fault) -> tuple[Cell, ...]:
        """Those in which it differs so."""
        return tuple(one for one in self.cells if fault in one.faults)


class Verdict(StrEnum):
    """What is to be said first."""

    STANDS = "stands"
    APART = "apart"
    SOON = "soon"
    """It begins within three days, and some channel was not looked at."""
    UNSEEN = "unseen"
    NOWHERE = "nowhere"
    """No channel was told to carry it."""
    ALIKE = "alike"
    QUIET = "quiet"
    """No offer is running or to come."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Board:
    """All offers, those that run first, and the channels of the shop."""

    today: date
    channels: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def verdict(self) -> tuple[Verdict, Row | None]:
        """What is to be said first, and of which offer."""
        for verdict in (Verdict.APART, Verdict.STANDS, Verdict.SOON, Verdict.NOWHERE,
                        Verdict.UNSEEN, Verdict.ALIKE):  # fmt: skip
            for row in self.rows:
                if _applies(verdict, row, self.today):
                    return verdict, row
        return (Verdict.QUIET if self.rows else Verdict.NOTHING), None

    @property
    def wrong(self) -> tuple[Row, ...]:
        """Those that differ while they run, or stand somewhere although they are over."""
        return tuple(
            row for row in self.rows
            if row.having(State.STANDS) or (row.phase is Phase.RUNNING and row.having(State.APART))
        )  # fmt: skip


def board(shop: OpenShop, today: date) -> Board:
    """How all offers stand on a day.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        undoable = notes.changed(session, shop.id, OfferRow)
        some = [
            offers.read(row, undoable.get(row.id, 0))
            for row in notes.listed(session, OfferRow, shop.id)
        ]
        places = offers_places.of(session, shop.id)
        channels = offers_channels.of(session, shop.id)
        sources = offers_found.sources(session, shop.id) if some else None
    rows = [
        Row(one, one.phase(today), _cells(one, channels, places, today),
            offers_found.found(one, sources) if sources else ())
        for one in some
    ]  # fmt: skip
    return Board(today, channels, tuple(sorted(rows, key=_place)))


def faults(offer: Offer, place: Place) -> tuple[Fault, ...]:
    """In what an offer differs from what was planned; what was not looked at does not differ."""
    sees_percent = place.is_dated or place.percent is not None
    wrong = {
        Fault.PERCENT: sees_percent and (place.percent or None) != offer.percent,
        Fault.PERIOD: place.is_dated and (place.first, place.last) != (offer.first, offer.last),
        Fault.WORDS: bool(place.words and offer.what) and not says(offer.what, place.words),
    }
    return tuple(one for one, applies in wrong.items() if applies)


def cell(offer: Offer, channel: str, place: Place | None, today: date) -> Cell:
    """How an offer stands in one channel on a day."""
    if place is None:
        return Cell(channel, State.ABSENT)
    if offer.phase(today) is Phase.OVER:
        return Cell(channel, _afterwards(place, today), place)
    wrong = faults(offer, place)
    is_seen = place.is_dated and bool(place.words or not offer.what)
    state = State.APART if wrong else State.SAME if is_seen else State.UNSEEN
    return Cell(channel, state, place, wrong)


def _afterwards(place: Place, today: date) -> State:
    if not place.is_dated:
        return State.UNSEEN
    return State.STANDS if place.stands(today) else State.GONE


def _cells(
    offer: Offer, channels: Sequence[str], places: Sequence[Place], today: date
) -> tuple[Cell, ...]:
    there = {folded(one.channel): one for one in places if one.offer == offer.number}
    return tuple(cell(offer, one, there.get(folded(one)), today) for one in channels)


def _applies(verdict: Verdict, row: Row, today: date) -> bool:
    is_over = row.phase is Phase.OVER
    is_unseen = bool(row.having(State.UNSEEN)) or not row.carried
    return {
        Verdict.APART: bool(row.having(State.APART)),
        Verdict.STANDS: bool(row.having(State.STANDS)),
        Verdict.SOON: row.offer.is_soon(today) and is_unseen,
        Verdict.NOWHERE: not is_over and not row.carried,
        Verdict.UNSEEN: not is_over and bool(row.having(State.UNSEEN)),
        Verdict.ALIKE: not is_over,
    }[verdict]


def _place(row: Row) -> tuple[int, int]:
    """Those that run first, by their last day; those to come by their first; then the newest."""
    day = row.offer.first if row.phase is Phase.AHEAD else row.offer.last
    ordinal = day.toordinal()
    return _ORDER.index(row.phase), -ordinal if row.phase is Phase.OVER else ordinal
