"""What customers can be given beyond a message: kept by name, with the cost, and for whom alone."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from core.importers.problems import redacted
from core.services import kept_notes
from core.services.opening import OpenShop
from core.store import notes
from core.store.notes import NoteChanged, NoteGone
from core.store.programme_tables import BenefitRow

__all__ = ["Benefit", "NoteChanged", "NoteGone"]

LONGEST_NAME: Final = 60
LONGEST_NOTE: Final = 500
MOST_COST: Final = 10_000_000
MOST_DAYS: Final = 730


class Kind(StrEnum):
    """What it is; the order is that of the catalogue."""

    CARD = "card"
    """손글씨 카드"""
    FIRST_LOOK = "first_look"
    """새 상품 먼저 보여 주기"""
    BIRTHDAY = "birthday"
    SAMPLE = "sample"
    WRAPPING = "wrapping"
    INVITATION = "invitation"
    DELIVERY = "delivery"
    """무료 배송"""
    POINTS = "points"
    """적립금"""
    COUPON = "coupon"
    DISCOUNT = "discount"

    @property
    def is_discount(self) -> bool:
        """Whether it takes something off what is to be paid."""
        return self in {Kind.DELIVERY, Kind.POINTS, Kind.COUPON, Kind.DISCOUNT}


USUAL_COST: Final = {
    Kind.CARD: 500, Kind.FIRST_LOOK: 0, Kind.BIRTHDAY: 3_000, Kind.SAMPLE: 1_500,
    Kind.WRAPPING: 1_200, Kind.INVITATION: None, Kind.DELIVERY: 3_000, Kind.POINTS: 2_000,
    Kind.COUPON: 3_000, Kind.DISCOUNT: None,
}  # fmt: skip
"""Won that stand in the form to begin with: the seller has to look at them."""


class BenefitProblem(StrEnum):
    """Why something is not kept."""

    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    SAME_NAME = "same_name"
    COST = "cost"
    DAYS = "days"
    """It ends before it begins."""
    EVERY = "every"
    TWO_CIRCLES = "two_circles"
    """It is for a tier alone, and for a group alone."""
    NOBODY = "nobody"
    IN_FUTURE = "in_future"
    LATE_LOT = "late_lot"
    """A lot cannot be drawn for a day that is over."""
    SHARE = "share"
    TOO_FEW = "too_few"
    """So few that nobody would be left without."""
    ALREADY = "already"
    """The very same people were given it on that day already."""


class BenefitRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was kept."""

    def __init__(self, problem: BenefitProblem) -> None:
        """Keep the reason."""
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Benefit:
    """One of them.

    Attributes:
        name: what the seller calls it.
        kind: what it is.
        cost: won that one costs; None while unknown.
        first: the day from which it is offered; None for no bound,
        last: and the last one.
        tier: the number of the tier it is for alone,
        group: or that of the group; None of both for everybody.
        every_days: after how many days somebody of them is to hear of the shop again; None for
            no plan.
        undoable: how many changes of it can be taken back.
    """

    name: str
    kind: Kind
    cost: int | None = None
    first: date | None = None
    last: date | None = None
    tier: int | None = None
    group: int | None = None
    every_days: int | None = None
    note: str = ""
    id: int | None = None
    version: int = 1
    undoable: int = 0

    @property
    def number(self) -> int:
        """Its number; 0 before it is kept."""
        return self.id or 0

    @property
    def is_exclusive(self) -> bool:
        """Whether it is not for everybody."""
        return self.tier is not None or self.group is not None

    def runs(self, day: date) -> bool:
        """Whether it is offered on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def listed(shop: OpenShop, *, deleted: bool = False) -> list[Benefit]:
    """All of them, the newest first; with ``deleted`` those that were thrown away.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        rows = notes.listed(session, BenefitRow, shop.id, deleted=deleted)
        undoable = notes.changed(session, shop.id, BenefitRow)
        return [_read(row, undoable.get(row.id, 0)) for row in rows]


def add(shop: OpenShop, one: Benefit, now: datetime) -> Benefit:
    """Take one into use.

    Raises:
        BenefitRefused: something in it is impossible; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    check(one)
    row = BenefitRow(shop_id=shop.id, id=0, created_at=now, **_columns(one))
    with shop.store.write() as session:
        _refuse_taken(notes.listed(session, BenefitRow, shop.id), row.name)
        return _read(notes.add(session, row))


def change(shop: OpenShop, one: Benefit, now: datetime) -> Benefit:
    """Change one; its ``version`` is the one the seller saw.

    Raises:
        BenefitRefused: something in it is impossible; nothing was changed.
        NoteChanged: it was changed elsewhere meanwhile.
        core.store.StoreProblem: the store cannot be written.
    """
    check(one)
    wanted = _columns(one)
    with shop.store.write() as session:
        row = notes.find(session, BenefitRow, shop.id, one.number)
        others = [it for it in notes.listed(session, BenefitRow, shop.id) if it.id != row.id]
        _refuse_taken(others, wanted["name"])
        return _read(notes.change(session, row, wanted, now, one.version))


def delete(shop: OpenShop, one: Benefit, now: datetime) -> None:
    """Throw one away; ``undo`` brings it back, and what was given with it."""
    kept_notes.delete(shop, BenefitRow, one.number, now, one.version)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change of one.

    Raises:
        NoteChanged: it was changed elsewhere since it was read, or another one has its name now.
        NoteGone: nothing was changed.
    """
    with shop.store.write() as session:
        row = notes.find(session, BenefitRow, shop.id, number)
        if not notes.undo(session, row, seen):
            raise NoteGone(number)
        others = [it for it in notes.listed(session, BenefitRow, shop.id) if it.id != row.id]
        taken = {it.name.casefold() for it in others}
        if row.deleted_at is None and row.name.casefold() in taken:
            raise NoteChanged


def check(one: Benefit) -> None:
    """Refuse what is impossible.

    Raises:
        BenefitRefused: the first thing that is wrong.
    """
    name = _plain(one.name)
    refuse({
        BenefitProblem.NO_NAME: not name,
        BenefitProblem.TOO_LONG: len(name) > LONGEST_NAME or len(one.note) > LONGEST_NOTE,
        BenefitProblem.COST: not 0 <= (one.cost or 0) <= MOST_COST,
        BenefitProblem.DAYS: None not in {one.first, one.last} and _is_reversed(one),
        BenefitProblem.EVERY: one.every_days is not None
        and not 1 <= one.every_days <= MOST_DAYS,
        BenefitProblem.TWO_CIRCLES: one.tier is not None and one.group is not None,
    })  # fmt: skip


def refuse(wrong: dict[BenefitProblem, bool]) -> None:
    """Raise the first problem that applies.

    Raises:
        BenefitRefused: that problem.
    """
    for problem, applies in wrong.items():
        if applies:
            raise BenefitRefused(problem)


def renamed(one: Benefit, some: list[Benefit]) -> Benefit:
    """The same under a name that none of the others has: 손글씨 카드 2."""
    taken = {it.name.casefold() for it in some}
    name, number = one.name, 2
    while name.casefold() in taken:
        name, number = f"{one.name} {number}", number + 1
    return replace(one, name=name)


def _is_reversed(one: Benefit) -> bool:
    return one.first is not None and one.last is not None and one.last < one.first


def _refuse_taken(rows: list[BenefitRow], name: str) -> None:
    taken = name.casefold() in {row.name.casefold() for row in rows}
    refuse({BenefitProblem.SAME_NAME: taken})


def _plain(name: str) -> str:
    return " ".join(name.split())


def _columns(one: Benefit) -> dict[str, Any]:
    return {
        "name": _plain(one.name), "kind": one.kind.value, "cost": one.cost, "first": one.first,
        "last": one.last, "tier_id": one.tier, "group_id": one.group,
        "every_days": one.every_days, "note": redacted(one.note.strip()),
    }  # fmt: skip


def _read(row: BenefitRow, undoable: int = 0) -> Benefit:
    return Benefit(
        row.name, Kind(row.kind), row.cost, row.first, row.last, row.tier_id, row.group_id,
        row.every_days, row.note, row.id, row.version, undoable,
    )  # fmt: skip
