"""Landing pages: which there are, what was written down week by week, and what was changed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from core.analysis import links as rules
from core.analysis.cadence import monday_of
from core.importers.problems import redacted
from core.services import kept_notes
from core.services.kept_notes import LONGEST, LONGEST_NOTE, MOST_PEOPLE, NoteProblem, NoteRefused
from core.services.opening import OpenShop
from core.store import notes, turns
from core.store.landing_tables import LandingChangeRow, LandingCountRow, LandingRow
from core.store.notes import NoteChanged, NoteGone
from core.terms import seoul_day

__all__ = ["LONGEST", "LONGEST_NOTE", "MOST_PEOPLE", "NoteChanged", "NoteGone", "NoteRefused"]

LONGEST_ADDRESS: Final = 500


class AddressRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """What was typed is no address of a page; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Landing:
    """A page with a form.

    Attributes:
        name: in the seller's words.
        first: since when it can be seen.
        address: of the page; empty where it was not said.
        link_id: the shop's own link to it.
    """

    name: str
    first: date
    address: str = ""
    link_id: int | None = None
    note: str = ""
    id: int | None = None
    version: int = 1
    undoable: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """What was written down of one week of a page; None of what was not."""

    landing_id: int
    monday: date
    visits: int | None = None
    contacts: int | None = None
    id: int | None = None
    version: int = 0
    """0 while nothing is written down of the week."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed of the form on a day."""

    landing_id: int
    day: date
    text: str
    id: int | None = None
    version: int = 1


def listed(shop: OpenShop, *, deleted: bool = False) -> list[Landing]:
    """All pages, the newest first; with ``deleted`` those that were thrown away.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        undoable = notes.changed(session, shop.id, LandingRow)
        rows = notes.listed(session, LandingRow, shop.id, deleted=deleted)
    return [_landing(row, undoable.get(row.id, 0)) for row in rows]


def add(shop: OpenShop, one: Landing, now: datetime) -> Landing:
    """Register a page.

    Raises:
        NoteRefused: it has no name, too long a one, or a day to come.
        AddressRefused: its address is none.
        core.store.StoreProblem: the store cannot be written.
    """
    _check(one, seoul_day(now))
    row = LandingRow(shop_id=shop.id, id=0, created_at=now, **_columns(one))
    with shop.store.write() as session:
        return _landing(notes.add(session, row))


def change(shop: OpenShop, one: Landing, now: datetime) -> None:
    """Change a page; its ``version`` is the one the seller saw.

    Raises:
        NoteRefused, AddressRefused: as in ``add``; nothing was changed.
        NoteChanged: it was changed elsewhere meanwhile.
    """
    _check(one, seoul_day(now))
    kept_notes.change(shop, LandingRow, one.id or 0, _columns(one), now, one.version)


def delete(shop: OpenShop, one: Landing, now: datetime) -> None:
    """Throw a page away; ``undo`` brings it back with all its weeks."""
    kept_notes.delete(shop, LandingRow, one.id or 0, now, one.version)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change of a page."""
    kept_notes.undo(shop, LandingRow, number, seen)


def counts(shop: OpenShop) -> list[Count]:
    """What was written down of all weeks, the newest first."""
    with shop.store.read() as session:
        rows = notes.listed(session, LandingCountRow, shop.id)
    return sorted(map(_count, rows), key=lambda one: one.monday, reverse=True)


def keep(shop: OpenShop, one: Count, now: datetime) -> Count:
    """Write the numbers of a week down, over those that are there; its day may be any of it.

    Its ``version`` is the one the seller saw, 0 for none.

    Raises:
        NoteRefused: no number is told, one is impossible, or the week is to come.
        NoteChanged: the week was written down elsewhere meanwhile; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    monday = monday_of(one.monday)
    told = [it for it in (one.visits, one.contacts) if it is not None]
    kept_notes.refuse({
        # What was written down may be emptied again.
        NoteProblem.NOTHING_SAID: not told and not one.version,
        NoteProblem.NUMBER: any(not 0 <= it <= MOST_PEOPLE for it in told),
        NoteProblem.IN_FUTURE: monday > seoul_day(now),
    })  # fmt: skip
    numbers: dict[str, Any] = {"visits": one.visits, "contacts": one.contacts}
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        row = _of_week(notes.listed(session, LandingCountRow, shop.id), one.landing_id, monday)
        if row is None:
            if one.version:
                raise NoteChanged
            row = LandingCountRow(
                shop_id=shop.id, id=0, landing_id=one.landing_id, day=monday, created_at=now,
                **numbers,
            )  # fmt: skip
            return _count(notes.add(session, row))
        return _count(notes.change(session, row, numbers, now, one.version))


def take_back(shop: OpenShop, kept: Count, now: datetime) -> None:
    """Take back what ``keep`` just kept: new weeks go, others are as before.

    Raises:
        NoteChanged: the week was changed since.
    """
    if kept.version == 1:
        kept_notes.delete(shop, LandingCountRow, kept.id or 0, now, kept.version)
    else:
        kept_notes.undo(shop, LandingCountRow, kept.id or 0, kept.version)


def changes(shop: OpenShop, *, deleted: bool = False) -> list[Change]:
    """What was changed of forms, the newest day first; with ``deleted`` what was thrown away."""
    with shop.store.read() as session:
        rows = notes.listed(session, LandingChangeRow, shop.id, deleted=deleted)
    return sorted(map(_change, rows), key=lambda one: one.day, reverse=True)


def add_change(shop: OpenShop, one: Change, now: datetime) -> Change:
    """Note what was changed of a form.

    Raises:
        NoteRefused: nothing is said, it is too long, or its day is to come.
    """
    kept_notes.refuse({
        NoteProblem.NOTHING_SAID: not one.text.strip(),
        NoteProblem.TOO_LONG: len(one.text) > LONGEST,
        NoteProblem.IN_FUTURE: one.day > seoul_day(now),
    })  # fmt: skip
    row = LandingChangeRow(
        shop_id=shop.id, id=0, landing_id=one.landing_id, day=one.day,
        text=redacted(one.text.strip()), created_at=now,
    )  # fmt: skip
    with shop.store.write() as session:
        return _change(notes.add(session, row))


def delete_change(shop: OpenShop, one: Change, now: datetime) -> None:
    """Throw away what was noted of a change; ``undo_change`` brings it back."""
    kept_notes.delete(shop, LandingChangeRow, one.id or 0, now, one.version)


def undo_change(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back what was done last with a noted change."""
    kept_notes.undo(shop, LandingChangeRow, number, seen)


def _of_week(rows: list[LandingCountRow], landing_id: int, monday: date) -> LandingCountRow | None:
    return next((row for row in rows if (row.landing_id, row.day) == (landing_id, monday)), None)


def _check(one: Landing, today: date) -> None:
    kept_notes.refuse({
        NoteProblem.NOTHING_SAID: not one.name.strip(),
        NoteProblem.TOO_LONG: len(one.name) > LONGEST or len(one.note) > LONGEST_NOTE,
        NoteProblem.IN_FUTURE: one.first > today,
    })  # fmt: skip
    address = one.address.strip()
    if address and (len(address) > LONGEST_ADDRESS or rules.address_fault(address) is not None):
        raise AddressRefused


def _columns(one: Landing) -> dict[str, Any]:
    return {
        "name": redacted(one.name.strip()), "address": one.address.strip(), "first": one.first,
        "link_id": one.link_id, "note": redacted(one.note.strip()),
    }  # fmt: skip


def _landing(row: LandingRow, undoable: int = 0) -> Landing:
    return Landing(
        row.name, row.first, row.address, row.link_id, row.note, row.id, row.version, undoable
    )


def _count(row: LandingCountRow) -> Count:
    return Count(row.landing_id, row.day, row.visits, row.contacts, row.id, row.version)


def _change(row: LandingChangeRow) -> Change:
    return Change(row.landing_id, row.day, row.text, row.id, row.version)
