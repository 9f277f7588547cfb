"""What else happened: the seller's events, the shopping days of the year, improvements made."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlmodel import Session

from core.analysis import shopping_days
from core.analysis.shopping_days import Occasion, ShoppingDay
from core.services.opening import OpenShop
from core.store import notes
from core.store.note_tables import EventRow
from core.terms import Period

LONGEST: Final = 60
"""So many characters the name of an event may have."""

LONGEST_DAYS: Final = 366


class EventKind(StrEnum):
    """What sort of thing happened."""

    PRICE = "price"
    PROMOTION = "promotion"
    STOCK_OUT = "stock_out"
    HOLIDAY = "holiday"
    OTHER = "other"
    SHOPPING_DAY = "shopping_day"
    """From the calendar; nobody typed it."""
    CHANGE = "change"
    """An improvement that was made."""


OWN_KINDS: Final = (
    EventKind.PROMOTION,
    EventKind.PRICE,
    EventKind.STOCK_OUT,
    EventKind.HOLIDAY,
    EventKind.OTHER,
)
"""The kinds a seller may write down."""


class EventProblem(StrEnum):
    """Why an event is not kept."""

    TOO_LONG = "too_long"
    TOO_MANY_DAYS = "too_many_days"


class EventRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was kept."""

    def __init__(self, problem: EventProblem) -> None:
        """Keep the reason."""
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Event:
    """Something on some days. ``id`` is that of the event or of the improvement; None by rule.

    ``product_id``: it is about that product only; None when it is about the whole shop.
    ``claim`` names what an improvement was kept because of; empty of anything else.
    """

    kind: EventKind
    period: Period
    title: str = ""
    occasion: Occasion | None = None
    id: int | None = None
    version: int = 1
    product_id: int | None = None
    claim: str = ""

    @property
    def disturbs(self) -> bool:
        """Whether a number may well be otherwise because of it; days of one day only are minor."""
        return self.kind is not EventKind.SHOPPING_DAY or self.period.days > 1


def within(shop: OpenShop, period: Period, product_id: int | None = None) -> list[Event]:
    """Everything that meets a period, in the order of its days.

    Args:
        shop: whose.
        period: the days.
        product_id: without what is about other products only; None for everything.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        own = [_read(row) for row in notes.events(session, shop.id, period)]
        changes = _changes(session, shop.id, period)
    found = [*own, *changes, *(_by_rule(one) for one in shopping_days.within(period))]
    if product_id is not None:
        found = [one for one in found if one.product_id in {None, product_id}]
    return sorted(found, key=lambda one: (one.period, one.kind))


def marked(shop: OpenShop, period: Period, product_id: int | None = None) -> list[Event]:
    """The same for the marks of a chart, in the order of their weight.

    What the seller changed comes first, then what the seller wrote down, then what lasts longest
    of the calendar.
    """
    return sorted(within(shop, period, product_id), key=_weight)


def listed(shop: OpenShop, *, deleted: bool = False) -> list[Event]:
    """What the seller wrote down, the newest first; with ``deleted`` what was thrown away."""
    with shop.store.read() as session:
        return [_read(row) for row in notes.events(session, shop.id, deleted=deleted)]


def add(shop: OpenShop, event: Event, now: datetime) -> Event:
    """Write an event down.

    Raises:
        EventRefused: its name or its days are too long; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    _check(event)
    row = EventRow(shop_id=shop.id, id=0, created_at=now, **_columns(event))
    with shop.store.write() as session:
        return _read(notes.add(session, row))


def edit(shop: OpenShop, event: Event, now: datetime) -> Event:
    """Change an event; its ``version`` is the one the seller saw.

    Raises:
        EventRefused: its name or its days are too long; nothing was kept.
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
    """
    _check(event)
    with shop.store.write() as session:
        row = notes.find(session, EventRow, shop.id, event.id or 0)
        return _read(notes.change(session, row, _columns(event), now, event.version))


def delete(shop: OpenShop, number: int, now: datetime) -> Event:
    """Throw an event away; ``undo`` brings it back."""
    with shop.store.write() as session:
        row = notes.find(session, EventRow, shop.id, number)
        return _read(notes.change(session, row, {"deleted_at": now}, now))


def undo(shop: OpenShop, number: int, seen: int | None = None) -> Event:
    """Take back the last change of an event.

    Raises:
        core.store.notes.NoteGone: nothing was changed.
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
    """
    with shop.store.write() as session:
        row = notes.find(session, EventRow, shop.id, number)
        if not notes.undo(session, row, seen):
            raise notes.NoteGone(number)
        return _read(row)


def _weight(one: Event) -> tuple[int, int]:
    by_rule = one.kind is EventKind.SHOPPING_DAY
    return (2 if by_rule else one.kind is not EventKind.CHANGE, -one.period.days)


def _changes(session: Session, shop_id: int, period: Period) -> list[Event]:
    return [
        Event(
            EventKind.CHANGE,
            Period(row.changed_on, row.changed_on),
            row.what or row.tactic or "",
            id=row.id,
            product_id=row.product_id,
            claim=row.claim or "",
        )
        for row in notes.actions(session, shop_id)
        if row.changed_on is not None and row.changed_on in period
    ]


def _by_rule(day: ShoppingDay) -> Event:
    return Event(EventKind.SHOPPING_DAY, day.period, occasion=day.occasion)


def _check(event: Event) -> None:
    if len(event.title) > LONGEST:
        raise EventRefused(EventProblem.TOO_LONG)
    if event.period.days > LONGEST_DAYS:
        raise EventRefused(EventProblem.TOO_MANY_DAYS)


def _columns(event: Event) -> dict[str, Any]:
    return {
        "kind": event.kind.value,
        "title": event.title.strip(),
        "product_id": event.product_id,
        "first_day": event.period.first,
        "last_day": event.period.last,
    }


def _read(row: EventRow) -> Event:
    return Event(
        EventKind(row.kind),
        Period(row.first_day, row.last_day),
        row.title,
        id=row.id,
        version=row.version,
        product_id=row.product_id,
    )
