"""People approached first: where, when, how many, and what their link brought within a week."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from core.services import kept_notes
from core.services.kept_notes import LONGEST, LONGEST_NOTE, MOST_PEOPLE, NoteProblem
from core.services.link_results import Brought, brought
from core.services.opening import OpenShop
from core.store import notes
from core.store.journals import OutreachRow
from core.terms import Period, seoul_day

WINDOW: Final = 7
"""Days, from the one on which people were approached, in which what came is counted."""


@dataclass(frozen=True, slots=True)
class Outreach:
    """Where and when people were approached; ``reached`` is None where nobody counted."""

    place: str
    day: date
    reached: int | None = None
    code: str = ""
    note: str = ""
    id: int | None = None
    version: int = 1


def listed(shop: OpenShop, today: date) -> list[tuple[Outreach, Brought | None]]:
    """All of them, the newest day first, each with what its link brought.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        rows = [_read(row) for row in notes.listed(session, OutreachRow, shop.id)]
        rows.sort(key=lambda one: one.day, reverse=True)
        asked = [(one.code, window(one.day)) for one in rows]
        return list(zip(rows, brought(session, shop.id, asked, today), strict=True))


def deleted(shop: OpenShop) -> list[Outreach]:
    """What was thrown away."""
    with shop.store.read() as session:
        return [_read(row) for row in notes.listed(session, OutreachRow, shop.id, deleted=True)]


def window(day: date) -> Period:
    """The days in which what came is counted."""
    return Period(day, day + timedelta(days=WINDOW - 1))


def add(shop: OpenShop, one: Outreach, now: datetime) -> Outreach:
    """Write one down.

    Raises:
        core.services.kept_notes.NoteRefused: something in it is impossible; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    _check(one, seoul_day(now))
    row = OutreachRow(shop_id=shop.id, id=0, created_at=now, **_columns(one))
    with shop.store.write() as session:
        return _read(notes.add(session, row))


def edit(shop: OpenShop, one: Outreach, now: datetime) -> None:
    """Change one; its ``version`` is the one the seller saw.

    Raises:
        core.services.kept_notes.NoteRefused: something in it is impossible; nothing was changed.
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
    """
    _check(one, seoul_day(now))
    kept_notes.change(shop, OutreachRow, one.id or 0, _columns(one), now, one.version)


def delete(shop: OpenShop, number: int, now: datetime) -> None:
    """Throw one away; ``undo`` brings it back."""
    kept_notes.delete(shop, OutreachRow, number, now)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change."""
    kept_notes.undo(shop, OutreachRow, number, seen)


def _check(one: Outreach, today: date) -> None:
    kept_notes.refuse(
        {
            NoteProblem.NOTHING_SAID: not one.place.strip(),
            NoteProblem.TOO_LONG: max(len(one.place), len(one.code)) > LONGEST
            or len(one.note) > LONGEST_NOTE,
            NoteProblem.IN_FUTURE: one.day > today,
            NoteProblem.NUMBER: not 0 <= (one.reached or 0) <= MOST_PEOPLE,
        }
    )


def _columns(one: Outreach) -> dict[str, Any]:
    return {
        "place": one.place.strip(),
        "day": one.day,
        "reached": one.reached,
        "code": one.code.strip(),
        "note": one.note.strip(),
    }


def _read(row: OutreachRow) -> Outreach:
    return Outreach(row.place, row.day, row.reached, row.code, row.note, row.id, row.version)
