"""Consents that customers confirmed or brought along, written down together and taken back so."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel import Session

from core.services import kept_notes, subscribers_consents
from core.services.customers_consent import Consent, Kind
from core.services.kept_notes import LONGEST, NoteProblem
from core.services.opening import OpenShop
from core.services.subscribers_consents import Due
from core.store import notes, turns
from core.store import subscribers as store
from core.store.customer_tables import ConsentRow
from core.store.notes import NoteChanged
from core.terms import seoul_day

MOST_BATCHES: Final = 20
"""So many moments at which several were written down are told."""


@dataclass(frozen=True, slots=True)
class Written:
    """Consents that were written down at once.

    Attributes:
        rows: their numbers and versions, for the way back.
        skipped: how many were not, because something else was said of them meanwhile or it was
            there already.
    """

    rows: tuple[tuple[int, int], ...]
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """Consents that were written down at one moment, and whether they were taken back."""

    at: datetime
    people: int
    is_gone: bool


def confirm(shop: OpenShop, some: Sequence[Due], source: str, now: datetime) -> Written:
    """Write down that customers said today that they still agree.

    Whoever said something else since the list was drawn is left out.

    Raises:
        core.services.kept_notes.NoteRefused: no source, or too long a one; nothing was kept.
        NoteChanged: something else was said of all of them meanwhile; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    today = seoul_day(now)
    where = _source(source)
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        said = store.consents(session, shop.id, today)
        due = subscribers_consents.of_said(said, today).due
        there = {(one.key, one.kind, one.given_on) for one in due}
        wanted = [one for one in some if (one.key, one.kind, one.given_on) in there]
        if not wanted:
            raise NoteChanged
        told = [Consent(one.key, one.kind, today, where) for one in wanted]
        return Written(_put(session, shop.id, told, now), len(some) - len(wanted))


def take(shop: OpenShop, some: Sequence[Consent], now: datetime) -> Written:
    """Write down what was brought along; what is kept already is left out.

    Raises:
        core.services.kept_notes.NoteRefused: a source says nothing or too much, or a day is to
            come; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    today = seoul_day(now)
    kept_notes.refuse({
        NoteProblem.NOTHING_SAID: not some,
        NoteProblem.IN_FUTURE: any(one.given_on > today for one in some),
    })  # fmt: skip
    for one in some:
        _source(one.source)
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        is_there = known(session, shop.id, {one.key for one in some}, some[0].kind)
        wanted = [one for one in some if not is_there(one)]
        return Written(_put(session, shop.id, wanted, now), len(some) - len(wanted))


def known(
    session: Session, shop_id: int, keys: Iterable[str], kind: Kind
) -> Callable[[Consent], bool]:
    """Tells whether a consent of that customer and day is kept already."""
    there = set(store.said_of(session, shop_id, keys, kind.value))
    return lambda one: (one.key, one.given_on) in there


def take_back(shop: OpenShop, done: Written, now: datetime) -> None:
    """Throw away what was written down at once.

    Raises:
        NoteChanged: something was said of one of them since; nothing was thrown away.
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        numbers = [number for number, _ in done.rows]
        if store.versions(session, shop.id, numbers) != dict(done.rows):
            raise NoteChanged
        store.throw_away(session, shop.id, numbers, now)


def batches(shop: OpenShop) -> list[Batch]:
    """When several consents were written down at once, the newest first.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        found = store.batches(session, shop.id, MOST_BATCHES)
    return [Batch(*one) for one in found]


def take_back_batch(shop: OpenShop, at: datetime, now: datetime) -> int:
    """Throw away what was written down at a moment; how many stay, since more was said of them.

    Raises:
        NoteChanged: it was thrown away elsewhere meanwhile.
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        changed = notes.changed(session, shop.id, ConsentRow)
        rows = [row for row in store.added_at(session, shop.id, at) if row.deleted_at is None]
        mine = [row for row in rows if not changed.get(row.id)]
        if not mine:
            raise NoteChanged
        store.throw_away(session, shop.id, [row.id for row in mine], now)
        return len(rows) - len(mine)


def bring_back_batch(shop: OpenShop, at: datetime) -> None:
    """Bring back what was thrown away of a moment together.

    What was thrown away alone before stays away.

    Raises:
        NoteChanged: it was brought back elsewhere meanwhile.
    """
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        changed = notes.changed(session, shop.id, ConsentRow)
        gone = {
            row.id: row.deleted_at for row in store.added_at(session, shop.id, at)
            if row.deleted_at is not None and changed.get(row.id) == 1
        }  # fmt: skip
        if not gone:
            raise NoteChanged
        last = max(gone.values())
        store.bring_back(session, shop.id, [one for one, when in gone.items() if when == last])


def _source(said: str) -> str:
    source = said.strip()
    kept_notes.refuse({
        NoteProblem.NOTHING_SAID: not source, NoteProblem.TOO_LONG: len(source) > LONGEST,
    })  # fmt: skip
    return source


def _put(
    session: Session, shop_id: int, some: Sequence[Consent], now: datetime
) -> tuple[tuple[int, int], ...]:
    rows = [
        ConsentRow(
            shop_id=shop_id, id=0, buyer_key=one.key, kind=one.kind.value, given_on=one.given_on,
            source=one.source.strip(), withdrawn_on=one.withdrawn_on, created_at=now,
        )
        for one in some
    ]  # fmt: skip
    store.add(session, shop_id, rows)
    return tuple((row.id, row.version) for row in rows)
