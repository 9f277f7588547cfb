"""Offers that are to be the same wherever customers meet them: what is promised, and when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from core.services import kept_notes
from core.services.opening import OpenShop
from core.store import notes
from core.store.notes import NoteChanged, NoteGone
from core.store.programme_tables import OfferRow

__all__ = ["NoteChanged", "NoteGone", "Offer"]

LONGEST_NAME: Final = 60
LONGEST_TEXT: Final = 500
MOST_DAYS: Final = 366
LARGEST_PERCENT: Final = 100

SOON: Final = timedelta(days=3)
"""So long before it begins an offer has to be looked at everywhere."""


class OfferProblem(StrEnum):
    """Why an offer, or how it stands somewhere, is not kept."""

    NO_NAME = "no_name"
    NO_PROMISE = "no_promise"
    """Neither words nor a discount."""
    TOO_LONG = "too_long"
    NO_FIRST = "no_first"
    """A last day without a first one."""
    ORDER = "order"
    """It would end before it begins."""
    TOO_MANY_DAYS = "too_many_days"
    PERCENT = "percent"
    NO_CHANNEL = "no_channel"
    THERE = "there"
    """That channel has it already."""
    NOTHING_LOOKED_AT = "nothing_looked_at"


class OfferRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was kept."""

    def __init__(self, problem: OfferProblem) -> None:
        """Keep the reason."""
        super().__init__(problem.value)
        self.problem = problem


class Phase(StrEnum):
    """How far an offer is on a day."""

    RUNNING = "running"
    AHEAD = "ahead"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer.

    Attributes:
        first, last: its days, both included.
        what: what is promised, as it has to stand everywhere.
        percent: the discount; None where it is none.
        undoable: how many changes of it can be taken back.
    """

    name: str
    first: date
    last: date
    what: str = ""
    percent: int | None = None
    id: int | None = None
    version: int = 1
    undoable: int = 0

    @property
    def number(self) -> int:
        """Its number; 0 before it is kept."""
        return self.id or 0

    def phase(self, today: date) -> Phase:
        """How far it is on a day."""
        if self.last < today:
            return Phase.OVER
        return Phase.RUNNING if self.first <= today else Phase.AHEAD

    def is_soon(self, today: date) -> bool:
        """Whether it begins within some days."""
        return self.phase(today) is Phase.AHEAD and self.first - today <= SOON


def listed(shop: OpenShop, *, deleted: bool = False) -> list[Offer]:
    """All offers, the newest first; with ``deleted`` those that were thrown away.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        rows = notes.listed(session, OfferRow, shop.id, deleted=deleted)
        undoable = notes.changed(session, shop.id, OfferRow)
        return [read(row, undoable.get(row.id, 0)) for row in rows]


def add(shop: OpenShop, one: Offer, now: datetime) -> Offer:
    """Keep a new offer.

    Raises:
        OfferRefused: something in it is impossible; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    row = OfferRow(shop_id=shop.id, id=0, created_at=now, **_columns(one))
    with shop.store.write() as session:
        return read(notes.add(session, row))


def change(shop: OpenShop, one: Offer, now: datetime) -> Offer:
    """Change an offer; its ``version`` is the one the seller saw.

    Raises:
        OfferRefused: something in it is impossible; nothing was changed.
        NoteChanged: it was changed elsewhere meanwhile.
        core.store.StoreProblem: the store cannot be written.
    """
    wanted = _columns(one)
    with shop.store.write() as session:
        row = notes.find(session, OfferRow, shop.id, one.number)
        return read(notes.change(session, row, wanted, now, one.version))


def delete(shop: OpenShop, one: Offer, now: datetime) -> None:
    """Throw an offer away; ``undo`` brings it back, with how it stands in channels."""
    kept_notes.delete(shop, OfferRow, one.number, now, one.version)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change of an offer.

    Raises:
        NoteGone: nothing was changed.
        NoteChanged: it was changed elsewhere since it was read.
    """
    kept_notes.undo(shop, OfferRow, number, seen)


def read(row: OfferRow, undoable: int = 0) -> Offer:
    """An offer from its row."""
    return Offer(
        row.name, row.first, row.last, row.what, row.percent, row.id, row.version, undoable
    )  # fmt: skip


def refuse(wrong: dict[OfferProblem, bool]) -> None:
    """Raise the first problem that applies.

    Raises:
        OfferRefused: that problem.
    """
    for problem, applies in wrong.items():
        if applies:
            raise OfferRefused(problem)


def is_percent(percent: int | None) -> bool:
    """Whether a discount is possible."""
    return percent is None or 0 <= percent <= LARGEST_PERCENT


def _columns(one: Offer) -> dict[str, Any]:
    name, what = " ".join(one.name.split()), one.what.strip()
    refuse({
        OfferProblem.NO_NAME: not name,
        OfferProblem.TOO_LONG: len(name) > LONGEST_NAME or len(what) > LONGEST_TEXT,
        OfferProblem.PERCENT: not is_percent(one.percent),
        OfferProblem.NO_PROMISE: not what and not one.percent,
        OfferProblem.ORDER: one.last < one.first,
        OfferProblem.TOO_MANY_DAYS: (one.last - one.first).days >= MOST_DAYS,
    })  # fmt: skip
    return {
        "name": name,
        "first": one.first,
        "last": one.last,
        "what": what,
        # No discount and one of nothing are the same to customers.
        "percent": one.percent or None,
    }
