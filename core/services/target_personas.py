"""Whom the shop is made for: the customer in one sentence, and one card for each persona."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlmodel import Session

from core.services import kept_notes
from core.services.kept_notes import NoteProblem
from core.services.opening import OpenShop
from core.store import notes
from core.store.target_tables import PersonaRow

LONGEST_SENTENCE: Final = 60
"""우리 고객은 … 한 …: so many characters, so that it is one thought."""

LONGEST_NAME: Final = 40
LONGEST: Final = 200
MOST_NEEDS: Final = 10
_BETWEEN: Final = ","


class ProofKind(StrEnum):
    """Where the seller knows a persona from."""

    PRODUCT = "product"
    """Orders of a product."""
    TEST = "test"
    """A copy test."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The product whose orders, or the copy test that, show that there is such a person."""

    kind: ProofKind
    number: int


@dataclass(frozen=True, slots=True)
class Persona:
    """One person the shop is made for; what nobody has said yet is empty.

    Attributes:
        name: what she calls it.
        sentence: the customer in one sentence.
        age: decades, as in ``core.analysis.target.AGES``, or ``any`` alone.
        gender: one of ``core.analysis.target.GENDERS``, or ``any``.
        job: what this person does.
        interests: what this person likes.
        problem: what is hard for this person.
        wish: the solution this person wants.
        tendency: how this person chooses.
        liked_copy: which words work with this person.
        needs: what this person needs, one each.
        evidence: how the seller knows.
        is_main: whether it is the one the shop is made for first.
    """

    name: str = ""
    sentence: str = ""
    age: tuple[str, ...] = ()
    gender: str = ""
    job: str = ""
    interests: str = ""
    problem: str = ""
    wish: str = ""
    tendency: str = ""
    liked_copy: str = ""
    needs: tuple[str, ...] = ()
    evidence: tuple[Proof, ...] = ()
    is_main: bool = False
    id: int | None = None
    version: int = 1
    undoable: int = 0

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of what has to be said before it is complete, in the order of the card."""
        return tuple(name for name in REQUIRED if not getattr(self, name))

    @property
    def is_complete(self) -> bool:
        """Whether it is 완성."""
        return not self.missing


ANY: Final = "any"
"""Any age, or any gender: said, and not left open."""

REQUIRED: Final = (
    "sentence", "age", "gender", "job", "interests", "problem", "wish", "needs",
)  # fmt: skip
"""What a complete persona has: the sentence, six fields and one need at least."""

_TEXTS: Final = (
    "name", "sentence", "gender", "job", "interests", "problem", "wish", "tendency", "liked_copy",
)  # fmt: skip


def listed(shop: OpenShop) -> list[Persona]:
    """All personas, the main one first and the others in the order in which they were made.

    Without one that was made the main one, the oldest is.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        times = notes.changed(session, shop.id, PersonaRow)
        rows = notes.listed(session, PersonaRow, shop.id)[::-1]
    found = [_read(row, times.get(row.id, 0)) for row in rows]
    if found and not any(one.is_main for one in found):
        found[0] = replace(found[0], is_main=True)
    return sorted(found, key=lambda one: not one.is_main)


def deleted(shop: OpenShop) -> list[Persona]:
    """Those that were thrown away."""
    with shop.store.read() as session:
        return [_read(row) for row in notes.listed(session, PersonaRow, shop.id, deleted=True)]


def main(shop: OpenShop) -> Persona | None:
    """The person the shop is made for first; None before anybody was written down."""
    return next(iter(listed(shop)), None)


def sentence(shop: OpenShop) -> str:
    """The customer in one sentence as the main persona tells it, empty where nobody wrote it.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    found = main(shop)
    return found.sentence if found else ""


def say(shop: OpenShop, sentence: str, name: str, now: datetime, seen: Persona | None) -> None:
    """Keep the customer in one sentence: of the main persona, or as the first one.

    Args:
        shop: whose.
        sentence: what is kept.
        name: what the first persona is called where there is none.
        now: when.
        seen: the main persona as the seller saw it; None where she saw none.

    Raises:
        core.services.kept_notes.NoteRefused: it is empty or too long; nothing was kept.
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
    """
    if seen is None:
        kept_notes.refuse({NoteProblem.NOTHING_SAID: not sentence.strip()})
        add(shop, Persona(name=name, sentence=sentence, is_main=True), now)
    else:
        edit(shop, replace(seen, sentence=sentence), now)


def add(shop: OpenShop, one: Persona, now: datetime) -> Persona:
    """Write a persona down.

    Raises:
        core.services.kept_notes.NoteRefused: something in it is impossible; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        _check(session, shop.id, one)
        row = PersonaRow(shop_id=shop.id, id=0, created_at=now, **_columns(one))
        row.is_main = int(one.is_main or not notes.listed(session, PersonaRow, shop.id))
        kept = notes.add(session, row)
        if kept.is_main:
            _only(session, shop.id, kept.id, now)
        return _read(kept)


def edit(shop: OpenShop, one: Persona, now: datetime) -> None:
    """Change a persona; its ``version`` is the one the seller saw.

    Raises:
        core.services.kept_notes.NoteRefused: something in it is impossible; nothing was changed.
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
    """
    with shop.store.write() as session:
        _check(session, shop.id, one)
        row = notes.find(session, PersonaRow, shop.id, one.id or 0)
        notes.change(session, row, _columns(one), now, one.version)


def copy(shop: OpenShop, one: Persona, name: str, now: datetime) -> Persona:
    """Another persona that begins as this one is; its name gets a number if it is taken."""
    names = {other.name for other in listed(shop)}
    free, number = name[:LONGEST_NAME], 2
    while free in names:
        ending = f" {number}"
        free, number = f"{name[: LONGEST_NAME - len(ending)]}{ending}", number + 1
    return add(shop, replace(one, name=free, is_main=False, id=None), now)


def make_main(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> None:
    """Make one the main persona, and no other one.

    Raises:
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
    """
    with shop.store.write() as session:
        row = notes.find(session, PersonaRow, shop.id, number)
        notes.change(session, row, {"is_main": 1}, now, seen)
        _only(session, shop.id, number, now)


def delete(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> None:
    """Throw one away; ``undo`` brings it back."""
    kept_notes.delete(shop, PersonaRow, number, now, seen)


def undo(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> None:
    """Take back the last change; one that becomes the main one again is the only one.

    Raises:
        core.store.notes.NoteChanged: it was changed elsewhere since it was read.
        core.store.notes.NoteGone: nothing was changed.
    """
    kept_notes.undo(shop, PersonaRow, number, seen)
    with shop.store.write() as session:
        row = notes.find(session, PersonaRow, shop.id, number)
        if row.is_main and row.deleted_at is None:
            _only(session, shop.id, number, now)


def _only(session: Session, shop_id: int, number: int, now: datetime) -> None:
    """No other one is the main one any more."""
    for row in notes.listed(session, PersonaRow, shop_id):
        if row.is_main and row.id != number:
            notes.change(session, row, {"is_main": 0}, now)


def _check(session: Session, shop_id: int, one: Persona) -> None:
    texts = [getattr(one, name) for name in _TEXTS if name not in {"name", "sentence"}]
    texts += one.needs
    name = one.name.strip()
    others = {
        row.name for row in notes.listed(session, PersonaRow, shop_id) if row.id != (one.id or 0)
    }
    kept_notes.refuse(
        {
            NoteProblem.NOTHING_SAID: not name,
            NoteProblem.TOO_LONG: len(name) > LONGEST_NAME
            or len(one.sentence.strip()) > LONGEST_SENTENCE
            or len(one.needs) > MOST_NEEDS
            or any(len(text) > LONGEST for text in texts),
            NoteProblem.NAME_TAKEN: name in others,
        }
    )


def _columns(one: Persona) -> dict[str, Any]:
    return {
        **{name: " ".join(getattr(one, name).split()) for name in _TEXTS},
        "age": _BETWEEN.join(one.age),
        "needs": "\n".join(_lines(one.needs)),
        "evidence": "\n".join(f"{proof.kind}:{proof.number}" for proof in one.evidence),
    }


def _lines(needs: Sequence[str]) -> list[str]:
    told = (" ".join(need.split()) for need in needs)
    return list(dict.fromkeys(need for need in told if need))


def _read(row: PersonaRow, undoable: int = 0) -> Persona:
    return Persona(
        **{name: getattr(row, name) for name in _TEXTS},
        age=tuple(row.age.split(_BETWEEN)) if row.age else (),
        needs=tuple(row.needs.splitlines()),
        evidence=tuple(_proof(line) for line in row.evidence.splitlines()),
        is_main=bool(row.is_main), id=row.id, version=row.version, undoable=undoable,
    )  # fmt: skip


def _proof(line: str) -> Proof:
    kind, _, number = line.partition(":")
    return Proof(ProofKind(kind), int(number))
