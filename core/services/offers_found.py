"""What messages, the content calendar and events say of an offer, without anybody noting it there.

It is what the seller wrote down elsewhere and no proof of what customers see.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from sqlmodel import Session

from core.services import content_items
from core.services.offers import Offer
from core.services.offers_channels import by_message, folded
from core.store import notes
from core.store import offers as store
from core.store.journals import ContentRow
from core.store.note_tables import EventRow
from core.store.offers import SentOffer
from core.terms import seoul_day
from core.terms.messages import MessageChannel

EARLY: Final = timedelta(days=14)
"""So long before its first day content may speak of an offer."""

_SHORTEST: Final = 2
"""A name of one letter stands in everything."""


class Origin(StrEnum):
    """Where something was found."""

    MESSAGE = "message"
    CONTENT = "content"
    EVENT = "event"


class Trait(StrEnum):
    """In what it is not as the offer was planned."""

    OTHER_PROMISE = "other_promise"
    """A message on the days of the offer promises something else."""
    OTHER_DAYS = "other_days"
    TOO_LATE = "too_late"
    """It came, or is to come, after the last day."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found.

    Attributes:
        channel: where customers meet it; empty for an event.
        day: when it went out, or is to; the first day of an event.
        said: what a message promises.
        last: the last day it names; None for none.
    """

    origin: Origin
    title: str
    day: date
    channel: str = ""
    said: str = ""
    last: date | None = None
    traits: tuple[Trait, ...] = ()


@dataclass(frozen=True, slots=True)
class Sources:
    """All that may speak of an offer."""

    sent: tuple[SentOffer, ...]
    content: tuple[ContentRow, ...]
    events: tuple[EventRow, ...]


def sources(session: Session, shop_id: int) -> Sources:
    """Everything, read once for all offers."""
    return Sources(
        tuple(store.sent(session, shop_id)),
        tuple(notes.listed(session, ContentRow, shop_id)),
        tuple(notes.events(session, shop_id)),
    )


def found(offer: Offer, some: Sources) -> tuple[Found, ...]:
    """What speaks of an offer, in the order of its days.

    Messages take part if they promise something on its days, content and events if they name it.
    """
    every = (*_messages(offer, some.sent), *_content(offer, some.content),
             *_events(offer, some.events))  # fmt: skip
    return tuple(sorted(every, key=lambda one: (one.day, one.origin, one.title)))


def says(promise: str, text: str) -> bool:
    """Whether a text has a promise word for word; blanks and capitals do not count."""
    return folded(promise) in folded(text)


def names(offer: Offer, text: str) -> bool:
    """Whether a text has the name or the promise of an offer."""
    known = [one for one in (offer.name, offer.what) if len(folded(one)) >= _SHORTEST]
    return any(says(one, text) for one in known)


def _messages(offer: Offer, some: Iterable[SentOffer]) -> Iterable[Found]:
    for one in some:
        if one.at is None:
            continue
        day = seoul_day(one.at)
        last = one.until or day
        is_named = names(offer, f"{one.title} {one.offer} {one.texts}")
        meets = day <= offer.last and last >= offer.first
        if not meets and not (is_named and day > offer.last):
            continue
        traits = {
            Trait.OTHER_PROMISE: not is_named,
            Trait.OTHER_DAYS: is_named and one.until is not None and one.until != offer.last,
            Trait.TOO_LATE: day > offer.last,
        }
        yield Found(
            Origin.MESSAGE, one.title, day, by_message(MessageChannel(one.channel)), one.offer,
            one.until, _true(traits),
        )  # fmt: skip


def _content(offer: Offer, some: Iterable[ContentRow]) -> Iterable[Found]:
    for row in some:
        one = content_items.read(row)
        if one.day >= offer.first - EARLY and names(offer, one.title):
            traits = {Trait.TOO_LATE: one.day > offer.last}
            yield Found(Origin.CONTENT, one.title, one.day, one.channel, traits=_true(traits))


def _events(offer: Offer, some: Iterable[EventRow]) -> Iterable[Found]:
    for one in some:
        meets = one.first_day <= offer.last and one.last_day >= offer.first
        if meets and names(offer, one.title):
            apart = (one.first_day, one.last_day) != (offer.first, offer.last)
            yield Found(
                Origin.EVENT, one.title, one.first_day, last=one.last_day,
                traits=_true({Trait.OTHER_DAYS: apart}),
            )  # fmt: skip


def _true(traits: dict[Trait, bool]) -> tuple[Trait, ...]:
    return tuple(one for one, applies in traits.items() if applies)
