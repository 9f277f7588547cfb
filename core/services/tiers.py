"""The tiers a seller gives her customers: kept as one list, changed and taken back as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlmodel import Session

from core.analysis import tiers as analysis
from core.analysis.tiers import Ask
from core.services.opening import OpenShop
from core.store import notes, turns
from core.store.notes import NoteChanged
from core.store.programme_tables import TierRow

__all__ = ["Ask", "NoteChanged", "Tier"]

MOST: Final = 6
"""So many tiers there may be; more nobody can tell apart."""

LONGEST_NAME: Final = 30
LONGEST_PERK: Final = 200
MOST_WON: Final = 1_000_000_000
MOST_ORDERS: Final = 1_000
MOST_DAYS: Final = 3_650


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier.

    Attributes:
        name: what it is called.
        least_won: won that were spent within the days at least; None where it does not matter.
        least_orders: the same of orders.
        days: within so many days; None for ever.
        perk: what its members get, in the seller's words.
        id: its number; None of one that is not kept.
    """

    name: str = ""
    least_won: int | None = None
    least_orders: int | None = None
    days: int | None = None
    perk: str = ""
    id: int | None = None
    version: int = 1

    @property
    def ask(self) -> Ask:
        """What it asks for."""
        return Ask(self.least_won, self.least_orders, self.days)


class TierProblem(StrEnum):
    """Why tiers are not kept."""

    TOO_MANY = "too_many"
    NO_NAME = "no_name"
    LONG_NAME = "long_name"
    SAME_NAME = "same_name"
    NOTHING_ASKED = "nothing_asked"
    NUMBER = "number"
    NOT_MORE = "not_more"
    """It does not ask for more than the tier below."""


@dataclass(frozen=True, slots=True)
class TierFault:
    """What is wrong with one tier; ``place`` counts from the lowest one, from 1."""

    problem: TierProblem
    place: int
    name: str = ""
    below: str = ""
    """The name of the tier below, where it is about that."""


class TiersRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was kept."""

    def __init__(self, faults: Sequence[TierFault]) -> None:
        """Keep the reasons."""
        super().__init__(", ".join(one.problem.value for one in faults))
        self.faults = tuple(faults)


def listed(shop: OpenShop, *, deleted: bool = False) -> list[Tier]:
    """The tiers, the lowest first; with ``deleted`` those that were thrown away.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return _listed(session, shop.id, deleted=deleted)


def faults(some: Sequence[Tier]) -> list[TierFault]:
    """What is wrong with tiers, the lowest first; nothing where they may be kept."""
    found = [TierFault(TierProblem.TOO_MANY, len(some))] if len(some) > MOST else []
    seen: set[str] = set()
    for place, one in enumerate(some, start=1):
        name = _plain(one.name)
        below = some[place - 2] if place > 1 else None
        wrong = {
            TierProblem.NO_NAME: not name,
            TierProblem.LONG_NAME: len(name) > LONGEST_NAME or len(one.perk) > LONGEST_PERK,
            TierProblem.SAME_NAME: bool(name) and name.casefold() in seen,
            TierProblem.NOTHING_ASKED: one.least_won is None and one.least_orders is None,
            TierProblem.NUMBER: not _is_possible(one),
            TierProblem.NOT_MORE: below is not None and _is_less(one, below),
        }
        seen.add(name.casefold())
        found += [
            TierFault(problem, place, name, _plain(below.name) if below else "")
            for problem, applies in wrong.items() if applies
        ]  # fmt: skip
    return found


def save(
    shop: OpenShop, wanted: Sequence[Tier], seen: Mapping[int, int], now: datetime
) -> list[Tier]:
    """Make the tiers those that are wanted, all at once; those left out are thrown away.

    What they were before goes back the same way: a tier that was thrown away and is wanted again
    by its number comes back.

    Args:
        shop: whose.
        wanted: the lowest first; those without a number are new.
        seen: the version of each tier, by its number, as the seller saw them.
        now: when.

    Raises:
        TiersRefused: something is wrong with them; nothing was kept.
        NoteChanged: they were changed elsewhere meanwhile; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    if wrong := faults(wanted):
        raise TiersRefused(wrong)
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        there = {row.id: row for row in notes.listed(session, TierRow, shop.id)}
        if {number: row.version for number, row in there.items()} != dict(seen):
            raise NoteChanged
        kept = {one.id for one in wanted}
        for number, row in there.items():
            if number not in kept:
                notes.change(session, row, {"deleted_at": now}, now)
        for place, one in enumerate(wanted, start=1):
            _put(session, shop.id, place, one, now)
        return _listed(session, shop.id)


def versions(some: Sequence[Tier]) -> dict[int, int]:
    """The version of each tier by its number, as ``save`` asks for it."""
    return {one.id: one.version for one in some if one.id is not None}


def _put(session: Session, shop_id: int, place: int, one: Tier, now: datetime) -> None:
    values: dict[str, Any] = {
        "name": _plain(one.name), "place": place, "least_won": one.least_won,
        "least_orders": one.least_orders, "days": one.days, "perk": one.perk.strip(),
        "deleted_at": None,
    }  # fmt: skip
    if one.id is None:
        notes.add(session, TierRow(shop_id=shop_id, id=0, created_at=now, **values))
        return
    row = notes.find(session, TierRow, shop_id, one.id)
    if any(getattr(row, name) != value for name, value in values.items()):
        notes.change(session, row, values, now)


def _listed(session: Session, shop_id: int, *, deleted: bool = False) -> list[Tier]:
    rows = notes.listed(session, TierRow, shop_id, deleted=deleted)
    return [_read(row) for row in sorted(rows, key=lambda row: (row.place, row.id))]


def _is_possible(one: Tier) -> bool:
    numbers = (
        (one.least_won, MOST_WON), (one.least_orders, MOST_ORDERS), (one.days, MOST_DAYS),
    )  # fmt: skip
    return all(value is None or 1 <= value <= most for value, most in numbers)


def _is_less(one: Tier, below: Tier) -> bool:
    asked = [it.ask for it in (one, below) if it.ask != replace(it.ask, least_won=None,
             least_orders=None)]  # fmt: skip
    return len(asked) == 2 and not analysis.asks_more(*asked)  # noqa: PLR2004  (both ask)


def _plain(name: str) -> str:
    return " ".join(name.split())


def _read(row: TierRow) -> Tier:
    return Tier(
        row.name, row.least_won, row.least_orders, row.days, row.perk, row.id, row.version
    )  # fmt: skip
