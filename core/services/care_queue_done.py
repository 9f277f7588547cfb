"""What was done or skipped of the tasks of a day, and the way back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from typing import Final

from core.analysis.care_queue import Kind
from core.services import care_words
from core.services.care_words import CareProblem, CareRefused
from core.services.opening import OpenShop
from core.store import care_people, turns
from core.store import care_queue as store
from core.store.care_queue import Key
from core.store.care_tables import CareTouchRow
from core.terms import seoul_day

AT_ONCE: Final = 50
"""So many tasks are done or skipped at once."""


class Reason(StrEnum):
    """Why a task is skipped."""

    TALKED = "talked"
    """We spoke already."""
    NOT_WANTED = "not_wanted"
    """The customer does not want to be written to."""
    PROBLEM = "problem"
    """Something went wrong with the order."""
    NO_WAY = "no_way"
    """There is no way to reach the customer."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Batch:
    """What was done or skipped at one moment.

    Attributes:
        kind: what it was.
        orders: of which orders.
        at: when.
        reason: why it was skipped; None where it was done.
        names: the masked names of the first few.
    """

    kind: Kind
    orders: tuple[Key, ...]
    at: datetime
    reason: Reason | None = None
    names: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether it was done, and not skipped."""
        return self.reason is None


@dataclass(frozen=True, slots=True)
class Marked:
    """What came of marking some tasks.

    Attributes:
        batch: what is noted now; its orders are the new ones.
        others: how many somebody else had noted before.
    """

    batch: Batch
    others: int


def mark(  # noqa: PLR0913, PLR0917  (whose, what of which, when, and how)
    shop: OpenShop,
    kind: Kind,
    orders: Sequence[Key],
    now: datetime,
    reason: Reason | None = None,
    words: Mapping[Key, str] | None = None,
) -> Marked:
    """Note that some tasks were done, or skipped for a reason. What is noted already stays.

    Args:
        shop: whose.
        kind: what was done.
        orders: for which orders; at most ``AT_ONCE``.
        now: when.
        reason: why they are skipped; None where they were done.
        words: the text that was sent, by order, before it was filled in.

    Raises:
        CareRefused: they are too many; nothing was noted.
        core.store.StoreProblem: the store cannot be written.
    """
    if len(orders) > AT_ONCE:
        raise CareRefused(CareProblem.TOO_MANY)
    at = now.replace(microsecond=0)
    said = words or {}
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        known = care_people.orders(session, shop.id, orders)
        rows = [
            CareTouchRow(
                shop_id=shop.id, kind=kind.value, mall=key[0], order_no=key[1],
                buyer_key=known[key].buyer_key if key in known else None,
                day=seoul_day(now), is_done=int(reason is None),
                reason=None if reason is None else reason.value,
                words=care_words.fingerprint(said[key]) if said.get(key) else None, at=at,
            )
            for key in dict.fromkeys(orders)
        ]  # fmt: skip
        new = store.put(session, rows)
    names = tuple(known[key].name if key in known else "" for key in new[:3])
    return Marked(Batch(kind, tuple(new), at, reason, names), len(rows) - len(new))


def undo(shop: OpenShop, batch: Batch) -> int:
    """Forget what was noted at one moment; how many tasks are open again.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        return store.take_back(session, shop.id, batch.kind.value, batch.orders, batch.at)


def of_today(shop: OpenShop, today: date) -> tuple[Batch, ...]:
    """What was done or skipped today, the newest first; what was noted together is one.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        rows = store.of_day(session, shop.id, today)
        parts = [
            (key, list(some))
            for key, some in groupby(rows, lambda row: (row.at, row.kind, row.reason or ""))
        ]
        shown = [(row.mall, row.order_no) for _key, some in parts for row in some[:3]]
        known = care_people.orders(session, shop.id, shown)
    return tuple(
        Batch(
            Kind(kind), tuple((row.mall, row.order_no) for row in some), at,
            Reason(reason) if reason else None,
            tuple(known[key].name if key in known else ""
                  for row in some[:3] for key in ((row.mall, row.order_no),)),
        )
        for (at, kind, reason), some in parts
    )  # fmt: skip


def alike(shop: OpenShop, today: date, text: str) -> int:
    """How many people got the same text today, but for what is filled in.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    wanted = care_words.fingerprint(text)
    with shop.store.read() as session:
        rows = store.of_day(session, shop.id, today)
    return sum(bool(row.is_done) and row.words == wanted for row in rows)
