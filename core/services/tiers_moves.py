"""Who went up or down at the end of each month, under the rules that hold today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.analysis import tiers as analysis
from core.analysis.tiers import Ask
from core.services.tiers_standing import People
from core.store.moments import day_number, day_of

MONTHS: Final = 12
"""So many months are looked back on at most."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Month:
    """The customers who changed their tier in one month.

    Attributes:
        first: its first day.
        last: its last day, or the last one that is known of a month that goes on.
        up: how many stand higher at its end than at the end of the month before.
        down: how many stand lower, and files tell of all days that count.
        unsure: how many seem to stand lower while days of theirs are covered by no file; they
            are in neither of the others.
        is_open: whether it goes on.
        is_early: whether days that count for its beginning lie before the files or in days without
            one, so that some may have stood so high already.
    """

    first: date
    last: date
    up: int
    down: int
    unsure: int
    is_open: bool
    is_early: bool


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """The months, the newest first, and everybody who moved in them.

    ``people`` has ``month`` (its first day), ``buyer``, ``before`` and ``after`` (places of tiers,
    0 for none), and ``is_sure``; the newest month first, within it those who went up first.
    """

    months: tuple[Month, ...]
    people: pd.DataFrame


def moves(some: People, asks: Sequence[Ask], months: int = MONTHS) -> Moves:
    """Who changed tiers in each of the last months.

    A month is told if files reach back to its beginning. Nobody is taken for one who went down
    where days that count for his tier are covered by no file.

    Args:
        some: the customers.
        asks: what the tiers ask for today, the lowest first.
        months: how many months at most, the one that goes on among them.
    """
    frames: list[pd.DataFrame] = []
    told: list[Month] = []
    ends = _ends(some, months)
    tiers = [_tier(some, asks, end) for end in ends]
    for place in range(1, len(ends)):
        before, after, end = tiers[place - 1], tiers[place], ends[place]
        at = np.flatnonzero(before != after)
        lost = np.array([False, *(_is_lost(some, ask, end) for ask in asks)])
        is_sure = (after[at] > before[at]) | ~lost[before[at]]
        first = day_of(ends[place - 1]) + timedelta(days=1)
        frames.append(pd.DataFrame({
            "month": first, "buyer": some.buyers[at], "before": before[at], "after": after[at],
            "is_sure": is_sure,
        }))  # fmt: skip
        up = int((after > before).sum())
        told.append(Month(
            first, day_of(end), up, int(is_sure.sum()) - up, int((~is_sure).sum()),
            is_open=day_of(end + 1).day != 1,
            is_early=any(_is_early(some, ask, ends[place - 1]) for ask in asks),
        ))  # fmt: skip
    return Moves(tuple(reversed(told)), _sorted(frames))


def _sorted(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    if not frames:
        return pd.DataFrame(columns=["month", "buyer", "before", "after", "is_sure"])
    found = pd.concat(frames, ignore_index=True)
    found["is_down"] = found["after"] < found["before"]
    return found.sort_values(
        ["month", "is_down", "after", "buyer"], ascending=[False, True, False, True],
        ignore_index=True,
    ).drop(columns="is_down")  # fmt: skip


def _ends(some: People, months: int) -> list[int]:
    """The last days of months from the oldest on, and the last day that is known."""
    ends = [some.day]
    last = day_of(some.day + 1).replace(day=1) - timedelta(days=1)
    if day_number(last) == some.day:
        last = last.replace(day=1) - timedelta(days=1)
    while len(ends) <= months and day_number(last) >= some.since - 1:
        ends.append(day_number(last))
        last = last.replace(day=1) - timedelta(days=1)
    return ends[::-1]


def _tier(some: People, asks: Sequence[Ask], day: int) -> Ints:
    if not asks:
        return np.zeros(len(some.buyers), np.int64)
    return analysis.reached(asks, analysis.bought(some.ledger, asks, day))


def _is_lost(some: People, ask: Ask, day: int) -> bool:
    """Whether no file covers some of the days that count for a tier at the end of a day."""
    if ask.days is None:
        # What was bought once counts for ever: nobody goes down for want of a file.
        return False
    begin = day - ask.days + 1
    return any(first <= day and last >= begin for first, last in some.gaps)


def _is_early(some: People, ask: Ask, day: int) -> bool:
    return ask.days is not None and (day - ask.days + 1 < some.since or _is_lost(some, ask, day))
