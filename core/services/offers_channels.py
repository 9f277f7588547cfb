"""In which channels customers of a shop can meet an offer."""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from sqlmodel import Session

from core.services import channel_names, channel_ticks
from core.store import notes
from core.store import offers as store
from core.store.programme_tables import OfferPlaceRow, OfferRow, ProfileRow
from core.terms.messages import MessageChannel

NAMES: Final = Path(__file__).with_name("offers_channels.csv")
"""Where offers stand besides the channels of plans, and by which channel a message comes."""

LONGEST: Final = 60
"""So many characters the name of a channel may have."""


def same(one: str, other: str) -> bool:
    """Whether two names mean one channel: blanks and capitals do not part them."""
    return folded(one) == folded(other)


def folded(text: str) -> str:
    """A text as it is compared: without blanks and capitals."""
    return "".join(text.split()).casefold()


def tidy(name: str) -> str:
    """A name as it is kept."""
    return " ".join(name.split())


def choices() -> tuple[str, ...]:
    """The channels most shops have."""
    return _apart([*_rows(), *channel_names.planned()])


def by_message(channel: MessageChannel) -> str:
    """By which channel a message reaches customers."""
    return next(name for name, kinds in _rows().items() if channel.value in kinds)


def of(session: Session, shop_id: int) -> tuple[str, ...]:
    """The channels of a shop: those looked at, with a plan, with content, messages or an offer."""
    looked = [row.channel for row in reversed(notes.listed(session, ProfileRow, shop_id))]
    alive = {row.id for row in notes.listed(session, OfferRow, shop_id)}
    offered = [
        row.channel
        for row in reversed(notes.listed(session, OfferPlaceRow, shop_id))
        if row.offer_id in alive
    ]
    by = store.sent_by(session, shop_id)
    sent = [by_message(one) for one in MessageChannel if one.value in by]
    planned, published = store.planned_on(session, shop_id), store.published_on(session, shop_id)
    ticked = [one.channel for one in channel_ticks.earlier(session, shop_id)]
    return _apart([*looked, *offered, *planned, *published, *sent, *ticked])


def _apart(names: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in names:
        if kept := tidy(name)[:LONGEST]:
            found.setdefault(folded(kept), kept)
    return tuple(found.values())


@cache
def _rows() -> dict[str, frozenset[str]]:
    with NAMES.open(encoding="utf-8", newline="") as file:
        return {row["name"]: frozenset(row["messages"].split()) for row in csv.DictReader(file)}
