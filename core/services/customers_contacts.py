"""Contacts written down by hand: with a customer, or for a stage of the way without one."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from core.analysis.journey import Stage
from core.services import kept_notes
from core.services.kept_notes import NoteProblem
from core.services.opening import OpenShop
from core.services.voice_complaints import clean
from core.store import notes
from core.store.customer_tables import ContactRow
from core.terms import seoul_day

LONGEST_TEXT: Final = 2000
MOST_SHOWN: Final = 20
"""So many contacts without a customer are listed."""


class Doing(StrEnum):
    """What kind of contact it was."""

    STUDY = "study"
    """조사: finding out what somebody wants."""
    PREPARE = "prepare"
    """준비"""
    ACT = "act"
    """실행"""
    ANSWER = "answer"
    """응대: answering what came from the customer."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact.

    Attributes:
        kind: what was done.
        stage: at which stage of the way to a regular.
        day: when.
        text: what it was; telephone numbers, addresses and names are taken out of it.
        key: with whom; None where it was with nobody in particular.
    """

    kind: Doing
    stage: Stage
    day: date
    text: str
    key: str | None = None
    id: int | None = None
    version: int = 1


def add(shop: OpenShop, one: Contact, now: datetime) -> Contact:
    """Write one down.

    Raises:
        core.services.kept_notes.NoteRefused: nothing said, too long, or a day to come; nothing
            was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    _check(one, seoul_day(now))
    row = ContactRow(
        shop_id=shop.id, id=0, buyer_key=one.key, created_at=now, **_columns(one)
    )  # fmt: skip
    with shop.store.write() as session:
        return read(notes.add(session, row))


def edit(shop: OpenShop, one: Contact, now: datetime) -> None:
    """Change one; its ``version`` is the one the seller saw.

    Raises:
        core.services.kept_notes.NoteRefused: something in it is impossible; nothing was changed.
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
    """
    _check(one, seoul_day(now))
    kept_notes.change(shop, ContactRow, one.id or 0, _columns(one), now, one.version)


def delete(shop: OpenShop, one: Contact, now: datetime) -> None:
    """Throw one away; ``undo`` brings it back."""
    kept_notes.delete(shop, ContactRow, one.id or 0, now, one.version)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change."""
    kept_notes.undo(shop, ContactRow, number, seen)


def without_customer(shop: OpenShop) -> list[Contact]:
    """The newest contacts that were with nobody in particular, the newest day first."""
    with shop.store.read() as session:
        # Of who was deleted at the own wish a contact without words is left.
        rows = notes.listed(session, ContactRow, shop.id)
        found = [read(row) for row in rows if row.buyer_key is None and row.text]
    return sorted(found, key=lambda one: (one.day, one.id or 0), reverse=True)[:MOST_SHOWN]


def read(row: ContactRow) -> Contact:
    """A contact as it is kept."""
    return Contact(
        Doing(row.kind), Stage(row.stage), row.day, row.text, row.buyer_key, row.id, row.version
    )


def _check(one: Contact, today: date) -> None:
    kept_notes.refuse({
        NoteProblem.NOTHING_SAID: not one.text.strip(),
        NoteProblem.TOO_LONG: len(one.text) > LONGEST_TEXT,
        NoteProblem.IN_FUTURE: one.day > today,
    })  # fmt: skip


def _columns(one: Contact) -> dict[str, Any]:
    return {
        "kind": one.kind.value, "stage": one.stage.value, "day": one.day, "text": clean(one.text)
    }  # fmt: skip
