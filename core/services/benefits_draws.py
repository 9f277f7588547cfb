"""Times at which a benefit was given: to whom, and who by lot was left without to compare with."""

import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlmodel import Session

from core.analysis import list_split
from core.importers.problems import redacted
from core.services import benefits, kept_notes
from core.services.benefits import LONGEST_NOTE, MOST_COST, Benefit, BenefitProblem
from core.services.opening import OpenShop
from core.store import benefits as store
from core.store import identities, notes, turns
from core.store.programme_tables import BenefitDrawRow, BenefitRow
from core.terms import seoul_day

MOST_LEFT: Final = 50
"""Percent that may be left without at most."""


@dataclass(frozen=True, slots=True)
class Draw:
    """One time a benefit was given.

    Attributes:
        benefit: the number of what was given.
        day: when.
        hold_out: the share that was left without by lot, 0 to 1.
        given: how many were given it,
        left: and how many were left without.
        cost: won that one cost; None while unknown.
    """

    id: int
    benefit: int
    day: date
    hold_out: float
    given: int
    left: int
    cost: int | None
    note: str
    version: int
    undoable: int = 0

    @property
    def spent(self) -> int | None:
        """Won that all of them cost; None while unknown."""
        return None if self.cost is None else self.cost * self.given


def listed(shop: OpenShop, *, deleted: bool = False) -> list[Draw]:
    """All times, the newest day first; with ``deleted`` those that were taken back.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        there = {row.id for row in notes.listed(session, BenefitRow, shop.id)}
        rows = notes.listed(session, BenefitDrawRow, shop.id, deleted=deleted)
        counts = store.counts(session, shop.id)
        undoable = notes.changed(session, shop.id, BenefitDrawRow)
    found = [
        _read(row, counts.get(row.id, (0, 0)), undoable.get(row.id, 0))
        for row in rows if row.benefit_id in there
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.day, one.id), reverse=True)


def people(shop: OpenShop, number: int) -> dict[str, bool]:
    """Everybody of one time by the durable keys: whether they were given it.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return store.people(session, shop.id, number)


def give(  # noqa: PLR0913  (whose, what, whom, when, how)
    shop: OpenShop,
    one: Benefit,
    keys: Collection[str],
    now: datetime,
    *,
    day: date | None = None,
    percent: int = 0,
    cost: int | None = None,
    note: str = "",
) -> Draw:
    """Give a benefit to people, and leave a share of them without by lot.

    Two keys of one customer are one person. The lot follows from the benefit, the day and the
    people alone, so nobody draws until she likes what she sees; the sides are right to one. The
    same to the same people on the same day is a second click, and is refused.

    Args:
        shop: whose.
        one: what is given.
        keys: the durable keys of the people.
        now: when it is written down.
        day: when it was given; today if None.
        percent: of them left without.
        cost: won that one costs; None while unknown.
        note: anything else.

    Raises:
        core.services.benefits.BenefitRefused: something is impossible; nothing was kept.
        core.store.notes.NoteGone: there is no such benefit any more.
        core.store.StoreProblem: the store cannot be written.
    """
    today = seoul_day(now)
    day = day or today
    benefits.refuse({
        BenefitProblem.NOBODY: not keys,
        BenefitProblem.IN_FUTURE: day > today,
        BenefitProblem.SHARE: not 0 <= percent <= MOST_LEFT,
        BenefitProblem.LATE_LOT: bool(percent) and day < today,
        BenefitProblem.COST: not 0 <= (cost or 0) <= MOST_COST,
        BenefitProblem.TOO_LONG: len(note) > LONGEST_NOTE,
    })  # fmt: skip
    seed = _seed(shop, one, day)
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        benefit = notes.find(session, BenefitRow, shop.id, one.number)
        if benefit.deleted_at is not None:
            raise notes.NoteGone(one.number)
        everybody = sorted(set(identities.customers_of(session, shop.id, keys).values()))
        sides = lots(everybody, percent, seed)
        left = len(everybody) - sum(sides.values())
        benefits.refuse({
            BenefitProblem.TOO_FEW: bool(percent) and left in {0, len(everybody)},
            BenefitProblem.ALREADY: _is_there(session, shop.id, one.number, day, sides),
        })  # fmt: skip
        row = BenefitDrawRow(
            shop_id=shop.id, id=0, benefit_id=one.number, day=day, hold_out=percent / 100,
            seed=seed, cost=cost, note=redacted(note.strip()), created_at=now,
        )  # fmt: skip
        notes.add(session, row)
        store.put(session, shop.id, row.id, sides.items())
        return _read(row, (len(everybody) - left, left))


def lots(people: Collection[str], percent: int, seed: str) -> dict[str, bool]:
    """Who is given it, by name; the same people with the same seed are divided alike again."""
    shares = {"given": 100 - percent, "left": percent}
    split = list_split.split(sorted(people), shares, seed)
    return {one: side == "given" for one, side in split.items()}


def reprice(  # noqa: PLR0913, PLR0917  (whose, which, what, when, as it was seen)
    shop: OpenShop, one: Draw, cost: int | None, note: str, now: datetime, seen: int | None = None
) -> None:
    """Say what one cost at that time, and anything else; ``seen`` is the version that was seen.

    Raises:
        core.services.benefits.BenefitRefused: the cost is impossible; nothing was changed.
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
    """
    benefits.refuse({
        BenefitProblem.COST: not 0 <= (cost or 0) <= MOST_COST,
        BenefitProblem.TOO_LONG: len(note) > LONGEST_NOTE,
    })  # fmt: skip
    wanted = {"cost": cost, "note": redacted(note.strip())}
    kept_notes.change(shop, BenefitDrawRow, one.id, wanted, now, seen or one.version)


def delete(shop: OpenShop, one: Draw, now: datetime) -> None:
    """Take a time back, such as one that never happened; ``undo`` brings it back."""
    kept_notes.delete(shop, BenefitDrawRow, one.id, now, one.version)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change of one."""
    kept_notes.undo(shop, BenefitDrawRow, number, seen)


def _is_there(
    session: Session, shop_id: int, benefit: int, day: date, sides: Mapping[str, bool]
) -> bool:
    """Whether it is written down already that these people were given it on that day."""
    return any(
        store.people(session, shop_id, row.id).keys() == sides.keys()
        for row in notes.listed(session, BenefitDrawRow, shop_id)
        if (row.benefit_id, row.day) == (benefit, day)
    )


def _seed(shop: OpenShop, one: Benefit, day: date) -> str:
    told = f"benefit {one.number} {day.isoformat()}"
    return hmac.digest(shop.key, told.encode(), "sha256").hex()[: list_split.SEED_DIGITS]


def _read(row: BenefitDrawRow, sizes: tuple[int, int], undoable: int = 0) -> Draw:
    return Draw(
        row.id, row.benefit_id, row.day, row.hold_out, *sizes, row.cost, row.note, row.version,
        undoable,
    )  # fmt: skip
