"""How many want to hear from the shop by channels whose numbers no file tells: typed or pasted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from sqlmodel import Session

from core.analysis.subscribers import Count
from core.services import kept_notes
from core.services.kept_notes import MOST_PEOPLE, NoteProblem
from core.services.opening import OpenShop
from core.store import notes, turns
from core.store.notes import NoteChanged, NoteGone
from core.store.programme_tables import SubscriberRow
from core.terms import seoul_day

__all__ = ["Channel", "Count", "Line", "NoteChanged", "NoteGone", "Taken"]


class Channel(StrEnum):
    """By what people want to hear from the shop."""

    NEWS = "news"
    """알림받기 of the shop: files and typed days tell it, and nothing is written down here."""
    KAKAO = "kakao"
    TALK = "talk"
    MAIL = "mail"
    SMS = "sms"


WRITTEN: Final = tuple(one for one in Channel if one is not Channel.NEWS)
"""The channels whose numbers the seller writes down."""


@dataclass(frozen=True, slots=True)
class Line:
    """What the seller wrote down of one day of a channel."""

    channel: Channel
    count: Count
    id: int | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Taken:
    """Lines that were written down at once.

    Attributes:
        new: how many days were not there,
        changed: and how many were and had other numbers.
        same: how many were there already, as they are.
        lines: the numbers and versions of the rows, for the way back.
    """

    new: int
    changed: int
    same: int
    lines: tuple[tuple[int, int, bool], ...]


def listed(shop: OpenShop, *, deleted: bool = False) -> list[Line]:
    """What the seller wrote down, the newest day first; with ``deleted`` what was thrown away.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        rows = notes.listed(session, SubscriberRow, shop.id, deleted=deleted)
    found = [_read(row) for row in rows]
    return sorted(found, key=lambda one: (one.count.day, one.channel), reverse=True)


def keep(shop: OpenShop, channel: Channel, some: Iterable[Count], now: datetime) -> Taken:
    """Write lines down; a day of the channel that is there already gets the new numbers.

    All of them are written, or none.

    Raises:
        core.services.kept_notes.NoteRefused: a line says nothing, has an impossible number or a
            day to come; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    wanted = list({one.day: one for one in some}.values())
    for one in wanted:
        check(one, seoul_day(now))
    kept_notes.refuse({NoteProblem.NOTHING_SAID: not wanted})
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        there = {row.day: row for row in notes.listed(session, SubscriberRow, shop.id)
                 if row.channel == channel.value}  # fmt: skip
        return _put(session, shop.id, channel, wanted, there, now)


def check(one: Count, today: date) -> None:
    """Refuse what cannot be.

    Raises:
        core.services.kept_notes.NoteRefused: why.
    """
    told = [it for it in (one.total, one.joined, one.left) if it is not None]
    kept_notes.refuse({
        NoteProblem.NOTHING_SAID: not told,
        NoteProblem.NUMBER: any(not 0 <= it <= MOST_PEOPLE for it in told),
        NoteProblem.IN_FUTURE: one.day > today,
    })  # fmt: skip


def take_back(shop: OpenShop, done: Taken, now: datetime) -> None:
    """Take back what was written down at once: new lines go, changed ones are as before.

    Raises:
        NoteChanged: one of them was changed elsewhere meanwhile; nothing was taken back.
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        for number, version, is_new in done.lines:
            row = notes.find(session, SubscriberRow, shop.id, number)
            if is_new:
                notes.change(session, row, {"deleted_at": now}, now, version)
            else:
                notes.undo(session, row, version)


def delete(shop: OpenShop, one: Line, now: datetime) -> None:
    """Throw a line away; ``undo`` brings it back.

    Raises:
        NoteChanged: it was changed elsewhere meanwhile.
    """
    kept_notes.delete(shop, SubscriberRow, one.id or 0, now, one.version)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change of a line.

    Raises:
        NoteChanged: it was changed since, or its day was written down anew meanwhile.
    """
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        row = notes.find(session, SubscriberRow, shop.id, number)
        there = notes.listed(session, SubscriberRow, shop.id)
        if any((one.channel, one.day) == (row.channel, row.day) and one.id != row.id
               for one in there):  # fmt: skip
            raise NoteChanged
        if not notes.undo(session, row, seen):
            raise NoteGone(number)


def _put(  # noqa: PLR0913, PLR0917  (where, whose, which, what, beside what, when)
    session: Session,
    shop_id: int,
    channel: Channel,
    wanted: Sequence[Count],
    there: Mapping[date, SubscriberRow],
    now: datetime,
) -> Taken:
    lines: list[tuple[int, int, bool]] = []
    new = changed = same = 0
    for one in wanted:
        numbers: dict[str, Any] = {"total": one.total, "joined": one.joined, "left": one.left}
        row = there.get(one.day)
        if row is None:
            new += 1
            row = notes.add(session, SubscriberRow(
                shop_id=shop_id, id=0, channel=channel.value, day=one.day, created_at=now, **numbers
            ))  # fmt: skip
            lines.append((row.id, row.version, True))
        elif all(getattr(row, name) == value for name, value in numbers.items()):
            same += 1
        else:
            changed += 1
            row = notes.change(session, row, numbers, now)
            lines.append((row.id, row.version, False))
    return Taken(new, changed, same, tuple(lines))


def _read(row: SubscriberRow) -> Line:
    return Line(
        Channel(row.channel), Count(row.day, row.total, row.joined, row.left), row.id, row.version
    )
