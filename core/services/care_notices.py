"""What people worry about from the order to the first use, and which notice answers it."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from core.analysis.care_queue import Kind
from core.services import care_rules, kept_notes
from core.services.kept_notes import LONGEST, LONGEST_NOTE, NoteProblem
from core.services.opening import OpenShop
from core.store import notes, turns
from core.store.care_tables import WorryRow
from core.store.notes import NoteChanged


class Step(StrEnum):
    """The way from the order to the first use, in its order."""

    ORDER = "order"
    PAID = "paid"
    PREPARING = "preparing"
    SENT = "sent"
    ON_THE_WAY = "on_the_way"
    ARRIVED = "arrived"
    USING = "using"


class Place(StrEnum):
    """Where a worry is answered for everybody, if no message does it."""

    PAGE = "page"
    """상세페이지."""
    CARD = "card"
    """A card in the parcel."""
    TALK = "talk"
    """The automatic answer of 톡톡."""


NOTICES: Final = (*(kind.value for kind in Kind), *(place.value for place in Place))
"""What can be assigned to a worry."""


@dataclass(frozen=True, slots=True)
class Point:
    """A worry that most shops have.

    Attributes:
        code: names it.
        step: where it comes up.
        notice: the kind of care that answers it if it is done; empty for none.
        place: where else it is answered well.
        text: words to begin with, for customers.
    """

    code: str
    step: Step
    notice: str
    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Worry:
    """One worry of this shop.

    Attributes:
        step: where it comes up.
        point: the code of one that most shops have; empty for one of the seller's own.
        name: what the seller calls an own one.
        notice: what answers it, one of ``NOTICES``; empty for nothing.
        text: the words that do.
        is_left_out: whether it does not concern this shop.
        id: its number; None for one that was never changed.
        version: as it was seen.
    """

    step: Step
    point: str = ""
    name: str = ""
    notice: str = ""
    text: str = ""
    is_left_out: bool = False
    id: int | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Board:
    """All worries, step by step.

    Attributes:
        worries: in the order of the steps, without those that do not concern the shop.
        left_out: those.
        off: the kinds of care that are switched off and so answer nothing.
    """

    worries: tuple[Worry, ...]
    left_out: tuple[Worry, ...]
    off: frozenset[str]

    def is_answered(self, one: Worry) -> bool:
        """Whether something answers it."""
        return bool(one.notice) and one.notice not in self.off

    @property
    def answered(self) -> int:
        """How many are answered."""
        return sum(self.is_answered(one) for one in self.worries)

    @property
    def open(self) -> tuple[Worry, ...]:
        """Those that nothing answers."""
        return tuple(one for one in self.worries if not self.is_answered(one))

    def at(self, step: Step) -> tuple[Worry, ...]:
        """Those of one step."""
        return tuple(one for one in self.worries if one.step is step)


@cache
def points() -> Mapping[str, Point]:
    """The worries that most shops have, in the order of the steps."""
    path = Path(__file__).with_name("care_worries.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["code"]: Point(
            row["code"], Step(row["step"]), row["notice"], Place(row["place"]), row["text"]
        )
        for row in rows
    }


def board(shop: OpenShop) -> Board:
    """The worries of a shop: those that most have, as the seller changed them, and own ones.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        rows = notes.listed(session, WorryRow, shop.id)
        rules = care_rules.read(session, shop.id)
    kept = {row.point: row for row in reversed(rows) if row.point}
    found = [
        _read(kept[code]) if code in kept else _first(point) for code, point in points().items()
    ]
    found += [_read(row) for row in reversed(rows) if not row.point]
    order = list(Step)
    found.sort(key=lambda one: order.index(one.step))
    return Board(
        tuple(one for one in found if not one.is_left_out),
        tuple(one for one in found if one.is_left_out),
        frozenset(kind.value for kind, rule in rules.items() if not rule.is_on),
    )


def deleted(shop: OpenShop) -> list[Worry]:
    """Own worries that were thrown away."""
    with shop.store.read() as session:
        rows = notes.listed(session, WorryRow, shop.id, deleted=True)
    return [_read(row) for row in rows if not row.point]


def put(shop: OpenShop, one: Worry, now: datetime) -> Worry:
    """Keep what answers a worry, its words, or a new worry; its ``version`` is what was seen.

    Raises:
        core.services.kept_notes.NoteRefused: something in it is impossible; nothing was changed.
        NoteChanged: it was changed elsewhere meanwhile; nothing was changed.
        core.store.StoreProblem: the store cannot be written.
    """
    _check(one)
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        if one.id is not None:
            row = notes.find(session, WorryRow, shop.id, one.id)
            return _read(notes.change(session, row, _columns(one), now, one.version))
        rows = notes.listed(session, WorryRow, shop.id)
        if one.point and any(row.point == one.point for row in rows):
            raise NoteChanged
        row = WorryRow(shop_id=shop.id, id=0, created_at=now, **_columns(one))
        return _read(notes.add(session, row))


def undo(shop: OpenShop, before: Worry, now: Worry, at: datetime) -> None:
    """Make a worry what it was before it was put.

    Raises:
        NoteChanged: it was changed elsewhere since.
        core.store.StoreProblem: the store cannot be written.
    """
    if before.id is None:
        kept_notes.delete(shop, WorryRow, now.id or 0, at, now.version)
    else:
        kept_notes.undo(shop, WorryRow, now.id or 0, now.version)


def delete(shop: OpenShop, one: Worry, now: datetime) -> None:
    """Throw an own worry away; ``bring_back`` undoes it."""
    kept_notes.delete(shop, WorryRow, one.id or 0, now, one.version)


def bring_back(shop: OpenShop, one: Worry) -> None:
    """Take back that a worry was thrown away."""
    kept_notes.undo(shop, WorryRow, one.id or 0, one.version)


def _check(one: Worry) -> None:
    kept_notes.refuse(
        {
            NoteProblem.NOTHING_SAID: not one.point and not one.name.strip(),
            NoteProblem.TOO_LONG: len(one.name) > LONGEST or len(one.text) > LONGEST_NOTE,
        }
    )
    if (one.notice and one.notice not in NOTICES) or (one.point and one.point not in points()):
        msg = f"there is no worry {one.point!r} or notice {one.notice!r}"
        raise ValueError(msg)


def _columns(one: Worry) -> dict[str, Any]:
    return {
        "point": one.point,
        "step": one.step.value,
        "name": one.name.strip(),
        "notice": one.notice,
        "text": one.text.strip(),
        "is_left_out": int(one.is_left_out),
    }


def _first(point: Point) -> Worry:
    return Worry(point.step, point.code, notice=point.notice)


def _read(row: WorryRow) -> Worry:
    known = points().get(row.point)
    step = known.step if known else Step(row.step)
    return Worry(
        step, row.point, row.name, row.notice, row.text, bool(row.is_left_out), row.id, row.version
    )
