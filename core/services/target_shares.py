"""The shares a seller aims at, by dimension, and from which error on something should be done."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from core.analysis.target import VALUES, Dimension
from core.services import kept_notes
from core.services.opening import OpenShop
from core.store import notes
from core.store.notes import NoteChanged
from core.store.target_tables import TargetShareRow

USUAL_MOST: Final = 0.2
"""The error from which something should be done, unless the seller says another."""

LEAST_MOST: Final = 0.01
MOST_MOST: Final = 0.9
_WHOLE: Final = 100
_NUMBERS: Final = {dimension: place for place, dimension in enumerate(VALUES, start=1)}
"""The number of the note of each dimension; they are kept: only add below."""


class AimProblem(StrEnum):
    """Why shares are not kept."""

    NOT_WHOLE = "not_whole"
    LIMIT = "limit"


class AimRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was kept."""

    def __init__(self, problem: AimProblem, total: int = 0) -> None:
        """Keep the reason, and what the shares add up to in per cent."""
        super().__init__(problem.value)
        self.problem, self.total = problem, total


@dataclass(frozen=True, slots=True)
class Aim:
    """What is aimed at.

    Attributes:
        dimension: by what.
        percents: whole per cent of each value in the order of ``VALUES``; None where nothing is
            aimed at.
        most: the error, 0 to 1, above which something should be done.
        version: 0 where nothing was ever kept.
        undoable: how many changes can be taken back.
    """

    dimension: Dimension
    percents: tuple[int, ...] | None = None
    most: float = USUAL_MOST
    version: int = 0
    undoable: int = 0

    @property
    def shares(self) -> tuple[float, ...] | None:
        """The same as shares that make one."""
        return None if self.percents is None else tuple(one / _WHOLE for one in self.percents)


def listed(shop: OpenShop) -> dict[Dimension, Aim]:
    """What is aimed at, by every dimension.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        rows = notes.listed(session, TargetShareRow, shop.id)
        times = notes.changed(session, shop.id, TargetShareRow)
    kept = {row.dimension: _read(row, times.get(row.id, 0)) for row in rows}
    return {dimension: kept.get(dimension, Aim(dimension)) for dimension in VALUES}


def keep(shop: OpenShop, aim: Aim, now: datetime) -> None:
    """Keep what is aimed at; ``aim.version`` is the one the seller saw.

    Raises:
        AimRefused: the shares do not make one hundred, or the limit is none; nothing was kept.
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
        core.store.StoreProblem: the store cannot be written.
    """
    if aim.percents is not None:
        total = sum(aim.percents)
        if total != _WHOLE or min(aim.percents) < 0:
            raise AimRefused(AimProblem.NOT_WHOLE, total)
    if not LEAST_MOST <= aim.most <= MOST_MOST:
        raise AimRefused(AimProblem.LIMIT)
    changes = {"shares": _told(aim), "most": aim.most}
    number = _NUMBERS[aim.dimension]
    with shop.store.write() as session:
        try:
            row = notes.find(session, TargetShareRow, shop.id, number)
        except notes.NoteGone:
            if aim.version:
                raise NoteChanged from None
            # First empty, so that there is something to go back to.
            row = notes.add(session, _empty(shop.id, aim.dimension, now))
            notes.change(session, row, changes, now)
        else:
            notes.change(session, row, changes, now, aim.version)


def undo(shop: OpenShop, dimension: Dimension, seen: int | None = None) -> None:
    """Take back the last change.

    Raises:
        core.store.notes.NoteChanged: it was changed elsewhere since it was read.
        core.store.notes.NoteGone: nothing was changed.
    """
    kept_notes.undo(shop, TargetShareRow, _NUMBERS[dimension], seen)


def _empty(shop_id: int, dimension: Dimension, now: datetime) -> TargetShareRow:
    return TargetShareRow(
        shop_id=shop_id, id=_NUMBERS[dimension], dimension=dimension.value, most=USUAL_MOST,
        created_at=now,
    )  # fmt: skip


def _told(aim: Aim) -> str:
    if aim.shares is None:
        return "{}"
    return json.dumps(dict(zip(VALUES[aim.dimension], aim.shares, strict=True)))


def _read(row: TargetShareRow, undoable: int) -> Aim:
    dimension = Dimension(row.dimension)
    shares: Mapping[str, float] = json.loads(row.shares)
    percents = tuple(round(shares.get(value, 0) * _WHOLE) for value in VALUES[dimension])
    return Aim(dimension, percents if shares else None, row.most, row.version, undoable)
